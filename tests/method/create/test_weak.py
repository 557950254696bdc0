from decimal import Decimal as D

import pytest

from fivefold.method.create.errors import FigureError, SchemeError
from fivefold.method.create.evaluation import ItemFacts, WeakRules, as_items, weak_points
from fivefold.method.draw import DuplicateNameError, Item
from fivefold.method.reason import speak

PEERS = (D("0.7"), D("0.8"), D("0.9"), D("0.6"))
FACTS = [
    ItemFacts("A1", D("0.9"), D("0.5"), D("0.8"), PEERS),
    ItemFacts("A2", D("0.7"), D("0.7"), D("0.7"), PEERS),
    ItemFacts("A3", D("0.9"), D("0.9"), None, PEERS),
    ItemFacts("A4", D("0.6"), None, D("0.6"), PEERS),
    ItemFacts("A5", None, D("0.7"), D("0.6"), PEERS[:2]),
]


def found(**rules):
    return {
        point.item: [reason.code for reason in point.reasons]
        for point in weak_points(FACTS, WeakRules(**rules))
    }


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ({"below": D("0.7")}, ["A1"]),
        ({"below": D("0.71")}, ["A1", "A2", "A5"]),
        ({"lowest": 1}, ["A1"]),
        ({"lowest": 2}, ["A1", "A2", "A5"]),
        ({"lowest": 9}, ["A1", "A2", "A3", "A5"]),
        ({"behind": D("0.25")}, ["A1"]),
        ({"behind": D("0.5")}, ["A1", "A2"]),
        ({"behind": D("0.5"), "fewest": 2}, ["A1", "A2", "A5"]),
        ({"fallen": D("0.3")}, ["A1"]),
        ({"fallen": D("0.31")}, []),
        ({"boast": D("0.4")}, ["A1"]),
        ({"boast": D(0)}, ["A1", "A2", "A3"]),
        ({"absent": True}, ["A4"]),
    ],
)
def test_each_rule_says_which_items_are_weak(rules, expected):
    code = next(iter(rules))
    assert found(**rules) == {item: [f"weak.{code}"] for item in expected}


def test_a_point_carries_all_its_rules_and_as_many_lots():
    rules = WeakRules(below=D("0.7"), fallen=D("0.3"), boast=D("0.4"), absent=True)
    points = weak_points(reversed(FACTS), rules)
    assert [speak(reason, "zh") for reason in points[0].reasons] == [
        "得分率0.5低于0.7", "得分率从0.8降到0.5", "自评得分率0.9高于评审的0.5",
    ]  # fmt: skip
    assert as_items("演示甲市", points, "2") == (Item("演示甲市/A1", "2", 3), Item("演示甲市/A4", "2", 1))


def test_without_reviews_nothing_is_lowest():
    assert weak_points([FACTS[3]], WeakRules(lowest=1)) == ()


@pytest.mark.parametrize("rule", ["below", "behind", "fallen", "boast"])
@pytest.mark.parametrize("share", ["5", "-0.1", "NaN"])
def test_a_rule_beyond_its_shares_is_refused(rule, share):
    assert weak_points([], WeakRules(**{rule: D(1)})) == ()
    with pytest.raises(FigureError) as refusal:
        weak_points([], WeakRules(**{rule: D(share)}))
    assert refusal.value.spoken("zh") == (f"规则{rule}应为0至1的比例，或至少为1的个数（现为{share}）",)


@pytest.mark.parametrize("counts", [{"lowest": 0}, {"absent": True, "fewest": 0}])
def test_a_rule_that_counts_nothing_is_refused(counts):
    with pytest.raises(FigureError):
        weak_points([], WeakRules(**counts))


def test_what_makes_no_sense_is_refused():
    with pytest.raises(SchemeError):
        weak_points(FACTS, WeakRules())
    with pytest.raises(DuplicateNameError):
        weak_points([FACTS[0], FACTS[0]], WeakRules(absent=True))
    for share in ("1.01", "-0.1", "NaN"):
        with pytest.raises(FigureError):
            weak_points([ItemFacts("A1", review=D(share))], WeakRules(absent=True))
