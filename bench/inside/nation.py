"""A fictional nation of any size, built from the demonstration's own parts.

The register, the class list, the guideline, the round and the posting come about by the acts that people use. Only
claims and the states of assessments are written in bulk, without a leaf each but that of an approval, which posting
asks for: ten demonstrations at once would take the time that measuring needs. Assessments are filled for a part of
the regions, since each has a page of its own, and so many regions are posted as in the demonstration, whatever the
size of the nation.
"""

from collections.abc import Iterator, Sequence
from copy import copy
from datetime import UTC, datetime

from django.db import transaction
from django.db.models import QuerySet

from fivefold.authz.roles import Role
from fivefold.claim.assessments.models import Assessment
from fivefold.claim.claims.models import Claim
from fivefold.claim.postings.actions import Wording, posting_issue, posting_prepare
from fivefold.claim.postings.models import Posting
from fivefold.claim.postings.preparing import prepare
from fivefold.claim.rounds.models import ClaimRound
from fivefold.classify.class_lists.queries import classes_of
from fivefold.classify.regions.models import Region
from fivefold.jobs.statistics import refresh_statistics
from fivefold.ledger.ids import uuid7
from fivefold.ledger.record import record_many
from fivefold.lifecycle.actor import SYSTEM, Actor
from fivefold.lifecycle.move import new_entry
from fivefold.lifecycle.origin import origin_of
from fivefold.orgs.models import Seat
from fivefold.orgs.seats import seat_facts
from fivefold.orgs.tree import top
from fivefold.project.demo import claiming, filling
from fivefold.project.demo import dates as when
from fivefold.project.demo.dates import Dates
from fivefold.project.demo.programmes import fictional_nation, issue_classes
from fivefold.project.demo.rounds import issue_guideline, open_demo_round
from fivefold.project.demo.story import DONE, LATE, POSTED, Land, parts, seat_everybody

_ASSESSED = 130
_POSTED = 156
_DRAFTED = 4
TITLE = ("演示办公室关于公布", "试点任务认领名单的通知")


def dates() -> Dates:
    """Return the demonstration's dates, seen from now."""
    return Dates(datetime.now(tz=UTC))


def centre() -> Actor:
    """Return the actor of the centre's publisher."""
    found = Seat.objects.select_related("person", "body").filter(
        role=Role.PUBLISHER.value, body__isnull=False
    )
    return Actor(seat_facts(found[0]))


def founded(regions: int) -> None:
    """Build the nation with drafts of all claims and of a part of the assessments."""
    at = dates()
    with transaction.atomic():
        programme, publisher = fictional_nation(at, regions)
        class_list = issue_classes(programme, publisher, at)
        edition = issue_guideline(programme, publisher, at)
        round_ = open_demo_round(programme, edition, class_list, publisher, at)
        lands = parts(programme)
        cast = seat_everybody(programme, lands, at)
        everybody = [region for land in lands for region in land.regions]
        filling.begin_all(round_, everybody[:: max(len(everybody) // _ASSESSED, 1)], at)
        samples = claiming.draft_claims(round_, everybody[:_DRAFTED], cast, at)
        Claim.objects.bulk_create(_alike(round_, samples[0], everybody[_DRAFTED:]), batch_size=500)


def _alike(round_: ClaimRound, sample: Claim, regions: Sequence[Region]) -> Iterator[Claim]:
    """Yield one or two claims for each region, worded as the sample."""
    projects, classes = list(round_.edition.projects.all()), classes_of(round_.class_list)
    for place, region in enumerate(regions):
        for turn in range(1 + place % 2):
            claim = copy(sample)
            claim.pk, claim.region, claim.class_code = uuid7(), region, classes[region.pk]
            claim.project = projects[(place + 5 * turn) % len(projects)]
            yield claim


def _become(rows: QuerySet, state: str, day: int) -> None:
    at = dates().day(day)
    rows.update(state=state, state_since=at, submitted_at=at)


def _approve(rows: QuerySet) -> None:
    """Let claims be approved, each with the leaf that says so."""
    _become(rows, "approved", when.REVIEWED)
    claims = list(rows.select_related("round__programme", "region__body__parent", "project"))
    news = [
        new_entry(claim, "claim.approved", SYSTEM, claim.state_since, "", {"to": "approved"})
        for claim in claims
    ]
    with transaction.atomic():
        record_many(origin_of(claims[0].programme_row()), news)


def _claims(lands: Sequence[Land], *kinds: str) -> QuerySet:
    bodies = [land.province.pk for land in lands if land.part in kinds]
    return Claim.objects.filter(region__body__parent__in=bodies)


def in_the_middle() -> None:
    """Let the round be in its middle: provinces posted, done, reviewing and late, as in the demonstration."""
    round_ = ClaimRound.objects.select_related("programme__pack_version").get()
    lands = parts(round_.programme)
    done = [land.province.pk for land in lands if land.part != LATE]
    _become(Assessment.objects.filter(region__body__parent__in=done), "submitted", when.ASSESSED)
    _become(Claim.objects.exclude(pk__in=_claims(lands, LATE).values("pk")), "submitted", when.CLAIMED)
    _approve(_claims(lands, POSTED, DONE))
    issued(drafted(round_, list(_posted(lands))))
    refresh_statistics()


def _posted(lands: Sequence[Land]) -> Iterator[str]:
    """Yield the codes of provinces whose list is posted, until enough regions stand on it."""
    regions = 0
    for land in lands:
        if land.part == POSTED and regions < _POSTED:
            regions += len(land.regions)
            yield land.province.code


def all_approved() -> None:
    """Let every claim be approved, so that the whole list can be posted."""
    _approve(Claim.objects.all())


def drafted(round_: ClaimRound, provinces: Sequence[str] = ()) -> Posting:
    """Draft the list of the provinces named, or of all."""
    wording = Wording(
        title_lines=TITLE, prefix="演示", source=str(top(round_.programme)), provinces=provinces
    )
    return posting_prepare(round_=round_, actor=centre(), wording=wording, clock=dates().clock(when.POSTED))


def issued(draft: Posting) -> Posting:
    """Post the list of a draft as its publisher sees it."""
    seen = prepare(draft).fingerprint
    return posting_issue(posting=draft, actor=centre(), seen=seen, clock=dates().clock(when.POSTED))
