"""Reading postings, the claims that can be posted, and who has taken note."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, IntegerField, Q, QuerySet, UUIDField

from fivefold.authz.permissions import Permission as P
from fivefold.authz.scope import ScopedRows, scope
from fivefold.claim.claims.models import LIVE, Claim
from fivefold.claim.postings.models import PUBLISHED, Acknowledgement, Posting, PostingEntry
from fivefold.claim.postings.sealing import require_rows_sealed, require_sealed, sealed_list
from fivefold.claim.rounds.models import RUNNING, ClaimRound
from fivefold.classify.regions.models import Region
from fivefold.decompose.guideline.models import Assignment
from fivefold.ledger.prepared import Prepared, PreparedRows, Slot
from fivefold.orgs.models import Body
from fivefold.orgs.seats import SeatFacts

# What the facts, names, bodies and printed cells of a claim read.
CLAIM_READS = ("region__body__parent", "project", "round__programme__pack_version", "filed_by")
LEAD = "lead"
_FILES = ("bundle_file", "docx_file", "pdf_file")
# Where a claim stands that is not on the list because it is not approved.
_WAITING = ("drafted", "filed", "submitted", "returned")


def _full(found: QuerySet[Posting]) -> QuerySet[Posting]:
    return found.select_related(
        "round__programme__pack_version",
        "round__edition",
        "round__class_list",
        "corrects",
        "corrected_by",
        *_FILES,
    ).defer("round__programme__pack_version__content", "corrects__canonical", "corrected_by__canonical")


def visible(seat: SeatFacts | None) -> QuerySet[Posting]:
    """Return the postings the seat (None: the public) may see, newest first."""
    return _full(Posting.objects.filter(scope(seat, P.POSTING_VIEW).q(Posting.SCOPE)))


def in_programme(seat: SeatFacts | None, slug: str) -> QuerySet[Posting]:
    """Return the visible postings of one programme, newest first; drafts stand at the top."""
    return visible(seat).filter(programme__slug=slug)


def published(seat: SeatFacts | None) -> QuerySet[Posting]:
    """Return the visible postings that were issued."""
    return visible(seat).filter(state__in=PUBLISHED)


published_one = ScopedRows(
    Posting,
    P.POSTING_VIEW,
    Posting.SCOPE,
    lambda allowed: _full(
        Posting.objects.filter(
            allowed,
            state__in=PUBLISHED,
            programme__slug=Slot("slug", CharField()),
            number=Slot("number", IntegerField()),
        )
    ),
)
"""An issued posting by the programme's short name and its number, where the seat may see it."""


def by_id(posting_id: str) -> Posting | None:
    """Return a posting for work that no seat does, such as rendering."""
    return _full(Posting.objects.filter(pk=posting_id)).first()


def by_digest(digest: str, seat: SeatFacts | None) -> Posting | None:
    """Return the visible posting whose list, bundle or document has this SHA-256."""
    wanted = Q(digest=digest)
    for name in _FILES:
        wanted |= Q(**{f"{name}__sha256": digest})
    return published(seat).filter(wanted).first()


def rounds_to_post(seat: SeatFacts, slug: str) -> list[tuple[ClaimRound, int]]:
    """Return the running rounds of a programme with their numbers of approved claims."""
    found = (
        ClaimRound.objects.filter(scope(seat, P.ROUND_VIEW).q(ClaimRound.SCOPE))
        .filter(programme__slug=slug, state__in=RUNNING)
        .annotate(approved=Count("claims", filter=Q(claims__state="approved")))
        .select_related("programme__pack_version")
    )
    return [(round_, round_.approved) for round_ in found]


def round_to_post(seat: SeatFacts, slug: str, round_id: UUID) -> QuerySet[ClaimRound]:
    """Return one running round."""
    found = ClaimRound.objects.filter(scope(seat, P.ROUND_VIEW).q(ClaimRound.SCOPE))
    return found.filter(programme__slug=slug, state__in=RUNNING, pk=round_id).select_related(
        "programme__pack_version"
    )


def draft_of(round_: ClaimRound) -> Posting | None:
    """Return the round's one draft, None where none is being prepared."""
    return _full(Posting.objects.filter(round=round_, state="drafted")).first()


def _selected(posting: Posting) -> QuerySet[Claim]:
    found = Claim.objects.filter(round_id=posting.round_id, state="approved")
    return found.filter(region__body__parent__code__in=posting.provinces) if posting.provinces else found


def selected_claims(posting: Posting) -> QuerySet[Claim]:
    """Return the approved claims the draft would post, ordered by province and region code and project."""
    return _selected(posting).select_related(*CLAIM_READS).order_by("region__body__path", "project__order")


def selected_ids(posting: Posting) -> list[Any]:
    """Return the keys of the approved claims the draft would post."""
    return list(_selected(posting).values_list("pk", flat=True))


def claims_on(posting: Posting) -> list[Any]:
    """Return the keys of the claims that stand on an issued posting."""
    return list(PostingEntry.objects.filter(posting=posting).values_list("claim_id", flat=True))


def lock_claims(keys: Sequence[Any]) -> None:
    """Lock claims in the order of their keys until the transaction ends."""
    list(Claim.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk", flat=True))


def left_out(posting: Posting) -> list[Claim]:
    """Return the claims of the round that the draft leaves out: not approved, or of a province not chosen."""
    waiting = Q(state__in=_WAITING)
    if posting.provinces:
        waiting |= Q(state="approved") & ~Q(region__body__parent__code__in=posting.provinces)
    found = Claim.objects.filter(waiting, round_id=posting.round_id).select_related(*CLAIM_READS)
    return list(found.order_by("region__body__path", "project__order"))


def without_claim(posting: Posting) -> list[Region]:
    """Return the participating regions of the round's batches that have no live claim in it."""
    live = Claim.objects.filter(round_id=posting.round_id, state__in=(*_WAITING, "approved", "posted"))
    found = Region.objects.filter(
        programme_id=posting.programme_id, batch__in=posting.round.batches, state="participating"
    )
    if posting.provinces:
        found = found.filter(body__parent__code__in=posting.provinces)
    return list(
        found.exclude(pk__in=live.values("region_id")).select_related("body__parent").order_by("body__path")
    )


def provinces_of(round_: ClaimRound) -> list[tuple[str, str]]:
    """Return code and name of the provinces that have approved claims in the round."""
    found = Body.objects.filter(
        children__region__claims__round=round_, children__region__claims__state="approved"
    )
    return list(found.distinct().order_by("path").values_list("code", "name"))


def lead_units(edition_id: Any) -> Mapping[Any, str]:
    """Return the lead unit of each project by its id: that of the level nearest to the participants."""
    found = Assignment.objects.filter(project__edition_id=edition_id, role=LEAD).order_by("level")
    return dict(found.values_list("project_id", "unit__name"))


def entries_of(posting: Posting) -> list[PostingEntry]:
    """Return the frozen lines of a posting with their claims, in order.

    Raises SealBroken when they are not what the log sealed: a correction is made from them.
    """
    found = PostingEntry.objects.filter(posting=posting).select_related(
        *(f"claim__{name}" for name in CLAIM_READS)
    )
    lines = list(found.order_by("seq"))
    require_rows_sealed(posting, lines)
    return lines


def list_of(posting: Posting) -> Mapping[str, Any]:
    """Return the published list, read from its frozen text and nothing else.

    Raises SealBroken when the text is not the one that the log sealed; everybody who shows a list asks here.
    """
    require_sealed(posting)
    return sealed_list(posting.canonical)


@dataclass(frozen=True, slots=True)
class Answerer:
    """A region on the list and whether it has taken note; ``late`` once the date has passed without."""

    code: str
    name: str
    province: str
    path: str
    at: datetime | None
    late: bool


_on_list = Prepared(
    lambda: (
        Region.objects.filter(posting_entries__posting=Slot("posting", UUIDField()))
        .distinct()
        .order_by("body__path")
        .values_list("pk", "body__code", "body__name", "body__parent__name", "body__path")
    )
)
_given = Prepared(
    lambda: Acknowledgement.objects.filter(posting=Slot("posting", UUIDField())).values_list(
        "region_id", "at"
    )
)


def acknowledgements(posting: Posting, now: datetime) -> list[Answerer]:
    """Return every region on the list with its acknowledgement, in the order of the list."""
    rows = _on_list.rows(posting=posting.pk)
    given = dict(_given.rows(posting=posting.pk))
    over = posting.acknowledge_until is not None and now >= posting.acknowledge_until
    return [
        Answerer(code, name, province or "", path, given.get(pk), over and pk not in given)
        for pk, code, name, province, path in rows
    ]


def region_on_list(posting: Posting, seat: SeatFacts) -> Region | None:
    """Return the seat's own region where it stands on the list."""
    found = Region.objects.filter(posting_entries__posting=posting, body__path=seat.body_path)
    return found.select_related("body").first()


def has_acknowledged(posting: Posting, region: Region) -> bool:
    """Say whether the region has taken note of the posting."""
    return Acknowledgement.objects.filter(posting=posting, region=region).exists()


_chained = PreparedRows(
    Posting,
    lambda: (
        Posting.objects.filter(round=Slot("round", UUIDField()), state__in=PUBLISHED)
        .order_by("number")
        .defer("canonical")
    ),
)


def chain(posting: Posting) -> list[Posting]:
    """Return the posting with everything it corrects and everything that corrects it, oldest first."""
    same = _chained.objects(round=posting.round_id)
    links = {row.corrects_id: row for row in same}
    rows = {row.pk: row for row in same}
    first = rows.get(posting.pk, posting)
    while first.corrects_id in rows:
        first = rows[first.corrects_id]
    found = [first]
    while found[-1].pk in links:
        found.append(links[found[-1].pk])
    return found


def claimed_elsewhere(claim: Claim, project_id: Any) -> bool:
    """Say whether the claim's region claims the project by another live claim of the round."""
    same = Claim.objects.filter(
        round_id=claim.round_id, region_id=claim.region_id, project_id=project_id, state__in=LIVE
    )
    return same.exclude(pk=claim.pk).exists()


def is_open(posting: Posting, now: datetime) -> bool:
    """Say whether objections to the posting are taken: in force, and the notice not over (half-open)."""
    return posting.state == "issued" and posting.notice_until is not None and now < posting.notice_until
