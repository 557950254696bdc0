"""What must hold for any table: the order of input does not matter; scale and translation where a formula says so."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fivefold.method.claim.index import (
    Choices,
    Framework,
    Node,
    Recipe,
    Table,
    Treatment,
    aggregate,
    benefit_of_doubt,
    normalise,
    outrank,
    places,
    score,
    treat,
    uncertainty,
)
from fivefold.method.claim.index.multicriteria import topsis
from fivefold.method.claim.index.normalise import Scale

CELLS = st.integers(1, 40)


@st.composite
def tables(draw, rows=(3, 8), columns=(2, 4)):
    """Whole numbers, every column with at least two different ones."""
    n, m = draw(st.integers(*rows)), draw(st.integers(*columns))
    values = draw(st.lists(st.lists(CELLS, min_size=n, max_size=n), min_size=m, max_size=m))
    for column in values:
        column[0], column[1] = 0, 41
    units = tuple(f"演示{number}市" for number in range(n))
    return Table(units, tuple("abcd"[:m]), np.array(values, dtype=float).T)


def shuffled(table, seed):
    random = np.random.default_rng(seed)
    rows, columns = random.permutation(len(table.units)), random.permutation(len(table.indicators))
    return Table(
        tuple(table.units[row] for row in rows),
        tuple(table.indicators[column] for column in columns),
        table.values[np.ix_(rows, columns)],
    )


def by_unit(units, values):
    return dict(zip(units, np.asarray(values).tolist(), strict=True))


def tree(table):
    names = table.indicators
    nodes = [Node("index", None), Node("p", "index", 2.0), Node("q", "index", 1.0)]
    leaves = [Node(name, "p" if name in "ac" else "q", 1.0 + "abcd".index(name)) for name in names]
    return Framework((*leaves, *nodes))


@given(tables(), st.integers(0, 99), st.sampled_from(["minmax", "zscore", "rank", "percentile", "borda"]))
def test_the_order_of_units_and_indicators_does_not_matter(table, seed, kind):
    recipe = Recipe(treatment=Treatment(), scale=Scale(kind))
    one, other = (score(each, tree(table), recipe) for each in (table, shuffled(table, seed)))
    assert by_unit(one.units, one.ranks) == by_unit(other.units, other.ranks)
    assert by_unit(one.units, one.scores) == pytest.approx(by_unit(other.units, other.scores), abs=1e-9)


@settings(max_examples=25)
@given(tables(), st.integers(0, 99))
def test_the_order_does_not_matter_to_pairs_doubts_and_distances(table, seed):
    table = table.with_values(table.values + 1)
    other = shuffled(table, seed)
    one, two = outrank(table), outrank(other)
    assert by_unit(one.units, one.copeland()) == by_unit(two.units, two.copeland())
    assert one.preferences() == two.preferences()
    scores = [{each.unit: each.score for each in benefit_of_doubt(given_)} for given_ in (table, other)]
    assert scores[0] == pytest.approx(scores[1], abs=1e-7)
    count = len(table.indicators)
    near = [by_unit(each.units, topsis(each, [1 / count] * count, [1] * count)) for each in (table, other)]
    assert near[0] == pytest.approx(near[1], abs=1e-9)


@given(
    tables(), st.integers(2, 9), st.integers(-9, 9), st.sampled_from(["minmax", "zscore", "to_best", "rank"])
)
def test_scales_of_the_sample_know_neither_unit_nor_zero(table, factor, moved, kind):
    other = table.with_values(table.values * factor + moved)
    np.testing.assert_allclose(
        normalise(other, Scale(kind)).values, normalise(table, Scale(kind)).values, atol=1e-9
    )


@given(tables(), st.integers(2, 9))
def test_shares_of_the_best_know_no_unit_but_a_zero(table, factor):
    kind = Scale("fraction_of_best")
    found = normalise(table, kind).values
    np.testing.assert_allclose(normalise(table.with_values(table.values * factor), kind).values, found)
    moved = normalise(table.with_values(table.values + factor), kind).values
    assert not np.allclose(moved, found)


@given(tables(), st.integers(2, 9), st.integers(-9, 9))
def test_treatment_goes_with_the_unit(table, factor, moved):
    """Winsorising commutes with a change of unit; the logarithm (one percent of the range) moves by a constant."""
    treatment = Treatment(then="nothing")
    done = treat(table, treatment).table.values * factor + moved
    other = treat(table.with_values(table.values * factor + moved), treatment).table.values
    np.testing.assert_allclose(other, done, atol=1e-9)


@given(tables(), st.integers(2, 9))
def test_means_go_with_a_common_factor(table, factor):
    positive = table.with_values(table.values + 1)
    for how in ("arithmetic", "geometric", "harmonic"):
        one = aggregate(positive, tree(table), how).scores
        np.testing.assert_allclose(
            aggregate(table.with_values(positive.values * factor), tree(table), how).scores, one * factor
        )


@given(tables())
def test_the_means_stand_in_their_order(table):
    positive = table.with_values(table.values + 1)
    low, middle, high = (
        aggregate(positive, tree(table), how).scores for how in ("harmonic", "geometric", "arithmetic")
    )
    assert (low <= middle + 1e-9).all()
    assert (middle <= high + 1e-9).all()


@given(tables())
def test_turning_the_directions_turns_the_places(table):
    turned = dict.fromkeys(table.indicators, -1)
    up, down = (normalise(table, Scale("minmax"), directions).values for directions in (None, turned))
    np.testing.assert_allclose(up + down, 100, atol=1e-9)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=12))
def test_places_are_one_more_than_the_number_of_better(scores):
    found = places(np.array(scores, dtype=float)).tolist()
    assert found == [1 + sum(other > one for other in scores) for one in scores]


@given(tables(), st.integers(0, 2**31))
def test_nobody_overtakes_who_is_ahead_everywhere(table, seed):
    """Whatever the weights and the mean, the unit that is best on every indicator is first in every draw."""
    best = table.values.copy()
    best[2] = 50
    choices = Choices((None,), (Scale("minmax", (1, 100)),), ("arithmetic", "geometric"), 0.9, leaves=True)
    found = uncertainty(table.with_values(best), tree(table), Recipe(), choices, runs=20, seed=seed)
    assert (found.ranks[:, 2] == 1).all()
    interval = found.intervals[2]
    assert (interval.nominal, interval.low, interval.high) == (1, 1, 1)


@given(tables(), st.integers(0, 2**31))
def test_a_seed_says_all(table, seed):
    choices = Choices((None, Treatment()), (Scale("minmax"),), ("arithmetic",), 0.5)
    one, other = (
        uncertainty(table, tree(table), Recipe(), choices, runs=8, seed=seed).scores for _ in range(2)
    )
    np.testing.assert_array_equal(one, other)
