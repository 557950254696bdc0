"""Which demands cannot be met together: a smallest conflicting set by deletion.

Demands are left out, first many at a time and then one by one; what can be left out while the rest stays
impossible is no part of the conflict (deletion filter, Chinneck & Dravnieks 1991). What remains is minimal:
give up any one of it, and the others can be met. It need not be the only such set, nor the one with the
fewest members. Locks are tried first and lower bounds of quotas last, so that the conflict is told by quotas
wherever it can be. Soft quotas are never in conflict.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from fivefold.method.claim.coordination.arrays import ANY, Instance, Ints
from fivefold.method.claim.coordination.impossible import Conflict, Demand
from fivefold.method.claim.coordination.solve import broken_parts, solve
from fivefold.method.claim.coordination.tabulate import Tabulated

_NO_LIMIT = 2**31


@dataclass(frozen=True)
class _Part:
    """A part with only what matters for whether it is possible, and its demands: kind, place, project."""

    instance: Instance
    demands: tuple[tuple[str, int, int], ...]

    def possible(self, kept: list[int]) -> bool:
        """Return whether the kept demands can be met together."""
        return solve(self._under([self.demands[number] for number in kept])) is not None

    def _under(self, kept: list[tuple[str, int, int]]) -> Instance:
        whole, quotas = self.instance, self.instance.quotas
        regions, projects = whole.shape
        low, high = np.zeros(regions, np.int64), np.full(regions, projects)
        fewest, most = np.zeros(len(quotas), np.int64), np.full(len(quotas), _NO_LIMIT)
        lock = np.zeros(whole.shape, np.int8)
        sides = {
            "quota_low": (fewest, quotas.low),
            "quota_high": (most, quotas.high),
            "region_low": (low, whole.low),
            "region_high": (high, whole.high),
        }
        for kind, place, project in kept:
            if kind in sides:
                loose, firm = sides[kind]
                loose[place] = firm[place]
            else:
                lock[place, project] = 1 if kind == "must" else -1
        return replace(whole, low=low, high=high, lock=lock, quotas=replace(quotas, low=fewest, high=most))


def conflicts(tables: Tabulated) -> tuple[Conflict, ...]:
    """Return one smallest conflicting set for each part whose demands cannot be met together."""
    found = []
    for rows, quotas in broken_parts(tables.instance):
        hard = quotas[tables.instance.quotas.penalty[quotas] == ANY]
        part = _part(tables.instance.only(rows, hard))
        kept = _filtered(part)
        found.append(Conflict(tuple(_demand(tables, part.demands[place], rows, hard) for place in kept)))
    return tuple(found)


def _part(instance: Instance) -> _Part:
    plain = replace(instance, worth=np.zeros_like(instance.worth), asked=np.zeros(instance.shape, bool))
    return _Part(plain, tuple(_demands(plain)))


def _demands(instance: Instance) -> Iterator[tuple[str, int, int]]:
    quotas = instance.quotas
    for kind, locked in (("must_not", instance.lock < 0), ("must", instance.lock > 0)):
        yield from ((kind, region, project) for region, project in np.argwhere(locked).tolist())
    sides = (
        ("region_low", instance.low > 0),
        ("region_high", instance.high < instance.shape[1]),
        ("quota_high", quotas.high < _NO_LIMIT),
        ("quota_low", quotas.low > 0),
    )
    for kind, given in sides:
        yield from ((kind, place, ANY) for place in np.nonzero(given)[0].tolist())


def _filtered(part: _Part) -> list[int]:
    kept = list(range(len(part.demands)))
    size = max(len(kept) // 2, 1)
    while True:
        start = 0
        while start < len(kept):
            rest = kept[:start] + kept[start + size :]
            if part.possible(rest):
                start += size
            else:
                kept = rest
        if size == 1:
            return kept
        size //= 2


def _demand(tables: Tabulated, demand: tuple[str, int, int], rows: Ints, quotas: Ints) -> Demand:
    kind, place, project = demand
    if kind == "quota_low":
        return Demand("quota_low", quota=tables.quotas[quotas[place]])
    if kind == "quota_high":
        return Demand("quota_high", quota=tables.quotas[quotas[place]])
    region = tables.regions[rows[place]]
    if kind == "region_low":
        return Demand("region_low", region=region)
    if kind == "region_high":
        return Demand("region_high", region=region)
    return Demand("must" if kind == "must" else "must_not", region=region, project=tables.projects[project])
