"""Clocks that a journey turns forward by hand, so that no test depends on the day it runs on."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from fivefold.lifecycle.clock import DatabaseClock

BEGIN = datetime(2026, 3, 9, 1, 0, tzinfo=UTC)


class Time:
    """The moment that everybody in the journey reads."""

    def __init__(self) -> None:
        self.moment = BEGIN

    def now(self) -> datetime:
        return self.moment

    def pass_by(self, **delta: int) -> None:
        """Let time pass."""
        self.moment += timedelta(**delta)


@pytest.fixture
def time(monkeypatch) -> Time:
    """One clock for pages and acts; a minute passes with every act, so that their order can be read."""
    made = Time()
    monkeypatch.setattr(timezone, "now", made.now)
    monkeypatch.setattr(DatabaseClock, "now", lambda _self: made.now())
    return made
