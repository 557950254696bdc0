"""Prices of quotas: a proof that an allocation is the best, and which cells may still be in doubt.

Put a price on each quota's claims (Lagrangian relaxation, Geoffrion 1974): then every region chooses for
itself, and what all regions gain, plus the prices paid for full quotas, is an upper bound of the optimum,
whatever the prices. Prices are whole numbers in units of 1/`UNIT`, so the bound is exact; where it comes
down to the value found, nobody needs to trust a solver: the prices prove the optimum.
"""

from dataclasses import dataclass

import numpy as np

from fivefold.method.claim.coordination.arrays import ANY, Instance, Ints

UNIT = 64
"""Prices are counted in 64ths of a point of worth."""
_NEVER = np.int64(2**50)


@dataclass(frozen=True)
class Priced:
    """What the prices say.

    `bound` is the upper bound, in units of 1/`UNIT`; `loss[r, p]` by how much it falls if the cell's choice
    is turned round, `chosen[r, p]` the choice itself (locked cells have no loss worth considering).
    """

    bound: int
    chosen: np.ndarray[tuple[int, int], np.dtype[np.bool_]]
    loss: Ints


def whole(instance: Instance, prices: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Ints:
    """Return prices, given in points, in whole units."""
    return honest(instance, np.round(prices * UNIT).astype(np.int64))


def honest(instance: Instance, units: Ints) -> Ints:
    """Return prices kept within the penalties of soft quotas: with dearer ones nothing would be bounded."""
    most = np.where(instance.quotas.penalty == ANY, _NEVER, instance.quotas.penalty * UNIT)
    return np.clip(units, -most, most)


def priced(instance: Instance, units: Ints) -> Priced:
    """Let every region choose under the prices. Prices of a hard quota's high side are positive."""
    quotas = instance.quotas
    paid = (
        np.maximum(units, 0) * np.minimum(quotas.high, len(instance.low)) - np.maximum(-units, 0) * quotas.low
    )
    worth = instance.worth * UNIT - by_cell(instance, units)
    must, free = instance.lock > 0, instance.lock == 0
    number = must.sum(axis=1)
    low, high = instance.low - number, instance.high - number
    open_worth = np.where(free, worth, -_NEVER)
    chosen, loss = _choices(open_worth, low, high)
    bound = int(worth[chosen].sum()) + int(worth[must].sum()) + int(paid.sum())
    return Priced(bound, chosen | must, np.where(free, loss, _NEVER))


def _choices(
    worth: Ints, low: Ints, high: Ints
) -> tuple[np.ndarray[tuple[int, int], np.dtype[np.bool_]], Ints]:
    """Return each row's best choice of `low` to `high` cells, and each cell's loss when turned round."""
    rows, width = worth.shape
    order = np.argsort(-worth, axis=1, kind="stable")
    place = np.empty_like(order)
    np.put_along_axis(place, order, np.broadcast_to(np.arange(width), (rows, width)), axis=1)
    chosen = (place < low[:, None]) | ((place < high[:, None]) & (worth > 0))
    number = chosen.sum(axis=1)
    line = np.arange(rows)
    weakest = np.where(number > 0, worth[line, order[line, number - 1]], _NEVER)
    runner_up = np.where(number < width, worth[line, order[line, np.minimum(number, width - 1)]], -_NEVER)
    spare = np.where(number > low, np.maximum(runner_up, 0), runner_up)
    taken_in = np.where(number < high, np.minimum(weakest, 0), weakest)
    loss = np.where(chosen, worth - spare[:, None], taken_in[:, None] - worth)
    return chosen, loss


def by_cell(instance: Instance, units: Ints) -> Ints:
    """Return what a region pays for a claim: the prices of all quotas that count it."""
    quotas = instance.quotas
    provinces = int(max(instance.province.max(initial=0), quotas.province.max(initial=0))) + 1
    classes = int(max(instance.region_class.max(initial=0), quotas.region_class.max(initial=0))) + 1
    table = np.zeros((provinces + 1, classes + 1, instance.shape[1]), np.int64)
    np.add.at(table, (quotas.province, quotas.region_class, quotas.project), units)
    table[:, :-1] += table[:, -1:]
    table[:-1] += table[-1:]
    cells: Ints = table[instance.province, instance.region_class]
    return cells
