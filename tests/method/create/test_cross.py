from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.method.create.errors import FigureError
from fivefold.method.create.help import check_cross, cross_check
from fivefold.method.create.help import cross as module
from fivefold.method.draw import DuplicateNameError, EmptyFrameError, InfeasibleError
from fivefold.method.reason import speak

GROUPS = {f"演示{n:02d}市": f"演示{n % 5}省" for n in range(15)}


@given(st.lists(st.integers(0, 4), min_size=1, max_size=14), st.integers(1, 3), st.text(max_size=4))
def test_nobody_checks_himself_or_back_or_his_own_and_all_bear_the_same(provinces, each, seed):
    groups = {f"区{n}": str(province) for n, province in enumerate(provinces)}
    largest = max(Counter(groups.values()).values())
    if len(groups) < 2 * (largest + each) - 1:
        with pytest.raises(InfeasibleError):
            cross_check(groups, each, seed)
        return
    found = cross_check(groups, each, seed)
    assert len(found.pairs) == each * len(groups)
    assert check_cross(found.pairs, groups, each) == ()


def test_the_seed_decides_and_the_order_does_not():
    found = cross_check(GROUPS, 2, "1")
    assert found.steps == (3, 4)
    assert found.attempt == 1
    assert cross_check(dict(reversed(GROUPS.items())), 2, "1") == found
    assert cross_check(GROUPS, 2, "2").pairs != found.pairs
    assert cross_check(GROUPS, 2, "1", round_="2").pairs != found.pairs


def test_recusals_are_met_by_another_attempt():
    before = cross_check(GROUPS, 2, "1")
    barred = before.pairs[:2]
    found = cross_check(GROUPS, 2, "1", barred=barred)
    assert found.attempt > 1
    assert not set(found.pairs) & set(barred)
    assert check_cross(found.pairs, GROUPS, 2, barred) == ()


def test_who_has_too_few_left_is_named():
    others = [name for name, group in GROUPS.items() if group != "演示0省"]
    for barred in ([("演示00市", one) for one in others[:11]], [(one, "演示00市") for one in others[:11]]):
        with pytest.raises(InfeasibleError) as refusal:
            cross_check(GROUPS, 2, "1", barred=barred)
        assert refusal.value.reasons[0].params["names"] == ("演示00市",)


def test_giving_up_does_not_claim_a_proof(monkeypatch):
    monkeypatch.setattr(module, "ATTEMPTS", 1)
    assert cross_check(GROUPS, 2, "1")
    with pytest.raises(InfeasibleError) as refusal:
        cross_check(GROUPS, 2, "1", barred=cross_check(GROUPS, 2, "1").pairs[:1])
    assert "这不证明无解" in refusal.value.spoken("zh")[0]


def test_every_fault_of_an_assignment_is_named():
    groups = {"甲": "1", "乙": "2", "丙": "3", "丁": "1"}
    pairs = [("甲", "甲"), ("乙", "丙"), ("丙", "乙"), ("丁", "甲")]
    faults = check_cross(pairs, groups, 1, [("乙", "丙")])
    assert [(reason.code, reason.params["names"]) for reason in faults] == [
        ("cross.self", ("甲",)),
        ("cross.reciprocal", ("丙", "乙")),
        ("cross.own_group", ("丁",)),
        ("cross.barred", ("乙",)),
        ("cross.load", ("丁", "甲")),
    ]
    assert all(speak(reason, "zh") for reason in faults)
    with pytest.raises(DuplicateNameError):
        check_cross([("乙", "丙"), ("乙", "丙")], groups, 1)


def test_empty_questions_are_refused():
    with pytest.raises(EmptyFrameError):
        cross_check({}, 1, "1")
    with pytest.raises(FigureError):
        cross_check(GROUPS, 0, "1")


@given(st.lists(st.tuples(st.sampled_from("甲乙丙丁"), st.sampled_from("甲乙丙丁")), unique=True), st.data())
def test_every_pair_back_and_every_barred_one_is_found(pairs, data):
    groups = {"甲": "1", "乙": "2", "丙": "3", "丁": "4"}
    barred = data.draw(st.lists(st.sampled_from(pairs)) if pairs else st.just([]))
    faults = {reason.code: reason.params["names"] for reason in check_cross(pairs, groups, 1, barred)}
    back = sorted({one for one, other in pairs if one != other and (other, one) in pairs})
    assert faults.get("cross.reciprocal", ()) == tuple(back)
    assert faults.get("cross.barred", ()) == tuple(pair[0] for pair in pairs if pair in barred)
