"""Size: indicators per head, per area or per another column, so that large and small units compare."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from fivefold.method.claim.index.errors import DenominatorError, listed
from fivefold.method.claim.index.table import Table
from fivefold.method.reason import Reason


@dataclass(frozen=True, eq=False)
class Denominated:
    """The table after division, and a reason per denominator, with the units that have none."""

    table: Table
    reasons: tuple[Reason, ...]


def denominate(table: Table, sizes: Table, by: Mapping[str, str]) -> Denominated:
    """Divide the indicators named in `by` by a column of `sizes` (indicator -> column); the others stay.

    Units are matched by name. A missing size makes the value missing, and a reason says so. Raises
    `DenominatorError` for an indicator, column or unit that is not there, and for a size of 0.

    >>> table = Table(("甲", "乙"), ("cases",), [[6], [8]])
    >>> denominate(table, Table(("乙", "甲"), ("people",), [[4], [2]]), {"cases": "people"}).table.values.tolist()
    [[3.0], [2.0]]
    """
    _known(table, sizes, by)
    rows = [sizes.units.index(unit) for unit in table.units]
    values, reasons = table.values.copy(), []
    for column in sorted(set(by.values())):
        size = sizes.column(column)[rows]
        zero = [table.units[row] for row in np.flatnonzero(size == 0)]
        if zero:
            raise DenominatorError("zero", [f"{unit}/{column}" for unit in zero])
        divided = [name for name in table.indicators if by.get(name) == column]
        for name in divided:
            values[:, table.indicators.index(name)] /= size
        reasons.append(Reason.of("index.denominator.done", column=column, indicators=listed(divided)))
        lacking = [table.units[row] for row in np.flatnonzero(np.isnan(size))]
        if lacking:
            reasons.append(Reason.of("index.denominator.missing", column=column, units=listed(lacking)))
    return Denominated(table.with_values(values), tuple(reasons))


def _known(table: Table, sizes: Table, by: Mapping[str, str]) -> None:
    unknown = [
        *sorted(set(by) - set(table.indicators)),
        *sorted(set(by.values()) - set(sizes.indicators)),
        *sorted(set(table.units) - set(sizes.units)),
    ]
    if unknown:
        raise DenominatorError("unknown", unknown)
