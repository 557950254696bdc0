"""Demands that cannot be met together: a smallest set of them, in words."""

import pickle
from dataclasses import replace

import pytest
from hypothesis import given

from fivefold.method.claim.coordination import (
    Demand,
    Impossible,
    Question,
    Quota,
    Region,
    coordinate,
    coverage,
    waived,
)
from fivefold.method.reason import speak
from method.claim.coordination.questions import best, broken_relaxation, half_and_half, questions

ALL = ("p1", "p2", "p3")


def only(question, demands):
    """The question with these demands and no others."""
    regions = tuple(
        replace(
            region,
            low=region.low if ("region_low", region.code, None) in demands else 0,
            high=region.high if ("region_high", region.code, None) in demands else len(question.projects),
            must=tuple(name for name in region.must if ("must", region.code, name) in demands),
            must_not=tuple(name for name in ALL if ("must_not", region.code, name) in demands),
            scores={name: region.scores.get(name, 0) for name in ALL},
            asked=(),
        )
        for region in question.regions
    )
    quotas = tuple(
        replace(
            quota,
            low=quota.low if ("quota_low", quota.scope, None) in demands else 0,
            high=quota.high if ("quota_high", quota.scope, None) in demands else None,
        )
        for quota in question.quotas
        if quota.penalty is None
    )
    return replace(question, regions=regions, quotas=quotas)


def key(demand):
    name = demand.quota.scope if demand.quota is not None else demand.region.code
    return demand.kind, name, demand.project


@given(questions(regions=3))
def test_a_conflict_is_impossible_and_possible_without_any_one_of_its_members(question):
    """4.11: the smallest conflicting set, against every answer tried."""
    if best(question) is not None:
        coordinate(question)
        return
    with pytest.raises(Impossible) as caught:
        coordinate(question)
    assert caught.value.conflicts
    for conflict in caught.value.conflicts:
        demands = {key(demand) for demand in conflict.demands}
        assert len(demands) == len(conflict.demands)
        assert best(only(question, demands)) is None
        for left_out in demands:
            assert best(only(question, demands - {left_out})) is not None


@given(questions(regions=3))
def test_giving_up_one_member_after_another_ends_in_a_plan(question):
    for _ in range(40):
        try:
            plan = coordinate(question)
        except Impossible as refusal:
            question = waived(question, refusal.conflicts[0].demands[0])
        else:
            break
    assert plan.value == best(question)


def too_few():
    regions = tuple(Region(f"演示{name}", "演示省", "2", dict.fromkeys(ALL, 60)) for name in "甲")
    return Question(regions, ALL, tuple(Quota(name, "演示省", low=1) for name in ALL))


def test_a_conflict_is_told_in_both_languages():
    """4.11: one region cannot cover three projects with two claims."""
    with pytest.raises(Impossible) as caught:
        coordinate(too_few())
    (conflict,) = caught.value.conflicts
    assert speak(conflict.reason, "zh") == (
        "4项要求不能同时满足，去掉任何一项即可满足：演示甲至多认领2项、p1（演示省）至少1项、p2（演示省）至少1项、p3（演示省）至少1项"
    )
    assert speak(conflict.reason, "en").endswith(
        "at least 1: p1 in 演示省, at least 1: p2 in 演示省, at least 1: p3 in 演示省"
    )
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own bytes
    assert (again.reasons, again.conflicts[0].reason) == (caught.value.reasons, conflict.reason)


def test_the_same_demand_for_coverage_is_met_softly_and_says_where_it_is_short():
    """Decisions 25: coverage of province and class is a soft demand."""
    question = too_few()
    plan = coordinate(replace(question, quotas=coverage(replace(question, quotas=()), by_class=True)))
    (shortage,) = plan.shortages
    assert (shortage.quota.scope, shortage.found, shortage.missing, shortage.beyond) == (
        ("p3", "演示省", "2"),  # all three are worth the same: the last in the list is left over
        0,
        1,
        0,
    )
    assert plan.penalty == shortage.cost
    assert speak(shortage.reason, "en").startswith(
        f"{shortage.quota.project} in class 2 of 演示省: 1 wanted, only 0"
    )


def test_each_province_that_is_impossible_has_its_conflict():
    one = too_few()
    other = Region("演示乙", "演示二省", "2", dict.fromkeys(ALL, 60), must=("p1",))
    more = (*one.quotas, Quota("p1", "演示二省", high=0))
    with pytest.raises(Impossible) as caught:
        coordinate(replace(one, regions=(*one.regions, other), quotas=more))
    assert [len(conflict.demands) for conflict in caught.value.conflicts] == [2, 4]
    assert [demand.kind for demand in caught.value.conflicts[0].demands] == ["must", "quota_high"]


def test_crossing_quotas_have_a_conflict_too():
    question, _ = broken_relaxation(by_class=True)
    crowded = replace(question, quotas=tuple(replace(quota, low=1) for quota in question.quotas))
    tight = replace(crowded, regions=tuple(replace(region, high=1) for region in crowded.regions))
    with pytest.raises(Impossible) as caught:
        coordinate(tight)
    (conflict,) = caught.value.conflicts
    eased = waived(tight, conflict.demands[0])
    kinds = {demand.kind for demand in conflict.demands}
    assert kinds <= {"region_high", "quota_low"}
    assert eased != tight


def test_a_conflict_that_no_relaxation_sees_is_found():
    with pytest.raises(Impossible) as caught:
        coordinate(half_and_half())
    (conflict,) = caught.value.conflicts
    demands = {key(demand) for demand in conflict.demands}
    assert best(only(half_and_half(), demands)) is None
    assert all(best(only(half_and_half(), demands - {one})) is not None for one in demands)


def test_each_kind_of_demand_can_be_given_up():
    region = Region("甲", "演示省", "2", {"p1": 1}, must=("p1",), low=1, high=1)
    question = Question((region,), ("p1", "p2"), (Quota("p1", low=1, high=1),))
    (quota,) = question.quotas
    told = [
        (Demand("quota_low", quota=quota), {"quotas": (replace(quota, low=0),)}),
        (Demand("quota_high", quota=quota), {"quotas": (replace(quota, high=None),)}),
        (Demand("region_low", region=region), {"regions": (replace(region, low=0),)}),
        (Demand("region_high", region=region), {"regions": (replace(region, high=2),)}),
        (Demand("must", region=region, project="p1"), {"regions": (replace(region, must=()),)}),
        (
            Demand("must_not", region=region, project="p2"),
            {"regions": (replace(region, scores={"p1": 1, "p2": 0}),)},
        ),
    ]
    for demand, wanted in told:
        assert waived(question, demand) == replace(question, **wanted)
        assert speak(demand.reason, "zh")
        assert speak(demand.reason, "en")
