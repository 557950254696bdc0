"""Deadlines in programme time: half-open terms [start, end), in an explicit zone, in calendar or working days."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fivefold.method.reason import Reason
from fivefold.method.share.errors import (
    EmptyFieldError,
    NaiveTimeError,
    OutOfRangeError,
    UnknownZoneError,
)
from fivefold.method.share.workdays import DayKind, YearTable, last_day


@dataclass(frozen=True)
class Extension:
    """A later last day, granted in public: who asked, why, who decided. An event, never an edit of the term."""

    until: date
    asked_by: str
    because: str
    decided_by: str


@dataclass(frozen=True)
class Term:
    """A term from `start` up to, not including, `end`: both are instants in UTC. `last` is its last day in the zone."""

    start: datetime
    end: datetime
    last: date
    zone: str
    extensions: tuple[Extension, ...] = ()
    reasons: tuple[Reason, ...] = ()

    def holds(self, at: datetime) -> bool:
        """Whether an instant is on time: start <= at < end. `NaiveTimeError` for a time without a zone."""
        return self.start <= instant(at) < self.end


def instant(at: datetime) -> datetime:
    """Return an instant in UTC. `NaiveTimeError` for a time without a zone: nobody can say when that is.

    >>> instant(datetime.fromisoformat("2026-11-27T09:00+08:00")).isoformat()
    '2026-11-27T01:00:00+00:00'
    """
    if at.tzinfo is None:
        raise NaiveTimeError(at=at.isoformat())
    return at.astimezone(UTC)


def zone_of(name: str) -> ZoneInfo:
    """Return a zone by its name, such as `Asia/Shanghai`. `UnknownZoneError` for any other text.

    >>> zone_of("Asia/Shanghai").key
    'Asia/Shanghai'
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnknownZoneError(zone=name) from error


def midnight_after(day: date, zone: str) -> datetime:
    """Return the first instant of the day after, in UTC.

    >>> midnight_after(date(2026, 11, 27), "Asia/Shanghai").isoformat()
    '2026-11-27T16:00:00+00:00'
    """
    return datetime.combine(day + timedelta(days=1), time(), zone_of(zone)).astimezone(UTC)


def term(started: datetime, days: int, kind: DayKind, zone: str, years: Iterable[YearTable] = ()) -> Term:
    """Return the term of `days` days that runs from an instant; the day of the instant itself is not counted.

    Raises `NaiveTimeError`, `UnknownZoneError`, and the errors of `workdays.last_day`.

    >>> end = term(datetime(2026, 11, 27, 9, tzinfo=UTC), 3, "calendar", "Asia/Shanghai").end
    >>> end.isoformat()
    '2026-11-30T16:00:00+00:00'
    """
    start = instant(started)
    last = last_day(start.astimezone(zone_of(zone)).date(), days, kind, years)
    reason = Reason.of(f"share.term.{kind}", days=days, last=last.isoformat(), zone=zone)
    return Term(start, midnight_after(last, zone), last, zone, (), (reason,))


def extend(given: Term, extension: Extension) -> Term:
    """Return the term as an extension leaves it; the earlier ones stay on record.

    Raises `EmptyFieldError` where asker, reason or decision is missing, `OutOfRangeError` for a day that is no later.

    >>> given = term(datetime(2026, 11, 27, tzinfo=UTC), 3, "calendar", "Asia/Shanghai")
    >>> later = extend(given, Extension(date(2026, 12, 4), "演示市", "演示事由", "演示办"))
    >>> given.last.isoformat(), later.last.isoformat(), len(later.extensions)
    ('2026-11-30', '2026-12-04', 1)
    """
    for name in ("asked_by", "because", "decided_by"):
        if not getattr(extension, name).strip():
            raise EmptyFieldError(field=name)
    if extension.until <= given.last:
        raise OutOfRangeError(
            name="until", value=extension.until.isoformat(), low=given.last.isoformat(), high="∞"
        )
    reason = Reason.of(
        "share.term.extended",
        last=extension.until.isoformat(),
        by=extension.decided_by,
        because=extension.because,
    )
    return replace(
        given,
        end=midnight_after(extension.until, given.zone),
        last=extension.until,
        extensions=(*given.extensions, extension),
        reasons=(*given.reasons, reason),
    )
