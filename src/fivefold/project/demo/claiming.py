"""The fictional regions claim; provinces review, one is late, one asks for time."""

from collections.abc import Sequence
from datetime import timedelta

from fivefold.authz.roles import Role
from fivefold.claim.claims.models import Claim, Milestone, Review
from fivefold.claim.claims.reviewing import claim_return, note_add
from fivefold.claim.claims.sealing import CONTENT, content_digests
from fivefold.claim.rounds.extensions import extension_ask, extension_grant
from fivefold.claim.rounds.models import ClaimRound
from fivefold.classify.class_lists.queries import classes_of
from fivefold.classify.regions.models import Region
from fivefold.decompose.guideline.models import Project
from fivefold.lifecycle.actor import Actor
from fivefold.lifecycle.move_many import move_many
from fivefold.orgs.models import Body
from fivefold.project.demo import dates as when
from fivefold.project.demo.dates import Dates
from fivefold.project.demo.filling import RELATED, draw, paper
from fivefold.project.demo.people import Cast

_MORE_DAYS = 12  # granted to the province of those who sign in: ten days from today
_MILESTONES = (
    (30, "演示节点一：完成方案", "印发方案"),
    (150, "演示节点二：中期自查", "自查报告"),
    (330, "演示节点三：形成规程", "规程文本"),
)


def _wished(region: Region, projects: Sequence[Project]) -> list[Project]:
    """Return one or two projects: those in which the region's own hash is highest, as its scores are."""
    ranked = sorted(projects, key=lambda project: -draw(region.area.code, project.code))
    return ranked[: 1 + draw(region.area.code, "count") % 2]


def _claim(
    round_: ClaimRound, region: Region, project: Project, class_code: str, cast: Cast, dates: Dates
) -> Claim:
    signer = cast.actor(region.body, Role.SIGNER).seat
    return Claim(
        round=round_,
        region=region,
        project=project,
        class_code=class_code,
        basis="advantage" if draw(region.area.code, project.code) > 5000 else "breakthrough",  # noqa: PLR2004 - an even draw
        basis_reason="演示数据：自评该项目得分在同类地区居前，工作基础较好。",
        aim_province="演示目标：同类地区中本省第一",
        aim_nation="演示目标：同类地区中全国前列",
        leader_post="演示市域治理领导小组组长",
        lead_unit=f"{region.body.name}演示牵头单位",
        means="演示数据：专班推进，统筹现有人员与经费。",
        expected_output="演示成果：形成可复制可推广的工作规程一套。",
        decision_meeting="演示领导小组第1次会议",
        decision_number=f"演示纪要{region.area.code}",
        decision_signer_post="演示领导小组组长",
        decision_on=dates.day(when.CLAIMED - 1).date(),
        decision_file=paper(region, "会议纪要", dates),
        writers=[signer.person_id] if signer else [],
        state="drafted",
        state_since=dates.day(when.CLAIMED, 8),
    )


def draft_claims(round_: ClaimRound, regions: Sequence[Region], cast: Cast, dates: Dates) -> list[Claim]:
    """Write complete drafts of the regions' claims."""
    projects, classes = list(round_.edition.projects.all()), classes_of(round_.class_list)
    claims = [
        _claim(round_, region, project, classes[region.pk], cast, dates)
        for region in regions
        for project in _wished(region, projects)
    ]
    Claim.objects.bulk_create(claims, batch_size=200)
    Milestone.objects.bulk_create(
        (
            Milestone(claim=claim, order=n, due_on=dates.day(offset).date(), text=text, measure=measure)
            for claim in claims
            for n, (offset, text, measure) in enumerate(_MILESTONES, start=1)
        ),
        batch_size=500,
    )
    return claims


def _facts(claim: Claim) -> dict[str, str]:
    file = claim.decision_file
    return {
        "region": claim.region.body.code,
        "project": claim.project.code,
        "basis": claim.basis,
        "decision_number": claim.decision_number,
        "decision_sha256": file.sha256 if file else "",
    }


def submit_claims(claims: Sequence[Claim], cast: Cast, dates: Dates) -> None:
    """Submit claims, each by its region's signer."""
    clock, said = dates.clock(when.CLAIMED), content_digests(claims)
    Claim.objects.filter(pk__in=[claim.pk for claim in claims]).update(submitted_at=clock.now())
    move_many(
        claims,
        "claim.submitted",
        actor=lambda claim: cast.actor(claim.region.body, Role.SIGNER),
        clock=clock,
        params=lambda claim: {**_facts(claim), CONTENT: said[claim.pk]},
        related=(*RELATED, "project", "decision_file"),
    )


def approve_claims(claims: Sequence[Claim], cast: Cast, dates: Dates) -> None:
    """Let each claim's province approve it."""
    clock, said = dates.clock(when.REVIEWED), content_digests(claims)
    reviewers = {claim.pk: cast.actor(claim.region.body.parent, Role.REVIEWER) for claim in claims}  # type: ignore[arg-type]  # a region has a province
    move_many(
        claims,
        "claim.approved",
        actor=lambda claim: reviewers[claim.pk],
        clock=clock,
        params=lambda claim: {"step": 1, CONTENT: said[claim.pk]},
        related=(*RELATED, "project"),
    )
    Review.objects.bulk_create(
        (
            Review(
                claim=claim,
                step=0,
                level=1,
                verdict="approved",
                body_name=seat.body_name,
                seat_id=seat.id,
                at=clock.now(),
            )
            for claim in claims
            if (seat := reviewers[claim.pk].seat)
        ),
        batch_size=500,
    )


def return_claim(claim: Claim, province: Body, cast: Cast, dates: Dates) -> None:
    """Return one claim with a named part, and note what the province knows."""
    actor, clock = cast.actor(province, Role.REVIEWER), dates.clock(when.REVIEWED)
    because = "演示数据：请补充可检验的阶段目标。"
    claim_return(claim=claim, parts=["plan_milestones"], because=because, actor=actor, clock=clock)
    text = "演示数据：该地正在调整机构，进度宜从宽考虑。"
    note_add(round_=claim.round, region=claim.region, text=text, actor=actor, clock=clock)


def give_time(round_: ClaimRound, province: Body, cast: Cast, centre: Actor, dates: Dates) -> None:
    """Let a province ask before the date and the centre grant it: its regions can still begin."""
    until = round_.closes_at + timedelta(days=_MORE_DAYS)
    asked = extension_ask(
        round_=round_,
        body=province,
        deadline="closes",
        until=until,
        because="演示数据：一地刚完成机构调整，请延期填报。",
        actor=cast.actor(province, Role.COORDINATOR),
        post="演示处处长",
        clock=dates.clock(when.CLOSES - 2),
    )
    because = "演示数据：情况属实，同意延期。"
    extension_grant(
        extension=asked, until=until, because=because, actor=centre, clock=dates.clock(when.CLOSES - 1)
    )


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
