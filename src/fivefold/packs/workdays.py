"""Ends of terms: calendar days, or working days by the tables in force (``packs.calendars``).

The rule is the method's; here it speaks to the users of a site, who know on which page the tables are entered.
"""

from collections.abc import Iterable
from datetime import date

from fivefold.method.reason import Reason, Refused
from fivefold.method.share import workdays as rule
from fivefold.method.share.errors import BeyondTableError
from fivefold.packs.schema.calendar import WorkingYear
from fivefold.packs.schema.claim import DayKind


class NoWorkingYearError(Refused):
    """Working days were asked for in a year that has no table."""

    def __init__(self, beyond: BeyondTableError) -> None:
        super().__init__(Reason("pack.calendar.no_year", beyond.reasons[0].params))


def is_working_day(day: date, years: Iterable[WorkingYear]) -> bool:
    """Whether a day is worked: weekdays but those off, and the weekend days made up for them.

    Raises `NoWorkingYearError` when no table covers the day's year, rather than guessing.
    """
    try:
        return rule.is_working_day(day, years)
    except BeyondTableError as error:
        raise NoWorkingYearError(error) from error


def last_day(start: date, days: int, kind: DayKind, years: Iterable[WorkingYear] = ()) -> date:
    """Return the last day of a term of `days` days that begins on the day after `start`.

    Raises `NoWorkingYearError` for working days beyond the tables.
    """
    try:
        return rule.last_day(start, days, kind, years)
    except BeyondTableError as error:
        raise NoWorkingYearError(error) from error
