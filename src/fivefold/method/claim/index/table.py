"""A table of units (regions) by indicators (items), the one shape that all steps take and give."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from fivefold.method.claim.index.errors import (
    DuplicateKeyError,
    EmptyClassError,
    MissingValueError,
    NotANumberError,
)

Array: TypeAlias = npt.NDArray[np.float64]


def sealed(values: npt.ArrayLike) -> Array:
    """Return a copy of some numbers as 64-bit floats that nobody can write to."""
    found = np.array(values, dtype=np.float64)
    found.setflags(write=False)
    return found


def twice(keys: Iterable[str]) -> list[str]:
    """Return the keys that stand more than once, sorted."""
    return sorted(key for key, count in Counter(keys).items() if count > 1)


@dataclass(frozen=True, eq=False)
class Table:
    """`values[unit, indicator]`, 64-bit floats that cannot be written to; NaN is a missing value.

    Raises `EmptyClassError`, `DuplicateKeyError`, `NotANumberError` (an infinity); `ValueError` if the shape of
    `values` is not that of the keys.

    >>> table = Table(("甲市", "乙市"), ("a", "b"), [[1, 2], [3, None]])
    >>> table.missing()
    (('乙市', 'b'),)
    """

    units: tuple[str, ...]
    indicators: tuple[str, ...]
    values: Array

    def __post_init__(self) -> None:
        values = sealed(self.values)
        if not self.units or not self.indicators:
            raise EmptyClassError("indicators" if self.units else "units")
        if values.shape != (len(self.units), len(self.indicators)):
            raise ValueError(f"{values.shape} values for {len(self.units)} x {len(self.indicators)} keys")
        double = twice(self.units) + twice(self.indicators)
        if double:
            raise DuplicateKeyError(double)
        infinite = np.argwhere(np.isinf(values))
        if len(infinite):
            raise NotANumberError(
                [(self.units[row], self.indicators[column], "∞") for row, column in infinite]
            )
        object.__setattr__(self, "values", values)

    @classmethod
    def of_records(cls, records: Sequence[Mapping[str, str]], unit: str) -> "Table":
        """Read rows of text: the column `unit` names the unit, every other one is an indicator.

        An empty cell is a missing value. Raises `NotANumberError` naming the cells that hold anything else.
        """
        if not records:
            raise EmptyClassError("units")
        names = [row[unit] for row in records]
        indicators = tuple(name for name in records[0] if name != unit)
        bad: list[tuple[str, str, str]] = []
        values = [[_number(row[name], (row[unit], name), bad) for name in indicators] for row in records]
        if bad:
            raise NotANumberError(bad)
        return cls(tuple(names), indicators, sealed(values).reshape(len(names), len(indicators)))

    def with_values(self, values: npt.ArrayLike) -> "Table":
        """Return the same units and indicators with other values."""
        return replace(self, values=sealed(values))

    def chosen(self, indicators: Sequence[str]) -> "Table":
        """Return some indicators in a given order. `KeyError` for one that is not there."""
        place = {name: number for number, name in enumerate(self.indicators)}
        columns = [place[name] for name in indicators]
        return Table(self.units, tuple(indicators), self.values[:, columns])

    def column(self, indicator: str) -> Array:
        """Return the values of one indicator, in the order of the units."""
        return self.values[:, self.indicators.index(indicator)]

    def missing(self) -> tuple[tuple[str, str], ...]:
        """Return where values are missing, as (unit, indicator)."""
        return tuple(
            (self.units[row], self.indicators[column]) for row, column in np.argwhere(np.isnan(self.values))
        )

    def whole(self, step: str) -> Array:
        """Return the values if none is missing. Raises `MissingValueError` naming the step that needs them."""
        lacking = self.missing()
        if lacking:
            raise MissingValueError(step, lacking)
        return self.values

    def to_data(self) -> dict[str, object]:
        """Return the table as JSON values; numbers as the shortest text that reads back to the same float."""
        rows = [[None if np.isnan(value) else repr(float(value)) for value in row] for row in self.values]
        return {"units": list(self.units), "indicators": list(self.indicators), "values": rows}


def _number(text: str, place: tuple[str, str], bad: list[tuple[str, str, str]]) -> float:
    if not text.strip():
        return float("nan")
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        bad.append((*place, text))
        return float("nan")
    return float(value)
