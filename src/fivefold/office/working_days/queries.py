"""Tables of working days for pages: the programmes, the years of one, one version with its neighbours."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from fivefold.packs.calendars import recorded_in_force, working_years
from fivefold.packs.models import Programme, WorkingDays
from fivefold.packs.schema.calendar import WorkingYear


@dataclass(frozen=True, slots=True)
class YearInForce:
    """A year's table in force; ``row`` is None where it is the pack's own."""

    table: WorkingYear
    row: WorkingDays | None


def years_of(programme: Programme) -> list[YearInForce]:
    """Return the tables in force, newest year first."""
    recorded = recorded_in_force(programme)
    return [YearInForce(t, recorded.get(t.year)) for t in reversed(working_years(programme))]


def table_of(programme: Programme, year: int) -> WorkingYear | None:
    """Return the table in force of one year, or None."""
    return next((table for table in working_years(programme) if table.year == year), None)


def version_of(programme: Programme, pk: UUID) -> WorkingDays | None:
    """Return one recorded version, or None."""
    return WorkingDays.objects.filter(programme=programme, pk=pk).first()


def versions(programme: Programme, year: int) -> list[WorkingDays]:
    """Return all recorded versions of a year, newest first."""
    return list(WorkingDays.objects.filter(programme=programme, year=year).order_by("-version"))


def programme_called(slug: str) -> Programme | None:
    """Return the programme with this name in addresses, or None."""
    return Programme.objects.select_related("pack_version").filter(slug=slug).first()


def programmes() -> Sequence[tuple[Programme, list[int]]]:
    """Return all programmes with the years that have a table."""
    found = Programme.objects.select_related("pack_version")
    return [(one, [table.year for table in working_years(one)]) for one in found]
