"""Pages of long lists."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from ninja import Field, Schema

MOST = 200
M = TypeVar("M", bound=Model)


class Paging(Schema):
    """Which page of a list is wanted, and how many rows a page has."""

    page: int = Field(1, ge=1)
    size: int = Field(50, ge=1, le=MOST)


def paged(found: QuerySet[M], wish: Paging, shape: Callable[[M], Any]) -> dict[str, Any]:
    """Return the wanted page of a list in the shape of ``Page``, empty beyond the last one; two queries at most."""
    start, total = (wish.page - 1) * wish.size, found.count()
    # A database counts to 2**63 only: rows beyond the last one are not asked for.
    items = [shape(row) for row in found[start : start + wish.size]] if start < total else []
    return {"items": items, "total": total, "page": wish.page, "size": wish.size}
