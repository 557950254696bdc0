"""Reading rounds: who sees which, who takes part, the dates in force, extensions, and how far each province is."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    UUIDField,
    Value,
    When,
)

from fivefold.authz.decide import permissions_of
from fivefold.authz.permissions import Permission
from fivefold.authz.roles import Reach
from fivefold.authz.scope import ScopedRows, scope
from fivefold.claim.rounds.dates import RoundDates
from fivefold.claim.rounds.models import RUNNING, ClaimRound, Extension
from fivefold.classify.class_lists.models import ClassEntry, ClassList
from fivefold.classify.regions.models import Region
from fivefold.decompose.guideline.models import GuidelineEdition
from fivefold.ledger.prepared import Prepared, PreparedRows, Slot
from fivefold.method.claim import check_gate
from fivefold.method.reason import Reason
from fivefold.orgs.models import Body
from fivefold.orgs.naming import short_names
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.models import Programme
from fivefold.packs.programmes import pack_of

PLACED = ("placed", "overridden")
STAGES = ("not_started", "assessed", "claimed", "reviewed", "posted")
"""How far a region is in a round (4.0), from nothing to the posted list; every participant is in exactly one."""

SENT = ("submitted", "returned", "approved", "posted")


def visible(seat: SeatFacts | None) -> QuerySet[ClaimRound]:
    """Return the rounds the seat may see, newest first, with what their pages need."""
    return _with_reads(scope(seat, Permission.ROUND_VIEW).q(ClaimRound.SCOPE))


def _with_reads(allowed: Q) -> QuerySet[ClaimRound]:
    rows = ClaimRound.objects.filter(allowed).select_related(
        "programme__pack_version", "edition", "class_list"
    )
    return rows.defer("programme__pack_version__content")


def visible_one(seat: SeatFacts | None, programme: Programme, round_id: UUID) -> ClaimRound | None:
    """Return one round of the programme as ``visible`` has it; None where the seat sees no such round."""
    return _one.one(seat, round=round_id, programme=programme.pk)


_one = ScopedRows(
    ClaimRound,
    Permission.ROUND_VIEW,
    ClaimRound.SCOPE,
    lambda allowed: _with_reads(allowed).filter(
        pk=Slot("round", UUIDField()), programme=Slot("programme", UUIDField())
    ),
)


def current_round(seat: SeatFacts | None, programme: Programme) -> ClaimRound | None:
    """Return the running round of the programme that opened last, None where none runs."""
    return visible(seat).filter(programme=programme, state__in=RUNNING).order_by("-opens_at", "-id").first()


def running_rounds(seat: SeatFacts | None, programme: Programme) -> list[ClaimRound]:
    """Return the rounds that were opened, newest first."""
    return _running.objects(seat, programme=programme.pk)


_running = ScopedRows(
    ClaimRound,
    Permission.ROUND_VIEW,
    ClaimRound.SCOPE,
    lambda allowed: (
        _with_reads(allowed)
        .filter(programme=Slot("programme", UUIDField()), state__in=RUNNING)
        .order_by("-opens_at", "-id")
    ),
)


def editions_for(programme: Programme) -> list[GuidelineEdition]:
    """Return the editions a round may be prepared with: issued ones first, drafts after them."""
    found = GuidelineEdition.objects.filter(programme=programme, state__in=("issued", "drafted"))
    return sorted(found, key=lambda edition: edition.state != "issued")


def class_lists_for(programme: Programme) -> list[ClassList]:
    """Return the class lists a round may be prepared with: the one in force first, drafts after it."""
    found = ClassList.objects.filter(programme=programme, state__in=("issued", "drafted"))
    return sorted(found, key=lambda row: (row.state != "issued", -(row.number or 0)))


def participants(round_: ClaimRound) -> QuerySet[Region]:
    """Return the regions that take part: members of the round's batches that have not left."""
    return Region.objects.filter(
        programme_id=round_.programme_id, batch__in=round_.batches, state="participating"
    ).select_related("body__parent")


def classes_of(round_: ClaimRound, regions: Collection[Region | UUID] | None = None) -> dict[UUID, str]:
    """Return the class of these or of all regions (objects or ids) on the round's pinned class list, by region id."""
    rows = ClassEntry.objects.filter(
        class_list_id=round_.class_list_id, outcome__in=PLACED, region__isnull=False
    )
    if regions is not None:
        rows = rows.filter(region__in=regions)
    return dict(rows.exclude(class_code="").order_by().values_list("region_id", "class_code"))


def class_of(round_: ClaimRound, region: Region) -> str:
    """Return the region's class on the round's pinned class list, "" where it has none."""
    rows = ClassEntry.objects.filter(class_list_id=round_.class_list_id, region=region, outcome__in=PLACED)
    return rows.values_list("class_code", flat=True).first() or ""


def order_gate(round_: ClaimRound) -> list[Reason]:
    """Return why the round may not open (1.2): participants without a class, no class list or no edition in force."""
    classes = classes_of(round_)
    taking_part = participants(round_).values_list("pk", "body__name", "body__code")
    named = {f"{name}（{code}）": classes.get(pk) for pk, name, code in taking_part}
    reasons = check_gate(
        named,
        class_list_in_force=round_.class_list.state == "issued",
        edition_in_force=round_.edition.state == "issued",
    )
    return list(reasons)


def closes_at(round_: ClaimRound, body: Body) -> datetime:
    """Return the moment before which ``body`` (a region or its province) submits, extensions counted."""
    return round_.dates().closes_at(body.path)


def review_closes_at(round_: ClaimRound, body: Body) -> datetime:
    """Return the moment before which claims of ``body`` (a region or its province) are reviewed, extensions counted."""
    return round_.dates().review_closes_at(body.path)


def visible_extensions(seat: SeatFacts | None) -> QuerySet[Extension]:
    """Return the extensions the seat may see, newest first."""
    allowed = scope(seat, Permission.EXTENSION_VIEW).q(Extension.SCOPE)
    return Extension.objects.filter(allowed).select_related("round__programme__pack_version", "body")


def granted_before(extension: Extension) -> int:
    """Return how often the body was granted more time for the same deadline of the round."""
    rows = Extension.objects.filter(round_id=extension.round_id, body_id=extension.body_id, state="granted")
    return rows.filter(deadline=extension.deadline).count()


@dataclass(frozen=True, slots=True)
class ProvinceProgress:
    """One province in a round: regions per stage (they add up to ``total``), late ones, claims waiting for review."""

    body_id: UUID
    name: str
    short_name: str
    path: str
    stages: Mapping[str, int]
    late: int
    waiting: int
    closes_at: datetime
    review_closes_at: datetime
    review_late: bool

    @property
    def total(self) -> int:
        """How many regions of the province take part."""
        return sum(self.stages.values())

    @property
    def is_late(self) -> bool:
        """Whether regions have not claimed in time or claims were not reviewed in time (6.12)."""
        return bool(self.late) or self.review_late


def staged(round_: ClaimRound) -> Any:
    """Return the participants (a queryset) with ``stage``, one of STAGES, worked out by the database."""
    return _staged(participants(round_), round_.pk)


def _staged(rows: QuerySet[Region], round_id: UUID | Slot) -> Any:
    claims = _rows("claims", round_id).filter(region=OuterRef("pk"))
    assessed = _rows("assessments", round_id).filter(region=OuterRef("pk"), state="submitted")
    return rows.annotate(
        stage=Case(
            When(Exists(claims.filter(state="posted")), then=Value("posted")),
            When(
                Exists(claims.filter(state="approved"))
                & ~Exists(claims.filter(state__in=("submitted", "returned"))),
                then=Value("reviewed"),
            ),
            When(Exists(claims.filter(state__in=SENT)), then=Value("claimed")),
            When(Exists(assessed), then=Value("assessed")),
            default=Value("not_started"),
        )
    )


def _rows(name: str, round_id: UUID | Slot) -> Any:
    """Return the round's ``claims`` or ``assessments``."""
    model: Any = ClaimRound._meta.get_field(name).related_model  # noqa: SLF001 - tables of folders above this one
    return model.objects.filter(round=round_id).order_by()


_stages = Prepared(
    lambda *batches: (
        _staged(
            Region.objects.filter(
                programme=Slot("programme", UUIDField()),
                batch__in=batches,
                state="participating",
                body__path__startswith=Slot("within", CharField()),
            ),
            Slot("round", UUIDField()),
        )
        .order_by()
        .values_list("body__parent_id", "stage")
    )
)
_waiting = Prepared(
    lambda: (
        _rows("claims", Slot("round", UUIDField()))
        .filter(state="submitted", region__body__path__startswith=Slot("within", CharField()))
        .values_list("region__body__parent_id")
    )
)
_provinces = PreparedRows(
    Body,
    lambda: Body.objects.filter(
        Exists(Region.objects.filter(body__parent=OuterRef("pk"))),
        programme=Slot("programme", UUIDField()),
        level__lt=Slot("level", IntegerField()),
    ).order_by("path"),
)


def progress(round_: ClaimRound, now: datetime, *, within: str = "") -> list[ProvinceProgress]:
    """Return how far each province is, in the order of the tree; ``within`` keeps to a subtree of bodies.

    Four queries whatever the number of regions.
    """
    counts: dict[UUID, dict[str, int]] = {}
    asked = {"programme": round_.programme_id, "round": round_.pk, "within": within}
    for parent, stage, number in _stages.counted(*round_.batches, **asked):
        counts.setdefault(parent, dict.fromkeys(STAGES, 0))[stage] = number
    waiting = dict(_waiting.counted(round=round_.pk, within=within))
    dates = round_.dates()
    # All provinces of the programme are named apart, so that one is called the same whoever looks.
    level = pack_of(round_.programme).participant_level
    provinces = _provinces.objects(programme=round_.programme_id, level=level)
    names = short_names([body.name for body in provinces])
    return [
        _province(body, name, counts[body.pk], waiting.get(body.pk, 0), dates, now)
        for body, name in zip(provinces, names, strict=True)
        if body.pk in counts
    ]


def _province(
    body: Body, short_name: str, stages: Mapping[str, int], waiting: int, dates: RoundDates, now: datetime
) -> ProvinceProgress:
    closes, review = dates.closes_at(body.path), dates.review_closes_at(body.path)
    return ProvinceProgress(
        body_id=body.pk,
        name=body.name,
        short_name=body.short_name or short_name,
        path=body.path,
        stages=stages,
        late=stages["not_started"] + stages["assessed"] if now >= closes else 0,
        waiting=waiting,
        closes_at=closes,
        review_closes_at=review,
        review_late=bool(waiting) and now >= review,
    )


def board_within(seat: SeatFacts | None) -> str | None:
    """Return the path below which the seat may see counts: "" for all, None for none (no counts of other provinces)."""
    reach = permissions_of(seat).get(Permission.CLAIM_BOARD)
    if seat is None or reach is None:
        return None
    return "" if reach >= Reach.PROGRAMME else seat.body_path


@dataclass(frozen=True, slots=True)
class Waiting:
    """Claims of a round by what they wait for; ``review`` holds (level, number) along the review chain."""

    review: tuple[tuple[int, int], ...] = ()
    filed: int = 0
    returned: int = 0
    approved: int = 0


def waiting(round_: ClaimRound, seat: SeatFacts | None) -> Waiting:
    """Count what the seat may see of the claims that wait for somebody; one query, none for whoever sees no claim."""
    within = board_within(seat)
    if within is None and seat is not None and Permission.CLAIM_VIEW in permissions_of(seat):
        within = seat.body_path
    if within is None:
        return Waiting()
    states = ("submitted", "filed", "returned", "approved")
    rows = round_.claims.filter(state__in=states, region__body__path__startswith=within).order_by()
    steps: dict[int, int] = {}
    sums = dict.fromkeys(states, 0)
    for state, step, number in rows.values_list("state", "review_step").annotate(Count("pk")):
        sums[state] += number
        if state == "submitted":
            steps[step] = steps.get(step, 0) + number
    chain = tuple((level, steps.get(step, 0)) for step, level in enumerate(round_.review_levels))
    return Waiting(chain, sums["filed"], sums["returned"], sums["approved"])


def sum_of(provinces: Iterable[ProvinceProgress]) -> dict[str, int]:
    """Return the regions per stage over all given provinces."""
    rows = list(provinces)
    return {stage: sum(row.stages[stage] for row in rows) for stage in STAGES}


def round_counts(rounds: Iterable[ClaimRound], *, within: str) -> dict[UUID, int]:
    """Return how many claims of the subtree of bodies below ``within`` were sent in in each round; one query."""
    ids = [row.pk for row in rounds]
    found = ClaimRound.objects.filter(pk__in=ids).order_by()
    sent = Q(claims__state__in=SENT, claims__region__body__path__startswith=within)
    return dict(found.annotate(sent=Count("claims", filter=sent)).values_list("pk", "sent"))
