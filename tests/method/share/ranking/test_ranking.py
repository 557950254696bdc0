from decimal import Decimal
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fivefold.method.reason import speak
from fivefold.method.share.errors import (
    DuplicateKeyError,
    EmptyInputError,
    NotANumberError,
    OutOfRangeError,
    UnknownItemError,
)
from fivefold.method.share.ranking import (
    Ballot,
    agreement,
    borda,
    by_scores,
    condorcet,
    count,
    kemeny,
    places,
)
from method.share.vectors import races_of_hunter

ITEMS = "abcdef"


@st.composite
def ballots(draw, most=6):
    items = ITEMS[: draw(st.integers(2, most))]
    found = []
    for _ in range(draw(st.integers(1, 5))):
        order = draw(st.permutations(items))[: draw(st.integers(2, len(items)))]
        cut = draw(st.integers(1, len(order)))
        tiers = (*order[:cut], tuple(order[cut:])) if draw(st.booleans()) and cut < len(order) else order
        found.append(Ballot.of(*tiers, weight=draw(st.sampled_from([1, 2, Decimal("0.5"), Fraction(1, 3)]))))
    return found


@settings(max_examples=40)
@given(ballots(), st.randoms(use_true_random=False))
def test_kemeny_equals_brute_force_in_any_order_of_input(given_ballots, random):
    votes = count(given_ballots)
    scores = {order: agreement(votes, order) for order in permutations(votes.items)}
    best = max(scores.values())
    every = {order for order, score in scores.items() if score == best}
    found = kemeny(votes, most=7)
    assert found.score == best
    assert len(set(found.orders)) == len(found.orders) == min(len(every), 7)
    assert set(found.orders) <= every
    assert found.complete == (len(every) < 7)
    shuffled = list(given_ballots)
    random.shuffle(shuffled)
    assert count(shuffled) == votes
    assert kemeny(count(shuffled)) == kemeny(votes)


@settings(max_examples=30)
@given(ballots(), st.integers(1, 7))
def test_more_voters_of_the_same_mind_change_no_order(given_ballots, times):
    votes = count(given_ballots)
    more = count([Ballot(one.tiers, one.weight * times) for one in given_ballots])
    assert more.over == votes.over or times > 1
    assert kemeny(more).order == kemeny(votes).order
    assert borda(more) == {item: points * times for item, points in borda(votes).items()}


@given(ballots())
def test_tiers_are_what_majorities_say(given_ballots):
    votes = count(given_ballots)
    found = condorcet(votes)
    assert sorted(item for tier in found.tiers for item in tier) == list(votes.items)
    for at, tier in enumerate(found.tiers):
        for later in found.tiers[at + 1 :]:
            assert all(votes.weight(a, b) > votes.weight(b, a) for a in tier for b in later)
    winners = [
        a for a in votes.items if all(votes.weight(a, b) > votes.weight(b, a) for b in votes.items if b != a)
    ]
    assert ([found.winner] if found.winner else []) == winners
    if found.order:
        assert kemeny(votes).order == found.order


@given(ballots())
def test_points_are_shared_out_whole(given_ballots):
    pairs = sum(
        one.weight * len(flat) * (len(flat) - 1) / 2
        for one in given_ballots
        for flat in [[item for tier in one.tiers for item in tier]]
    )
    assert sum(borda(count(given_ballots)).values()) == pairs


def test_all_83_drivers_of_2002_in_one_exact_order():
    """Hunter (2004), NASCAR 2002: 83 drivers, 36 races that name 42 or 43 each."""
    votes = count([Ballot.of(*race) for race in races_of_hunter()])
    found = kemeny(votes)
    assert len(found.order) == len(set(found.order)) == 83
    assert agreement(votes, found.order) == found.score == 22_268
    assert (found.possible, found.complete) == (32_298, False)


def test_equal_points_share_a_place():
    assert places(borda(count([Ballot.of("a", ("b", "c"), "d")]))) == {"a": 1, "b": 2, "c": 2, "d": 4}


def test_items_that_no_ballot_names_stay_in():
    votes = count([Ballot.of("b", "a")], items=["a", "b", "c"])
    assert votes.items == ("a", "b", "c")
    assert condorcet(votes).tiers == (("a", "b", "c"),)
    assert condorcet(votes).winner is None
    assert not kemeny(votes).unique


def test_one_item_is_in_order():
    found = kemeny(count([Ballot.of("a")]))
    assert (found.order, found.score, found.possible, found.unique) == (("a",), 0, 0, True)


def test_scores_make_a_ballot():
    one = by_scores({"a": Decimal("1.50"), "b": None, "c": Decimal("1.5"), "d": Decimal(2)}, weight=3)
    assert one == Ballot.of("d", ("a", "c"), weight=3)


@pytest.mark.parametrize(
    ("act", "error", "said"),
    [
        (lambda: Ballot.of("a", "b", "a"), DuplicateKeyError, "a出现两次，请只保留一条"),
        (lambda: Ballot.of("a", weight=0), OutOfRangeError, "weight为0，须在0至∞之间"),
        (
            lambda: by_scores({"a": Decimal("NaN")}),
            NotANumberError,
            "a的数值不是有限的数；缺评请留空，不要填写 NaN",
        ),
        (lambda: count([]), EmptyInputError, "没有可计算的内容，请先提供数据"),
        (
            lambda: count([Ballot.of("a", "x")], items=["a"]),
            UnknownItemError,
            "x不在名单中，请核对名称或补充名单",
        ),
        (
            lambda: count([Ballot.of("a", "b", weight=Decimal("1e16"))]),
            OutOfRangeError,
            "weight为20000000000000000，须在0至9007199254740991之间",
        ),
        (
            lambda: count([Ballot.of("a", "b")]).weight("a", "x"),
            UnknownItemError,
            "x不在名单中，请核对名称或补充名单",
        ),
        (
            lambda: agreement(count([Ballot.of("a", "b")]), ["a"]),
            UnknownItemError,
            "b不在名单中，请核对名称或补充名单",
        ),
    ],
)
def test_wrong_input_is_named(act, error, said):
    with pytest.raises(error) as caught:
        act()
    assert [speak(reason, "zh") for reason in caught.value.reasons] == [said]
