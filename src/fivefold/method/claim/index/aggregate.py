"""Aggregation up the tree: each node is the mean of its children, under their weights.

Missing values: "refuse" stops at the first, "skip" takes the mean of what is there with the weights of what is
there, and says so. Floats; agrees with COINr to 1e-12 of the value.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from fivefold.method.claim.index.errors import FrameworkError, NotPositiveError, listed
from fivefold.method.claim.index.framework import Framework, Node
from fivefold.method.claim.index.means import Mean, mean
from fivefold.method.claim.index.table import Array, Table
from fivefold.method.reason import Reason

Missing: TypeAlias = Literal["refuse", "skip"]


@dataclass(frozen=True, eq=False)
class Aggregated:
    """Indicators and all aggregates as one table (aggregates behind, upwards), and what was left out of means."""

    table: Table
    root: str
    reasons: tuple[Reason, ...]

    @property
    def scores(self) -> Array:
        """The index, by unit."""
        return self.table.column(self.root)


def matched(table: Table, framework: Framework) -> Table:
    """Return the indicators of the tree in its order. Raises `FrameworkError` for leaves without a column."""
    lacking = [code for code in framework.leaves if code not in table.indicators]
    if lacking:
        raise FrameworkError("no_column", lacking)
    return table.chosen(framework.leaves)


def aggregate(
    table: Table,
    framework: Framework,
    how: Mean | Mapping[str, Mean] = "arithmetic",
    missing: Missing = "refuse",
) -> Aggregated:
    """Return the table with every node of the tree; `how` is one mean, or one for each aggregate.

    Columns that the tree does not name are left out, and a reason says so. Raises `MissingValueError`,
    `FrameworkError` and, for a geometric or harmonic mean, `NotPositiveError`.

    >>> table = Table(("甲", "乙"), ("a", "b"), [[1, 100], [9, 25]])
    >>> aggregate(table, Framework.flat(("a", "b")), "geometric").scores.round(9).tolist()
    [10.0, 15.0]
    """
    own = matched(table, framework)
    if missing == "refuse":
        own.whole("aggregation")
    unused = [name for name in table.indicators if name not in own.indicators]
    reasons = [Reason.of("index.aggregate.unused", indicators=listed(unused))] if unused else []
    columns = dict(zip(own.indicators, own.values.T, strict=True))
    for code in framework.upwards:
        children = framework.children[code]
        kind = how if isinstance(how, str) else how[code]
        stacked = np.stack([columns[child.code] for child in children], axis=-1)
        columns[code], fewer = _node(code, children, stacked, kind, table.units)
        reasons += fewer
    found = Table(table.units, tuple(columns), np.column_stack(list(columns.values())))
    return Aggregated(found, framework.root, tuple(reasons))


def checked(code: str, values: Array, kind: Mean) -> None:
    """Raise `NotPositiveError` if a mean that needs values above 0 would get others."""
    if kind != "arithmetic" and (values <= 0).any():
        raise NotPositiveError(kind, [code])


def _node(
    code: str, children: tuple[Node, ...], values: Array, kind: Mean, units: tuple[str, ...]
) -> tuple[Array, list[Reason]]:
    if kind != "arithmetic" and (values <= 0).any():
        low = [f"{units[row]} × {children[column].code}" for row, column in np.argwhere(values <= 0)]
        raise NotPositiveError(kind, low, "index.not_positive_mean")
    weights = np.array([child.weight for child in children], dtype=np.float64)
    there = ~np.isnan(values)
    if there.all():
        return mean(values, weights / weights.sum(), kind), []
    shares = np.where(there, weights, 0.0)
    whole = shares.sum(axis=1, keepdims=True)
    with np.errstate(invalid="ignore", divide="ignore"):
        found = mean(np.where(there, values, 1.0)[:, None, :], shares / whole, kind)[:, 0]
    lacking = [units[row] for row in np.flatnonzero(~there.all(axis=1))]
    return found, [Reason.of("index.aggregate.skipped", node=code, count=len(lacking), units=listed(lacking))]
