"""When a posting's terms end: in the programme's time zone, by the pack's days, never beyond the tables."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from fivefold.packs.calendars import working_years
from fivefold.packs.models import Programme
from fivefold.packs.schema.claim import DayKind
from fivefold.packs.workdays import last_day


@dataclass(frozen=True, slots=True)
class Span:
    """A term: its first and last whole day, and the moment it is over (half-open)."""

    first: date
    last: date
    until: datetime


def zone_of(programme: Programme) -> ZoneInfo:
    """Return the programme's time zone."""
    return ZoneInfo(programme.time_zone)


def local_day(programme: Programme, at: datetime) -> date:
    """Return the day of a moment in the programme's time zone."""
    return at.astimezone(zone_of(programme)).date()


def midnight(programme: Programme, day: date) -> datetime:
    """Return the moment at which a day begins in the programme's time zone, in UTC."""
    return datetime.combine(day, time.min, zone_of(programme)).astimezone(UTC)


def last_moment(until: datetime) -> datetime:
    """Return the last second of a term that is over at ``until``: what is shown and reminded of."""
    return until - timedelta(seconds=1)


def span(programme: Programme, at: datetime, days: int, kind: DayKind) -> Span:
    """Return the term of ``days`` that begins on the day after ``at``.

    Raises NoWorkingYearError where working days are asked for beyond the tables in force.
    """
    start = local_day(programme, at)
    last = last_day(start, days, kind, working_years(programme) if kind == "working" else ())
    return Span(start + timedelta(days=1), last, midnight(programme, last + timedelta(days=1)))
