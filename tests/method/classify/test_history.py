from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.method.classify import AmbiguousHistory, FactRecord, Move, compare, facts_as_of


def day(number):
    return date(2020, 1, 1) + timedelta(days=number)


def moment(number):
    return datetime(2020, 1, 1, 8, tzinfo=UTC) + timedelta(days=number)


def record(fact, value, since, until=None, *, recorded=0, source="源"):
    return FactRecord(
        fact, value, day(since), None if until is None else day(until), moment(recorded), source
    )


def test_periods_are_half_open():
    history = [record("class", "2", 0, 10), record("class", "1", 10, 20)]
    answers = [facts_as_of(history, day(number)) for number in (-1, 0, 9, 10, 19, 20)]
    assert answers == [{}, {"class": "2"}, {"class": "2"}, {"class": "1"}, {"class": "1"}, {}]


def test_a_later_change_does_not_change_the_answer_for_an_earlier_day():
    """2.1c: the class of X on day D stays as it was on that day."""
    history = [record("capital", value=False, since=0), record("capital", value=True, since=100, recorded=90)]
    assert facts_as_of(history, day(99)) == {"capital": False}
    assert facts_as_of(history, day(100)) == {"capital": True}
    assert facts_as_of(history, day(100), known_at=moment(89)) == {"capital": False}
    assert facts_as_of(history, day(100), known_at=moment(90)) == {"capital": True}


def test_a_correction_overrides_for_its_days_only():
    history = [record("kind", "盟", 0), record("kind", "市", 10, 20, recorded=50)]
    assert [facts_as_of(history, day(number))["kind"] for number in (9, 10, 19, 20)] == [
        "盟",
        "市",
        "市",
        "盟",
    ]


def test_a_fact_can_become_unknown():
    history = [record("kind", "盟", 0), record("kind", None, 10, recorded=5)]
    assert facts_as_of(history, day(12)) == {"kind": None}


def test_two_values_recorded_at_the_same_moment_are_named():
    history = [
        record("b", 1, 0),
        record("b", 2, 0),
        record("a", "x", 0),
        record("a", "y", 5),
        record("c", 1, 0),
    ]
    with pytest.raises(AmbiguousHistory) as caught:
        facts_as_of(history, day(6))
    assert [reason.params["fact"] for reason in caught.value.reasons] == ["a", "b"]
    assert caught.value.spoken("zh")[0] == "事实“a”在2020-01-07有同时登记的不同值"
    assert facts_as_of([*history, record("b", 3, 0, recorded=1)], day(1)) == {"a": "x", "b": 3, "c": 1}
    assert facts_as_of([record("a", "x", 0), record("a", "x", 2)], day(3)) == {"a": "x"}


def test_an_impossible_record_is_refused():
    with pytest.raises(ValueError, match="not after"):
        record("a", 1, 5, 5)
    with pytest.raises(ValueError, match="no zone"):
        FactRecord("a", 1, day(0), None, datetime(2020, 1, 1))  # noqa: DTZ001 - this is what is refused


RECORDS = st.builds(
    lambda fact, value, since, length, recorded: record(
        fact, value, since, None if length is None else since + length, recorded=recorded
    ),
    st.sampled_from("ab"),
    st.sampled_from([True, False, None]),
    st.integers(0, 9),
    st.none() | st.integers(1, 9),
    st.integers(0, 9),
)


def answer(history, *asked):
    try:
        return facts_as_of(history, *asked)
    except AmbiguousHistory as doubt:
        return doubt.reasons


@given(st.lists(RECORDS, max_size=8), st.lists(RECORDS, max_size=8), st.integers(0, 12), st.integers(0, 12))
def test_later_facts_do_not_change_answers(history, more, on, known):
    later = [found for found in more if found.valid_from > day(on) or found.recorded_at > moment(known)]
    asked = day(on), moment(known)
    assert answer([*history, *later], *asked) == answer(history, *asked)


@given(st.lists(RECORDS, max_size=8), st.integers(0, 12), st.randoms(use_true_random=False))
def test_the_order_of_the_records_does_not_matter(history, on, chance):
    shuffled = list(history)
    chance.shuffle(shuffled)
    assert answer(shuffled, day(on)) == answer(history, day(on))


def test_two_class_lists_are_compared():
    before = {"a": "1", "b": "2", "c": "3", "d": None, "e": "2"}
    after = {"a": "1", "b": "1", "d": "2", "e": None, "f": "3", "g": None}
    found = compare(before, after)
    assert found.added == (Move("d", None, "2"), Move("f", None, "3"))
    assert found.removed == (Move("c", "3", None), Move("e", "2", None))
    assert found.moved == (Move("b", "2", "1"),)
    assert found.unchanged == 1
    assert not found.empty
    assert compare(before, before).empty
    assert compare(before, before).unchanged == 4
