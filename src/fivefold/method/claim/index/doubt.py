"""Benefit of the doubt: every unit is weighed as is best for itself, within bounds (Handbook, eq. 22)."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from scipy.optimize import linprog

from fivefold.method.claim.index.errors import NotPositiveError, SharesError
from fivefold.method.claim.index.table import Array, Table

Of: TypeAlias = Literal["score", "weights"]


@dataclass(frozen=True)
class Doubted:
    """One unit's best score, at most 1, and the share of every indicator in it or in its weights (they sum to 1)."""

    unit: str
    score: float
    shares: tuple[float, ...]


def benefit_of_doubt(
    table: Table, lower: float = 0.0, upper: float = 1.0, of: Of = "score"
) -> tuple[Doubted, ...]:
    """Return the best score that weights can give each unit while no unit under the same weights exceeds 1.

    max sum_q w_q x_qc subject to sum_q w_q x_qk <= 1 for every unit k and w >= 0. Every indicator makes up a share
    from `lower` to `upper`: of unit c's score (w_q x_qc, which knows no units of measurement), or of the sum of the
    weights (as in the Handbook's Table 19, on a common scale). One linear programme per unit (HiGHS), good to 1e-9.
    Raises `MissingValueError`, `NotPositiveError` for negative values or a unit with nothing but zeros, and
    `SharesError` when no weights keep the shares.

    >>> done = benefit_of_doubt(Table(("甲", "乙"), ("a", "b"), [[1.0, 0.5], [0.5, 0.5]]))
    >>> [round(one.score, 6) for one in done]
    [1.0, 1.0]
    """
    values = table.whole("benefit_of_doubt")
    bad = [name for name, column in zip(table.indicators, values.T, strict=True) if (column < 0).any()]
    bad += [unit for unit, row in zip(table.units, values, strict=True) if not row.any()]
    if bad:
        raise NotPositiveError("benefit_of_doubt", bad)
    found = []
    for unit, own in zip(table.units, values, strict=True):
        parts = own if of == "score" else np.ones(len(own))
        weights = _best(values, own, parts, (lower, upper))
        if not own @ weights > 0:
            raise SharesError(unit, lower, upper)
        shares = weights * parts / (weights @ parts)
        found.append(Doubted(unit, float(own @ weights), tuple(float(share) for share in shares)))
    return tuple(found)


def _best(values: Array, own: Array, parts: Array, bounds: tuple[float, float]) -> Array:
    """Return the weights of one unit: rows of `values` <= 1, then the shares of `parts` not below, not above."""
    lower, upper = bounds
    each = np.diag(parts)
    rows = np.vstack([values, lower * parts - each, each - upper * parts])
    limits = np.concatenate([np.ones(len(values)), np.zeros(2 * len(own))])
    found: Array = linprog(-own, A_ub=rows, b_ub=limits, bounds=(0, None), method="highs").x
    return found
