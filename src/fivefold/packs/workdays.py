"""Ends of terms: calendar days, or working days by the tables in force (``packs.calendars``)."""

from collections.abc import Iterable
from datetime import date, timedelta

from fivefold.method.reason import Reason, Refused
from fivefold.packs.schema.calendar import WorkingYear
from fivefold.packs.schema.claim import DayKind

_SATURDAY = 5


class NoWorkingYearError(Refused):
    """Working days were asked for in a year that has no table."""

    def __init__(self, year: int) -> None:
        super().__init__(Reason("pack.calendar.no_year", {"year": year}))


def is_working_day(day: date, years: Iterable[WorkingYear]) -> bool:
    """Whether a day is worked: weekdays but those off, and the weekend days made up for them.

    Raises `NoWorkingYearError` when no table covers the day's year, rather than guessing.
    """
    for table in years:
        if table.year == day.year:
            return day in table.working_weekends or (day.weekday() < _SATURDAY and day not in table.days_off)
    raise NoWorkingYearError(day.year)


def last_day(start: date, days: int, kind: DayKind, years: Iterable[WorkingYear] = ()) -> date:
    """Return the last day of a term of `days` days that begins on the day after `start`.

    The day of the act itself is not counted (as in 民法典 201). Raises `NoWorkingYearError` for working days
    beyond the tables.
    """
    if kind == "calendar":
        return start + timedelta(days=days)
    tables = tuple(years)
    day, left = start, days
    while left > 0:
        day += timedelta(days=1)
        left -= is_working_day(day, tables)
    return day
