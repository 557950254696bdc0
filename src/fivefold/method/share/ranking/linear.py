"""The linear ordering problem as an integer programme with rows that are added when they are broken."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, vstack

Matrix = NDArray[np.int64]
Floats = NDArray[np.float64]

_NEAR = 1e-6
_ROWS_AT_ONCE = 3_000


class _Programme:
    """Variables x[i, j] for i < j: 1 where i stands before j. Rows: no circle of three, no order seen before."""

    def __init__(self, over: Matrix, seen: Sequence[Sequence[int]]) -> None:
        self.size = len(over)
        self.left, self.right = np.triu_indices(self.size, 1)
        self.place = np.zeros((self.size, self.size), dtype=np.int64)
        self.place[self.left, self.right] = np.arange(len(self.left))
        self.gain = (over - over.T)[self.left, self.right].astype(np.float64)
        self.rows: list[csr_array] = []
        self.lows: list[Floats] = []
        self.highs: list[Floats] = []
        for order in seen:
            self._forbid(order)

    def _forbid(self, order: Sequence[int]) -> None:
        stand = np.argsort(np.array(order))
        sign = np.where(stand[self.left] < stand[self.right], 1.0, -1.0)
        agreeing = float((sign > 0).sum()) - 1.0
        self._add(csr_array(sign[None, :]), np.array([-np.inf]), np.array([agreeing]))

    def _add(self, rows: csr_array, low: Floats, high: Floats) -> None:
        self.rows.append(rows)
        self.lows.append(low)
        self.highs.append(high)

    def solve(self, *, whole: bool) -> Floats | None:
        """Return the best values under the rows so far, whole numbers or not; None if there are none."""
        rows = LinearConstraint(
            vstack(self.rows, format="csr"), np.concatenate(self.lows), np.concatenate(self.highs)
        ) if self.rows else ()  # fmt: skip
        found = milp(
            -self.gain,
            integrality=np.full(len(self.gain), int(whole)),
            bounds=Bounds(0, 1),
            constraints=rows,
            options={"mip_rel_gap": 0},
        )
        return None if found.x is None else np.asarray(found.x)

    def cut(self, values: Floats) -> bool:
        """Add the rows i, j, k that the values break most; whether there was one."""
        full = np.zeros((self.size, self.size))
        full[self.left, self.right] = values
        triples, size = self._broken(full)
        if not len(triples):
            return False
        worst = triples[np.argsort(-size, kind="stable")[:_ROWS_AT_ONCE]]
        first, second, third = worst.T
        count = len(worst)
        columns = np.stack(
            [self.place[first, second], self.place[second, third], self.place[first, third]], 1
        )
        data = np.tile([1.0, 1.0, -1.0], count)
        rows = csr_array((data, (np.repeat(np.arange(count), 3), columns.ravel())), (count, len(self.gain)))
        self._add(rows, np.zeros(count), np.ones(count))
        return True

    def _broken(self, full: Floats) -> tuple[NDArray[np.int64], Floats]:
        found, sizes = [np.zeros((0, 3), dtype=np.int64)], [np.zeros(0)]
        for first in range(self.size - 2):
            rest = slice(first + 1, self.size)
            circle = full[first, rest, None] + full[rest, rest] - full[first, None, rest]
            wrong = np.triu(np.maximum(circle - 1, -circle), 1)
            second, third = np.nonzero(wrong > _NEAR)
            found.append(np.stack([np.full(len(second), first), second + first + 1, third + first + 1], 1))
            sizes.append(wrong[second, third])
        return np.concatenate(found), np.concatenate(sizes)


def best_order(over: Matrix, seen: Sequence[Sequence[int]]) -> list[int] | None:
    """Return the order of the items 0..n-1 that respects the most of `over` and is none of `seen`.

    `over` is items x items, in whole numbers. None where every order was seen. First as a linear programme, which is
    mostly whole already; whole numbers are asked for only where it is not.
    """
    programme = _Programme(over, seen)
    whole = False
    while True:
        values = programme.solve(whole=whole)
        if values is None:
            return None
        values = np.round(values) if whole else values
        if programme.cut(values):
            continue
        if np.abs(values - np.round(values)).max(initial=0) <= _NEAR:
            return _order(programme, np.round(values))
        whole = True


def _order(programme: _Programme, values: Floats) -> list[int]:
    before = np.zeros(programme.size)
    np.add.at(before, programme.right, values)
    np.add.at(before, programme.left, 1 - values)
    return [int(place) for place in np.argsort(before, kind="stable")]
