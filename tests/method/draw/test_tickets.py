from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.method.draw import SizeError, Ticket, next_ticket, picks, smallest, stream, ticket
from fivefold.method.draw import tickets as module

names = st.lists(st.text(min_size=1, max_size=8), unique=True, max_size=40)


def test_the_examples_printed_in_consistent_sampler():
    """consistent_sampler 1.0.10, docstrings of first_ticket, next_ticket, next_fraction, trim and sampler."""
    first = "0.26299714122838008416507544297546663599715395525154425586041245287750224561854"
    second = "0.8232357229934205790595761924514048157652891124687533667363938813600770093316"
    assert ticket("01382438112797316654", "AB-130") == Ticket(first, "AB-130")
    assert next_ticket(Ticket(first, "AB-130")) == Ticket(second, "AB-130", 2)
    assert next_ticket(Ticket("0.25471", "x")).number == (
        "0.642853261655004694691182528114375607701032283189922170593838029306715548381901"
    )
    assert Ticket("0.9991234567890", "x").trimmed(4) == "0.9991234"
    drawn = islice(stream(["A#2", "B#7", "C#1", "D#4"], "314159", replacement=True), 8)
    assert [one.name for one in drawn] == ["D#4", "C#1", "C#1", "B#7", "A#2", "C#1", "D#4", "B#7"]
    tickets = [(one.trimmed(9), one.name) for one in stream(["ab-1", "ab-2", "cd-1", "ef-3"], "314159")]
    assert tickets == [
        ("0.317685817", "cd-1"),
        ("0.832984519", "ef-3"),
        ("0.9098039269", "ab-1"),
        ("0.9231549043", "ab-2"),
    ]


def test_the_sample_of_400_from_a_thousand_begins_with_the_first_forty():
    regions = [f"演示{number:04d}" for number in range(1000)]
    slow = [one for one, _ in zip(stream(regions, "314159"), range(400), strict=False)]
    assert list(smallest(regions, "314159", 400)) == slow
    assert list(smallest(regions, "314159", 4)) == slow[:4]
    assert list(smallest(regions, "314159", 40)) == slow[:40]


def test_too_few_tickets_begin_with_the_expected_zeros(monkeypatch):
    """The short cut is only a short cut: where it guesses too boldly, it starts again with fewer zeros."""
    regions = [f"演示{number:04d}" for number in range(1000)]
    expected = smallest(regions, "314159", 30)
    tried = []
    counted = module._beginning_with_zeros
    monkeypatch.setattr(
        module, "_beginning_with_zeros", lambda *given: tried.append(given[2]) or counted(*given)
    )
    monkeypatch.setattr(module, "_FACTOR", 1 / 30)
    assert smallest(regions, "314159", 30) == expected
    assert tried == [3, 2, 1]


@given(names, st.text(), st.integers(0, 45))
def test_the_quick_way_draws_what_the_stream_draws(names, seed, count):
    assert smallest(names, seed, count) == tuple(islice(stream(names, seed), count))


@given(names, st.text(), st.randoms(use_true_random=False))
def test_the_order_of_the_list_plays_no_part(names, seed, random):
    shuffled = random.sample(names, len(names))
    assert smallest(shuffled, seed, 7) == smallest(names, seed, 7)


@given(names, st.text(), st.integers(0, 40))
def test_a_larger_sample_begins_with_the_smaller(names, seed, count):
    assert smallest(names, seed, count) == smallest(names, seed, count + 1)[:count]


@given(names, st.text(), st.data())
def test_the_sample_of_a_part_is_the_part_of_the_sample(names, seed, data):
    part = data.draw(st.sets(st.sampled_from(names)) if names else st.just(set()))
    whole = [one for one in stream(names, seed) if one.name in part]
    assert list(stream(sorted(part), seed)) == whole


@given(st.text(), st.text())
def test_a_drawn_name_gets_a_larger_ticket_below_one(seed, name):
    first = ticket(seed, name)
    second = next_ticket(first)
    assert first.number < second.number < "1"
    assert second.generation == 2


def test_picks_refuse_to_pick_from_nothing():
    assert picks("1", 1, 2) == (1, 1)
    for total, count in ((0, 2), (1, -1)):
        with pytest.raises(SizeError):
            picks("1", total, count)
