from datetime import UTC, date, datetime, timedelta

import pytest

from fivefold.method.reason import speak
from fivefold.method.share.deadlines import term
from fivefold.method.share.errors import NaiveTimeError
from fivefold.method.share.escalation import reached
from fivefold.method.share.workdays import WorkingYear

OWNER = "000000/990000/990100/990101/"
DUE = term(datetime(2026, 11, 24, 1, tzinfo=UTC), 3, "calendar", "Asia/Shanghai")  # to the end of the 27th
WAITS = (3, 5)
TABLE = [WorkingYear(2026)]


def bodies(at, **more):
    return [rung.body for rung in reached(OWNER, DUE, WAITS, at, **more)]


@pytest.mark.parametrize(
    ("day", "hour", "levels"),
    [(27, 15, 0), (27, 16, 1), (30, 15, 1), (30, 16, 2), (35, 15, 2), (35, 16, 3), (60, 0, 3)],
)
def test_level_by_level_after_each_wait(day, hour, levels):
    """6.1: every overdue obligation reaches the next level by rule."""
    at = datetime(2026, 11, 1, hour, tzinfo=UTC) + timedelta(days=day - 1)
    assert bodies(at) == ["000000/990000/990100/", "000000/990000/", "000000/"][:levels]


def test_each_rung_says_why_and_since_when():
    rungs = reached(OWNER, DUE, (), datetime(2026, 12, 24, tzinfo=UTC))
    assert [(rung.body, rung.since) for rung in rungs] == [("000000/990000/990100/", DUE.end)]
    assert speak(rungs[0].reason, "zh") == (
        "000000/990000/990100/990101/的事项2026-11-27到期未办，已逐级上报至000000/990000/990100/（上1级）"
    )


def test_waits_may_count_working_days():
    """27 November 2026 is a Friday: three working days end on Wednesday, not on Monday."""
    monday, wednesday = (datetime(2026, 11, day, 16, tzinfo=UTC) for day in (30, 30))
    wednesday += timedelta(days=2)
    assert len(bodies(monday, kind="working", years=TABLE)) == 1
    assert len(bodies(wednesday - timedelta(milliseconds=1), kind="working", years=TABLE)) == 1
    assert len(bodies(wednesday, kind="working", years=TABLE)) == 2


def test_what_is_done_goes_no_higher():
    late = datetime(2026, 12, 24, tzinfo=UTC)
    assert bodies(late, done=DUE.end - timedelta(hours=1)) == []
    assert bodies(late, done=DUE.end + timedelta(hours=1)) == ["000000/990000/990100/"]
    assert len(bodies(late)) == 3


def test_nobody_stands_above_the_top():
    assert reached("000000/", DUE, WAITS, datetime(2027, 1, 1, tzinfo=UTC)) == ()
    with pytest.raises(NaiveTimeError):
        bodies(datetime(2026, 12, 24))  # noqa: DTZ001 - a time without a zone is the case


def test_the_last_day_of_the_term_is_as_set_up():
    assert DUE.last == date(2026, 11, 27)
