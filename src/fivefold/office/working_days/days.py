"""Arrangements of a year's days off, from a file or as typed, and the faults a table of them may have.

An arrangement is what an official notice says: from a first to a last day free, or a day of a weekend worked.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fivefold.documents.sheet_schema import Problem
from fivefold.method.reason import Reason
from fivefold.packs.fields import Label
from fivefold.packs.schema.calendar import WorkingYear
from fivefold.packs.workdays import is_working_day

_SATURDAY = 5
_LONGEST = 60  # days of one arrangement; the longest holidays have eight


@dataclass(frozen=True, slots=True)
class Arrangement:
    """From ``first`` to ``last`` free, or ``worked``; ``place`` names where it stands (a row, a line)."""

    first: date
    last: date
    worked: bool
    place: str = ""

    def days(self) -> Iterator[date]:
        """Yield every day of it."""
        for offset in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=offset)


@dataclass(frozen=True, slots=True)
class YearDays:
    """The days of one year that are other than the week says, in order."""

    year: int
    days_off: tuple[date, ...]
    working_weekends: tuple[date, ...]

    def table(self, source: str) -> WorkingYear:
        """Return it in the form in which terms are counted."""
        return WorkingYear.model_construct(
            year=self.year,
            source=Label((("zh", source),)),
            days_off=self.days_off,
            working_weekends=self.working_weekends,
        )


def year_days(year: int, arrangements: Sequence[Arrangement]) -> tuple[YearDays, list[Problem]]:
    """Return the table that the arrangements make, and every fault at its place; with a fault nothing is recorded."""
    problems: list[Problem] = []
    found: dict[date, bool] = {}
    for one in arrangements:
        faults = list(_faults(one, year, found))
        problems += [Problem(reason, one.place) for reason in faults]
        if not faults:
            found |= dict.fromkeys(one.days(), one.worked)
    if not arrangements:
        problems.append(Problem(Reason("working_days.none")))
    off = tuple(sorted(day for day, worked in found.items() if not worked))
    worked_days = tuple(sorted(day for day, worked in found.items() if worked))
    return YearDays(year, off, worked_days), problems


def _faults(one: Arrangement, year: int, found: dict[date, bool]) -> Iterator[Reason]:
    if one.last < one.first:
        yield Reason("working_days.backwards", {"first": str(one.first), "last": str(one.last)})
        return
    if (one.last - one.first).days >= _LONGEST:
        yield Reason("working_days.too_long", {"most": _LONGEST})
        return
    for day in one.days():
        if day.year != year:
            yield Reason("working_days.other_year", {"day": str(day), "year": year})
        elif one.worked and day.weekday() < _SATURDAY:
            yield Reason("working_days.not_weekend", {"day": str(day)})
        elif day in found:
            yield Reason("working_days.twice", {"day": str(day)})


def spans(days: Iterable[date]) -> list[tuple[date, date]]:
    """Return runs of days without a gap as (first, last)."""
    runs: list[tuple[date, date]] = []
    for day in sorted(days):
        if runs and day - runs[-1][1] == timedelta(days=1):
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs


def days_of(year: int) -> Iterator[date]:
    """Yield every day of a year."""
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)


def working_count(table: WorkingYear) -> int:
    """Return how many days of the table's year are worked: a figure that an office can check by its own calendar."""
    return sum(is_working_day(day, (table,)) for day in days_of(table.year))
