"""Means over the last axis, weighted: arithmetic, geometric, harmonic, and the generalised mean between them."""

from typing import Literal, TypeAlias

import numpy as np

from fivefold.method.claim.index.table import Array

Mean: TypeAlias = Literal["arithmetic", "geometric", "harmonic"]
_MATRIX = 2
MEANS: tuple[Mean, ...] = ("arithmetic", "geometric", "harmonic")


def mean(values: Array, weights: Array, kind: Mean) -> Array:
    """Return the weighted mean of `values[unit, part]` under `weights[part]`, which sum to 1.

    Both may have draws in front: `weights[draw, part]` give `found[draw, unit]`. Geometric and harmonic means need
    values above 0; `aggregate.checked` sees to that.

    >>> float(mean(np.array([21.0, 1, 1, 1]), np.full(4, 0.25), "geometric").round(2))
    2.14
    """
    if kind == "arithmetic":
        return _dot(values, weights)
    if kind == "geometric":
        return np.exp(_dot(np.log(values), weights))
    return 1 / _dot(1 / values, weights)


def _dot(values: Array, weights: Array) -> Array:
    """Sum over the parts; many sets of weights on one table are one product of matrices."""
    if values.ndim == weights.ndim == _MATRIX:
        return np.asarray(weights @ values.T)
    found: Array = np.matmul(values, weights[..., None])[..., 0]
    return found


def power_mean(values: Array, weights: Array, power: float) -> Array:
    """Return (sum w x^p)^(1/p), p not 0; p = 1 is the arithmetic, p = -1 the harmonic mean.

    >>> float(power_mean(np.array([3.0, 4.0]), np.array([0.5, 0.5]), 2).round(9))
    3.535533906
    """
    found: Array = _dot(values**power, weights) ** (1 / power)
    return found
