"""Outliers: winsorise a few of them, and if that does not do, take a logarithm of the untouched column.

The procedure of COINr's `Treat` (JRC practice): a column is left alone while |skewness| < 2 or kurtosis < 3.5.
Otherwise its extreme value, on the side to which it is skewed, is set to the next one, up to a number of points;
if the column still stands out, the points are put back and a logarithm is taken instead. Floats throughout.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from fivefold.method.claim.index.errors import listed
from fivefold.method.claim.index.moments import Shape, shape
from fivefold.method.claim.index.table import Array, Table
from fivefold.method.claim.index.transform import log_one, log_percent, log_to_skew
from fivefold.method.reason import Reason

Then: TypeAlias = Literal["log", "log_to_skew", "log_one", "nothing"]
_LOGS: dict[str, Callable[[Array], Array]] = {
    "log": log_percent,
    "log_to_skew": log_to_skew,
    "log_one": log_one,
}


@dataclass(frozen=True)
class Treatment:
    """`most` points may be winsorised (None: no limit); `then` is what follows if that is not enough."""

    most: int | None = 5
    skew: float = 2.0
    kurtosis: float = 3.5
    then: Then = "log"

    def passes(self, found: Shape) -> bool:
        """Return whether a shape needs no treatment."""
        return found.within(self.skew, self.kurtosis)


@dataclass(frozen=True)
class TreatedColumn:
    """What was done to one indicator: its shape before, after winsorising and at the end, and the units changed.

    `winsorised` counts points (None: it was not tried); `then` names the logarithm that replaced it, if any.
    """

    indicator: str
    before: Shape
    winsorised: int | None
    after: Shape
    units: tuple[str, ...]
    then: Then | None
    end: Shape


@dataclass(frozen=True, eq=False)
class Treated:
    """The treated table, one entry per indicator that has a shape, and sentences on what was and was not done."""

    table: Table
    columns: tuple[TreatedColumn, ...]
    reasons: tuple[Reason, ...]


def treat(table: Table, treatment: Treatment) -> Treated:
    """Return the table with its outliers treated.

    Columns with fewer than 4 values, or one value only, have no shape: they are left alone, and a reason says so.

    >>> units = tuple("甲乙丙丁戊己")
    >>> done = treat(Table(units, ("a",), [[1], [2], [3], [4], [5], [90]]), Treatment())
    >>> done.table.column("a").tolist(), done.columns[0].units
    ([1.0, 2.0, 3.0, 4.0, 5.0, 5.0], ('己',))
    """
    values = table.values.copy()
    columns: list[TreatedColumn] = []
    reasons: list[Reason] = []
    for place, name in enumerate(table.indicators):
        before = shape(table.values[:, place])
        if before is None:
            reasons.append(Reason.of("index.treat.no_shape", indicator=name))
        elif treatment.passes(before):
            columns.append(TreatedColumn(name, before, None, before, (), None, before))
        else:
            values[:, place], done = _treated(name, table, before, treatment)
            columns.append(done)
            reasons += _reasons(done, treatment)
    return Treated(table.with_values(values), tuple(columns), tuple(reasons))


def _treated(name: str, table: Table, before: Shape, treatment: Treatment) -> tuple[Array, TreatedColumn]:
    column = table.column(name)
    found, points, after = winsorise(column, before, treatment)
    units = tuple(table.units[place] for place in points)
    if treatment.passes(after) or treatment.then == "nothing":
        return found, TreatedColumn(name, before, len(points), after, units, None, after)
    logged = _LOGS[treatment.then](column)
    return logged, TreatedColumn(name, before, len(points), after, (), treatment.then, shape(logged) or after)


def winsorise(column: Array, before: Shape, treatment: Treatment) -> tuple[Array, list[int], Shape]:
    """Return a column with its extreme points drawn in, the places of these points, and its shape then.

    Tied extremes are drawn in together, so that the number of points may pass the limit by the tie. It stops
    before a column would be left with one value only.
    """
    found, now = column.copy(), before
    high: list[int] = []
    low: list[int] = []
    while not treatment.passes(now) and _below(len(high) + len(low), treatment.most):
        extreme = np.nanmax if now.skew >= 0 else np.nanmin
        at = found == extreme(found)
        drawn = np.where(at, extreme(found[~at]), found)
        after = shape(drawn)
        if after is None:
            break
        found, points = drawn, np.flatnonzero(at).tolist()
        high, low = (points, low) if now.skew >= 0 else (high, points)
        now = after
    return found, sorted({*high, *low}), now


def _below(count: int, most: int | None) -> bool:
    return most is None or count < most


def _reasons(done: TreatedColumn, treatment: Treatment) -> list[Reason]:
    if done.then is not None:
        code = "index.treat.logged"
        found = [Reason.of(code, indicator=done.indicator, kind=done.then, points=done.winsorised)]
    else:
        code, units = "index.treat.winsorised", listed(done.units)
        found = [Reason.of(code, indicator=done.indicator, count=done.winsorised, units=units)]
    if not treatment.passes(done.end):
        found.append(Reason.of("index.treat.still_skewed", indicator=done.indicator))
    return found
