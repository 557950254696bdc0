"""Working days by an administrator's table of each year: the State Council's notice changes them every year.

Nothing is guessed for a year without a table.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Protocol

from fivefold.method.share.errors import BeyondTableError, OutOfRangeError

DayKind = Literal["calendar", "working"]

_SATURDAY = 5


class YearTable(Protocol):
    """The table of a year: weekdays that are free, and weekend days that are worked."""

    @property
    def year(self) -> int:
        """The year."""
        ...

    @property
    def days_off(self) -> Collection[date]:
        """Weekdays that are free."""
        ...

    @property
    def working_weekends(self) -> Collection[date]:
        """Weekend days that are worked."""
        ...


@dataclass(frozen=True)
class WorkingYear:
    """The plain form of a `YearTable`."""

    year: int
    days_off: frozenset[date] = frozenset()
    working_weekends: frozenset[date] = frozenset()


def is_working_day(day: date, years: Iterable[YearTable]) -> bool:
    """Whether a day is worked: weekdays but those off, and the weekend days made up for them.

    Raises `BeyondTableError` when no table covers the day's year, rather than guessing.

    >>> is_working_day(date(2026, 10, 1), [WorkingYear(2026, frozenset({date(2026, 10, 1)}))])
    False
    """
    for table in years:
        if table.year == day.year:
            return day in table.working_weekends or (day.weekday() < _SATURDAY and day not in table.days_off)
    raise BeyondTableError(year=day.year)


def last_day(start: date, days: int, kind: DayKind, years: Iterable[YearTable] = ()) -> date:
    """Return the last day of a term of `days` days that begins on the day after `start`.

    The day of the act itself is not counted (as in 民法典 201). Raises `BeyondTableError` for working days
    beyond the tables, `OutOfRangeError` for a term of less than 0 days.

    >>> last_day(date(2026, 11, 27), 3, "calendar"), last_day(date(2026, 11, 27), 3, "working", [WorkingYear(2026)])
    (datetime.date(2026, 11, 30), datetime.date(2026, 12, 2))
    """
    if days < 0:
        raise OutOfRangeError(name="days", value=days, low=0, high="∞")
    if kind == "calendar":
        return start + timedelta(days=days)
    tables = tuple(years)
    day, left = start, days
    while left > 0:
        day += timedelta(days=1)
        left -= is_working_day(day, tables)
    return day
