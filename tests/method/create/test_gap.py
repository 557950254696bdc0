from decimal import Decimal as D
from fractions import Fraction

import numpy as np
import pytest

from fivefold.method.create.errors import EmptyClassError, FigureError
from fivefold.method.create.evaluation import MedianInterval, Rechecked, gaps
from fivefold.method.draw import DuplicateNameError


def province(name, differences):
    return [Rechecked(f"{name}{n}市", name, D(80) + D(d), D(80)) for n, d in enumerate(differences)]


def codes(gap):
    return [reason.code for reason in gap.reasons]


def test_mean_and_t_interval_of_students_own_example():
    """Student 1908, Biometrika 6: ten hours of sleep gained; mean 1.58, sd 1.23, here with t(0.975; 9) = 2.262."""
    slept = ["1.2", "2.4", "1.3", "1.3", "0.0", "1.0", "1.8", "0.8", "4.6", "1.4"]
    (gap,) = gaps(province("演示省", slept))
    assert (gap.n, gap.mean, gap.interval) == (10, D("1.58"), (D("0.70"), D("2.46")))
    assert codes(gap) == ["gap.mean", "gap.high"]
    assert gap.lots == 2


def test_the_median_interval_has_its_exact_confidence():
    (gap,) = gaps(province("演示省", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]))
    assert gap.median == MedianInterval(D(2), D(9), 1 - Fraction(22, 1024))
    (few,) = gaps(province("演示省", [1, 2, 3, 4, 5]))
    assert few.median is None
    (enough,) = gaps(province("演示省", [1, 2, 3, 4, 5, 6]))
    assert enough.median == MedianInterval(D(1), D(6), Fraction(31, 32))


def test_a_small_sample_is_said_to_be_small():
    (one,) = gaps(province("演示省", [8]))
    assert (one.interval, one.median, one.lots) == (None, None, 1)
    assert codes(one) == ["gap.mean", "gap.small"]
    (two,) = gaps(province("演示省", ["8", "8.1"]))
    assert two.interval == (D("7.41"), D("8.69"))
    assert codes(two) == ["gap.mean", "gap.small"]
    assert two.lots == 1
    (enough,) = gaps(province("演示省", ["8", "8.1"] * 3))
    assert codes(enough) == ["gap.mean", "gap.high"]


@pytest.mark.parametrize(("count", "more"), [(2, ["gap.small"]), (8, [])])
def test_equal_differences_give_no_interval_and_no_verdict(count, more):
    (gap,) = gaps(province("演示省", [1] * count))
    assert (gap.mean, gap.interval, gap.lots) == (D(1), None, 1)
    assert codes(gap) == ["gap.mean", *more, "gap.no_spread"]


def test_the_one_province_of_31_that_marks_eight_points_high_is_found():
    chance = np.random.default_rng(8)
    everybody = []
    for number in range(31):
        shift = 8 if number == 17 else 0
        everybody += province(
            f"演示{number:02d}省", [f"{shift + one:.1f}" for one in chance.normal(0, 3, 13)]
        )
    found = gaps(everybody)
    assert [gap.province for gap in found if gap.interval[0] > 0] == ["演示17省"]
    assert [gap.province for gap in found if gap.interval[1] < 0] == []
    assert [gap.lots for gap in found].count(2) == 1
    alone = gaps(everybody, simultaneous=False)
    assert all(a.interval[0] >= b.interval[0] for a, b in zip(alone, found, strict=True))
    assert {gap.province for gap in alone if not gap.interval[0] <= 0 <= gap.interval[1]} > {"演示17省"}


def test_a_province_that_marks_low_is_said_to():
    (gap,) = gaps(province("演示省", [-5, -6, -5, -6, -5, -6]))
    assert codes(gap) == ["gap.mean", "gap.low"]


@pytest.mark.parametrize(
    ("rechecked", "confidence", "error"),
    [
        ([], Fraction(1, 2), EmptyClassError),
        (province("演示省", [1]) * 2, Fraction(1, 2), DuplicateNameError),
        (province("演示省", [1]), Fraction(1), FigureError),
        (province("演示省", [1]), Fraction(0), FigureError),
        (province("演示省", ["NaN"]), Fraction(1, 2), FigureError),
    ],
)
def test_what_cannot_be_compared_is_refused(rechecked, confidence, error):
    with pytest.raises(error):
        gaps(rechecked, confidence)
