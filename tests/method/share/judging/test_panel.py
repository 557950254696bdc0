from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.method.reason import speak
from fivefold.method.share.errors import (
    DuplicateKeyError,
    EmptyInputError,
    NotANumberError,
    OutOfRangeError,
    TooFewMarksError,
)
from fivefold.method.share.marks import Mark
from fivefold.method.share.panel import Trim, panel_scores, rounded, trimmed_mean

NO_TRIM = Trim(0, 0)


def points(*texts):
    return [None if text is None else Decimal(text) for text in texts]


def test_one_high_and_one_low_are_left_out():
    found = trimmed_mean(points("7.25", "6.50", None, "9.75", "7.00", "7.50"))
    assert (found.score, found.counted, found.left_out, found.absent) == (
        Decimal("7.25"),
        tuple(points("7.00", "7.25", "7.50")),
        tuple(points("6.50", "9.75")),
        1,
    )
    assert speak(found.reasons[0], "zh") == (
        "去掉1个最低分、1个最高分，3个评分的平均为7.25；缺评1个，不按零分计"
    )


def test_a_half_is_rounded_up_where_binary_fractions_round_down():
    """ISU rule: 1.005 becomes 1.01; Python's floats hold 1.00499... and print 1.0."""
    assert trimmed_mean(points("1.00", "1.01"), NO_TRIM).score == Decimal("1.01")
    assert round((1.00 + 1.01) / 2, 2) == 1.0
    assert trimmed_mean(points("-1.00", "-1.01"), NO_TRIM).score == Decimal("-1.01")


def test_a_third_is_not_rounded_twice():
    """Ten marks of 28 digits: a division in 28 digits first would carry 0.4999... up to a half."""
    tight = [Decimal("0.1249999999999999999999999999999"), *points(*["0.1250"] * 2)]
    assert trimmed_mean(tight, NO_TRIM, 3).score == Decimal("0.125")
    tight = [Decimal("0.1244999999999999999999999999999"), *points(*["0.1245"] * 2)]
    assert trimmed_mean(tight, NO_TRIM, 3).score == Decimal("0.124")


def test_absent_is_not_zero():
    with_absent = trimmed_mean(points("3", "4", "5", None)).score
    assert with_absent == trimmed_mean(points("3", "4", "5")).score == Decimal("4.00")
    assert trimmed_mean(points("3", "4", "5", "0")).score == Decimal("3.50")


def test_each_region_has_its_own_panel():
    marks = [Mark(region, judge, Decimal(value)) for region, judge, value in (
        ("乙", "1", 1), ("乙", "2", 2), ("乙", "3", 4), ("甲", "1", 5), ("甲", "2", 5), ("甲", "4", 9))
    ]  # fmt: skip
    found = panel_scores([*marks, Mark("甲", "3", None)], digits=0)
    assert {region: (one.score, one.absent) for region, one in found.items()} == {"乙": (2, 0), "甲": (5, 1)}


@pytest.mark.parametrize(
    ("act", "error", "said"),
    [
        (lambda: trimmed_mean(points("1", "2")), TooFewMarksError, "—只有2个评分，至少需要3个"),
        (lambda: trimmed_mean(points(None, None)), EmptyInputError, "没有可计算的内容，请先提供数据"),
        (
            lambda: trimmed_mean(points("1", "NaN")),
            NotANumberError,
            " × 1的数值不是有限的数；缺评请留空，不要填写 NaN",
        ),
        (
            lambda: trimmed_mean(points("1"), NO_TRIM, 13),
            OutOfRangeError,
            "digits为13，须在0至12之间",
        ),
        (lambda: Trim(-1, 0), OutOfRangeError, "trim.low为-1，须在0至∞之间"),
        (
            lambda: panel_scores([Mark("甲", "1", Decimal(1)), Mark("甲", "1", None)]),
            DuplicateKeyError,
            "甲 × 1出现两次，请只保留一条",
        ),
    ],
)
def test_wrong_input_is_named(act, error, said):
    with pytest.raises(error) as caught:
        act()
    assert caught.value.spoken("zh") == (said,)


MARKS = st.lists(st.decimals(-1000, 1000, places=2), min_size=3, max_size=9)


@given(MARKS, st.randoms(use_true_random=False))
def test_the_order_of_judges_does_not_matter(values, random):
    score = trimmed_mean(values).score
    shuffled = [*values, None]
    random.shuffle(shuffled)
    assert trimmed_mean(shuffled).score == score


@given(MARKS, st.integers(-50, 50), st.integers(1, 9))
def test_scale_and_translation(values, shift, scale):
    exact = sum(sorted(map(Fraction, values))[1:-1], Fraction(0)) / (len(values) - 2)
    assert trimmed_mean(values).score == rounded(exact, 2)
    assert trimmed_mean([value * scale + shift for value in values]).score == rounded(
        exact * scale + shift, 2
    )


def test_more_marks_may_be_left_out_at_one_end():
    found = trimmed_mean(points("1", "2", "3", "4", "5"), Trim(low=1, high=2))
    assert (found.counted, found.left_out) == (tuple(points("2", "3")), tuple(points("1", "4", "5")))
    found = trimmed_mean(points("1", "2", "3", "4", "5"), Trim(low=2, high=0))
    assert (found.counted, found.left_out) == (tuple(points("3", "4", "5")), tuple(points("1", "2")))
