import random
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fivefold.method.reason import speak
from fivefold.method.share.calibration import calibrate, home_bias
from fivefold.method.share.calibration.reml import Step, best, sums
from fivefold.method.share.errors import (
    DisconnectedError,
    DuplicateKeyError,
    EmptyInputError,
    NoSpreadError,
    NotANumberError,
    OutOfRangeError,
    SameColumnError,
    SingleJudgeError,
    TooFewMarksError,
)
from fivefold.method.share.marks import Mark
from method.share.vectors import table, value

LME4 = value("penicillin_lme4")["REML"]
PENICILLIN = [Mark(row["plate"], row["sample"], Decimal(row["diameter"])) for row in table("penicillin")]


def test_penicillin_as_lme4_fits_it():
    """Bates et al., lme4 chapter 2 (Davies & Goldsmith 1972): criterion, deviations, both sets of effects.

    lme4 stops 8.5e-9 above the least criterion; hence effects that differ by 6e-7.
    """
    found = calibrate(PENICILLIN)
    assert found.criterion == pytest.approx(330.860589, abs=1e-6)
    assert -1e-8 < found.criterion - LME4["criterion"] < 0
    assert found.mean == pytest.approx(LME4["intercept"], abs=1e-9)
    deviations = (found.region_sd, found.judge_sd, found.rest_sd)
    assert [round(sd, 4) for sd in deviations] == [0.8467, 1.9316, 0.5499]
    assert {one.region: one.score - found.mean for one in found.scores} == pytest.approx(
        LME4["ranef_plate"], abs=6e-7
    )
    assert {one.judge: -one.severity for one in found.severities} == pytest.approx(
        LME4["ranef_sample"], abs=6e-7
    )
    assert [speak(reason, "zh") for reason in found.reasons] == [
        "标准差：地区0.8467，评委宽严1.932，其余0.5499",
        "区间的置信度为90%，标准差按已知对待",
    ]


def henderson(marks, found):
    """Predictions and their errors by Henderson's equations, dense: another way to the same figures."""
    regions, judges = (sorted({getattr(mark, name) for mark in marks}) for name in ("region", "judge"))
    design = np.zeros((len(marks), 1 + len(regions) + len(judges)))
    design[:, 0] = 1
    for row, mark in enumerate(marks):
        design[row, 1 + regions.index(mark.region)] = 1
        design[row, 1 + len(regions) + judges.index(mark.judge)] = 1
    left = design.T @ design
    ratios = [(found.rest_sd / sd) ** 2 for sd in (found.region_sd, found.judge_sd)]
    left += np.diag([0] + [ratios[0]] * len(regions) + [ratios[1]] * len(judges))
    inverse = np.linalg.inv(left)
    solved = inverse @ design.T @ np.array([float(mark.value) for mark in marks])
    pick = np.eye(len(solved))[1:]
    pick[: len(regions), 0] = 1
    errors = np.sqrt(np.einsum("ij,jk,ik->i", pick, inverse, pick)) * found.rest_sd
    return solved, errors, len(regions)


@pytest.mark.parametrize("turned", [False, True])
def test_predictions_and_intervals_are_those_of_henderson(turned):
    """Henderson (1975): the mixed model equations, inverted whole, on an unbalanced part of the data."""
    marks = [
        Mark(mark.judge, mark.region, mark.value) if turned else mark
        for place, mark in enumerate(PENICILLIN)
        if place % 7
    ]
    found = calibrate(marks, level=0.5)
    solved, errors, regions = henderson(marks, found)
    assert [one.score for one in found.scores] == pytest.approx(list(solved[0] + solved[1 : regions + 1]))
    assert [-one.severity for one in found.severities] == pytest.approx(list(solved[regions + 1 :]))
    half = 0.6744897501960817
    widths = [(one.high - one.low) / 2 for one in (*found.scores, *found.severities)]
    assert widths == pytest.approx(list(half * errors))


@settings(max_examples=5)
@given(st.randoms(use_true_random=False), st.integers(-30, 30), st.integers(1, 7))
def test_order_scale_and_translation(random_order, shift, scale):
    marks = [Mark(one.region, one.judge, one.value * scale + shift) for one in PENICILLIN]
    random_order.shuffle(marks)
    plain, found = calibrate(PENICILLIN), calibrate([*marks, Mark("a", "Z", None)])
    for old, new in zip(plain.scores, found.scores, strict=True):
        assert (new.region, new.marks) == (old.region, old.marks)
        assert new.score == pytest.approx(old.score * scale + shift, abs=1e-5 * scale)
        assert new.high - new.low == pytest.approx((old.high - old.low) * scale, rel=1e-5)
    assert found.judge_sd == pytest.approx(plain.judge_sd * scale, rel=1e-5)


def simulated(seed, regions=60, judges=12, each=4):
    """A panel in which chance decides who judges whom: true scores, and marks in tenths of points."""
    chance = random.Random(seed)  # noqa: S311 - a seeded simulation
    truth = {f"r{place:02}": chance.gauss(75, 5) for place in range(regions)}
    severity = [chance.gauss(0, 4) for _ in range(judges)]
    return truth, [
        Mark(region, f"j{judge:02}", Decimal(round(10 * (true - severity[judge] + chance.gauss(0, 3)))) / 10)
        for region, true in truth.items()
        for judge in chance.sample(range(judges), each)
    ]


def wrong(truth, scores):
    """Pairs of regions in the wrong order, of 1,770."""
    names = sorted(truth)
    return sum(
        (truth[one] - truth[other]) * (scores[one] - scores[other]) < 0
        for place, one in enumerate(names)
        for other in names[:place]
    )


def test_calibrated_scores_beat_the_raw_mean():
    """6.22c: in all of 12 simulated panels; pairs in the wrong order, and the error in points."""
    better, pairs, errors, inside = 0, [0, 0], [0.0, 0.0], 0
    for seed in range(12):
        truth, marks = simulated(seed)
        found = calibrate(marks)
        both = [{one.region: getattr(one, name) for one in found.scores} for name in ("raw", "score")]
        counts = [wrong(truth, scores) for scores in both]
        better += counts[1] < counts[0]
        pairs = [total + count for total, count in zip(pairs, counts, strict=True)]
        for kind, scores in enumerate(both):
            errors[kind] += sum((scores[region] - truth[region]) ** 2 for region in truth)
        inside += sum(one.low <= truth[one.region] <= one.high for one in found.scores)
    assert better == 12
    assert pairs == [2_808, 2_054]
    assert [round((error / 720) ** 0.5, 2) for error in errors] == [2.52, 1.8]
    assert inside == 651


def test_equal_judges_and_equal_regions_are_said():
    marks = [
        Mark(region, judge, Decimal(value))
        for region, values in (("甲", (1, 3, 2)), ("乙", (3, 2, 1)), ("丙", (2, 1, 3)))
        for judge, value in zip("ABC", values, strict=True)
    ]
    found = calibrate(marks)
    assert (found.region_sd, found.judge_sd) == pytest.approx((0, 0), abs=1e-4)
    assert [reason.code for reason in found.reasons[1:3]] == [
        "share.calibrate.no_judge",
        "share.calibrate.no_region",
    ]
    assert [one.score for one in found.scores] == pytest.approx([2, 2, 2])


def small_panel(seed):
    """A few regions and judges, with deviations of very different sizes: the sums of the likelihood."""
    chance = random.Random(seed)  # noqa: S311 - a seeded simulation
    regions, judges = chance.randint(3, 15), chance.randint(3, 8)
    spread, severity = chance.choice([0, 0.03, 0.3, 1, 10, 100]), chance.choice([0, 0.03, 0.3, 1, 10, 1000])
    true = [chance.gauss(0, spread) for _ in range(regions)]
    harsh = [chance.gauss(0, severity) for _ in range(judges)]
    cells = [(row, judge) for row in range(regions) for judge in chance.sample(range(judges), 3)]
    marks = np.array([true[row] + harsh[judge] + chance.gauss(0, 1) for row, judge in cells])
    columns = np.column_stack([np.ones(len(marks)), (marks - marks.mean()) / marks.std()])
    rows, seats = np.array(cells).T
    if regions >= judges:
        return sums(rows, seats, (regions, judges), columns)
    return sums(seats, rows, (judges, regions), columns)


@pytest.mark.parametrize("seed", [17, 20, 84, 95, 118, 0, 1, 2])
def test_the_search_ends_at_the_least_criterion(seed):
    """The first five are panels in which one descent from 1 and 1 ends at a ratio of 0 that is not the best."""
    known = small_panel(seed)
    ratios = (1e-3, 0.1, 0.3, 1, 3, 30, 300)
    least = min(Step(known, np.array([one, two])).criterion() for one in ratios for two in ratios)
    assert best(known).criterion() < least + 1e-7


def test_home_bias_is_found_and_absent_where_there_is_none():
    """The same marks twice; in one of them every judge adds two points to one region of his own."""
    truth, marks = simulated(5, regions=36, judges=12, each=6)
    home = {(region, f"j{place % 12:02}") for place, region in enumerate(sorted(truth))}
    kind = [Mark(one.region, one.judge, one.value + 4 * ((one.region, one.judge) in home)) for one in marks]
    fair, biased = home_bias(marks, home), home_bias(kind, home)
    assert (fair.home, fair.away) == (biased.home, biased.away)
    assert fair.low < 0 < fair.high
    assert biased.low > 0
    assert biased.extra - fair.extra == pytest.approx(4, abs=0.3)
    assert speak(fair.reasons[0], "zh").startswith("看不出偏向本地")
    assert speak(biased.reasons[0], "en").endswith("and the interval does not hold 0")


def test_home_bias_is_generalised_least_squares():
    """Against the dense formula (X'V^-1X)^-1 X'V^-1 y at the fitted deviations, here those of a null effect."""
    home = {(mark.region, mark.judge) for place, mark in enumerate(PENICILLIN) if place % 5 == 0}
    found = home_bias(PENICILLIN, home)
    column = np.array([(mark.region, mark.judge) in home for mark in PENICILLIN], dtype=float)
    marks = np.array([float(mark.value) for mark in PENICILLIN])
    one_way = np.array([[a.region == b.region for a in PENICILLIN] for b in PENICILLIN], dtype=float)
    other_way = np.array([[a.judge == b.judge for a in PENICILLIN] for b in PENICILLIN], dtype=float)
    plain = calibrate(PENICILLIN)
    cover = plain.region_sd**2 * one_way + plain.judge_sd**2 * other_way
    weight = np.linalg.inv(cover + plain.rest_sd**2 * np.eye(len(marks)))
    design = np.column_stack([np.ones(len(marks)), column])
    least = np.linalg.solve(design.T @ weight @ design, design.T @ weight @ marks)
    assert found.extra == pytest.approx(least[1], abs=2e-3)
    assert found.low < least[1] < found.high


WHOLE = [Mark(region, judge, Decimal(ord(region) * 7 % 5 + ord(judge) % 3 + (region == judge))) for region in "abc"
         for judge in "abc"]  # fmt: skip


@pytest.mark.parametrize(
    ("marks", "error"),
    [
        ([one for one in WHOLE if one.judge == "a"], SingleJudgeError),
        ([one for one in WHOLE if one.region == "a"], SingleJudgeError),
        ([one for one in WHOLE if (one.region == "a") == (one.judge == "a")], DisconnectedError),
        ([one for one in WHOLE if "a" in (one.region, one.judge)], TooFewMarksError),
        ([Mark(one.region, one.judge, Decimal(3)) for one in WHOLE], NoSpreadError),
        (
            [Mark(one.region, one.judge, Decimal(ord(one.region) + ord(one.judge) ** 2)) for one in WHOLE],
            NoSpreadError,
        ),
        ([*WHOLE, WHOLE[0]], DuplicateKeyError),
        ([*WHOLE, Mark("a", "d", Decimal("Infinity"))], NotANumberError),
        ([Mark("a", "b", None)], EmptyInputError),
    ],
)
def test_what_cannot_be_calibrated_is_named(marks, error):
    assert calibrate(WHOLE).rest_sd > 0
    with pytest.raises(error) as caught:
        calibrate(marks)
    assert all(caught.value.spoken(language) for language in ("zh", "en"))


def test_the_parts_that_nobody_connects_are_named():
    with pytest.raises(DisconnectedError) as caught:
        calibrate([one for one in WHOLE if (one.region == "a") == (one.judge == "a")])
    assert caught.value.spoken("zh") == (
        "评分分成互不相连的2部分，无法比较；请安排共同评委，例如b、c等2个地区与其余地区之间",
    )


@pytest.mark.parametrize("level", [0, 1, -1, float("nan")])
def test_a_level_is_between_0_and_1(level):
    with pytest.raises(OutOfRangeError):
        calibrate(WHOLE, level)


@pytest.mark.parametrize("home", [set(), {(one.region, one.judge) for one in WHOLE}])
def test_a_home_that_is_nowhere_or_everywhere_is_refused(home):
    assert home_bias(WHOLE, {("a", "a"), ("b", "b")}).home == 2
    with pytest.raises(SameColumnError):
        home_bias(WHOLE, home)
