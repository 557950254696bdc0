from itertools import permutations
from math import exp, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fivefold.method.reason import speak
from fivefold.method.share.errors import DuplicateKeyError, EmptyInputError, NoMaximumError, OutOfRangeError
from fivefold.method.share.orderings import plackett_luce
from fivefold.method.share.pairs import Contest, bradley_terry
from fivefold.method.share.strengths import strongest
from method.share.vectors import races, races_of_hunter, table, value

PUDDING = [
    Contest(row["i"], row["j"], int(row["w_ij"]), int(row["w_ji"]), int(row["t_ij"]))
    for row in table("davidson1970_pudding")
]


def logs(found):
    return {one.item: one.log for one in found.items}


def test_nascar_2002():
    """Hunter (2004), NASCAR 2002: 83 drivers in 36 races, log strengths against Austin Cameron."""
    expected = value("nascar2002_fit")["coef"]
    found = logs(plackett_luce(races_of_hunter(), prior=None))
    base = found["Austin Cameron"]
    assert {driver: strength - base for driver, strength in found.items()} == pytest.approx(
        expected, abs=1e-10
    )
    assert round(found["PJ Jones"] - base, 2) == 4.15


def test_the_four_who_always_came_last_need_a_prior():
    """Hunter (2004) leaves four drivers out: the maximum does not exist with them. A prior keeps them in."""
    with pytest.raises(NoMaximumError) as caught:
        plackett_luce(races(), prior=None)
    (said,) = caught.value.spoken("zh")
    assert said.startswith("Andy Hillenburg、Gary Bradberry、Jason Hedlesky、Randy Renfrow等4项")
    assert said.endswith("没有最优估计；请给出先验（标准差）")
    found = plackett_luce(races())
    assert len(found.items) == 87
    assert sum(one.log for one in found.items) == pytest.approx(0, abs=1e-12)
    assert {one.item for one in sorted(found.items, key=lambda one: one.log)[:4]} < set(logs(found))
    assert [speak(reason, "zh") for reason in found.reasons] == ["对数实力的先验标准差为1"]


def test_davidson_1970():
    """Davidson (1970), table 2: strengths that sum to 1 and nu, to the digits that the paper's iterations reached.

    The figures are those of the R package PlackettLuce after seven iterations, where the paper stops: it says itself
    that they have not converged, so the fourth decimal is the last that agrees.
    """
    found = bradley_terry(PUDDING, prior=None)
    printed = [0.1388005, 0.1729985, 0.1617420, 0.1653930, 0.1586805, 0.2023855]
    assert [one.share for one in found.items] == pytest.approx(printed, abs=2.5e-5)
    assert found.ties == pytest.approx(0.7468147, abs=2.5e-5)
    assert slopes(PUDDING, found) == pytest.approx([0] * 7, abs=1e-6)
    assert slopes(PUDDING, found, printed, 0.7468147) != pytest.approx([0] * 7, abs=1e-3)


def slopes(contests, found, shares=None, ties=None):
    """The derivatives of Davidson's likelihood (equation 3.1), summed in the plainest way; 0 at the top."""
    names = [one.item for one in found.items]
    shares = dict(zip(names, shares or [one.share for one in found.items], strict=True))
    ties = ties or found.ties
    slope = dict.fromkeys([*names, "nu"], 0.0)
    for one in contests:
        root = ties * (shares[one.first] * shares[one.second]) ** 0.5
        total = (one.wins + one.losses + one.ties) / (shares[one.first] + shares[one.second] + root)
        slope["nu"] += one.ties - total * root
        for item, wins in ((one.first, one.wins), (one.second, one.losses)):
            slope[item] += wins + one.ties / 2 - total * (shares[item] + root / 2)
    return list(slope.values())


def test_the_errors_are_those_of_the_information_matrix():
    """Two items, n comparisons, share p: the log odds have variance 1 / (n p (1 - p))."""
    found = bradley_terry([Contest("a", "b", wins=30, losses=10)], prior=None)
    one, two = found.items
    assert (one.log - two.log, one.share) == pytest.approx((log(3), 0.75))
    assert one.error == pytest.approx((1 / (40 * 0.75 * 0.25)) ** 0.5 / 2)
    assert found.log_likelihood == pytest.approx(30 * log(0.75) + 10 * log(0.25))
    assert found.ties is None
    assert [speak(reason, "en") for reason in found.reasons] == ["without a prior"]


def test_orders_of_two_are_pairs():
    """The same comparisons as orderings and as contests: two programmes, one answer."""
    contests = [Contest("a", "b", 4, 2), Contest("c", "b", 1, 3), Contest("a", "c", 2, 2)]
    orders = [
        pair
        for one in contests
        for pair in [(one.first, one.second)] * one.wins + [(one.second, one.first)] * one.losses
    ]
    for prior in (None, 0.5, 3.0):
        pairs, places = bradley_terry(contests, prior), plackett_luce(orders, prior)
        assert logs(pairs) == pytest.approx(logs(places), abs=1e-9)
        assert [one.error for one in pairs.items] == pytest.approx([one.error for one in places.items])


def test_the_chance_of_an_order_is_the_product_of_choices():
    """Plackett's formula, summed over all six orders of three: the shares found reproduce the first places."""
    weights = {"a": 0.5, "b": 0.3, "c": 0.2}
    orders = []
    for order in permutations("abc"):
        chance = weights[order[0]] * weights[order[1]] / (1 - weights[order[0]])
        orders += [order] * round(chance * 4200)
    found = plackett_luce(orders, prior=None)
    assert {one.item: one.share for one in found.items} == pytest.approx(weights, abs=1e-9)


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(*[st.sampled_from("abcd")] * 2, *[st.integers(0, 4)] * 3)
        .filter(lambda one: one[0] != one[1] and sum(one[2:]) > 0)
        .map(lambda one: Contest(*one)),
        min_size=1,
        max_size=8,
    ).filter(lambda all_of: any(one.wins or one.losses for one in all_of)),
    st.randoms(use_true_random=False),
)
def test_the_prior_finds_a_top_whatever_was_seen_and_whatever_the_order(contests, random):
    found = bradley_terry(contests, prior=2.0)
    turned = [Contest(one.second, one.first, one.losses, one.wins, one.ties) for one in contests]
    random.shuffle(turned)
    assert logs(bradley_terry(turned, prior=2.0)) == pytest.approx(logs(found), abs=1e-8)
    assert (found.ties is None) == (not any(one.ties for one in contests))
    if found.ties is not None:
        slope = slopes(contests, found)
        pulled = [one.log / 4 for one in found.items] + [0.0]
        assert slope == pytest.approx(pulled, abs=1e-6)


def test_a_far_top_is_reached_by_short_steps():
    """Strengths that span a factor of 10^12: a plain Newton step from 0 would leave what a float can hold."""
    chain = [Contest(f"i{place}", f"i{place + 1}", wins=999, losses=1) for place in range(4)]
    found = logs(bradley_terry(chain, prior=None))
    steps = [found[f"i{place}"] - found[f"i{place + 1}"] for place in range(4)]
    assert steps == pytest.approx([log(999)] * 4, abs=1e-9)
    assert exp(found["i0"] - found["i4"]) == pytest.approx(999**4, rel=1e-6)


def test_a_step_that_falls_is_halved():
    """On -sqrt(1 + d^2) a Newton step from d = 2 leads to the other side, as low as before: it must be halved."""

    def slopes_of_a_roof(at):
        apart = at[0] - at[1] - 0.5
        root = (1 + apart**2) ** 0.5
        slope = -apart / root
        curve = np.array([[1.0, -1.0], [-1.0, 1.0]]) / root**3
        return -root, np.array([slope, -slope]), curve

    at, covariance, top = strongest(slopes_of_a_roof, np.array([1.25, -1.25]), 2, None)
    assert list(at) == pytest.approx([0.25, -0.25], abs=1e-9)
    assert top == pytest.approx(-1)
    assert covariance == pytest.approx(np.array([[0.25, -0.25], [-0.25, 0.25]]))


@pytest.mark.parametrize(
    ("act", "error"),
    [
        (lambda: bradley_terry([]), EmptyInputError),
        (lambda: bradley_terry([Contest("a", "b", 0, 0, 0)]), EmptyInputError),
        (lambda: Contest("a", "a"), DuplicateKeyError),
        (lambda: Contest("a", "b", wins=-1), OutOfRangeError),
        (lambda: bradley_terry([Contest("a", "b")], prior=0), OutOfRangeError),
        (lambda: bradley_terry([Contest("a", "b")], prior=float("nan")), OutOfRangeError),
        (lambda: bradley_terry([Contest("a", "b")], prior=None), NoMaximumError),
        (lambda: bradley_terry([Contest("a", "b", 0, 0, 3)]), NoMaximumError),
        (lambda: plackett_luce([["a"], []]), EmptyInputError),
        (lambda: plackett_luce([["a", "b", "a"]]), DuplicateKeyError),
        (lambda: plackett_luce([["a", "b"]], prior=-1), OutOfRangeError),
    ],
)
def test_wrong_input_is_named(act, error):
    with pytest.raises(error) as caught:
        act()
    assert all(caught.value.spoken(language) for language in ("zh", "en"))
