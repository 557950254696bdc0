"""Dates to acknowledge a list by belong to the regions on it, also of lists posted before dates had a body.

Until ``notices.0003`` a list had one such date, which named nobody: now each of its regions gets its own.
"""

from collections.abc import Iterator
from typing import Any

from django.db import migrations

_CODE = "calendar.posting.acknowledge"
_AT_ONCE = 500


def give_to_regions(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 - Django's signature
    """Replace each date that names nobody by one for each region on its list."""
    dates = apps.get_model("notices", "CalendarEntry").objects
    for date in dates.filter(code=_CODE, body_path=""):
        made = [_with_path(date, path) for path in _paths(apps, date.subject_id)]
        dates.bulk_create(made, batch_size=_AT_ONCE, ignore_conflicts=True)
        if made:
            date.delete()


def _paths(apps: Any, posting_id: str) -> Iterator[str]:
    """Yield where each region on a list stands in the tree of bodies."""
    found = apps.get_model("claim", "PostingEntry").objects.filter(posting_id=posting_id).order_by()
    yield from found.values_list("region__body__path", flat=True).distinct()


def _with_path(date: Any, path: str) -> Any:
    names = ("programme_id", "code", "params", "kind", "at", "subject_type", "subject_id")
    return type(date)(**{name: getattr(date, name) for name in names}, body_path=path)


def take_from_regions(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 - Django's signature
    """Put back one date for each list, which names nobody: older schemas hold no more than one."""
    dates = apps.get_model("notices", "CalendarEntry").objects
    kept = {(one.programme_id, one.subject_id): _with_path(one, "") for one in dates.filter(code=_CODE)}
    dates.filter(code=_CODE).delete()
    dates.bulk_create(kept.values(), batch_size=_AT_ONCE)


class Migration(migrations.Migration):
    """Only data; run again, it finds nothing left to do."""

    dependencies = [
        ("claim", "0004_objections_uncounted"),
        ("notices", "0003_dates_of_bodies"),
    ]

    operations = [migrations.RunPython(give_to_regions, take_from_regions)]
