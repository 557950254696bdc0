"""A question that cannot be read gets named errors, all at once."""

from dataclasses import replace
from decimal import Decimal

import pytest

from fivefold.method.claim.coordination import CoordinationError, Question, Quota, Region, coverage, dominant
from fivefold.method.reason import speak

REGION = Region("演示甲市", "演示省", "2", {"p1": 80, "p2": 70})
GOOD = Question((REGION,), ("p1", "p2"), (Quota("p1", "演示省", high=1),), 50)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"regions": ()}, "没有地区或没有项目"),
        ({"projects": ()}, "没有地区或没有项目"),
        ({"threshold": Decimal("NaN")}, "threshold：NaN不是可用的数"),
        ({"regions": (REGION, REGION)}, "地区演示甲市出现不止一次"),
        ({"projects": ("p1", "p2", "p1")}, "项目p1出现不止一次"),
        ({"regions": (replace(REGION, low=2, high=1),)}, "演示甲市：下限2与上限1不成范围"),
        (
            {"regions": (replace(REGION, scores={"p1": Decimal("Infinity")}),)},
            "演示甲市 p1：Infinity不是可用的数",
        ),
        ({"regions": (replace(REGION, scores={"p1": True}),)}, "演示甲市 p1：True不是可用的数"),
        ({"regions": (replace(REGION, scores={"p1": 0.5}),)}, "演示甲市 p1：0.5不是可用的数"),
        ({"regions": (replace(REGION, asked=("p7",)),)}, "演示甲市：没有项目p7"),
        (
            {"regions": (replace(REGION, scores={"p1": 1}, must=("p2",)),)},
            "演示甲市没有项目p2的得分，不能意向认领或锁定",
        ),
        (
            {"regions": (replace(REGION, must=("p2",), must_not=("p2",)),)},
            "演示甲市：项目p2既锁定必领又锁定不领",
        ),
        ({"quotas": (Quota("p1"), Quota("p1", high=3))}, "名额不止一次给定：p1（全国）"),
        ({"quotas": (Quota("p3", region_class="2"),)}, "p3（2类）：没有项目p3"),
        ({"quotas": (Quota("p1", "演示二省"),)}, "名额所指的省份没有地区：p1（演示二省）"),
        ({"quotas": (Quota("p1", "演示省", "9"),)}, "名额所指的类别没有地区：p1（演示省9类）"),
        ({"quotas": (Quota("p1", low=-1),)}, "p1（全国）：下限-1与上限未填不成范围"),
        ({"quotas": (Quota("p1", low=2, high=1),)}, "p1（全国）：下限2与上限1不成范围"),
        ({"quotas": (Quota("p1", penalty=-1),)}, "p1（全国）：-1不是可用的数"),
        ({"quotas": (Quota("p1", penalty=Decimal("NaN")),)}, "p1（全国）：NaN不是可用的数"),
    ],
)
def test_what_is_wrong_is_named(change, said):
    with pytest.raises(CoordinationError) as caught:
        replace(GOOD, **change)
    assert said in caught.value.spoken("zh")
    assert all(caught.value.spoken("en"))


def test_everything_wrong_is_named_at_once():
    with pytest.raises(CoordinationError) as caught:
        Question((REGION, replace(REGION, low=-1)), ("p1",), (Quota("p9", "x", "y"),))
    assert len(caught.value.reasons) == 7


def test_coverage_is_one_soft_quota_per_cell_that_no_score_outweighs():
    bare = Question((REGION, Region("乙", "演示省", "1", {})), ("p2", "p1"), threshold=50)
    assert dominant(bare) == 300
    assert [quota.scope for quota in coverage(bare, by_class=True)] == [
        ("p1", "演示省", "1"),
        ("p1", "演示省", "2"),
        ("p2", "演示省", "1"),
        ("p2", "演示省", "2"),
    ]
    assert coverage(bare, by_class=False, low=2, penalty=7)[1] == Quota("p2", "演示省", None, 2, None, 7)
    assert {quota.penalty for quota in coverage(bare, by_class=True)} == {Decimal(300)}
    assert speak(Quota("p1", "甲", "1").words, "en") == "p1 in class 1 of 甲"
