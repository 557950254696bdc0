"""Terms in working days over any calendar: they grow with their length and never end on a free day."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fivefold.packs.fields import Label
from fivefold.packs.models import WorkingDays
from fivefold.packs.schema.calendar import WorkingYear
from fivefold.packs.workdays import NoWorkingYearError, is_working_day, last_day

START = date(2026, 1, 1)
DAYS = st.integers(0, 364).map(lambda n: START + timedelta(days=n))


@st.composite
def calendars(draw):
    off = draw(st.frozensets(DAYS, max_size=40))
    worked = frozenset(d for d in draw(st.frozensets(DAYS, max_size=10)) if d.weekday() >= 5) - off
    return WorkingYear.model_construct(
        year=2026, source=Label((("zh", "演示"),)), days_off=tuple(off), working_weekends=tuple(worked)
    )


@settings(max_examples=1000, deadline=None)
@given(calendars(), DAYS, st.integers(1, 30))
def test_a_term_grows_with_its_length_and_ends_on_a_working_day(table, start, days):
    try:
        longer = last_day(start, days + 1, "working", (table,))
    except NoWorkingYearError:
        longer = date(2027, 1, 1)
    try:
        end = last_day(start, days, "working", (table,))
    except NoWorkingYearError:
        assert longer == date(2027, 1, 1)
        return
    assert start < end < longer
    assert is_working_day(end, (table,))
    between = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    assert sum(is_working_day(day, (table,)) for day in between) == days


@pytest.mark.parametrize(
    ("day", "worked"), [(date(2026, 10, 1), False), (date(2026, 10, 10), True), (date(2026, 10, 11), False)]
)
def test_a_recorded_table_comes_before_the_packs_own(nation, day, worked):
    from fivefold.packs.calendars import counted_by, working_years

    with pytest.raises(NoWorkingYearError):
        is_working_day(day, working_years(nation.programme))
    WorkingDays.objects.create(
        programme=nation.programme, year=2026, version=1, source="演示", recorded_at="2026-01-01T00:00Z",
        days_off=["2026-10-01"], working_weekends=["2026-10-10"], entry_id="x",
    )  # fmt: skip
    assert is_working_day(day, working_years(nation.programme)) is worked
    assert counted_by(nation.programme, date(2026, 12, 1), date(2027, 1, 9)) == {"2026": 1, "2027": 0}
