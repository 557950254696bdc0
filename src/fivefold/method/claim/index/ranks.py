"""Places: 1 for the highest score; tied units share the first of their places (1, 2, 2, 4).

Scores are rounded to 10 decimals before they are compared, so that a tie is not broken by the order of addition.
"""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from fivefold.method.claim.index.table import Array

Ranks: TypeAlias = npt.NDArray[np.int64]
DECIMALS = 10


def places(scores: Array) -> Ranks:
    """Return the places over the last axis; 0, no place, for a unit without a score (NaN).

    >>> places(np.array([[0.5, 0.9, 0.5], [1.0, 2.0, 3.0]])).tolist()
    [[2, 1, 2], [3, 2, 1]]
    """
    falling = -np.round(scores, DECIMALS)
    order = np.argsort(falling, axis=-1)
    sorted_ = np.take_along_axis(falling, order, axis=-1)
    first = np.zeros(order.shape, dtype=np.int64)
    first[..., 1:] = np.where(
        sorted_[..., 1:] > sorted_[..., :-1], np.arange(1, scores.shape[-1], dtype=np.int64), 0
    )
    found = np.empty_like(first)
    np.put_along_axis(found, order, np.maximum.accumulate(first, axis=-1) + 1, axis=-1)
    found[np.isnan(scores)] = 0
    return found


def shift(ranks: Ranks, reference: Ranks) -> Array:
    """Return the mean absolute difference of places over the units (R_S, Handbook eq. 38)."""
    found: Array = np.abs(ranks - reference).mean(axis=-1)
    return found
