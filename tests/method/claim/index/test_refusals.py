"""What a person can put right gets an error with a name of its own, and says in both languages what to do."""

import numpy as np
import pytest

from fivefold.method.claim.index import (
    Choices,
    Framework,
    Node,
    Recipe,
    Table,
    aggregate,
    benefit_of_doubt,
    denominate,
    errors,
    impute,
    normalise,
    of_places,
    outrank,
    prepare,
    scales,
    screen,
    sobol,
    transform,
    uncertainty,
)
from fivefold.method.claim.index.multicriteria import concordance, critic, topsis, vikor
from fivefold.method.claim.index.normalise import Scale
from fivefold.method.claim.index.weights import budget, given, pairwise
from fivefold.method.reason import Refused
from method.claim.index.small import (
    FLAT,
    GEOMETRIC,
    GOOD,
    HOLE,
    MOVING,
    NEGATIVE,
    ONE,
    SAME,
    UNITS,
    ZERO,
    good_table,
    good_tree,
    records,
)

CASES = [
    # what is allowed, its refused neighbour, the error, a piece of its Chinese sentence
    (
        good_table,
        lambda: Table.of_records(records("一"), "unit"),
        errors.NotANumberError,
        "演示甲市的a不是数字：一",
    ),
    (good_table, lambda: Table.of_records(records("NaN"), "unit"), errors.NotANumberError, "不是数字：NaN"),
    (good_table, lambda: GOOD.with_values(np.full((3, 2), np.inf)), errors.NotANumberError, "不是数字：∞"),
    (good_table, lambda: Table.of_records([], "unit"), errors.EmptyClassError, "没有任何可比的地区"),
    (good_table, lambda: Table((), ("a",), np.empty((0, 1))), errors.EmptyClassError, "没有任何可比的地区"),
    (good_table, lambda: Table(UNITS, (), np.empty((3, 0))), errors.EmptyClassError, "没有任何指标"),
    (
        good_table,
        lambda: Table((UNITS[0],) * 2, ("a", "a"), np.ones((2, 2))),
        errors.DuplicateKeyError,
        "演示甲市、a",
    ),
    (
        lambda: aggregate(GOOD, FLAT),
        lambda: aggregate(HOLE, FLAT),
        errors.MissingValueError,
        "逐级合成：缺1个数值（地区/指标）：演示甲市/b",
    ),
    (
        lambda: aggregate(GOOD, FLAT, "geometric"),
        lambda: aggregate(NEGATIVE, FLAT, "geometric"),
        errors.NotPositiveError,
        "数值大于零：演示甲市 × a；请换一种标准化（目标值、名次或大于零的下限），或改用算术平均",
    ),
    (
        lambda: aggregate(GOOD, FLAT, "harmonic"),
        lambda: aggregate(ZERO, FLAT, "harmonic"),
        errors.NotPositiveError,
        "数值大于零：演示甲市 × a；请换一种标准化（目标值、名次或大于零的下限），或改用算术平均",
    ),
    (
        lambda: normalise(GOOD, Scale("minmax")),
        lambda: normalise(SAME, Scale("minmax")),
        errors.ConstantIndicatorError,
        "无法拉开距离：a",
    ),
    (
        lambda: normalise(SAME, Scale("rank")),
        lambda: normalise(SAME, Scale("zscore")),
        errors.ConstantIndicatorError,
        "无法拉开距离：a",
    ),
    (
        lambda: normalise(GOOD, Scale("fraction_of_best")),
        lambda: normalise(GOOD, Scale("fraction_of_best"), {"a": -1}),
        errors.NotPositiveError,
        "大于零：a",
    ),
    (
        lambda: normalise(GOOD, Scale("goalposts", (0, 10))),
        lambda: normalise(GOOD, Scale("goalposts", (10, 0))),
        errors.ScaleError,
        "下界10须小于上界0",
    ),
    (
        lambda: normalise(GOOD, Scale("goalposts", (0, 10))),
        lambda: normalise(GOOD, Scale("goalposts", each=(("a", (0, 10)),))),
        errors.BoundsMissingError,
        "没有给出上下界：b",
    ),
    (
        lambda: scales.to_target(GOOD.values, 4),
        lambda: scales.to_target(GOOD.values, 1),
        errors.ScaleError,
        "下界1.0须小于上界1",
    ),
    (
        lambda: transform.log_gii(np.array([0.5, 2])),
        lambda: transform.log_gii(np.array([-3, -2])),
        errors.NotPositiveError,
        "GII对数要求数值大于零：-2.0",
    ),
    (good_tree, lambda: Framework((Node("a", "x"), Node("a", "x"))), errors.FrameworkError, "重复的节点：a"),
    (
        good_tree,
        lambda: Framework((Node("a", None), Node("x", None))),
        errors.FrameworkError,
        "恰有一个总项，现有：a、x",
    ),
    (good_tree, lambda: Framework((Node("a", "y"), Node("x", None))), errors.FrameworkError, "上级不存在：a"),
    (
        good_tree,
        lambda: Framework((Node("x", None), Node("a", "b"), Node("b", "a"))),
        errors.FrameworkError,
        "成环：a、b",
    ),
    (
        lambda: FLAT.weighted({"a": 2}),
        lambda: FLAT.weighted({"c": 2}),
        errors.WeightError,
        "没有以下指标：c",
    ),
    (lambda: FLAT.weighted({"a": 0}), lambda: FLAT.weighted({"a": -1}), errors.WeightError, "不能为负：a"),
    (
        lambda: FLAT.weighted({"a": 0}),
        lambda: FLAT.weighted({"a": 0, "b": 0}),
        errors.WeightError,
        "合计为零：index",
    ),
    (
        lambda: aggregate(GOOD, FLAT),
        lambda: aggregate(GOOD, Framework.flat(("a", "c"))),
        errors.FrameworkError,
        "没有以下指标的列：c",
    ),
    (
        lambda: impute(HOLE, "mean", dict.fromkeys(UNITS, "一类")),
        lambda: impute(HOLE, "mean", {UNITS[0]: "一类"}),
        errors.FrameworkError,
        "没有分组：演示乙市、演示丙市",
    ),
    (lambda: screen(HOLE, 0.5), lambda: screen(HOLE, 1.1), errors.EmptyClassError, "没有任何可比的地区"),
    (
        lambda: denominate(GOOD, GOOD, {"a": "b"}),
        lambda: denominate(GOOD, ZERO, {"b": "a"}),
        errors.DenominatorError,
        "分母为零：演示甲市/a",
    ),
    (
        lambda: denominate(GOOD, GOOD, {"a": "b"}),
        lambda: denominate(GOOD, GOOD, {"a": "c"}),
        errors.DenominatorError,
        "没有：c",
    ),
    (lambda: given({"a": 1, "b": 0}), lambda: given({"a": 1, "b": -1}), errors.WeightError, "不能为负：b"),
    (lambda: given({"a": 1}), lambda: given({"a": 0}), errors.WeightError, "合计为零：a"),
    (
        lambda: budget({"甲": {"a": 4, "b": 6}}, 10),
        lambda: budget({"甲": {"a": 5, "b": 6}}, 10),
        errors.WeightError,
        "甲分配了11分，应为10分",
    ),
    (
        lambda: budget({"甲": {"a": 4, "b": 6}}, 10),
        lambda: budget({"甲": {"a": 4, "b": 6}, "乙": {"a": 10}}, 10),
        errors.WeightError,
        "乙没有给以下指标分配不小于零的分数：b",
    ),
    (lambda: budget({"甲": {"a": 1}}, 1), lambda: budget({}, 1), errors.WeightError, "没有人分配权重"),
    (
        lambda: pairwise(np.array([[1, 4], [0.25, 1]])),
        lambda: pairwise(np.array([[1, 4], [0.5, 1]])),
        errors.WeightError,
        "互为倒数",
    ),
    (
        lambda: outrank(GOOD, {"a": 1, "b": 2}),
        lambda: outrank(GOOD, {"a": 1, "c": 2}),
        errors.WeightError,
        "没有以下指标：b、c",
    ),
    (lambda: outrank(GOOD), lambda: outrank(HOLE), errors.MissingValueError, "演示甲市/b"),
    (
        lambda: benefit_of_doubt(GOOD),
        lambda: benefit_of_doubt(NEGATIVE),
        errors.NotPositiveError,
        "大于零：a",
    ),
    (
        lambda: benefit_of_doubt(ZERO),
        lambda: benefit_of_doubt(GOOD.with_values([[0, 0], [3, 5], [2, 9]])),
        errors.NotPositiveError,
        "大于零：演示甲市",
    ),
    (
        lambda: benefit_of_doubt(GOOD, 0.4, 0.6),
        lambda: benefit_of_doubt(GOOD, 0.6, 0.7),
        errors.SharesError,
        "演示甲市：没有权重能使各项占比都在0.6至0.7之间",
    ),
    (
        lambda: uncertainty(GOOD, FLAT, Recipe(), MOVING, runs=1, seed=1),
        lambda: uncertainty(GOOD, FLAT, Recipe(), MOVING, runs=0, seed=1),
        errors.DrawsError,
        "至少要抽取1次",
    ),
    (
        lambda: uncertainty(HOLE, FLAT, Recipe(fill="mean"), MOVING, runs=1, seed=1),
        lambda: uncertainty(HOLE, FLAT, Recipe(missing="skip"), MOVING, runs=1, seed=1),
        errors.MissingValueError,
        "演示甲市/b",
    ),
    (
        lambda: uncertainty(GOOD, FLAT, Recipe(), MOVING, runs=1, seed=1),
        lambda: uncertainty(GOOD, FLAT, Recipe(), GEOMETRIC, runs=1, seed=1),
        errors.NotPositiveError,
        "大于零：index",
    ),
    (lambda: MOVING, lambda: Choices((), MOVING.scales, MOVING.means), errors.DrawsError, "至少要有1种"),
    (
        lambda: MOVING,
        lambda: Choices((None,), MOVING.scales, MOVING.means, spread=1),
        errors.DrawsError,
        "浮动幅度",
    ),
    (
        lambda: sobol(lambda x: x[:, 0], {"a": 1}, size=8, seed=1, resamples=2),
        lambda: sobol(lambda x: x[:, 0], {"a": 1}, size=9, seed=1, resamples=2),
        errors.DrawsError,
        "2的整数次幂，且不少于8",
    ),
    (
        lambda: sobol(lambda x: x[:, 0], {"a": 1}, size=8, seed=1, resamples=2),
        lambda: sobol(lambda x: 0 * x[:, 0], {"a": 1}, size=8, seed=1, resamples=2),
        errors.DrawsError,
        "结果从不变化",
    ),
    (
        lambda: prepare(GOOD, FLAT, ONE),
        lambda: of_places(prepare(GOOD, FLAT, ONE), np.array([1, 2, 3]), size=8, seed=1),
        errors.DrawsError,
        "至少要有1种",
    ),
    (
        lambda: topsis(GOOD, (0.5, 0.5), (1, 1)),
        lambda: topsis(GOOD, (1.0,), (1, 1)),
        errors.WeightError,
        "各有2个",
    ),
    (
        lambda: concordance(GOOD, (0.5, 0.5), (1, 1)),
        lambda: concordance(GOOD, (-0.5, 1.5), (1, 1)),
        errors.WeightError,
        "不能为负：a",
    ),
    (
        lambda: topsis(SAME, (0.5, 0.5), (1, 1)),
        lambda: topsis(GOOD.with_values(np.ones((3, 2))), (0.5, 0.5), (1, 1)),
        errors.ConstantIndicatorError,
        "a、b",
    ),
    (
        lambda: topsis(ZERO, (0.5, 0.5), (1, 1)),
        lambda: topsis(GOOD.with_values([[0, 1], [0, 2], [0, 3]]), (0.5, 0.5), (1, 1)),
        errors.NotPositiveError,
        "大于零：a",
    ),
    (
        lambda: vikor(GOOD, (0.5, 0.5), (1, 1)),
        lambda: vikor(SAME, (0.5, 0.5), (1, 1)),
        errors.ConstantIndicatorError,
        "距离：a",
    ),
    (
        lambda: vikor(GOOD, (0.5, 0.5), (1, 1)),
        lambda: vikor(Table(UNITS[:2], ("a", "b"), [[1, 2], [2, 1]]), (0.5, 0.5), (1, 1)),
        errors.ConstantIndicatorError,
        "距离：a、b",
    ),
    (lambda: critic(GOOD, (1, 1)), lambda: critic(SAME, (1, 1)), errors.ConstantIndicatorError, "距离：a"),
    (
        lambda: critic(GOOD, (1, 1)),
        lambda: critic(GOOD.chosen(["a"]), (1,)),
        errors.WeightError,
        "合计为零：a",
    ),
]


@pytest.mark.parametrize(("allowed", "refused", "error", "says"), CASES)
def test_refused_beside_what_is_allowed(allowed, refused, error, says):
    allowed()
    with pytest.raises(error) as caught:
        refused()
    assert isinstance(caught.value, Refused)
    assert says in "；".join(caught.value.spoken("zh"))
    assert all(caught.value.spoken("en"))


def test_a_shape_that_is_not_that_of_the_keys_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match=r"\(2, 2\) values for 3 x 2 keys"):
        Table(UNITS, ("a", "b"), np.ones((2, 2)))


def test_values_cannot_be_written_to():
    with pytest.raises(ValueError, match="read-only"):
        GOOD.values[0, 0] = 5


def test_long_lists_are_cut():
    assert errors.listed(str(number) for number in range(12)) == (*map(str, range(10)), "…")
