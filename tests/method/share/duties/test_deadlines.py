from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fivefold.method.reason import speak
from fivefold.method.share.deadlines import Extension, extend, term
from fivefold.method.share.errors import (
    BeyondTableError,
    EmptyFieldError,
    NaiveTimeError,
    OutOfRangeError,
    UnknownZoneError,
)
from fivefold.method.share.workdays import WorkingYear, is_working_day, last_day

# A fictional table (演示): one free week with the weekend after it worked.
DEMO = WorkingYear(
    2026,
    frozenset(date(2026, 10, day) for day in (1, 2, 5, 6, 7)),
    frozenset({date(2026, 10, 10)}),
)
STARTED = datetime(2026, 9, 29, 1, 0, tzinfo=UTC)


def test_working_days_skip_what_is_off_and_count_what_is_made_up():
    assert [day for day in range(1, 13) if is_working_day(date(2026, 10, day), [DEMO])] == [8, 9, 10, 12]
    assert last_day(date(2026, 9, 29), 3, "working", [DEMO]) == date(2026, 10, 9)
    assert last_day(date(2026, 9, 29), 3, "calendar") == date(2026, 10, 2)
    assert last_day(date(2026, 9, 29), 0, "working", [DEMO]) == date(2026, 9, 29)


def test_nothing_is_computed_beyond_the_table():
    assert last_day(date(2026, 12, 29), 2, "working", [DEMO]) == date(2026, 12, 31)
    with pytest.raises(BeyondTableError) as caught:
        last_day(date(2026, 12, 29), 3, "working", [DEMO])
    assert caught.value.spoken("zh") == ("没有2027年的工作日表，无法计算工作日；请管理员先补充",)
    with pytest.raises(OutOfRangeError):
        last_day(date(2026, 12, 29), -1, "calendar")


def test_a_term_is_half_open():
    """On time is start <= t < end: tried one millisecond before, at, and after the end."""
    given_term = term(STARTED, 3, "calendar", "Asia/Shanghai")
    assert (given_term.last, given_term.end) == (date(2026, 10, 2), datetime(2026, 10, 2, 16, tzinfo=UTC))
    step = timedelta(milliseconds=1)
    assert [given_term.holds(given_term.end + k * step) for k in (-1, 0, 1)] == [True, False, False]
    assert [given_term.holds(given_term.start + k * step) for k in (-1, 0, 1)] == [False, True, True]
    assert [speak(reason, "zh") for reason in given_term.reasons] == [
        "自次日起3个自然日，至2026-10-02（Asia/Shanghai）终"
    ]


def test_the_zone_decides_which_day_it_is():
    """20:00 UTC is the next day in Beijing and in Urumqi, the same day in London."""
    late = datetime(2026, 10, 12, 20, tzinfo=UTC)
    ends = {zone: term(late, 1, "working", zone, [DEMO]).end for zone in ("Asia/Shanghai", "Asia/Urumqi")}
    assert ends == {
        "Asia/Shanghai": datetime(2026, 10, 14, 16, tzinfo=UTC),
        "Asia/Urumqi": datetime(2026, 10, 14, 18, tzinfo=UTC),
    }
    assert term(late, 1, "working", "Europe/London", [DEMO]).end == datetime(2026, 10, 13, 23, tzinfo=UTC)


def test_summer_time_of_old_years_is_known():
    """China had summer time from 1986 to 1991: the end of 1 July 1988 is at 15:00 UTC."""
    started = datetime(1988, 6, 30, 12, tzinfo=UTC)
    assert term(started, 1, "calendar", "Asia/Shanghai").end == datetime(1988, 7, 1, 15, tzinfo=UTC)


def test_an_extension_is_an_event_with_asker_reason_and_decision():
    """6.12: an extension has asker, reason, decision."""
    first = term(STARTED, 3, "calendar", "Asia/Shanghai")
    more = Extension(date(2026, 10, 9), "演示省", "停电", "演示协调小组")
    longer = extend(first, more)
    assert (longer.last, longer.end) == (date(2026, 10, 9), datetime(2026, 10, 9, 16, tzinfo=UTC))
    assert longer.extensions == (more,)
    assert speak(longer.reasons[1], "zh") == "经演示协调小组同意延至2026-10-09：停电"
    assert first.holds(datetime(2026, 10, 3, tzinfo=UTC)) is False
    assert longer.holds(datetime(2026, 10, 3, tzinfo=UTC)) is True
    with pytest.raises(OutOfRangeError):
        extend(longer, more)
    for blank in (
        Extension(date(2026, 10, 20), " ", "停电", "演示协调小组"),
        Extension(date(2026, 10, 20), "演示省", "", "演示协调小组"),
        Extension(date(2026, 10, 20), "演示省", "停电", ""),
    ):
        with pytest.raises(EmptyFieldError):
            extend(longer, blank)


def test_times_and_zones_are_explicit():
    with pytest.raises(NaiveTimeError):
        term(STARTED.replace(tzinfo=None), 3, "calendar", "Asia/Shanghai")
    for name in ("Asia/Nowhere", "../etc/passwd", ""):
        with pytest.raises(UnknownZoneError):
            term(STARTED, 3, "calendar", name)


@st.composite
def calendars(draw):
    days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
    off = draw(st.frozensets(days.filter(lambda day: day.weekday() < 5), max_size=20))
    made_up = draw(st.frozensets(days.filter(lambda day: day.weekday() > 4), max_size=10))
    return WorkingYear(2026, off, made_up)


@given(calendars(), st.dates(date(2026, 1, 1), date(2026, 10, 31)), st.integers(1, 20))
def test_a_deadline_grows_with_its_days_and_never_falls_on_a_free_day(table, start, days):
    last = last_day(start, days, "working", [table])
    assume(last < date(2026, 12, 25))
    assert start < last < last_day(start, days + 1, "working", [table])
    assert is_working_day(last, [table])
    between = (start + timedelta(days=k) for k in range(1, (last - start).days + 1))
    assert sum(is_working_day(day, [table]) for day in between) == days
