"""Comparing units pair by pair, without a common scale: outranking shares, Copeland scores, a dominance count.

Weights are turned into whole numbers first, so that a tie is a tie: adding 49 times 1/49 in floats would decide it
by the last bit.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

import numpy as np
import numpy.typing as npt

from fivefold.method.claim.index.errors import WeightError
from fivefold.method.claim.index.table import Table
from fivefold.method.claim.index.weights import equal, given
from fivefold.method.share.ranking import Preferences


@dataclass(frozen=True, eq=False)
class Outranking:
    """`points[i, j]` of `whole` say that unit i is above unit j: twice the weight where it is higher, once for ties.

    Points of i over j and of j over i add up to `whole`; the diagonal is 0.
    """

    units: tuple[str, ...]
    points: npt.NDArray[np.int64]
    whole: int

    def shares(self) -> npt.NDArray[np.float64]:
        """Return the points as shares of 1 (the outranking matrix of the Handbook, Table 36)."""
        found: npt.NDArray[np.float64] = self.points / self.whole
        return found

    def copeland(self) -> tuple[int, ...]:
        """Return how many units each is above, less how many are above it: majorities only, ties count 0."""
        signs = np.sign(2 * self.points - self.whole)
        np.fill_diagonal(signs, 0)
        return tuple(int(one) for one in signs.sum(axis=1))

    def dominant(self) -> int:
        """Return how many pairs are unanimous: one unit is higher on every indicator."""
        return int((self.points == self.whole).sum())

    def preferences(self) -> Preferences:
        """Return the same as preferences to be ranked: `share.ranking.kemeny` gives their exact best order."""
        order = sorted(range(len(self.units)), key=self.units.__getitem__)
        common = gcd(self.whole, int(np.gcd.reduce(self.points, axis=None)))
        over = self.points[np.ix_(order, order)] // common
        items = tuple(self.units[place] for place in order)
        return Preferences(items, tuple(map(tuple, over.tolist())), self.whole // common)


def outrank(table: Table, weights: Mapping[str, Fraction | int] | None = None) -> Outranking:
    """Return how strongly each unit is above each other one; equal weights if none are given.

    Raises `MissingValueError`, and `WeightError` if the weights are not those of the indicators.

    >>> table = Table(("甲", "乙"), ("a", "b", "c"), [[1, 2, 3], [2, 1, 3]])
    >>> outrank(table).shares().tolist()
    [[0.0, 0.5], [0.5, 0.0]]
    """
    values = table.whole("outranking")
    shares = equal(table.indicators) if weights is None else given(weights)
    if set(shares) != set(table.indicators):
        raise WeightError("unknown", names=tuple(sorted(set(shares) ^ set(table.indicators))))
    denominator = lcm(*(share.denominator for share in shares.values()))
    points = np.zeros((len(table.units), len(table.units)), dtype=np.int64)
    for name, column in zip(table.indicators, values.T, strict=True):
        whole = int(shares[name] * denominator)
        points += whole * (
            (column[:, None] > column).astype(np.int64) + (column[:, None] >= column).astype(np.int64)
        )
    np.fill_diagonal(points, 0)
    return Outranking(table.units, points, 2 * denominator)
