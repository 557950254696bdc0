"""Regions that take part, with their class."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from ninja import Query, Router

from fivefold.api.access import requires
from fivefold.api.paging import Paging, paged
from fivefold.api.shapes import RegionsOut
from fivefold.authz.permissions import Permission
from fivefold.classify.class_lists import queries as class_lists
from fivefold.classify.regions import queries
from fivefold.classify.regions.models import Region
from fivefold.web.request import SeatRequest

router = Router(tags=["地区分类 classify"])


def _shape(row: Region, classes: dict[UUID, str]) -> dict[str, Any]:
    above = row.body.parent
    return {
        "code": row.area.code,
        "name": row.area.name,
        "kind": row.area.kind,
        "batch": row.batch,
        "above": {"code": above.code, "name": above.name} if above else None,
        "class_code": classes.get(row.pk, ""),
    }


@router.get("/{programme}/regions", response=RegionsOut)
@requires(Permission.REGION_VIEW)
def regions(
    request: SeatRequest, programme: str, wish: Query[Paging], on: date | None = None
) -> dict[str, Any]:
    """List the regions that take part, by code, with their class on the list in force on a day (today)."""
    day = on or timezone.localdate()
    class_list = class_lists.class_list_in_force(request.programme, day)
    classes = class_lists.classes_of(class_list) if class_list else {}
    found = queries.visible(request.seat).filter(programme=request.programme, state=queries.PARTICIPATING)
    page = paged(found.order_by("body__path"), wish, lambda row: _shape(row, classes))
    return {**page, "class_list": class_list}
