"""Outliers: winsorise a few of them, and if that does not do, take a logarithm of the untouched column.

The procedure of COINr's `Treat` (JRC practice): a column is left alone while |skewness| < 2 or kurtosis < 3.5.
Otherwise its extreme value, on the side to which it is skewed, is set to the next one, up to a number of points;
if the column still stands out, the points are put back and a logarithm is taken instead. Floats throughout.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from fivefold.method.claim.index.errors import listed
from fivefold.method.claim.index.moments import Shape, shape, shapes
from fivefold.method.claim.index.table import Array, Table
from fivefold.method.claim.index.transform import log_one, log_percent, log_to_skew
from fivefold.method.reason import Reason

Bools: TypeAlias = npt.NDArray[np.bool_]
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
    found = shapes(table.values)
    out = [place for place, one in enumerate(found) if one is not None and not treatment.passes(one)]
    drawn = dict(
        zip(out, _winsorised(values[:, out], [found[place] for place in out], treatment), strict=True)
    )
    columns: list[TreatedColumn] = []
    reasons: list[Reason] = []
    for place, (name, before) in enumerate(zip(table.indicators, found, strict=True)):
        if before is None:
            reasons.append(Reason.of("index.treat.no_shape", indicator=name))
        elif place not in drawn:
            columns.append(TreatedColumn(name, before, None, before, (), None, before))
        else:
            values[:, place], done = _chosen(table, place, drawn[place], before, treatment)
            columns.append(done)
            reasons += _reasons(done, treatment)
    return Treated(table.with_values(values), tuple(columns), tuple(reasons))


@dataclass(frozen=True, eq=False)
class _Column:
    """One column being winsorised: its values, its shape now, and which points were drawn in from above and below."""

    values: Array
    now: Shape
    high: Bools
    low: Bools
    stuck: bool = False

    def wants(self, treatment: Treatment) -> bool:
        """Return whether another point is to be drawn in."""
        if self.stuck or treatment.passes(self.now):
            return False
        return treatment.most is None or int(self.high.sum() + self.low.sum()) < treatment.most

    def taken(self, values: Array, at: Bools, after: Shape | None) -> "_Column":
        """Return the column with the points `at` drawn in, unless one value only would be left."""
        if after is None:
            return replace(self, stuck=True)
        high, low = (at, self.low) if self.now.skew >= 0 else (self.high, at)
        return _Column(values, after, high, low)


def _winsorised(values: Array, before: list[Shape | None], treatment: Treatment) -> list[_Column]:
    """Draw in the extreme points of some columns, all at once, until each is within the limits or at its most.

    Tied extremes are drawn in together, so that the number of points may pass the limit by the tie.
    """
    none = np.zeros(len(values), dtype=np.bool_)
    columns = [_Column(one, now, none, none) for one, now in zip(values.T, before, strict=True) if now]
    while active := [place for place, one in enumerate(columns) if one.wants(treatment)]:
        sign = np.array([1.0 if columns[place].now.skew >= 0 else -1.0 for place in active])
        turned = np.column_stack([columns[place].values for place in active]) * sign
        at = turned == np.nanmax(turned, axis=0)
        drawn = np.where(at, np.nanmax(np.where(at, np.nan, turned), axis=0), turned) * sign
        for place, column, points, after in zip(active, drawn.T, at.T, shapes(drawn), strict=True):
            columns[place] = columns[place].taken(column, points, after)
    return columns


def _chosen(
    table: Table, place: int, drawn: _Column, before: Shape, treatment: Treatment
) -> tuple[Array, TreatedColumn]:
    """Return the winsorised column, or the logarithm of the untouched one where that does not do."""
    name, changed = table.indicators[place], np.flatnonzero(drawn.high | drawn.low)
    units = tuple(table.units[row] for row in changed)
    if treatment.passes(drawn.now) or treatment.then == "nothing":
        return drawn.values, TreatedColumn(name, before, len(units), drawn.now, units, None, drawn.now)
    logged = _LOGS[treatment.then](table.values[:, place])
    end = shape(logged) or drawn.now
    return logged, TreatedColumn(name, before, len(units), drawn.now, (), treatment.then, end)


def _reasons(done: TreatedColumn, treatment: Treatment) -> list[Reason]:
    if done.then is not None:
        code = "index.treat.logged"
        found = [
            Reason.of(
                code, indicator=done.indicator, kind=Reason(f"index.log.{done.then}"), points=done.winsorised
            )
        ]
    else:
        code, units = "index.treat.winsorised", listed(done.units)
        found = [Reason.of(code, indicator=done.indicator, count=done.winsorised, units=units)]
    if not treatment.passes(done.end):
        found.append(Reason.of("index.treat.still_skewed", indicator=done.indicator))
    return found
