"""Why a region does not get what it asked for, and what that is worth."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given

from fivefold.method.claim.coordination import Question, Quota, Region, changes, coordinate
from fivefold.method.claim.coordination.tabulate import asked
from fivefold.method.reason import speak
from method.claim.coordination.questions import answers, best, published, questions

NEAR = Region("演示甲市", "演示省", "2", {"p1": 80, "p2": 70}, asked=("p1",), high=1)
FAR = Region("演示乙市", "演示省", "2", {"p1": 75, "p2": 40}, asked=("p1",), high=1)
FULL = Question((NEAR, FAR), ("p1", "p2"), (Quota("p1", "演示省", high=1),))


def test_a_full_quota_moves_the_region_that_loses_least():
    """4.11: each change has its reason and its price."""
    (change,) = changes(FULL, coordinate(FULL))
    assert (change.region, change.asked, change.got) == ("演示甲市", ("p1",), ("p2",))
    assert (change.price, change.keeping) == (Decimal(10), Decimal(25))
    assert [speak(reason, "zh") for reason in change.reasons] == [
        "演示甲市：意向p1，统筹后p2",
        "p1（演示省）已满（1项）",
        "改领p2得分最高",
        "代价：如不作此调整，总值可高10分",
        "如坚持原意向，在现有名额内总值减少25分",
    ]
    assert speak(change.reasons[3], "en") == "price: without this change the total would be 10 points higher"


def because(*regions, quotas=(), threshold=0, projects=("p1", "p2")):
    question = Question(regions, projects, quotas, threshold)
    return {
        change.region: [reason.code.removeprefix("coordination.") for reason in change.reasons[1:]]
        for change in changes(question, coordinate(question))
    }


def test_locks_caps_thresholds_and_needs_are_named():
    assert because(replace(NEAR, must_not=("p1",))) == {
        "演示甲市": ["because.must_not", "because.instead", "price", "keeping_impossible"]
    }
    assert because(replace(NEAR, must=("p2",))) == {
        "演示甲市": ["because.better", "because.must", "price", "keeping_impossible"]
    }
    assert because(replace(NEAR, asked=("p1", "p2"))) == {
        "演示甲市": ["because.cap", "price", "keeping_impossible"]
    }
    assert because(replace(NEAR, asked=("p2",))) == {
        "演示甲市": ["because.better", "because.instead", "no_price", "keeping"]
    }
    assert because(replace(NEAR, asked=("p1", "p2"), high=2), threshold=75) == {
        "演示甲市": ["because.threshold", "no_price", "keeping"]
    }
    assert because(NEAR, quotas=(Quota("p2", "演示省", low=1),)) == {
        "演示甲市": ["because.better", "because.needed", "price", "keeping_impossible"]
    }


def test_only_the_regions_asked_for_are_explained():
    plan = coordinate(FULL)
    assert changes(FULL, plan, ["演示乙市"]) == ()
    assert len(changes(FULL, plan, ["演示甲市"])) == 1
    with pytest.raises(KeyError):
        changes(FULL, plan, ["演示丙市"])


@given(questions(regions=3))
def test_prices_are_differences_of_optima(question):
    if best(question) is None:
        return
    plan = coordinate(question)
    found = {change.region: change for change in changes(question, plan)}
    for region in question.regions:
        wish = asked(region, question.threshold)
        assert (region.code in found) is (wish != plan.claims[region.code])
        if region.code not in found:
            continue
        change = found[region.code]
        kept = [worth for worth, claims in answers(question) if claims[region.code] == wish]
        assert change.keeping == (plan.value - max(kept) if kept else None)
        assert change.price == best(exempt(question, plan, region.code, wish)) - plan.value


def exempt(question, plan, code, wish):
    region = question.by_code[code]
    free = replace(
        region,
        must=wish,
        must_not=(),
        scores={name: region.scores[name] for name in wish},
        low=len(wish),
        high=len(wish),
    )
    lost, gained = set(wish) - set(plan.claims[code]), set(plan.claims[code]) - set(wish)

    def eased(quota):
        if quota.province not in (None, region.province) or quota.region_class not in (
            None,
            region.region_class,
        ):
            return quota
        high = None if quota.high is None else quota.high + (quota.project in lost)
        return replace(quota, low=max(quota.low - (quota.project in gained), 0), high=high)

    regions = tuple(free if one.code == code else one for one in question.regions)
    return replace(question, regions=regions, quotas=tuple(eased(quota) for quota in question.quotas))


def test_every_change_of_the_published_instance_has_reasons_and_a_price():
    question, _ = published(by_class=False)
    plan = coordinate(question)
    found = changes(question, plan)
    assert len(found) == sum(
        asked(one, question.threshold) != plan.claims[one.code] for one in question.regions
    )
    assert all(len(change.reasons) >= 4 for change in found)
    assert all(change.keeping is None or change.keeping >= 0 for change in found)
    assert sum(change.price for change in found) > 0
