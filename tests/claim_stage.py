"""What tests of claims share: a round, a draft that is whole, and short ways to the next state."""

from datetime import date, timedelta

from django.utils import timezone

from cast import CLOCK
from fivefold.claim.claims import actions, drafting, reviewing
from fivefold.claim.claims.drafting import Edit, Upload
from fivefold.claim.claims.models import Claim
from fivefold.claim.claims.parts import MilestoneRow
from fivefold.claim.rounds.models import ClaimRound
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


def live(row):
    """The round open at the real now, because pages read the clock."""
    now = timezone.now()
    dates = {"opens_at": now - timedelta(days=400), "closes_at": now + timedelta(days=30)}
    ClaimRound.objects.filter(pk=row.pk).update(**dates, review_closes_at=now + timedelta(days=37))
    row.refresh_from_db()
    return row


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


def build_network():
    """The fictional library network of the second pack: two levels, cap 3, review by the head office, Urumqi time."""
    from cast import NOW, PROGRAMMES, Nation, issued_edition
    from fivefold.authz.roles import Role
    from fivefold.classify.models import AdminArea, BatchStay, ClassEntry, ClassList, Region
    from fivefold.orgs.models import Body
    from fivefold.packs.models import Programme
    from fivefold.packs.programmes import install_pack

    version = install_pack(PROGRAMMES / "tiny-two-level", NOW)
    programme = Programme.objects.create(
        slug="network",
        title="演示图书馆联盟",
        pack_version=version,
        time_zone="Asia/Urumqi",
        demo=True,
        created_at=NOW,
    )
    head = Body.objects.create(programme=programme, code="00", name="演示总社", level=0, path="00/")
    nation = Nation(programme, head, provinces={"总社": head})
    nation.edition = issued_edition(programme)
    nation.class_list = ClassList.objects.create(
        programme=programme, number=1, valid_from=NOW.date(), issued_at=NOW, pack_sha256=version.sha256,
        sha256="1" * 64, state="issued", state_since=NOW,
    )  # fmt: skip
    for role in (Role.PUBLISHER, Role.REVIEWER, Role.COORDINATOR):
        nation.seat("总社", head, role)
    for code, name in (("01", "东馆"), ("02", "西馆")):
        body = Body.objects.create(
            programme=programme, parent=head, code=code, name=name, level=1, path=f"00/{code}/"
        )
        area = AdminArea.objects.create(
            programme=programme, code=code, name=name, level="branch", source="演示数据", recorded_at=NOW
        )
        region = Region.objects.create(
            programme=programme, area=area, body=body, batch="spring", joined_on=NOW.date(), state="participating",
            state_since=NOW,
        )  # fmt: skip
        BatchStay.objects.create(region=region, batch="spring", since=NOW.date())
        ClassEntry.objects.create(
            class_list=nation.class_list, region=region, area=area, outcome="placed", class_code="large"
        )
        nation.regions[name] = region
        nation.seat(name, body, Role.FILLER)
        nation.seat(name, body, Role.SIGNER)
    return nation
