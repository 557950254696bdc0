from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.method.draw import SizeError, allocation, detection_chance, sample_size


def counted(total, faulty, take):
    samples = list(combinations(range(total), take))
    return Fraction(sum(any(one < faulty for one in sample) for sample in samples), len(samples))


def test_chances_equal_those_counted_over_all_samples():
    for total in range(1, 9):
        for faulty in range(total + 1):
            for take in range(total + 1):
                assert detection_chance(total, faulty, take) == counted(total, faulty, take)


def test_sizes_equal_the_first_that_suffices():
    for total in range(1, 25):
        for faulty in range(1, total + 1):
            for percent in (0, 1, 50, 80, 95, 100):
                chance = Fraction(percent, 100)
                first = next(n for n in range(total + 1) if detection_chance(total, faulty, n) >= chance)
                assert sample_size(total, faulty, chance) == first


def test_a_national_list_is_no_burden():
    assert sample_size(400_000, 4_000, Fraction(95, 100)) == 298
    assert detection_chance(400_000, 4_000, 297) < Fraction(95, 100) <= detection_chance(400_000, 4_000, 298)


@pytest.mark.parametrize(
    ("total", "faulty", "chance"),
    [(10, 0, Fraction(1, 2)), (10, 1, Fraction(3, 2)), (10, 1, Fraction(-1)), (10, 11, Fraction(1, 2))],
)
def test_impossible_questions_are_refused(total, faulty, chance):
    assert sample_size(10, 1, Fraction(1, 2)) == 5
    with pytest.raises(SizeError):
        sample_size(total, faulty, chance)


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 50), min_size=1), st.data())
def test_allocation_is_complete_proportional_and_possible(sizes, data):
    take = data.draw(st.integers(0, sum(sizes.values())))
    given_out = allocation(take, sizes)
    assert sum(given_out.values()) == take
    assert allocation(take, dict(reversed(sizes.items()))) == given_out
    for name, size in sizes.items():
        share = Fraction(take * size, sum(sizes.values()) or 1)
        assert share - 1 < given_out[name] < share + 1
        assert given_out[name] <= size


def test_allocating_more_than_there_are_is_refused():
    assert allocation(3, {"1": 1, "2": 2}) == {"1": 1, "2": 2}
    with pytest.raises(SizeError):
        allocation(4, {"1": 1, "2": 2})
