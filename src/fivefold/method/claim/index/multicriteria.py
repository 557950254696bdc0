"""Named methods of choosing among alternatives, for comparison: TOPSIS, VIKOR, CRITIC, ELECTRE's concordance.

None of them is what the platform ranks by. `directions` holds 1 where more is better and -1 where less is, one for
each indicator; weights are floats that sum to 1. All need every value.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fivefold.method.claim.index.errors import ConstantIndicatorError, NotPositiveError, WeightError
from fivefold.method.claim.index.table import Array, Table


def topsis(table: Table, weights: Sequence[float], directions: Sequence[int]) -> Array:
    """Return each unit's closeness to the ideal, 0 to 1 (Hwang and Yoon 1981; vector normalisation).

    Raises `NotPositiveError` for an indicator that is 0 throughout, `ConstantIndicatorError` when all units are the
    same, so that nobody is nearer to anything.

    >>> table = Table(("甲", "乙"), ("a", "b"), [[3, 0], [0, 4]])
    >>> topsis(table, (0.5, 0.5), (1, 1)).tolist()
    [0.5, 0.5]
    """
    values, shares, signs = _checked(table, weights, directions)
    lengths = np.sqrt((values**2).sum(axis=0))
    empty = [name for name, length in zip(table.indicators, lengths, strict=True) if not length]
    if empty:
        raise NotPositiveError("topsis", empty)
    weighted = values / lengths * shares * signs
    best, worst = weighted.max(axis=0), weighted.min(axis=0)
    if not (best > worst).any():
        raise ConstantIndicatorError(table.indicators)
    to_best = np.sqrt(((weighted - best) ** 2).sum(axis=1))
    to_worst = np.sqrt(((weighted - worst) ** 2).sum(axis=1))
    found: Array = to_worst / (to_best + to_worst)
    return found


@dataclass(frozen=True, eq=False)
class Vikor:
    """The group's loss `s`, the greatest single loss `r`, and the compromise `q`; less is better in all three."""

    s: Array
    r: Array
    q: Array

    def compromise(self) -> tuple[int, ...]:
        """Return the rows of the units that are proposed together, sorted.

        Those whose q is less than 1/(n - 1) from the least; and the second if the first is best by neither s nor r.
        """
        order = np.argsort(self.q, kind="stable")
        first = order[0]
        near = [int(row) for row in order if self.q[row] - self.q[first] < 1 / (len(order) - 1)]
        firm = self.s[first] == self.s.min() or self.r[first] == self.r.min()
        return tuple(sorted(near if firm or len(near) > 1 else [int(row) for row in order[:2]]))


def vikor(table: Table, weights: Sequence[float], directions: Sequence[int], group: float = 0.5) -> Vikor:
    """Return the figures of VIKOR (Opricovic and Tzeng 2004); `group` is the weight of the majority's loss.

    Raises `ConstantIndicatorError` for an indicator with one value, or when no unit is better than another.
    """
    values, shares, signs = _checked(table, weights, directions)
    _ranged(table, values)
    turned = values * signs
    best, worst = turned.max(axis=0), turned.min(axis=0)
    losses = shares * (best - turned) / (best - worst)
    s, r = losses.sum(axis=1), losses.max(axis=1)
    if not (np.ptp(s) and np.ptp(r)):
        raise ConstantIndicatorError(table.indicators)
    return Vikor(s, r, group * (s - s.min()) / np.ptp(s) + (1 - group) * (r - r.min()) / np.ptp(r))


def critic(table: Table, directions: Sequence[int]) -> tuple[float, ...]:
    """Return weights from contrast and conflict (Diakoulaki et al. 1995): deviation times sum of 1 - correlation.

    Values are first laid over 0 to 1, ideal and worst. Raises `ConstantIndicatorError`.
    """
    values = table.whole("critic")
    _ranged(table, values)
    turned = values * np.array(directions, dtype=np.float64)
    unit = (turned - turned.min(axis=0)) / np.ptp(turned, axis=0)
    information = unit.std(axis=0, ddof=1) * (1 - np.atleast_2d(np.corrcoef(unit.T))).sum(axis=0)
    if not information.sum() > 0:
        raise WeightError("nothing", names=table.indicators)
    return tuple(float(one) for one in information / information.sum())


def concordance(table: Table, weights: Sequence[float], directions: Sequence[int]) -> Array:
    """Return `found[i, j]`, the weight of the indicators on which unit i is at least as good as j (ELECTRE I).

    The diagonal is NaN: no unit is compared with itself.

    >>> concordance(Table(("甲", "乙"), ("a", "b"), [[1, 2], [1, 3]]), (0.25, 0.75), (1, 1))[0, 1].item()
    0.25
    """
    values, shares, signs = _checked(table, weights, directions)
    turned = values * signs
    found: Array = (turned[:, None, :] >= turned[None, :, :]) @ shares
    np.fill_diagonal(found, np.nan)
    return found


def _checked(table: Table, weights: Sequence[float], directions: Sequence[int]) -> tuple[Array, Array, Array]:
    if len(weights) != len(table.indicators) or len(directions) != len(table.indicators):
        raise WeightError("count", needed=len(table.indicators))
    shares = np.array(weights, dtype=np.float64)
    if not (shares >= 0).all():
        negative = [name for name, one in zip(table.indicators, weights, strict=True) if not one >= 0]
        raise WeightError("negative", names=tuple(negative))
    return table.whole("multicriteria"), shares, np.array(directions, dtype=np.float64)


def _ranged(table: Table, values: Array) -> None:
    flat = [name for name, extent in zip(table.indicators, np.ptp(values, axis=0), strict=True) if not extent]
    if flat:
        raise ConstantIndicatorError(flat)
