"""Programmes of the installation, and the asking person's seats in them."""

from typing import Any

from ninja import Router

from fivefold.api.access import public
from fivefold.api.shapes import ProgrammeOut
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.models import Programme
from fivefold.web.request import PageRequest

router = Router(tags=["programmes"])


def _seat(seat: SeatFacts) -> dict[str, Any]:
    body = {"code": seat.body_code, "name": seat.body_name} if seat.body_id else None
    return {"id": seat.id, "role": seat.role, "body": body}


def _shape(row: Programme, seats: tuple[SeatFacts, ...]) -> dict[str, Any]:
    return {
        "slug": row.slug,
        "title": row.title,
        "title_en": row.title_en,
        "time_zone": row.time_zone,
        "demo": row.demo,
        "pack": row.pack_version.key,
        "pack_version": row.pack_version.version,
        "pack_sha256": row.pack_version.sha256,
        "seats": [_seat(seat) for seat in seats if seat.programme_id == str(row.pk)],
    }


@router.get("/programmes", response=list[ProgrammeOut], auth=None)
@public
def programmes(request: PageRequest) -> list[dict[str, Any]]:
    """List all programmes: that one exists is public, what is in it is not."""
    found = Programme.objects.select_related("pack_version").order_by("created_at")
    return [_shape(row, request.seats) for row in found]
