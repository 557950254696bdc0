"""Skewness, kurtosis, and the figures that describe a column before anything is done to it."""

from dataclasses import dataclass

import numpy as np

from fivefold.method.claim.index.table import Array, Table

MIN_VALUES = 4


@dataclass(frozen=True)
class Shape:
    """Skewness and excess kurtosis of a sample, both the adjusted ones (as in Excel; e1071's type 2)."""

    skew: float
    kurtosis: float

    def within(self, skew: float, kurtosis: float) -> bool:
        """Return whether either figure is inside its limit: an outlier shows in both at once."""
        return abs(self.skew) < skew or self.kurtosis < kurtosis


def shape(values: Array) -> Shape | None:
    """Return the shape of one column's values; None if fewer than 4 are there or all are the same.

    >>> shape(np.array([1.0, 2.0, 3.0, 4.0, 10.0])).skew.__round__(6)
    1.697056
    """
    return shapes(values[~np.isnan(values), None])[0]


def shapes(values: Array) -> list[Shape | None]:
    """Return the shape of each column of `values[unit, indicator]`, as `shape` does for one."""
    there = ~np.isnan(values)
    n = there.sum(axis=0)
    filled = np.where(there, values, 0.0)
    least = np.min(values, axis=0, where=there, initial=np.inf)
    usable = (n >= MIN_VALUES) & (least < np.max(values, axis=0, where=there, initial=-np.inf))
    count = np.where(usable, n, MIN_VALUES)
    off = np.where(there, filled - filled.sum(axis=0) / count, 0.0)
    square = off * off
    second = np.where(usable, square.sum(axis=0), 1.0)
    skew = (
        np.sqrt(count) * (square * off).sum(axis=0) / second**1.5 * np.sqrt(count * (count - 1)) / (count - 2)
    )
    ratio = count * (square * square).sum(axis=0) / second**2
    kurtosis = ((count + 1) * (ratio - 3) + 6) * (count - 1) / ((count - 2) * (count - 3))
    figures = zip(usable.tolist(), skew.tolist(), kurtosis.tolist(), strict=True)
    return [Shape(one, other) if has else None for has, one, other in figures]


@dataclass(frozen=True)
class Described:
    """One indicator as it came: range, centre, spread (n-1), shape, and how full and how varied it is.

    `available`, `not_zero`, `unique` and `same` are counts: of values, of those other than 0, of different ones,
    and of the most frequent one.
    """

    indicator: str
    low: float
    high: float
    mean: float
    median: float
    spread: float
    shape: Shape | None
    available: int
    not_zero: int
    unique: int
    same: int


def describe(table: Table) -> tuple[Described, ...]:
    """Return the figures of every indicator that has at least two values, in the order of the table.

    >>> describe(Table(("甲", "乙", "丙"), ("a",), [[1], [2], [2]]))[0].same
    2
    """
    found = []
    for name, column in zip(table.indicators, table.values.T, strict=True):
        there = column[~np.isnan(column)]
        if len(there) > 1:
            found.append(_described(name, there))
    return tuple(found)


def _described(name: str, there: Array) -> Described:
    counts = np.unique(there, return_counts=True)[1]
    return Described(
        name,
        float(there.min()),
        float(there.max()),
        float(there.mean()),
        float(np.median(there)),
        float(there.std(ddof=1)),
        shape(there),
        len(there),
        int(np.count_nonzero(there)),
        len(counts),
        int(counts.max()),
    )
