"""Reading claims: who sees which, what one says, a region's whole plan, peers, notes, approved ones."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet, UUIDField

from fivefold.authz.decide import decide
from fivefold.authz.facts import ObjectFacts
from fivefold.authz.permissions import Permission
from fivefold.authz.scope import ScopedRows, ScopeFields, scope
from fivefold.claim.claims.models import LIVE, Claim, LocalNote, Milestone, Review
from fivefold.claim.claims.parts import PLAIN_FIELDS, ClaimContent, MilestoneRow
from fivefold.claim.rounds.models import ClaimRound
from fivefold.claim.rounds.queries import PLACED
from fivefold.classify.class_lists.models import ClassEntry
from fivefold.classify.regions.models import Region
from fivefold.decompose.guideline.models import Project
from fivefold.ledger.prepared import PreparedRows, Slot
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.models import Programme

READS = (
    "round__programme__pack_version",
    "round__edition",
    "round__class_list",
    "region__body__parent",
    "project__block",
    "filed_by",
    "decision_file",
    "suggested_project",
)
FEW_PEERS = 3
"""Below this many regions of a class no comparison is made within the province (decisions 25)."""


def visible(seat: SeatFacts | None) -> QuerySet[Claim]:
    """Return the claims the seat may see, with everything their pages read."""
    return _with_reads(scope(seat, Permission.CLAIM_VIEW).q(Claim.SCOPE))


def _with_reads(allowed: Q) -> QuerySet[Claim]:
    return (
        Claim.objects.filter(allowed).select_related(*READS).defer("round__programme__pack_version__content")
    )


def visible_one(seat: SeatFacts | None, programme: Programme, claim_id: UUID) -> Claim | None:
    """Return one claim of the programme as ``visible`` has it; None where the seat sees no such claim."""
    return _one.one(seat, claim=claim_id, programme=programme.pk)


_one = ScopedRows(
    Claim,
    Permission.CLAIM_VIEW,
    Claim.SCOPE,
    lambda allowed: _with_reads(allowed).filter(
        pk=Slot("claim", UUIDField()), round__programme=Slot("programme", UUIDField())
    ),
)


def on_board(seat: SeatFacts | None) -> QuerySet[Claim]:
    """Return the claims whose place on the board the seat may see."""
    return Claim.objects.filter(scope(seat, Permission.CLAIM_BOARD).q(Claim.SCOPE))


def visible_regions(seat: SeatFacts | None, programme: Programme) -> QuerySet[Region]:
    """Return the regions whose claims the seat may see: those of its own body or below it."""
    allowed = scope(seat, Permission.CLAIM_VIEW).q(ScopeFields())
    return Region.objects.filter(allowed, programme=programme).select_related("body__parent")


def full(claim: Claim) -> Claim:
    """Return the claim as it stands now, with everything its pages read."""
    return Claim.objects.select_related(*READS).get(pk=claim.pk)


def claims_of(region: Region, round_: ClaimRound | None = None) -> QuerySet[Claim]:
    """Return the region's claims, in one round or in all, withdrawn and closed ones among them."""
    found = Claim.objects.filter(region=region).select_related(*READS)
    return found.filter(round=round_) if round_ else found


def live_claims(round_: ClaimRound, region: Region) -> QuerySet[Claim]:
    """Return the claims of the region in the round that count against the cap."""
    return Claim.objects.filter(round=round_, region=region, state__in=LIVE)


def approved_claims(round_: ClaimRound) -> QuerySet[Claim]:
    """Return the claims of the round that the review chain has approved and that are not posted yet."""
    return Claim.objects.filter(round=round_, state="approved").select_related(*READS)


_milestones = PreparedRows(Milestone, lambda: Milestone.objects.filter(claim=Slot("claim", UUIDField())))


def milestone_rows(claim: Claim) -> list[MilestoneRow]:
    """Return the milestones in the places where they were typed; places left empty between them are blank rows."""
    placed = {
        row.order: MilestoneRow(row.due_on, row.text, row.measure)
        for row in _milestones.objects(claim=claim.pk)
    }
    return [placed.get(order, MilestoneRow()) for order in range(1, max(placed, default=0) + 1)]


def content_of(claim: Claim) -> ClaimContent:
    """Return what the claim says, in one query for its milestones."""
    rows = tuple(row for row in milestone_rows(claim) if not row.blank)
    values = {field: getattr(claim, field) for field in PLAIN_FIELDS}
    return ClaimContent(values, rows, claim.decision_file_id is not None)


def project_query(round_: ClaimRound) -> QuerySet[Project]:
    """Return the projects of the round's edition in their order, each with its block."""
    return Project.objects.filter(edition_id=round_.edition_id).select_related("block").order_by("order")


def projects_of(round_: ClaimRound) -> list[Project]:
    """Return the projects of the round's edition in their order, each with its block."""
    return _projects.objects(edition=round_.edition_id)


_projects = PreparedRows(
    Project,
    lambda: (
        Project.objects.filter(edition=Slot("edition", UUIDField())).select_related("block").order_by("order")
    ),
)


@dataclass(frozen=True, slots=True)
class Peers:
    """Regions of the same class on the round's class list, the region itself among them."""

    class_code: str
    province: int
    nation: int

    @property
    def few(self) -> bool:
        """Whether there are too few in the province to compare there; then the nation's class is taken."""
        return self.province < FEW_PEERS


def peers(round_: ClaimRound, region: Region, class_code: str) -> Peers:
    """Count the regions of the class in the region's province and in the nation; one query."""
    same = ClassEntry.objects.filter(
        class_list_id=round_.class_list_id, class_code=class_code, outcome__in=PLACED, region__isnull=False
    )
    counts = same.aggregate(
        nation=Count("pk"), province=Count("pk", filter=Q(region__body__parent_id=region.body.parent_id))
    )
    return Peers(class_code, counts["province"], counts["nation"])


def sees_notes(seat: SeatFacts | None, round_: ClaimRound, region: Region) -> bool:
    """Say whether the seat may read local-knowledge notes: the province and the centre, never the region (4.9)."""
    facts = ObjectFacts(str(round_.programme_id), region.body.path)
    needed = (Permission.CLAIM_VIEW, Permission.CLAIM_BOARD)
    return all(decide(seat, permission, facts).allowed for permission in needed)


def notes(seat: SeatFacts | None, round_: ClaimRound, region: Region) -> list[LocalNote]:
    """Return the notes on the region that the seat may read, newest first."""
    if not sees_notes(seat, round_, region):
        return []
    return _notes.objects(round=round_.pk, region=region.pk)


_notes = PreparedRows(
    LocalNote,
    lambda: LocalNote.objects.filter(
        round=Slot("round", UUIDField()), region=Slot("region", UUIDField())
    ).select_related("body"),
)


def reviews_of(claim: Claim) -> list[Review]:
    """Return every verdict on the claim, oldest first."""
    return _reviews.objects(claim=claim.pk)


_reviews = PreparedRows(
    Review,
    lambda: (
        Review.objects.filter(claim=Slot("claim", UUIDField()))
        .select_related("suggested_project")
        .order_by("at", "pk")
    ),
)


def by_ids(seat: SeatFacts | None, ids: Iterable[str]) -> list[Claim]:
    """Return those of the claims that the seat may see, in the order of the list."""
    wanted = [one for one in ids if _is_uuid(one)]
    return list(visible(seat).filter(pk__in=wanted))


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
