"""No silent fall-back: what was left out, filled in or not done is named, and small cases come out exactly."""

from fractions import Fraction

import numpy as np
import pytest

from fivefold.method.claim.index import (
    Choices,
    Recipe,
    Table,
    Treatment,
    aggregate,
    impute,
    normalise,
    of_places,
    prepare,
    score,
    screen,
    transform,
    treat,
    uncertainty,
)
from fivefold.method.claim.index.moments import describe
from fivefold.method.claim.index.normalise import Scale
from fivefold.method.claim.index.weights import given, pairwise
from fivefold.method.reason import LANGUAGES, speak
from method.claim.index.small import FLAT, GOOD, HOLE, ONE, UNITS


def test_nothing_is_filled_in_left_out_or_skipped_in_silence():
    """Every step of a recipe is named, done or not, in both languages."""
    table = Table(UNITS, ("a", "b", "spare"), [[1, None, 0], [3, 5, 0], [2, 9, 0]])
    plain = score(table, FLAT, Recipe(missing="skip"))
    assert [speak(reason, "zh") for reason in plain.reasons] == [
        "未补缺：1个缺失值保持原样",
        "未处理离群值",
        "标准化：极差法",
        "index：1个地区（演示甲市）缺项，按其余各项的权重折算",
        "逐级合成：算术平均",
        "参与比较：3个地区，2个指标",
    ]
    assert plain.scores.tolist() == [0, 50, 75]
    filled = score(table, FLAT, Recipe(fill="median", treatment=Treatment()))
    assert [speak(reason, "zh") for reason in filled.reasons[:4]] == [
        "b：补入1个缺失值（演示甲市），取其余地区的中位数，每个至少依据2个数值",
        "a：数值不足4个或全部相同，未作离群值检查",
        "b：数值不足4个或全部相同，未作离群值检查",
        "标准化：极差法",
    ]
    assert all(speak(reason, tongue) for reason in (*plain.reasons, *filled.reasons) for tongue in LANGUAGES)
    data = plain.to_data()
    assert data["rows"][2] == {"unit": "演示丙市", "score": "75.0", "rank": 1}
    assert data["reasons"][0] == {"code": "index.step.not_filled", "params": {"count": 1}}


def test_columns_outside_the_tree_are_named():
    table = Table(UNITS, ("a", "b", "spare"), [[1, 2, 0], [3, 5, 0], [2, 9, 0]])
    assert [speak(reason, "zh") for reason in aggregate(table, FLAT).reasons] == [
        "未列入指标体系、不参与计算的列：spare"
    ]


def test_a_unit_with_nothing_has_no_score_and_no_group_no_filling():
    empty = GOOD.with_values([[None, None], [3, 5], [2, 9]])
    assert np.isnan(aggregate(empty, FLAT, missing="skip").scores[0])
    assert score(empty, FLAT, Recipe(missing="skip")).ranks.tolist() == [0, 1, 1]
    groups = dict(zip(UNITS, ("一类", "二类", "二类"), strict=True))
    done = impute(empty, "mean", groups)
    assert done.filled == ()
    assert [speak(reason, "zh") for reason in done.reasons] == [
        "a：1个缺失值（演示甲市）无可依据，仍为缺失",
        "b：1个缺失值（演示甲市）无可依据，仍为缺失",
    ]


def test_screening_names_whom_it_leaves_out():
    done = screen(HOLE, 0.9)
    assert done.table.units == UNITS[1:]
    assert [speak(reason, "zh") for reason in done.reasons] == ["演示甲市只有50%的数值，不足90%，不参与比较"]


def test_what_was_not_varied_is_said():
    found = uncertainty(GOOD, FLAT, Recipe(), ONE, runs=2, seed=3)
    assert [speak(reason, "zh") for reason in found.reasons] == [
        "没有缺失值，无须补缺",
        "不确定性分析：3个地区，抽取2次，种子3",
        "未变动：离群值处理（只有1种）",
        "未变动：标准化方法（只有1种）",
        "未变动：合成方法（只有1种）",
        "未变动：权重（0项可动，幅度0%）",
    ]
    assert (found.scores[0] == found.scores[1]).all()
    data = found.to_data()
    first = {"unit": "演示甲市", "nominal": 3, "mean": "3.0", "median": "3.0", "low": "3.0", "high": "3.0"}
    assert data["intervals"][0] == first
    assert data["reasons"][0] == {"code": "index.step.nothing_missing", "params": {}}


def test_sensitivity_of_some_choices_only():
    choices = Choices((None,), (Scale("minmax"), Scale("rank")), ("arithmetic",), 0)
    table = GOOD.with_values([[1, 9], [8, 5], [9, 1]])
    found = of_places(prepare(table, FLAT, choices), np.array([1, 1, 1]), size=8, seed=1, resamples=5)
    assert [one.factor for one in found.factors] == ["scale"]
    only = found.factors[0]
    assert found.to_data()["factors"][0]["total"] == repr(only.total)
    spoken = [speak(reason, "zh") for reason in found.reasons]
    assert f"连同交互{round(100 * only.total)}%" in spoken.pop(1)
    assert spoken[:3] == [
        "敏感性分析：每组8个样本点，种子1，自助抽样5次",
        "未变动：离群值处理（只有1种）",
        "变动：2种标准化方法",
    ]


@pytest.mark.parametrize(
    ("values", "then", "points", "kind"),
    [
        ([1, 2, 3, 4, 5, 6, 7, 300], "log", 1, None),
        ([0] * 22 + [1, 300], "log", 1, "log"),
        ([0] * 22 + [-1, -300], "log_to_skew", 1, "log_to_skew"),
        ([0] * 22 + [1, 300], "log_one", 1, "log_one"),
        ([0] * 22 + [1, 300], "nothing", 1, None),
        ([0] * 22 + [300], "nothing", 0, None),
    ],
)
def test_treatment_in_small(values, then, points, kind):
    """One outlier is drawn in; a column that stays skewed is logged instead; a column is never made constant."""
    units = tuple(f"演示{number}市" for number in range(len(values)))
    done = treat(Table(units, ("a",), np.array([values]).T), Treatment(then=then))
    column = done.columns[0]
    assert (column.winsorised, column.then) == (points, kind)
    assert len(column.units) == (0 if kind else points)
    said = {reason.code.rsplit(".", 1)[1] for reason in done.reasons}
    assert said == {"logged" if kind else "winsorised"} | ({"still_skewed"} if len(values) > 8 else set())
    assert all(speak(reason, tongue) for reason in done.reasons for tongue in LANGUAGES)
    assert np.ptp(done.table.values) > 0


def test_no_limit_on_the_points_drawn_in():
    units = tuple(f"演示{number}市" for number in range(12))
    values = np.array([[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 800, 900]]).T
    few, many = (
        treat(Table(units, ("a",), values), Treatment(most=most, skew=0.1, kurtosis=-5)) for most in (1, None)
    )
    assert few.columns[0].winsorised == 1
    assert many.columns[0].winsorised > 1


def test_box_cox_with_power_zero_is_the_logarithm():
    assert transform.box_cox(np.array([1.0, np.e]), 0).tolist() == pytest.approx([0, np.log(np.e)])


def test_own_numbers_for_one_indicator():
    found = normalise(GOOD, Scale("minmax", (0, 100), each=(("b", (0, 1)),)))
    assert found.column("a").max() == 100
    assert found.column("b").max() == 1


def test_pairwise_of_one_and_of_many():
    assert pairwise(np.array([[1.0]])).ratio is None
    assert pairwise(np.ones((11, 11))).ratio is None
    assert pairwise(np.ones((3, 3))).ratio == pytest.approx(0)


def test_given_weights_are_exact():
    assert given({"a": 1, "b": Fraction(1, 2)}) == {"a": Fraction(2, 3), "b": Fraction(1, 3)}


def test_a_column_with_one_value_has_nothing_to_describe():
    table = Table(UNITS, ("a", "b"), [[1, None], [3, None], [2, 9]])
    assert [one.indicator for one in describe(table)] == ["a"]
    assert describe(table)[0].shape is None
