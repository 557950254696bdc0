"""Logarithms and powers that draw in a long tail. One column in, one out; missing values stay missing."""

import numpy as np

from fivefold.method.claim.index.errors import NotPositiveError
from fivefold.method.claim.index.moments import shape
from fivefold.method.claim.index.table import Array


def log_percent(column: Array) -> Array:
    """Return ln(x - min + a), a = one percent of the range: the COIN Tool's logarithm (COINr `log_CT`).

    >>> [float(x) for x in log_percent(np.array([0.0, 99.0])).round(6)]
    [-0.01005, 4.60507]
    """
    low, high = np.nanmin(column), np.nanmax(column)
    moved: Array = np.log(column - low + 0.01 * (high - low))
    return moved


def log_to_skew(column: Array) -> Array:
    """Return the same towards the tail: for a negative skewness -ln(max + a - x) (COINr `log_CT_plus`)."""
    found = shape(column)
    return -log_percent(-column) if found is not None and found.skew <= 0 else log_percent(column)


def log_one(column: Array) -> Array:
    """Return ln(x - min + 1) (COINr `log_CT_orig`). Its effect depends on the unit of measurement."""
    moved: Array = np.log(column - np.nanmin(column) + 1)
    return moved


def log_gii(column: Array) -> Array:
    """Return ln((max - 1)(x - min)/(max - min) + 1), the logarithm of the Global Innovation Index.

    With a maximum below 1 it turns the order round, so it is offered for recomputing others' figures only. Raises
    `NotPositiveError` for a maximum that is not above 0.

    >>> [float(x) for x in log_gii(np.array([0.0, 5.0, 10.0])).round(6)]
    [0.0, 1.704748, 2.302585]
    """
    low, high = np.nanmin(column), np.nanmax(column)
    if high <= 0:
        raise NotPositiveError("log_gii", [repr(float(high))])
    moved: Array = np.log((high - 1) * (column - low) / (high - low) + 1)
    return moved


def box_cox(column: Array, power: float) -> Array:
    """Return the Box-Cox transform of x - min + 1: (x^power - 1)/power, its limit ln x for power 0.

    >>> box_cox(np.array([1.0, 4.0]), 0.5).tolist()
    [0.0, 2.0]
    """
    moved = column - np.nanmin(column) + 1
    found: Array = np.log(moved) if power == 0 else (moved**power - 1) / power
    return found
