"""Posted lists and the log behind them, for everybody."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from ninja import Router

from fivefold.api.access import requires
from fivefold.api.shapes import CheckpointOut, PostingOut
from fivefold.authz.permissions import Permission
from fivefold.claim.postings import queries
from fivefold.claim.postings.bundles import bundle_bytes
from fivefold.claim.postings.models import Posting
from fivefold.files.store import read
from fivefold.ledger import proofs, reading
from fivefold.ledger.keys import public_key
from fivefold.lifecycle.origin import origin_of
from fivefold.lifecycle.transactions import action
from fivefold.web.request import SeatRequest

router = Router(tags=["张榜公布 postings and log"])


def _shape(row: Posting) -> dict[str, Any]:
    return {
        "number": row.number,
        "title": row.title,
        "document_number": row.document_number,
        "state": row.state,
        "audience": row.audience,
        "issued_at": row.issued_at,
        "notice_until": row.notice_until,
        "corrects": row.corrects.number if row.corrects else None,
        "digest": row.digest,
    }


@router.get("/{programme}/postings", response=list[PostingOut], auth=None)
@requires(Permission.POSTING_VIEW)
def postings(request: SeatRequest, programme: str) -> list[dict[str, Any]]:
    """List the issued lists that the reader may see, newest first."""
    found = queries.published(request.seat).filter(programme=request.programme)
    return [_shape(row) for row in found.order_by("-number")]


@router.get("/{programme}/postings/{number}", auth=None)
@requires(Permission.POSTING_VIEW)
def posting(request: SeatRequest, programme: str, number: int) -> HttpResponse:
    """Send the bundle of a list: the frozen entries with the proof that the log holds them (fivefold-bundle/1)."""
    found = queries.published(request.seat).filter(programme=request.programme, number=number).first()
    if found is None:
        raise Http404
    return HttpResponse(_bundle(found), content_type="application/json")


def _bundle(row: Posting) -> bytes:
    """Return the kept bundle; until the documents are rendered, one without them."""
    data = queries.list_of(row)
    if row.bundle_file is not None:
        return read(row.bundle_file)
    return bundle_bytes(data, proofs.proof_of(row.issue_entry_id, timezone.now()))


@router.get("/{programme}/log/checkpoint", response=CheckpointOut, auth=None)
@requires(Permission.POSTING_VIEW)
@action
def checkpoint(request: SeatRequest, programme: str) -> dict[str, Any]:
    """Return the log's latest signed checkpoint, made now if the log has grown."""
    origin = origin_of(request.programme)
    head = {"origin": origin, "size": reading.size(origin), "vkey": public_key()}
    if not head["size"]:
        return {**head, "checkpoint": "", "at": None}
    signed = proofs.checkpoint(origin, timezone.now())
    return {**head, "size": signed.size, "checkpoint": signed.note, "at": signed.at}
