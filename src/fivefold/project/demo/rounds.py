"""The guideline and the claim round of the demonstration."""

from fivefold.claim.rounds.actions import RoundPlan, round_open, round_prepare
from fivefold.claim.rounds.models import ClaimRound
from fivefold.classify.class_lists.models import ClassList
from fivefold.decompose.guideline.actions import edition_issue, edition_seed, unit_assign
from fivefold.decompose.guideline.models import GuidelineEdition
from fivefold.lifecycle.actor import Actor
from fivefold.packs.models import Programme
from fivefold.packs.programmes import pack_of
from fivefold.project.demo import dates as when
from fivefold.project.demo.dates import Dates

_UNITS = ("演示协调办公室", "演示综合部门", "演示法制部门", "演示应急部门", "演示网络部门")


def issue_guideline(programme: Programme, actor: Actor, dates: Dates) -> GuidelineEdition:
    """Issue the pack's edition with its labelled demonstration items; each project gets a fictional lead unit."""
    clock = dates.clock(when.EDITION)
    code = pack_of(programme).decompose.editions[0].code
    edition = edition_seed(programme=programme, code=code, actor=actor, clock=clock)
    for project in edition.projects.all():
        unit = _UNITS[project.order % len(_UNITS)]
        unit_assign(project=project, unit_name=unit, level=0, role="lead", actor=actor, clock=clock)
    edition_issue(edition=edition, actor=actor, clock=clock)
    edition.refresh_from_db()
    return edition


def open_demo_round(
    programme: Programme, edition: GuidelineEdition, class_list: ClassList, actor: Actor, dates: Dates
) -> ClaimRound:
    """Prepare and open the round in which the demonstration stands."""
    plan = RoundPlan(
        title="演示认领轮次",
        batches=(pack_of(programme).programme.batches[0].key,),
        edition=edition,
        class_list=class_list,
        opens_at=dates.day(when.OPENS),
        closes_at=dates.day(when.CLOSES, 18),
        review_closes_at=dates.day(when.REVIEW_CLOSES, 18),
    )
    clock = dates.clock(when.OPENS)
    row = round_prepare(programme=programme, plan=plan, actor=actor, clock=clock)
    round_open(round_=row, actor=actor, clock=clock)
    row.refresh_from_db()
    return row
