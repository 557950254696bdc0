"""Clocks.

The time of an act is read after its row is locked, from the authority of the database (decisions 20).
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from django.db import connection


class Clock(Protocol):
    """Anything that can tell the time as an aware UTC datetime."""

    def now(self) -> datetime:
        """Return the present moment in UTC."""
        ...


class DatabaseClock:
    """PostgreSQL: ``clock_timestamp()``; SQLite lives in this process, so the process clock is its clock."""

    def now(self) -> datetime:
        """Return the database's present moment in UTC."""
        if connection.vendor != "postgresql":
            return datetime.now(tz=UTC)
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            moment: datetime = cursor.fetchone()[0]
        return moment.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class FrozenClock:
    """A clock that stands still: for recomputation, the demo and tests."""

    moment: datetime

    def now(self) -> datetime:
        """Return the moment it was made with."""
        return self.moment


DATABASE_CLOCK = DatabaseClock()
