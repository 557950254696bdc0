"""Claims, scores and cases carried over by a confirmed mapping, and back exactly."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.method.decompose import ChangedSinceError, Holding, MappingError, carry, reverse
from fivefold.method.reason import speak
from method.decompose.editions import MAPPING, NEW, OLD, moves

HOLDINGS = (
    Holding("claim", "演示甲市", "P02"),
    Holding("claim", "演示甲市", "c"),
    Holding("case", "K1", "c"),
    Holding("case", "K2", "g"),
    *(
        Holding("score", "演示甲市", node, Fraction(score))
        for node, score in zip("abcdeg", (5, 4, 1, 2, 5, 1), strict=True)
    ),
)


def scores(policy, extra=()):
    found = carry((OLD, NEW), MAPPING, (*HOLDINGS, *extra), policy)
    return {one.node: one.score for one in found.after if one.kind == "score"}


def test_each_policy_does_what_it_says():
    """4.16: clamp, reset or rule of three, chosen by a person."""
    assert scores("reset") == dict.fromkeys(("a", "b", "c1", "c2", "ef", "x"))
    assert scores("clamp") == {"a": 5, "b": 4, "c1": None, "c2": None, "ef": None, "x": 2}
    thirds = {"a": 5, "b": 6, "c1": 1, "c2": Fraction(1, 3), "ef": None, "x": 2}
    assert scores("rule_of_three") == thirds
    law = (Holding("score", "演示甲市", "f", Fraction(1)),)
    assert scores("clamp", law)["ef"] == 3
    assert scores("rule_of_three", law)["ef"] is None


def test_what_cannot_be_carried_is_set_aside_with_its_reason():
    found = carry((OLD, NEW), MAPPING, HOLDINGS, "reset")
    assert [speak(receipt.reason, "zh") for receipt in found.aside] == [
        "K2：g已取消，另存",
        "演示甲市：c拆分为c1、c2，须由人选定",
        "演示甲市：g已取消，另存",
    ]
    assert {(one.kind, one.key, one.node) for one in found.after if one.kind != "score"} == {
        ("case", "K1", "c1"),
        ("case", "K1", "c2"),
        ("claim", "演示甲市", "Q2"),
    }
    assert len(found.receipts) == len(HOLDINGS)
    assert all(speak(receipt.reason, "en") for receipt in found.receipts)


@given(moves(), st.sampled_from(["clamp", "reset", "rule_of_three"]), st.randoms(use_true_random=False))
def test_going_back_is_exact_and_order_does_not_matter(move, policy, random):
    """4.16: 0 orphans after migration; roll-back exact."""
    editions, mapping, holdings = move
    found = carry(editions, mapping, holdings, policy)
    assert len(found.receipts) == len(holdings)
    assert set(reverse(found, found.after)) == set(holdings)
    assert {one.node for one in found.after} <= set(editions[1].by_code)
    assert carry(editions, mapping, random.sample(holdings, len(holdings)), policy) == found
    for one in found.after:
        full = editions[1].by_code[one.node].full
        assert one.score is None or policy != "clamp" or one.score <= full
    places = [(one.kind, one.key, one.node) for one in found.after]
    assert len(places) == len(set(places))


def test_what_changed_since_is_not_put_back():
    found = carry((OLD, NEW), MAPPING, HOLDINGS, "clamp")
    rescored = [one for one in found.after if one.node != "a"] + [
        Holding("score", "演示甲市", "a", Fraction(3))
    ]
    with pytest.raises(ChangedSinceError) as caught:
        reverse(found, rescored)
    assert caught.value.spoken("zh") == ("a的内容在转入后已有改动，不能原样退回",)
    assert set(reverse(found, found.after[::-1])) == set(HOLDINGS)


def test_holdings_without_a_confirmed_fate_are_named():
    with pytest.raises(MappingError) as caught:
        carry((OLD, NEW), MAPPING, (Holding("claim", "甲", "z"), HOLDINGS[0], HOLDINGS[0]), "reset")
    assert caught.value.spoken("en") == ("演示甲市 is given more than once on P02", "演示一版 has no z")
    unmapped = type(MAPPING)(tuple(link for link in MAPPING.links if link.old != "P02"), ("g",))
    with pytest.raises(MappingError) as caught:
        carry((OLD, NEW), unmapped, HOLDINGS[:1], "reset")
    assert caught.value.spoken("en") == ("what becomes of P02 is not confirmed",)
