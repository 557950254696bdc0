"""Strengths on a log scale and how they are found: Newton's method with a prior, shared by pairs and orderings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from fivefold.method.reason import Reason
from fivefold.method.share.errors import NoMaximumError, OutOfRangeError

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Slopes = Callable[[Floats], tuple[float, Floats, Floats]]
"""Log-likelihood, its gradient, and the negative of its matrix of second derivatives."""

_NEAR = 1e-9
"""A step that promises less is the last one: the next would change the twelfth digit."""

_SHARE = 1e-4
_NOISE = 1e-12
_STRIDE = 4.0
"""The longest step in one log strength: far from the top the second derivatives say little."""

_NAMED = 5


@dataclass(frozen=True)
class Strength:
    """An item's log strength (all sum to 0), its standard error, and its share: strengths that sum to 1.

    One item comes before another with odds exp(difference of their log strengths).
    """

    item: str
    log: float
    error: float
    share: float


@dataclass(frozen=True)
class Strengths:
    """Strengths by name; `ties` is Davidson's nu where ties were seen, else None."""

    items: tuple[Strength, ...]
    ties: float | None
    log_likelihood: float
    reasons: tuple[Reason, ...]


def check_prior(prior: float | None) -> None:
    """Raise `OutOfRangeError` unless the prior is None or a standard deviation above 0."""
    if prior is not None and not 0 < prior < float("inf"):
        raise OutOfRangeError(name="prior", value=str(prior), low=0, high="∞")


def check_connected(items: Sequence[str], winners: Whole, losers: Whole) -> None:
    """Raise `NoMaximumError` unless wins lead from every item to every other (Ford 1957; Hunter 2004, assumption 1)."""
    edges = csr_array((np.ones(len(winners)), (winners, losers)), (len(items),) * 2)
    parts, label = connected_components(edges, directed=True, connection="strong")
    if parts > 1:
        largest = int(np.bincount(label).argmax())
        apart = [item for item, part in zip(items, label, strict=True) if part != largest]
        raise NoMaximumError(count=len(apart), items=apart[:_NAMED])


def strongest(slopes: Slopes, start: Floats, size: int, prior: float | None) -> tuple[Floats, Floats, float]:
    """Return the best parameters, the covariance of the first `size` (the log strengths), and the log-likelihood.

    The strengths have a normal prior of mean 0 and standard deviation `prior`, or none; they are made to sum to 0.
    Newton's steps are kept short and halved until they climb; the function is concave, so they arrive at its only top.
    """
    pull = 0.0 if prior is None else prior**-2
    level = np.zeros((len(start), len(start)))
    level[:size, :size] = 1 / size
    level[np.arange(size), np.arange(size)] += pull
    mask = (np.arange(len(start)) < size) * pull

    def aim(at: Floats) -> tuple[float, Floats, Floats]:
        value, gradient, curve = slopes(at)
        return value - float(mask @ at**2) / 2, gradient - mask * at, curve + level

    at = start.copy()
    value, gradient, curve = aim(at)
    while True:
        step = cho_solve(cho_factor(curve), gradient)
        if step @ gradient < _NEAR:
            break
        short = step * min(1.0, _STRIDE / float(np.abs(step).max()))
        at, value, gradient, curve = _climbed(aim, at, short, value + float(short @ gradient) * _SHARE)
    at = at + step
    curve = aim(at)[2]
    covariance = cho_solve(cho_factor(curve), np.eye(len(start)))[:size, :size]
    at[:size] -= at[:size].mean()
    return at, covariance - 1 / size / (1 + pull), slopes(at)[0]


def _climbed(aim: Slopes, at: Floats, step: Floats, wanted: float) -> tuple[Floats, float, Floats, Floats]:
    while True:
        reached, gradient, curve = aim(at + step)
        if reached >= wanted - _NOISE * abs(wanted):
            return at + step, reached, gradient, curve
        step = step / 2


def told(
    items: Sequence[str],
    found: tuple[Floats, Floats, float],
    ties: float | None,
    prior: float | None,
) -> Strengths:
    """Return the strengths by name, with their reasons."""
    at, covariance, value = found
    logs = at[: len(items)]
    raised = np.exp(logs - logs.max())
    shares = raised / raised.sum()
    errors = np.sqrt(np.maximum(np.diag(covariance), 0))
    rows = zip(items, logs.tolist(), errors.tolist(), shares.tolist(), strict=True)
    code = "share.strength.no_prior" if prior is None else "share.strength.prior"
    params = {} if prior is None else {"prior": f"{prior:g}"}
    return Strengths(tuple(Strength(*row) for row in rows), ties, value, (Reason(code, params),))
