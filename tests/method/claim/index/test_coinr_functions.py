"""COINr's functions on one vector (coinr_functions.json) and its Copeland scores, with what it gets wrong."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from fivefold.method.claim.index import Table, outrank, scales, transform
from fivefold.method.claim.index.means import mean, power_mean
from fivefold.method.claim.index.moments import shape
from fivefold.method.claim.index.treatment import Treatment, treat
from method.claim.index import asem

GIVEN = asem.loaded("coinr_functions.json")
X = np.array(GIVEN["x"], dtype=float)
THERE = X[~np.isnan(X)]
COLUMN = X[:, None]


def table(column):
    return Table(tuple(f"u{row}" for row in range(len(column))), ("x",), column[:, None])


FUNCTIONS = {
    "n_minmax_0_100": lambda: scales.minmax(COLUMN, 0, 100),
    "n_zscore_10_2": lambda: scales.zscore(COLUMN, 10, 2),
    "n_scaled_m5_50": lambda: scales.scaled(COLUMN, -5, 50),
    "n_dist2max": lambda: scales.to_best(COLUMN),
    "n_dist2ref_3": lambda: scales.to_target(COLUMN, X[2]),
    "n_dist2ref_3_cap": lambda: scales.to_target(COLUMN, X[2], cap=True),
    "n_dist2targ_10": lambda: scales.to_target(COLUMN, 10),
    "n_dist2targ_10_cap": lambda: scales.to_target(COLUMN, 10, cap=True),
    "n_fracmax": lambda: scales.fraction_of_best(COLUMN),
    "n_rank": lambda: scales.rank(COLUMN),
    "n_borda": lambda: scales.borda(COLUMN),
    "n_prank": lambda: scales.rank_share(COLUMN),
    "n_goalposts_0_10_1": lambda: scales.goalposts(COLUMN, 0, 10),
    "n_goalposts_0_10_1_rev": lambda: scales.goalposts(-COLUMN, -10, 0),
    "log_CT": lambda: transform.log_percent(X),
    "log_CT_plus": lambda: transform.log_to_skew(X),
    "winsorise_max5": lambda: treat(table(X), Treatment(most=5, then="nothing")).table.values,
    "skew": lambda: shape(X).skew,
    "kurt": lambda: shape(X).kurtosis,
    "log_CT_orig": lambda: transform.log_one(XA),
    "boxcox_l05": lambda: transform.box_cox(XA, 0.5),
    "a_amean": lambda: mean(XA, W, "arithmetic"),
    "a_gmean": lambda: mean(XA, W, "geometric"),
    "a_hmean": lambda: mean(XA, W, "harmonic"),
    "a_genmean_p3": lambda: power_mean(XA, W, 3),
    "a_genmean_pm05": lambda: power_mean(XA, W, -0.5),
}
XA = np.array(GIVEN["xa"], dtype=float)
W = np.array(GIVEN["w"], dtype=float) / sum(GIVEN["w"])


@pytest.mark.parametrize("name", FUNCTIONS)
def test_function(name):
    found = np.ravel(FUNCTIONS[name]())
    np.testing.assert_allclose(found, np.ravel(np.array(GIVEN[name], dtype=float)), rtol=1e-12, atol=1e-12)


def test_every_figure_of_the_file_is_asserted():
    assert set(GIVEN) - set(FUNCTIONS) == {"x", "xa", "w", "source", "log_GII"}


def test_defect_of_the_oracle_log_gii_returns_its_input():
    """COINr's `log_GII` computes the logarithm and hands back the untouched vector; ours is the formula of its page."""
    np.testing.assert_array_equal(np.array(GIVEN["log_GII"], dtype=float), X)
    expected = [(98 * (Decimal(str(x)) - Decimal("-1.5")) / Decimal("100.5") + 1).ln() for x in THERE]
    np.testing.assert_allclose(transform.log_gii(THERE), [float(one) for one in expected], rtol=1e-13)


def test_defect_of_the_oracle_copeland_counts_a_tie_as_a_loss():
    """Copeland on the normalised ASEM stage: 41 of 51 scores are COINr's; in the other ten a tie was lost by rounding.

    COINr adds 49 weights of 1/49 in binary floats. Of two countries that are above each other on half of the weight
    exactly, the first in its order may come out below 0.5 by the last bit and loses a point, while the other keeps
    0, so that its scores do not add up to 0. Counted in whole numbers they do.
    """
    given = asem.loaded("coinr_asem_copeland.json")
    found = outrank(asem.stage("Normalised"))
    ours = dict(zip(found.units, found.copeland(), strict=True))
    theirs = dict(zip(given["uCode"], given["copeland"], strict=True))
    assert (found.dominant(), given["nDominant"]) == (0, 0)
    assert (sum(ours.values()), sum(theirs.values())) == (0, -11)
    ties = np.argwhere(np.triu(2 * found.points == found.whole, 1)).tolist()
    first = [found.units[row] for row, _ in ties]
    differing = {unit: ours[unit] - theirs[unit] for unit in ours if ours[unit] != theirs[unit]}
    assert len(differing) == 10
    assert all(0 < lost <= first.count(unit) for unit, lost in differing.items())


def test_copeland_in_every_table_at_once():
    """The oracle's other defect, `Aggregate(..., "a_copeland", by_df = TRUE)` failing, has no counterpart."""
    three = Table(("甲", "乙", "丙"), ("a", "b", "c"), [[3, 3, 1], [2, 2, 2], [1, 1, 3]])
    assert outrank(three).copeland() == (2, 0, -2)
    heavy = {"a": Fraction(1, 4), "b": Fraction(1, 4), "c": Fraction(1, 2)}
    assert outrank(three, heavy).copeland() == (0, 0, 0)
    assert outrank(three, {"a": 1, "b": 1, "c": 3}).copeland() == (-2, 0, 2)
