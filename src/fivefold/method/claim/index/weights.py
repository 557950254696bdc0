"""Weights: given, equal, from budgets dealt by experts, from pairwise comparisons, from the data's structure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from fivefold.method.claim.index.errors import WeightError
from fivefold.method.claim.index.table import Array, Table

# Saaty's mean consistency of random comparisons, by the number of criteria (1 to 10)
_RANDOM = (0.0, 0.0, 0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49)


def equal(indicators: Sequence[str]) -> dict[str, Fraction]:
    """Return the same share for all, exactly."""
    return {name: Fraction(1, len(indicators)) for name in indicators}


def given(weights: Mapping[str, Fraction | int]) -> dict[str, Fraction]:
    """Return given weights as exact shares of 1. Raises `WeightError` for a negative one or none above 0."""
    negative = sorted(name for name, weight in weights.items() if weight < 0)
    if negative:
        raise WeightError("negative", names=tuple(negative))
    whole = sum(weights.values())
    if not whole:
        raise WeightError("nothing", names=tuple(weights))
    return {name: Fraction(weight) / whole for name, weight in weights.items()}


def budget(allocations: Mapping[str, Mapping[str, int]], points: int) -> dict[str, Fraction]:
    """Return the mean shares of budgets: every expert deals `points` over all indicators (Handbook, section 6).

    Exact. Raises `WeightError` for an expert who spends another sum, less than nothing on one, or leaves one out.

    >>> budget({"甲": {"a": 60, "b": 40}, "乙": {"a": 50, "b": 50}}, 100)
    {'a': Fraction(11, 20), 'b': Fraction(9, 20)}
    """
    if not allocations:
        raise WeightError("nobody")
    names = sorted({name for dealt in allocations.values() for name in dealt})
    for expert, dealt in allocations.items():
        lacking = [name for name in names if dealt.get(name, -1) < 0]
        if lacking:
            raise WeightError("not_dealt", expert=expert, names=tuple(lacking))
        if sum(dealt.values()) != points:
            raise WeightError("budget", expert=expert, spent=sum(dealt.values()), points=points)
    whole = points * len(allocations)
    return {name: Fraction(sum(dealt[name] for dealt in allocations.values()), whole) for name in names}


@dataclass(frozen=True)
class Compared:
    """Weights from pairwise comparisons, the principal eigenvalue, and how consistent the comparisons are.

    `ratio` is the consistency index over that of random comparisons; above 0.1 they contradict themselves. None
    for fewer than three criteria, which cannot, and for more than ten, for which no random figure is tabled.
    """

    weights: tuple[float, ...]
    eigenvalue: float
    index: float
    ratio: float | None


def pairwise(matrix: Array) -> Compared:
    """Return the weights of a reciprocal matrix: its principal eigenvector (Saaty's AHP).

    `matrix[i, j]` says how many times criterion i counts as much as j. Raises `WeightError` for a matrix that is
    not reciprocal or holds a number that is not above 0.

    >>> pairwise(np.array([[1, 3], [1 / 3, 1]])).weights
    (0.75, 0.25)
    """
    if not (matrix > 0).all() or not np.allclose(matrix * matrix.T, 1):
        raise WeightError("reciprocal")
    values, vectors = np.linalg.eig(matrix)
    first = int(np.argmax(values.real))
    principal = np.abs(vectors[:, first].real)
    n = len(matrix)
    index = (float(values[first].real) - n) / (n - 1) if n > 1 else 0.0
    chance = _RANDOM[n - 1] if n <= len(_RANDOM) else 0.0
    shares = tuple(round(float(share), 12) for share in principal / principal.sum())
    return Compared(shares, float(values[first].real), index, index / chance if chance else None)


def components(table: Table) -> tuple[tuple[float, float], ...]:
    """Return the eigenvalues of the correlation matrix, largest first, each with its share of the variance.

    What stands behind weights from principal components (Handbook, Table 16). Needs every value.
    """
    values = table.whole("components")
    found = np.linalg.eigvalsh(np.corrcoef(values.T))[::-1]
    return tuple((float(one), float(one / found.sum())) for one in found)
