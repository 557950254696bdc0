"""Tables of working days in force for a programme: an administrator's for a year before the pack's (decisions 17)."""

from collections.abc import Mapping
from datetime import date

from fivefold.packs.fields import Label
from fivefold.packs.models import Programme, WorkingDays
from fivefold.packs.pack import Pack
from fivefold.packs.programmes import pack_of
from fivefold.packs.schema.calendar import WorkingYear


def as_year(row: WorkingDays) -> WorkingYear:
    """Return a recorded table in the form in which packs hold theirs."""
    return WorkingYear.model_construct(
        year=row.year,
        source=Label((("zh", row.source),)),
        days_off=tuple(map(date.fromisoformat, row.days_off)),
        working_weekends=tuple(map(date.fromisoformat, row.working_weekends)),
    )


def recorded_in_force(programme: Programme) -> Mapping[int, WorkingDays]:
    """Return the newest recorded table of each year."""
    rows = WorkingDays.objects.filter(programme=programme).order_by("year", "version")
    return {row.year: row for row in rows}


def working_years(programme: Programme) -> tuple[WorkingYear, ...]:
    """Return the tables in force, by year; terms beyond them cannot be counted."""
    tables = {table.year: table for table in pack_of(programme).calendar.working_years}
    tables |= {year: as_year(row) for year, row in recorded_in_force(programme).items()}
    return tuple(tables[year] for year in sorted(tables))


def counted_by(programme: Programme, first: date, last: date) -> dict[str, int]:
    """Return which version of each year's table a term was counted by; 0 is the pack's own."""
    recorded = recorded_in_force(programme)
    years = range(first.year, last.year + 1)
    return {str(year): recorded[year].version if year in recorded else 0 for year in years}


def counts_working_days(pack: Pack) -> bool:
    """Say whether any term of the pack is counted in working days."""
    claim = pack.claim
    terms = (claim.notice, claim.answer, claim.acknowledgement, claim.confirm)
    return any(term.kind == "working" for term in terms)
