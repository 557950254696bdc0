"""Normalisation of a table: which scale, towards which direction, refused where a scale cannot be laid."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from fivefold.method.claim.index import scales
from fivefold.method.claim.index.errors import BoundsMissingError, ConstantIndicatorError, NotPositiveError
from fivefold.method.claim.index.table import Array, Table

Kind: TypeAlias = Literal[
    "minmax",
    "zscore",
    "scaled",
    "goalposts",
    "to_best",
    "fraction_of_best",
    "rank",
    "borda",
    "rank_share",
    "percentile",
]
KINDS: Mapping[str, Callable[..., Array]] = {
    "minmax": scales.minmax,
    "zscore": scales.zscore,
    "scaled": scales.scaled,
    "goalposts": scales.goalposts,
    "to_best": scales.to_best,
    "fraction_of_best": scales.fraction_of_best,
    "rank": scales.rank,
    "borda": scales.borda,
    "rank_share": scales.rank_share,
    "percentile": scales.percentile,
}
_NEED_A_RANGE = frozenset({"minmax", "zscore", "to_best", "rank_share"})
_OWN_BOUNDS = frozenset({"scaled", "goalposts"})
_BOUNDS = 2


@dataclass(frozen=True)
class Scale:
    """A kind of scale and its numbers, in the order of the function of that name in `scales`.

    `Scale("minmax", (1, 100))`, `Scale("zscore", (10, 2))`, `Scale("goalposts", (0, 18))`. `each` gives an
    indicator numbers of its own, such as its goalposts.
    """

    kind: Kind
    numbers: tuple[float, ...] = ()
    each: tuple[tuple[str, tuple[float, ...]], ...] = ()


MINMAX = Scale("minmax")


def normalise(table: Table, scale: Scale, directions: Mapping[str, int] | None = None) -> Table:
    """Return the table on a common scale, on which more is better.

    `directions` holds -1 for indicators of which less is better (default 1). Scales made of the sample turn the
    values round first, scales with bounds of their own turn round what they give. Raises
    `ConstantIndicatorError` where the sample's range is the scale and an indicator has none, `NotPositiveError`
    for a ratio to a best that is not above 0, `ScaleError` for bounds the wrong way round, `BoundsMissingError`.

    >>> table = Table(("甲", "乙", "丙"), ("late",), [[1], [3], [2]])
    >>> normalise(table, Scale("minmax"), {"late": -1}).values.ravel().tolist()
    [100.0, 0.0, 50.0]
    """
    signs = np.array([(directions or {}).get(name, 1) for name in table.indicators], dtype=np.float64)
    own = dict(scale.each)
    if scale.kind in _OWN_BOUNDS:
        lacking = [name for name in table.indicators if len(own.get(name, scale.numbers)) < _BOUNDS]
        if lacking:
            raise BoundsMissingError(lacking)
        columns = [
            _between(table.column(name), scale.kind, own.get(name, scale.numbers), sign)
            for name, sign in zip(table.indicators, signs, strict=True)
        ]
        return table.with_values(np.column_stack(columns))
    values = table.values * signs
    _check(table, values, scale.kind)
    whole = KINDS[scale.kind](values, *scale.numbers)
    for name, numbers in own.items():
        place = table.indicators.index(name)
        whole[:, [place]] = KINDS[scale.kind](values[:, [place]], *numbers)
    return table.with_values(whole)


def _between(column: Array, kind: str, numbers: tuple[float, ...], sign: float) -> Array:
    """Lay one column between its bounds; less is better: the bounds change places."""
    bottom, top, *rest = numbers
    low, high = (bottom, top) if sign > 0 else (-top, -bottom)
    return KINDS[kind](column[:, None] * sign, low, high, *rest)[:, 0]


def _check(table: Table, values: Array, kind: str) -> None:
    least, most = _edges(values)
    if kind in _NEED_A_RANGE:
        flat = [name for name, a, b in zip(table.indicators, least, most, strict=True) if not a < b]
        if flat:
            raise ConstantIndicatorError(flat)
    if kind == "fraction_of_best":
        low = [name for name, best in zip(table.indicators, most, strict=True) if not best > 0]
        if low:
            raise NotPositiveError(kind, low)


def _edges(values: Array) -> tuple[Array, Array]:
    """Return the least and the most of each column; the wrong way round where there is no value at all."""
    there = ~np.isnan(values)
    least: Array = np.min(values, axis=0, where=there, initial=np.inf)
    most: Array = np.max(values, axis=0, where=there, initial=-np.inf)
    return least, most
