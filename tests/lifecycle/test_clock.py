"""Clocks: frozen, of this process, and of the database server."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from fivefold.lifecycle import clock


class Server:
    """A PostgreSQL whose clock stands at a moment, told in a zone of its own."""

    vendor = "postgresql"

    def cursor(self):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None

    def execute(self, sql):
        assert sql == "SELECT clock_timestamp()"

    def fetchone(self):
        return (datetime(2026, 9, 1, 10, 0, tzinfo=timezone(timedelta(hours=8))),)


def test_the_server_s_clock_is_asked_and_told_in_utc(monkeypatch):
    monkeypatch.setattr(clock, "connection", Server())
    found = clock.DATABASE_CLOCK.now()
    assert (found, found.tzinfo) == (datetime(2026, 9, 1, 2, 0, tzinfo=UTC), UTC)


def test_beside_sqlite_the_process_is_the_clock(monkeypatch):
    monkeypatch.setattr(Server, "vendor", "sqlite")
    monkeypatch.setattr(clock, "connection", Server())
    before = datetime.now(tz=UTC)
    assert before <= clock.DATABASE_CLOCK.now() <= datetime.now(tz=UTC)


@pytest.mark.parametrize("moment", [datetime(2026, 1, 1, tzinfo=UTC)])
def test_a_frozen_clock_stands(moment):
    assert clock.FrozenClock(moment).now() == moment
