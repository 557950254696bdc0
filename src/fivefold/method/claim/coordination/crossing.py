"""Crossing quotas at national size: most regions are settled by the prices, the rest is solved exactly.

1. `guess` the prices. Settle the cells whose choice they do not leave in doubt, those of the largest loss;
   the others are the *core*.
2. Solve the linear relaxation of the core under what the settled cells leave of the quotas, and take its
   prices. Cells that would now choose otherwise join the core, and so on until there are none.
3. Where the relaxation comes out broken, solve the core in whole numbers.
4. If no settled cell could win back what lies between the value and the bound, the choice is the best of
   all (reduced-cost fixing, Dantzig, Fulkerson & Johnson 1954). Else begin with a wider core.

At its widest the core is the whole instance, and the method plain branch and cut.
"""

from dataclasses import dataclass, replace

import numpy as np

from fivefold.method.claim.coordination import linear, prices
from fivefold.method.claim.coordination.arrays import Bools, Instance, Ints, counts, value
from fivefold.method.claim.coordination.guess import guess

SMALL = 30_000
"""Up to this many cells are solved together at first."""
_WIDER = 4


@dataclass(frozen=True)
class Crossed:
    """The best choice, the prices found with it, and whether they prove it."""

    chosen: Bools
    units: Ints
    proven: bool


def crossing(instance: Instance, small: int = SMALL) -> Crossed | None:
    """Return the best choice; None if the demands cannot be met together.

    `small` is the first size of the core, in cells. Without proof by prices the choice is the best to the
    knowledge of branch and cut on the whole instance.
    """
    cells = np.count_nonzero(instance.lock == 0)
    units = guess(instance, small) if cells > small else None
    while units is not None and cells > small:
        found = _by_core(instance, units, small)
        if found is not None:
            return found
        small *= _WIDER
    return _whole(instance)


def _whole(instance: Instance) -> Crossed | None:
    relaxed = linear.relax(instance)
    if relaxed is None:
        return None
    chosen = linear.exact(instance) if relaxed.chosen is None else relaxed.chosen
    if chosen is None:
        return None
    units = prices.whole(instance, relaxed.prices)
    return Crossed(
        chosen, units, prices.priced(instance, units).bound // prices.UNIT <= value(instance, chosen)
    )


def _by_core(instance: Instance, units: Ints, small: int) -> Crossed | None:
    """Return the proven best choice, None if the core is too narrow for a choice or for a proof."""
    seen = prices.priced(instance, units)
    settled: Bools = seen.chosen
    doubtful = (instance.lock == 0) & (seen.loss <= np.partition(seen.loss, small, axis=None)[small])
    while True:
        core = _core(instance, settled, doubtful)
        relaxed = linear.relax(core.inner)
        if relaxed is None:
            return None
        units = prices.whole(instance, relaxed.prices)
        seen = prices.priced(instance, units)
        turned = ~doubtful & (seen.chosen != settled)
        if not turned.any():
            return _finished(core, seen, units, relaxed.chosen)
        # Those that nearly turn would be the next ones to come; what was doubtful stays so, hence this ends.
        doubtful = doubtful | turned | ((seen.loss < prices.UNIT) & (instance.lock == 0))


@dataclass(frozen=True)
class _Core:
    """The whole instance, the core as one of its own, and how to put a choice of the core back."""

    outer: Instance
    inner: Instance
    rows: Ints
    settled: Bools
    doubtful: Bools


def _core(instance: Instance, settled: Bools, doubtful: Bools) -> _Core:
    lock = np.where(doubtful, 0, np.where(settled, 1, -1)).astype(np.int8)
    open_rows: Bools = doubtful.sum(axis=1) > 0
    rows = np.nonzero(open_rows)[0]
    used = counts(instance, settled & ~open_rows[:, None])
    inner = replace(instance, lock=lock).only(rows, np.ones(len(instance.quotas), bool))
    quotas = replace(inner.quotas, low=inner.quotas.low - used, high=inner.quotas.high - used)
    return _Core(instance, replace(inner, quotas=quotas), rows, settled, doubtful)


def _finished(core: _Core, seen: prices.Priced, units: Ints, inner: Bools | None) -> Crossed | None:
    found = linear.exact(core.inner) if inner is None else inner
    if found is None:
        return None
    chosen = core.settled.copy()
    chosen[core.rows] = found
    reached = value(core.outer, chosen)
    if seen.bound // prices.UNIT <= reached:
        return Crossed(chosen, units, proven=True)
    gap = seen.bound - (reached + 1) * prices.UNIT
    return Crossed(chosen, units, proven=False) if (seen.loss[~core.doubtful] > gap).all() else None
