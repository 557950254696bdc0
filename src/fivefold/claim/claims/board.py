"""The board of claims: regions by projects, overlaps, holes, late ones; counts are made by the database (4.8, 6.12)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet, UUIDField

from fivefold.authz.permissions import Permission
from fivefold.authz.scope import ScopedValues
from fivefold.claim.claims.models import LIVE, Claim
from fivefold.claim.claims.queries import on_board
from fivefold.claim.rounds.models import ClaimRound
from fivefold.claim.rounds.queries import PLACED, SENT, staged
from fivefold.classify.class_lists.models import ClassEntry
from fivefold.ledger.prepared import Slot
from fivefold.orgs.models import Body
from fivefold.orgs.seats import SeatFacts

NOT_SENT = ("not_started", "assessed")


@dataclass(frozen=True, slots=True)
class ProjectCount:
    """How often one project is claimed: ``sent`` are all that came in, ``drafts`` intentions not sent yet."""

    drafts: int = 0
    sent: int = 0
    approved: int = 0
    posted: int = 0


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """What of the board is wanted: below which body, which class, which state of claims, late regions only."""

    within: str = ""
    class_code: str = ""
    state: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class BoardCounts:
    """Counts of a round's claims per project by project id; ``even`` is the share of each if all were claimed alike."""

    projects: Mapping[UUID, ProjectCount] = field(default_factory=dict)
    even: int = 0

    @property
    def total(self) -> int:
        """How many claims were sent in, over all projects."""
        return sum(one.sent for one in self.projects.values())

    def sent(self, project: UUID) -> int:
        """Return how many regions have sent in a claim of the project."""
        return self.projects.get(project, ProjectCount()).sent

    def is_hole(self, project: UUID) -> bool:
        """Say whether nobody claims the project (4.3c)."""
        return self.sent(project) == 0

    def is_overlap(self, project: UUID) -> bool:
        """Say whether the project is claimed more often than an even spread would have it, and by two at least."""
        return self.sent(project) > max(self.even, 1)


def _within(allowed: Q, *wish: str) -> QuerySet[Claim]:
    """Return the live claims under a scope's condition, with slots for the fields that the filter names."""
    return Claim.objects.filter(
        allowed,
        round=Slot("round", UUIDField()),
        state__in=LIVE,
        region__body__path__startswith=Slot("within", CharField()),
        **{name: Slot(name, CharField()) for name in wish},
    ).order_by()


def _counted(allowed: Q, *wish: str) -> QuerySet[Claim, Any]:
    return (
        _within(allowed, *wish)
        .values_list("project_id")
        .annotate(
            drafts=Count("pk", filter=~Q(state__in=SENT)),
            sent=Count("pk", filter=Q(state__in=SENT)),
            approved=Count("pk", filter=Q(state="approved")),
            posted=Count("pk", filter=Q(state="posted")),
        )
    )


def _sent_by_province(allowed: Q, *wish: str) -> QuerySet[Claim, Any]:
    sent = _within(allowed, *wish).filter(state__in=SENT)
    return sent.values_list("region__body__parent_id", "project_id").annotate(number=Count("pk"))


_counts = ScopedValues(Permission.CLAIM_BOARD, Claim.SCOPE, _counted)
_provinces = ScopedValues(Permission.CLAIM_BOARD, Claim.SCOPE, _sent_by_province)


def _asked(
    found: ScopedValues, seat: SeatFacts | None, round_: ClaimRound, wish: BoardFilter
) -> list[tuple[Any, ...]]:
    asked = {name: value for name in ("class_code", "state") if (value := getattr(wish, name))}
    return found.rows(seat, *asked, round=round_.pk, within=wish.within, **asked)


def board_counts(
    seat: SeatFacts | None, round_: ClaimRound, wish: BoardFilter | None = None, *, projects: int = 0
) -> BoardCounts:
    """Count the claims per project, in one query. ``projects`` is how many the edition has, for the even share."""
    rows = _asked(_counts, seat, round_, wish or BoardFilter())
    counts = BoardCounts({project: ProjectCount(*numbers) for project, *numbers in rows})
    return replace(counts, even=-(-counts.total // projects) if projects else 0)


def regions_on_board(round_: ClaimRound, wish: BoardFilter, now: datetime) -> Any:
    """Return the participants (a queryset) that the filter asks for, each with ``stage``, in tree order."""
    rows = staged(round_).filter(body__path__startswith=wish.within)
    if wish.class_code:
        placed = ClassEntry.objects.filter(
            class_list_id=round_.class_list_id,
            region=OuterRef("pk"),
            outcome__in=PLACED,
            class_code=wish.class_code,
        )
        rows = rows.filter(Exists(placed))
    if wish.state:
        rows = rows.filter(
            Exists(Claim.objects.filter(round=round_, region=OuterRef("pk"), state=wish.state))
        )
    if wish.late:
        rows = rows.filter(stage__in=NOT_SENT).filter(_past(round_, now))
    return rows.order_by("body__path")


def _past(round_: ClaimRound, now: datetime) -> Q:
    """Return the condition for regions whose time to claim is over, extensions counted."""
    dates = round_.dates()
    still = [path for path, until in dates.granted.get("closes", {}).items() if now < until]
    if now < dates.closes:
        return Q(pk__in=[])
    condition = Q()
    for path in still:
        condition &= ~Q(body__path__startswith=path)
    return condition


class BoardRegion(NamedTuple):
    """A region on the board."""

    pk: UUID
    name: str
    path: str
    province: str
    stage: str


class BoardClaim(NamedTuple):
    """A claim on the board."""

    region: UUID
    pk: UUID
    project: UUID
    state: str
    basis: str


def board_rows(found: Any) -> list[BoardRegion]:
    """Return rows of ``regions_on_board``, whole or in part, as the board says them; one query."""
    rows = found.values_list("pk", "body__name", "body__path", "body__parent__name", "stage")
    return [BoardRegion(pk, name, path, province or "", stage) for pk, name, path, province, stage in rows]


def claims_by_region(
    seat: SeatFacts | None, round_: ClaimRound, regions: Iterable[BoardRegion]
) -> dict[UUID, list[BoardClaim]]:
    """Return the live claims of the shown regions with what a board says of them, in one query."""
    rows = on_board(seat).filter(round=round_, state__in=LIVE, region__in=[region.pk for region in regions])
    found: dict[UUID, list[BoardClaim]] = {}
    for row in rows.order_by("project__order").values_list("region_id", "pk", "project_id", "state", "basis"):
        found.setdefault(row[0], []).append(BoardClaim(*row))
    return found


def counts_by_province(
    seat: SeatFacts | None, round_: ClaimRound, wish: BoardFilter
) -> dict[UUID, dict[UUID, int]]:
    """Return how many claims were sent in, by province and project; one query."""
    found: dict[UUID, dict[UUID, int]] = {}
    for province, project, number in _asked(_provinces, seat, round_, wish):
        found.setdefault(province, {})[project] = number
    return found


def body_name(round_: ClaimRound, path: str) -> str:
    """Return the name of the body at a path of the round's programme, the path itself where there is none."""
    names = Body.objects.filter(programme_id=round_.programme_id, path=path).values_list("name", flat=True)
    return names.first() or path


def _by_province(round_: ClaimRound, wish: BoardFilter, now: datetime) -> dict[UUID, int]:
    found = regions_on_board(round_, wish, now).order_by()
    return dict(found.values_list("body__parent_id").annotate(Count("pk")))


def provinces_on_board(round_: ClaimRound, wish: BoardFilter, now: datetime) -> list[tuple[Body, int, int]]:
    """Return the bodies above the participants in the order of the tree, each with two counts.

    How many participants the filter asks for, and how many of these are late to claim; three queries.
    """
    counts = _by_province(round_, wish, now)
    late = _by_province(round_, replace(wish, late=True), now)
    bodies = Body.objects.filter(pk__in=counts).order_by("path")
    return [(body, counts[body.pk], late.get(body.pk, 0)) for body in bodies]
