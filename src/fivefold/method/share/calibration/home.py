"""Whether judges give their own more: the home effect beside region and judge. A report, not a punishment."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np

from fivefold.method.reason import Reason
from fivefold.method.share.calibration.fit import fitted, width_of
from fivefold.method.share.calibration.grid import check, grid
from fivefold.method.share.errors import SameColumnError
from fivefold.method.share.marks import Mark


@dataclass(frozen=True)
class HomeBias:
    """How many points a judge gives more to regions of the own home, with an interval, and from how many marks."""

    extra: float
    low: float
    high: float
    home: int
    away: int
    reasons: tuple[Reason, ...]


def home_bias(marks: Iterable[Mark], home: Collection[tuple[str, str]], level: float = 0.9) -> HomeBias:
    """Estimate the home effect in mark = mean + home + region + judge + rest (generalised least squares).

    `home` holds the pairs (region, judge) that belong together, whether marked or not. Raises as `calibrate`, and
    `SameColumnError` where every mark, or none, is one of them.

    >>> from decimal import Decimal
    >>> given = {"甲市": (90, 80, 79), "乙市": (75, 86, 75), "丙市": (70, 71, 81)}
    >>> marks = [Mark(name, "ABC"[n], Decimal(one)) for name, own in given.items() for n, one in enumerate(own)]
    >>> found = home_bias(marks, {("甲市", "A"), ("乙市", "B"), ("丙市", "C")})
    >>> round(found.extra, 1), found.home, found.away, found.reasons[0].code
    (10.7, 3, 6, 'share.home.seen')
    """
    table = grid(marks)
    check(table)
    column = np.array(
        [
            (table.regions[region], table.judges[judge]) in home
            for region, judge in zip(table.region, table.judge, strict=True)
        ]
    )
    count = int(column.sum())
    if count in {0, len(column)}:
        raise SameColumnError(home=count, marks=len(column))
    model = fitted(table, np.column_stack([np.ones(len(column)), column]))
    extra, error = float(model.beta[1]), float(model.beta_error[1])
    low, high = extra - width_of(level) * error, extra + width_of(level) * error
    code = "share.home.none" if low <= 0 <= high else "share.home.seen"
    reason = Reason.of(code, extra=f"{extra:+.3g}", low=f"{low:+.3g}", high=f"{high:+.3g}", home=count)
    return HomeBias(extra, low, high, count, len(column) - count, (reason,))
