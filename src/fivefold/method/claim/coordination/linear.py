"""Crossing quotas as a linear programme: relaxation first, whole numbers only where it comes out broken.

SciPy's HiGHS (Huangfu & Hall 2018) solves both. Its floating point is never trusted with the answer: a
choice is rounded, checked and valued in whole numbers, and `prices` proves that no better one exists.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import coo_array, csc_array, vstack

from fivefold.method.claim.coordination.arrays import ANY, Bools, Instance, Ints

_WHOLE = 1e-6
Floats = np.ndarray[tuple[int], np.dtype[np.float64]]


@dataclass(frozen=True)
class Relaxed:
    """The relaxation's answer: the choice if it came out whole, else None; the price of each quota."""

    chosen: Bools | None
    prices: Floats


@dataclass(frozen=True)
class _Programme:
    """Minimise cost with low <= matrix @ x <= high, 0 <= x <= upper: free cells first, then slack of soft quotas."""

    free: Bools
    cost: Floats
    matrix: csc_array
    low: Floats
    high: Floats
    upper: Floats

    def choice(self, instance: Instance, found: Floats) -> Bools:
        """Return the rounded choice."""
        chosen: Bools = instance.lock > 0
        chosen[self.free] = found[: np.count_nonzero(self.free)] > 0.5  # noqa: PLR2004 - rounding
        return chosen


def relax(instance: Instance) -> Relaxed | None:
    """Solve the linear relaxation; None if even that has no solution."""
    model = _programme(instance)
    upper, lower = np.isfinite(model.high), np.isfinite(model.low)
    found = linprog(
        model.cost,
        A_ub=_stacked(model.matrix, upper, lower),
        b_ub=np.concatenate([model.high[upper], -model.low[lower]]),
        bounds=np.stack([np.zeros_like(model.upper), model.upper], axis=1),
        method="highs",
    )
    if found.x is None:
        return None
    rows = np.zeros(len(model.high))
    marginals = found.ineqlin.marginals
    rows[upper] -= marginals[: np.count_nonzero(upper)]
    rows[lower] += marginals[np.count_nonzero(upper) :]
    cells = found.x[: np.count_nonzero(model.free)]
    whole = bool((np.abs(cells - np.round(cells)) < _WHOLE).all())
    chosen = model.choice(instance, found.x) if whole else None
    return Relaxed(chosen, rows[len(instance.low) :])


def exact(instance: Instance) -> Bools | None:
    """Solve in whole numbers by branch and cut with no gap allowed; None if there is no solution."""
    model = _programme(instance)
    found = milp(
        model.cost,
        constraints=LinearConstraint(model.matrix, model.low, model.high),
        bounds=Bounds(np.zeros_like(model.upper), model.upper),
        integrality=np.ones(len(model.cost)),
        options={"mip_rel_gap": 0},
    )
    return None if found.x is None else model.choice(instance, found.x)


def _stacked(matrix: csc_array, upper: Bools, lower: Bools) -> csc_array:
    rows = matrix.tocsr()
    return vstack([rows[upper], -rows[lower]], format="csc")


def _programme(instance: Instance) -> _Programme:
    regions, _ = instance.shape
    quotas = instance.quotas
    free, must = instance.lock == 0, instance.lock > 0
    owner, project = np.nonzero(free)
    counted, kept = _counted(instance, free), _counted(instance, must)
    soft = np.nonzero(quotas.penalty != ANY)[0]
    rows, columns = [owner, counted[0] + regions], [np.arange(len(owner)), counted[1]]
    slack = len(owner) + np.arange(2 * len(soft))
    rows.append(np.tile(soft + regions, 2))
    columns.append(slack)
    values = np.ones(len(owner) + len(counted[0]) + 2 * len(soft))
    values[len(values) - len(soft) :] = -1  # the second half of the slack takes the excess away
    shape = (regions + len(quotas), len(owner) + 2 * len(soft))
    matrix = coo_array((values, (np.concatenate(rows), np.concatenate(columns))), shape=shape).tocsc()
    fixed = np.concatenate([must.sum(axis=1), np.bincount(kept[0], minlength=len(quotas))])
    penalty = np.tile(quotas.penalty[soft], 2)
    return _Programme(
        free,
        np.concatenate([-instance.worth[owner, project], penalty]).astype(float),
        matrix,
        np.concatenate([instance.low, quotas.low]).astype(float) - fixed,
        np.concatenate([instance.high, quotas.high]).astype(float) - fixed,
        np.concatenate([np.ones(len(owner)), np.full(len(penalty), np.inf)]),
    )


def _counted(instance: Instance, cells: Bools) -> tuple[Ints, Ints]:
    """Return pairs (quota, number of the cell among those marked): which quota counts which cell."""
    numbers = np.cumsum(cells.ravel()).reshape(cells.shape) - 1
    found: list[tuple[Ints, Ints]] = []
    for quota, rows in enumerate(scopes(instance)):
        project = instance.quotas.project[quota]
        inside = rows[cells[rows, project]]
        found.append((np.full(len(inside), quota), numbers[inside, project]))
    none = np.zeros(0, np.int64)
    return np.concatenate([none, *(one for one, _ in found)]), np.concatenate(
        [none, *(two for _, two in found)]
    )


def scopes(instance: Instance) -> list[Ints]:
    """Return for each quota the regions that it looks at; the same scope is looked up once."""
    known: dict[tuple[int, int], Ints] = {}
    found = []
    pairs = zip(instance.quotas.province.tolist(), instance.quotas.region_class.tolist(), strict=True)
    for quota, pair in enumerate(pairs):
        if pair not in known:
            known[pair] = np.nonzero(instance.within(quota))[0]
        found.append(known[pair])
    return found
