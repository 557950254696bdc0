"""The scales of normalisation, on arrays: columns are indicators, missing values stay missing.

Formulas: OECD/JRC Handbook on Constructing Composite Indicators (2008), section 5, and COINr's `n_*`. Each takes
and returns `values[unit, indicator]` and holds to floating-point arithmetic in the order that is written.
"""

import numpy as np

from fivefold.method.claim.index.errors import ScaleError
from fivefold.method.claim.index.table import Array


def _ordered(low: float, high: float) -> None:
    if not low < high:
        raise ScaleError(low, high)


def minmax(values: Array, low: float = 0.0, high: float = 100.0) -> Array:
    """Return (x - min)/(max - min), laid over low to high.

    >>> minmax(np.array([[1.0], [2.0], [3.0]])).ravel().tolist()
    [0.0, 50.0, 100.0]
    """
    _ordered(low, high)
    least, most = np.nanmin(values, axis=0), np.nanmax(values, axis=0)
    found: Array = (values - least) / (most - least) * (high - low) + low
    return found


def zscore(values: Array, mean: float = 0.0, spread: float = 1.0) -> Array:
    """Return the distance from the mean in standard deviations (n - 1), moved to a mean and spread.

    >>> zscore(np.array([[1.0], [2.0], [3.0]])).ravel().tolist()
    [-1.0, 0.0, 1.0]
    """
    _ordered(0.0, spread)
    found: Array = (values - np.nanmean(values, axis=0)) / np.nanstd(values, axis=0, ddof=1) * spread + mean
    return found


def scaled(values: Array, bottom: float, top: float, low: float = 0.0, high: float = 100.0) -> Array:
    """Return x laid from bottom..top over low..high; values beyond the bounds go beyond the scale."""
    _ordered(bottom, top)
    found: Array = (values - bottom) / (top - bottom) * (high - low) + low
    return found


def goalposts(values: Array, bottom: float, top: float, scale: float = 1.0) -> Array:
    """Return the share of the way from bottom to top, cut at both, times the scale (UNDP, COINr).

    >>> goalposts(np.array([[-1.0], [2.5], [12.0]]), 0, 10).ravel().tolist()
    [0.0, 0.25, 1.0]
    """
    found: Array = np.clip(scaled(values, bottom, top, 0.0, 1.0), 0.0, 1.0) * scale
    return found


def to_best(values: Array) -> Array:
    """Return 1 - (max - x)/(max - min): the distance to the best (COINr `n_dist2max`)."""
    least, most = np.nanmin(values, axis=0), np.nanmax(values, axis=0)
    found: Array = 1 - (most - values) / (most - least)
    return found


def to_target(values: Array, target: Array | float, *, cap: bool = False) -> Array:
    """Return the share of the way from the lowest value to a target or a reference unit's value (COINr).

    `cap`: nothing counts above 1. Raises `ScaleError` for a target that is not above the lowest value.
    """
    least = np.nanmin(values, axis=0)
    low, high = np.broadcast_arrays(least, target)
    for below, above in zip(low.ravel(), high.ravel(), strict=True):
        _ordered(float(below), float(above))
    found: Array = 1 - (target - values) / (target - least)
    return np.minimum(found, 1.0) if cap else found


def fraction_of_best(values: Array) -> Array:
    """Return x/max (COINr `n_fracmax`, the Handbook's ratio to the best)."""
    found: Array = values / np.nanmax(values, axis=0)
    return found


def rank(values: Array) -> Array:
    """Return ranks upwards: 1 for the lowest; the tied share the lowest of their places.

    >>> rank(np.array([[5.0], [1.0], [5.0], [np.nan]])).ravel().tolist()
    [2.0, 1.0, 2.0, nan]
    """
    found = np.full(values.shape, np.nan)
    for place in range(values.shape[1]):
        column = values[:, place]
        there = ~np.isnan(column)
        found[there, place] = np.searchsorted(np.sort(column[there]), column[there]) + 1
    return found


def borda(values: Array) -> Array:
    """Return how many others each unit is above: rank - 1."""
    return rank(values) - 1


def rank_share(values: Array) -> Array:
    """Return (rank - 1)/(n - 1), 0 to 1, n of the values that are there (COINr `n_prank`)."""
    n = np.count_nonzero(~np.isnan(values), axis=0)
    found: Array = (rank(values) - 1) / (n - 1)
    return found


def percentile(values: Array) -> Array:
    """Return 100 rank/n: the percentile of the Handbook's Table 15."""
    found: Array = 100 * rank(values) / np.count_nonzero(~np.isnan(values), axis=0)
    return found


def ratio(values: Array, reference: Array | float) -> Array:
    """Return x/reference; the Handbook takes the mean, the best or the worst as reference."""
    found: Array = values / reference
    return found


def difference(values: Array, reference: Array | float) -> Array:
    """Return (x - reference)/reference."""
    found: Array = (values - reference) / reference
    return found


def above_mean(values: Array, margin: float) -> Array:
    """Return 1 for values above (1 + margin) means, -1 for those below (1 - margin), 0 between."""
    share = values / np.nanmean(values, axis=0)
    found: Array = np.where(share > 1 + margin, 1.0, np.where(share < 1 - margin, -1.0, 0.0))
    return np.where(np.isnan(values), np.nan, found)
