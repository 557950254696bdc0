"""What tests of claims share: a round, a draft that is whole, and short ways to the next state."""

from datetime import date

from cast import CLOCK
from fivefold.claim.claims import actions, drafting, reviewing
from fivefold.claim.claims.drafting import Edit, Upload
from fivefold.claim.claims.models import Claim
from fivefold.claim.claims.parts import MilestoneRow
from fivefold.decompose.models import Project

VALUES = {
    "basis": "advantage",
    "basis_reason": "演示：自评得分高于同类地区中位数",
    "aim_province": "演示：全省同类前列",
    "aim_nation": "演示：全国同类前列",
    "leader_post": "演示市委政法委书记",
    "lead_unit": "演示市社会治理办公室",
    "means": "演示：专班一个，专项经费一笔",
    "expected_output": "演示：一套可复制的操作规程",
    "decision_meeting": "演示市委专题会议",
    "decision_number": "演示纪要〔2026〕1号",
    "decision_signer_post": "演示市委秘书长",
    "decision_on": date(2026, 8, 1),
}
MILESTONES = (MilestoneRow(date(2026, 12, 31), "演示：出台规程", "规程文本"),)
FILE = Upload("演示决定.pdf", "application/pdf", b"%PDF-1.4 demo")
WHOLE = Edit(VALUES, MILESTONES, FILE)


def project(nation, order):
    return Project.objects.get(edition=nation.edition, order=order)


def drafted(nation, round_, region="甲市", order=1, *, by="filler", clock=CLOCK, place=None):
    return drafting.claim_draft(
        round_=round_,
        region=nation.regions[region],
        project=project(nation, order),
        actor=nation.actor(f"{place or region} {by}"),
        clock=clock,
    )


def whole(nation, round_, region="甲市", order=1, *, by="filler", place=None):
    claim = drafted(nation, round_, region, order, by=by, place=place)
    drafting.claim_edit(
        claim=claim, version=0, edit=WHOLE, actor=nation.actor(f"{place or region} {by}"), clock=CLOCK
    )
    return Claim.objects.get(pk=claim.pk)


def submitted(nation, round_, region="甲市", order=1):
    claim = whole(nation, round_, region, order)
    actions.claim_submit(claim=claim, actor=nation.actor(f"{region} signer"), clock=CLOCK)
    return Claim.objects.get(pk=claim.pk)


def approved(nation, round_, region="甲市", order=1, province="演示省"):
    claim = submitted(nation, round_, region, order)
    reviewing.claim_approve(claim=claim, actor=nation.actor(f"{province} reviewer"), clock=CLOCK)
    return Claim.objects.get(pk=claim.pk)


def filed(nation, round_, region="甲市", order=1, province="演示省"):
    claim = whole(nation, round_, region, order, by="coordinator", place=province)
    actions.claim_file(claim=claim, actor=nation.actor(f"{province} coordinator"), clock=CLOCK)
    return Claim.objects.get(pk=claim.pk)


def codes(refusal):
    return [reason.code for reason in refusal.value.reasons]


def fields(refusal):
    return [reason.params.get("field") for reason in refusal.value.reasons]
