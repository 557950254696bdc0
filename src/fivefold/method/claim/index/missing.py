"""Missing values and thin data: what is filled in, from what, and what stays empty. Nothing happens silently."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from fivefold.method.claim.index.errors import EmptyClassError, FrameworkError, listed
from fivefold.method.claim.index.table import Array, Table
from fivefold.method.reason import Reason

Rule: TypeAlias = Literal["mean", "median"]
_CENTRES: Mapping[Rule, Callable[[Array], float]] = {"mean": np.nanmean, "median": np.nanmedian}


@dataclass(frozen=True)
class Filled:
    """One value that was not given: what stands there now, and how many values of which group it was made of.

    `group` is None when all units together are the source.
    """

    unit: str
    indicator: str
    value: float
    rule: Rule
    count: int
    group: str | None


@dataclass(frozen=True, eq=False)
class Imputed:
    """The table with values filled in, each of them, and a reason per indicator; some may stay missing."""

    table: Table
    filled: tuple[Filled, ...]
    reasons: tuple[Reason, ...]


def impute(table: Table, rule: Rule, groups: Mapping[str, str] | None = None) -> Imputed:
    """Fill each missing value with the mean or median of its indicator, or of its unit's group on it.

    A value whose group has none stays missing, and a reason names it: there is no second choice behind the first.
    Raises `FrameworkError` for units without a group.

    >>> table = Table(("甲", "乙", "丙"), ("a",), [[1], [3], [None]])
    >>> impute(table, "mean").filled[0].value
    2.0
    """
    homes = _homes(table, groups)
    values = table.values.copy()
    filled, reasons = [], []
    for place, name in enumerate(table.indicators):
        column = table.values[:, place]
        found = [
            _filled(table, name, column, int(row), rule, homes) for row in np.flatnonzero(np.isnan(column))
        ]
        given = [one for one in found if isinstance(one, Filled)]
        for one in given:
            values[table.units.index(one.unit), place] = one.value
        reasons += _reasons(name, rule, given, [one for one in found if isinstance(one, str)])
        filled += given
    return Imputed(table.with_values(values), tuple(filled), tuple(reasons))


def _homes(table: Table, groups: Mapping[str, str] | None) -> tuple[str | None, ...]:
    if groups is None:
        return (None,) * len(table.units)
    homeless = [unit for unit in table.units if unit not in groups]
    if homeless:
        raise FrameworkError("no_group", homeless)
    return tuple(groups[unit] for unit in table.units)


def _filled(
    table: Table, name: str, column: Array, row: int, rule: Rule, homes: tuple[str | None, ...]
) -> Filled | str:
    """Return what is filled in, or the unit for which there is nothing to fill in."""
    own = np.array([home == homes[row] for home in homes])
    source = column[own & ~np.isnan(column)]
    if not len(source):
        return table.units[row]
    return Filled(table.units[row], name, float(_CENTRES[rule](source)), rule, len(source), homes[row])


def _reasons(name: str, rule: Rule, given: list[Filled], empty: list[str]) -> list[Reason]:
    found = []
    if given:
        units, least = listed(one.unit for one in given), min(one.count for one in given)
        groups = tuple(sorted({one.group for one in given if one.group is not None}))
        code = f"index.impute.{rule}_{'group' if groups else 'all'}"
        found.append(
            Reason.of(code, indicator=name, count=len(given), units=units, least=least, groups=groups)
        )
    if empty:
        found.append(Reason.of("index.impute.nothing", indicator=name, count=len(empty), units=listed(empty)))
    return found


@dataclass(frozen=True, eq=False)
class Screened:
    """The table without the units that have too little, these units with their share, and a reason for each."""

    table: Table
    removed: tuple[tuple[str, float], ...]
    reasons: tuple[Reason, ...]


def screen(table: Table, least: float) -> Screened:
    """Leave out the units whose share of available values is below `least` (0 to 1).

    Raises `EmptyClassError` when none would be left.

    >>> screen(Table(("甲", "乙"), ("a", "b"), [[1, 2], [3, None]]), 0.9).removed
    (('乙', 0.5),)
    """
    shares = 1 - np.isnan(table.values).mean(axis=1)
    kept = shares >= least
    if not kept.any():
        raise EmptyClassError("units")
    removed = tuple((table.units[row], float(shares[row])) for row in np.flatnonzero(~kept))
    reasons = tuple(
        Reason.of("index.screen.removed", unit=unit, percent=round(share * 100), least=round(least * 100))
        for unit, share in removed
    )
    units = tuple(table.units[row] for row in np.flatnonzero(kept))
    return Screened(Table(units, table.indicators, table.values[kept]), removed, reasons)
