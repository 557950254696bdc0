"""Rounds and claims: what a seat may see, and the beginning of a claim."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from ninja import Query, Router
from ninja.responses import Status

from fivefold.api.access import requires
from fivefold.api.paging import Paging, paged
from fivefold.api.shapes import ClaimIn, ClaimOut, Page, Reasons, RoundOut
from fivefold.authz.permissions import Permission
from fivefold.claim.claims import drafting, queries
from fivefold.claim.claims.models import Claim
from fivefold.claim.rounds import queries as rounds_of
from fivefold.claim.rounds.models import ClaimRound
from fivefold.orgs.models import Body
from fivefold.web.request import SeatRequest

router = Router(tags=["任务分领 claim"])


def _round(row: ClaimRound) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "title": row.title,
        "state": row.state,
        "batches": row.batches,
        "edition": row.edition.code,
        "class_list": row.class_list.number,
        "opens_at": row.opens_at,
        "closes_at": row.closes_at,
        "review_closes_at": row.review_closes_at,
        "cap_min": row.cap_min,
        "cap_max": row.cap_max,
    }


def _named(body: Body | None) -> dict[str, str] | None:
    return {"code": body.code, "name": body.name} if body else None


def _claim(row: Claim) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "round": str(row.round_id),
        "region": _named(row.region.body),
        "project": {"code": row.project.code, "name": row.project.title},
        "class_code": row.class_code,
        "state": row.state,
        "state_since": row.state_since,
        "submitted_at": row.submitted_at,
        "filed_by": _named(row.filed_by),
        "intention": row.decision_file_id is None,
        "version": row.version,
    }


@router.get("/{programme}/rounds", response=list[RoundOut])
@requires(Permission.ROUND_VIEW)
def rounds(request: SeatRequest, programme: str) -> list[dict[str, Any]]:
    """List the rounds that the seat may see, newest first."""
    found = rounds_of.visible(request.seat).filter(programme=request.programme).order_by("-opens_at", "-id")
    return [_round(row) for row in found]


@router.get("/{programme}/claims", response=Page[ClaimOut])
@requires(Permission.CLAIM_VIEW)
def claims(
    request: SeatRequest, programme: str, wish: Query[Paging], state: str = "", region: str = ""
) -> dict[str, Any]:
    """List the claims that the seat may see, by region and project; ``state`` and ``region`` (code) narrow it."""
    found = _visible(request)
    if state:
        found = found.filter(state=state)
    if region:
        found = found.filter(region__body__code=region)
    return paged(found.order_by("region__body__path", "project__order", "id"), wish, _claim)


@router.get("/{programme}/claims/{claim_id}", response=ClaimOut)
@requires(Permission.CLAIM_VIEW)
def claim(request: SeatRequest, programme: str, claim_id: UUID) -> dict[str, Any]:
    """Return one claim."""
    found = _visible(request).filter(pk=claim_id).first()
    if found is None:
        raise Http404
    return _claim(found)


@router.post("/{programme}/claims", response={201: ClaimOut, 403: Reasons, 409: Reasons, 422: Reasons})
@requires(Permission.CLAIM_VIEW)
def claim_draft(request: SeatRequest, programme: str, wanted: ClaimIn) -> Status[dict[str, Any]]:
    """Begin a claim, by the region or by its province for it; the cap and every other rule hold as on pages."""
    round_ = _found(rounds_of.visible(request.seat).filter(programme=request.programme), wanted.round)
    region = queries.visible_regions(request.seat, request.programme).filter(body__code=wanted.region).first()
    project = queries.project_query(round_).filter(code=wanted.project).first()
    if region is None or project is None:
        raise Http404
    made = drafting.claim_draft(round_=round_, region=region, project=project, actor=request.actor)
    return Status(201, _claim(made))


def _visible(request: SeatRequest) -> QuerySet[Claim]:
    return queries.visible(request.seat).filter(round__programme=request.programme)


def _found(found: QuerySet[ClaimRound], round_id: str) -> ClaimRound:
    try:
        row = found.filter(pk=UUID(round_id)).first()
    except ValueError:
        row = None
    if row is None:
        raise Http404
    return row
