from collections import Counter
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2, chisquare

from fivefold.method.draw import Item, SizeError, first_chances, inclusion_chances, smallest
from fivefold.method.draw import chances as module
from fivefold.method.draw.drawing import order

SEEDS = 20_000
# Kept by any honest draw in 999 of 1,000 choices of the 20,000 seeds; these seeds are fixed, so the outcome is.
LEAST = 0.001


def enumerated(weights, take):
    found = [Fraction(0)] * len(weights)
    for sequence in permutations(range(len(weights)), take):
        left, chance = sum(weights), Fraction(1)
        for one in sequence:
            chance *= Fraction(weights[one], left)
            left -= weights[one]
        for one in sequence:
            found[one] += chance
    return tuple(found)


@given(st.lists(st.integers(1, 4), min_size=1, max_size=6), st.data())
def test_inclusion_chances_equal_the_sum_over_all_sequences(weights, data):
    take = data.draw(st.integers(0, len(weights)))
    assert inclusion_chances(weights, take) == enumerated(weights, take)
    assert sum(inclusion_chances(weights, take)) == take


def test_chances_of_equal_weights_are_taken_over_all():
    assert inclusion_chances([5, 5, 5], 2) == (Fraction(2, 3),) * 3
    assert first_chances([1, 1, 2]) == (Fraction(1, 4), Fraction(1, 4), Fraction(1, 2))


def test_what_is_too_long_to_compute_is_not_guessed(monkeypatch):
    assert inclusion_chances([1, 2, 3], 2) is not None
    monkeypatch.setattr(module, "_MOST_STATES", 2)
    assert inclusion_chances([1, 2, 3], 2) is None


def test_drawing_more_than_there_are_is_refused():
    with pytest.raises(SizeError):
        inclusion_chances([1, 1], 3)


def test_equal_chances_hold_over_20000_seeds():
    names = [f"演示{number}" for number in range(12)]
    first, among = Counter(), Counter()
    for seed in range(SEEDS):
        drawn = [ticket.name for ticket in smallest(names, str(seed), 3)]
        first[drawn[0]] += 1
        among.update(drawn)
    assert chisquare([first[name] for name in names]).pvalue > LEAST
    # Inclusions within one draw exclude each other: the statistic is (n-1)/(n-k) times chi-square of n-1 degrees.
    statistic = chisquare([among[name] for name in names]).statistic * 11 / 9
    assert chi2.sf(statistic, 11) > LEAST


def test_weighted_chances_hold_over_20000_seeds():
    weights = [1, 1, 2, 3, 5]
    items = [Item(f"演示{place}", weight=weight) for place, weight in enumerate(weights)]
    first, pairs = Counter(), Counter()
    for seed in range(SEEDS):
        drawn = [ticket.name for ticket in order(items, str(seed), 2)]
        first[drawn[0]] += 1
        pairs[frozenset(drawn)] += 1
    expected = [float(chance) * SEEDS for chance in first_chances(weights)]
    assert chisquare([first[item.name] for item in items], expected).pvalue > LEAST
    included = inclusion_chances(weights, 2)
    for item, chance in zip(items, included, strict=True):
        count = sum(times for pair, times in pairs.items() if item.name in pair)
        deviation = (SEEDS * chance * (1 - chance)) ** 0.5
        assert abs(count - SEEDS * float(chance)) < 3.5 * float(deviation)


def test_a_biased_draw_would_be_noticed():
    """The same measure on a draw that favours one name in one draw of five."""
    names = [f"演示{number}" for number in range(12)]
    first = Counter()
    for seed in range(SEEDS):
        drawn = [ticket.name for ticket in smallest(names, str(seed), 2)]
        first[names[0] if seed % 5 == 0 and names[0] in drawn else drawn[0]] += 1
    assert chisquare([first[name] for name in names]).pvalue < LEAST
