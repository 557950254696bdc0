"""The fictional regions claim; provinces review, one is late, one asks for time, one entry is disputed."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from fivefold.authz.roles import Role
from fivefold.claim.claims.actions import claim_submit
from fivefold.claim.claims.drafting import Edit, Upload, claim_draft, claim_edit
from fivefold.claim.claims.models import Claim
from fivefold.claim.claims.parts import MilestoneRow
from fivefold.claim.claims.reviewing import claim_approve, claim_return, note_add
from fivefold.claim.rounds.extensions import extension_ask
from fivefold.claim.rounds.models import ClaimRound
from fivefold.classify.regions.models import Region
from fivefold.decompose.guideline.models import Project
from fivefold.orgs.models import Body
from fivefold.project.demo import dates as when
from fivefold.project.demo.dates import Dates
from fivefold.project.demo.filling import draw
from fivefold.project.demo.people import Cast


def _wished(region: Region, projects: Sequence[Project]) -> list[Project]:
    """Return one or two projects: those in which the region's own hash is highest, as its scores are."""
    ranked = sorted(projects, key=lambda project: -draw(region.area.code, project.code))
    return ranked[: 1 + draw(region.area.code, "count") % 2]


def _content(region: Region, project: Project, dates: Dates) -> Edit:
    start = dates.day(30).date()
    return Edit(
        values={
            "basis": "advantage" if draw(region.area.code, project.code) > 5000 else "breakthrough",
            "basis_reason": "演示数据：自评该项目得分在同类地区居前，工作基础较好。",
            "aim_province": "演示目标：同类地区中本省第一",
            "aim_nation": "演示目标：同类地区中全国前列",
            "leader_post": "演示市域治理领导小组组长",
            "lead_unit": f"{region.body.name}演示牵头单位",
            "means": "演示数据：专班推进，统筹现有人员与经费。",
            "expected_output": "演示成果：形成可复制可推广的工作规程一套。",
            "decision_meeting": "演示领导小组第1次会议",
            "decision_number": f"演示纪要{region.area.code}",
            "decision_signer_post": "演示领导小组组长",
            "decision_on": dates.day(when.CLAIMED - 1).date(),
        },
        milestones=[
            MilestoneRow(start, "演示节点一：完成方案", "印发方案"),
            MilestoneRow(start + timedelta(days=120), "演示节点二：中期自查", "自查报告"),
            MilestoneRow(start + timedelta(days=300), "演示节点三：形成规程", "规程文本"),
        ],
        upload=Upload(
            f"{region.body.name}会议纪要（演示）.txt", "text/plain", f"演示数据：{region.body.name}会议纪要（虚构）。".encode()
        ),
    )


def draft_claims(round_: ClaimRound, region: Region, projects: Sequence[Project], cast: Cast, dates: Dates) -> list[Claim]:
    """Draft the region's claims in full."""
    actor, clock = cast.actor(region.body, Role.SIGNER), dates.clock(when.CLAIMED)
    drafts = []
    for project in _wished(region, projects):
        claim = claim_draft(round_=round_, region=region, project=project, actor=actor, clock=clock)
        edit = _content(region, project, dates)
        claim_edit(claim=claim, version=claim.version, edit=edit, actor=actor, clock=clock)
        drafts.append(claim)
    return drafts


def submit_claims(claims: Iterable[Claim], cast: Cast, dates: Dates) -> None:
    """Submit claims, each by its region's signer."""
    for claim in claims:
        claim_submit(claim=claim, actor=cast.actor(claim.region.body, Role.SIGNER), clock=dates.clock(when.CLAIMED))


def approve_claims(claims: Iterable[Claim], province: Body, cast: Cast, dates: Dates) -> None:
    """Let the province approve claims one by one."""
    for claim in claims:
        claim_approve(claim=claim, actor=cast.actor(province, Role.REVIEWER), clock=dates.clock(when.REVIEWED))


def return_claim(claim: Claim, province: Body, cast: Cast, dates: Dates) -> None:
    """Return one claim with a named part, and note what the province knows."""
    actor, clock = cast.actor(province, Role.REVIEWER), dates.clock(when.REVIEWED)
    because = "演示数据：请补充可检验的阶段目标。"
    claim_return(claim=claim, parts=["plan_milestones"], because=because, actor=actor, clock=clock)
    text = "演示数据：该地正在调整机构，进度宜从宽考虑。"
    note_add(round_=claim.round, region=claim.region, text=text, actor=actor, clock=clock)


def ask_for_time(round_: ClaimRound, province: Body, cast: Cast, dates: Dates) -> None:
    """Let a late province ask for more time; the centre has not decided yet."""
    extension_ask(
        round_=round_,
        body=province,
        deadline="closes",
        until=round_.closes_at + timedelta(days=14),
        because="演示数据：防汛期间人员抽调，请延期两周。",
        actor=cast.actor(province, Role.COORDINATOR),
        post="演示处处长",
        clock=dates.clock(when.CLOSES, 10),
    )
