"""A first guess at the prices of quotas, good enough to settle most regions.

The prices of quotas that cut across provinces come from a sample of whole provinces with these quotas cut
down to size. Under them each province is a flow and gives the prices of its own quotas; then the crossing
ones are moved, each by about what turns as many claims round as it has too many or too few, and the flows
are solved once more. Nothing here needs to be right: `prices.priced` bounds the optimum under any prices.
"""

from dataclasses import dataclass, replace

import numpy as np

from fivefold.method.claim.coordination import linear, prices
from fivefold.method.claim.coordination.arrays import ANY, Bools, Instance, Ints, counts
from fivefold.method.claim.coordination.flow import flow
from fivefold.method.claim.coordination.potentials import potentials
from fivefold.method.claim.coordination.structure import parts

_TIMES = 2
_MOVES = 8


def guess(instance: Instance, small: int) -> Ints | None:
    """Return prices for all quotas, None if a region or a province by itself cannot meet its demands.

    `small` is the number of cells that the sample may hold.
    """
    cross = instance.quotas.province == ANY
    units = _sampled(instance, cross, small)
    for _ in range(_TIMES):
        inside = None if units is None else _provinces(instance, cross, units)
        units = None if inside is None else _balanced(instance, cross, inside)
    return units


def _sampled(instance: Instance, cross: Bools, small: int) -> Ints | None:
    provinces = np.unique(instance.province)
    some = provinces[:: -(-instance.worth.size // small)]
    rows = np.nonzero(np.isin(instance.province, some))[0]
    kept = cross | np.isin(instance.quotas.province, some)
    part = instance.only(rows, kept)
    share = np.ones(len(part.quotas))
    for place, (here, there) in enumerate(zip(linear.scopes(part), _scopes(instance, kept), strict=True)):
        share[place] = len(here) / max(len(there), 1)
    units = np.zeros(len(cross), np.int64)
    relaxed = linear.relax(_softened(part, share))
    if relaxed is None:  # the regions' own bounds and locks are at odds
        return None
    units[kept] = prices.whole(part, relaxed.prices)
    units[~cross] = 0
    return units


def _scopes(instance: Instance, kept: Bools) -> list[Ints]:
    return linear.scopes(replace(instance, quotas=instance.quotas.at(kept)))


def _softened(part: Instance, share: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Instance:
    """Return the sample with every quota cut down to its share, and soft so that rounding does no harm."""
    quotas = part.quotas
    dear = 2 * int(np.ptp(part.worth)) + 1
    low, high = np.floor(quotas.low * share), np.ceil(quotas.high * share)
    penalty = np.where(quotas.penalty == ANY, dear, quotas.penalty)
    eased = replace(quotas, low=low.astype(np.int64), high=high.astype(np.int64), penalty=penalty)
    return replace(part, quotas=eased)


def _provinces(instance: Instance, cross: Bools, units: Ints) -> Ints | None:
    """Return the prices with those of the provinces' own quotas as their flows say."""
    outside = replace(instance, quotas=instance.quotas.at(cross))
    paid = prices.by_cell(outside, units[cross])
    own = np.nonzero(~cross)[0]
    quotas = instance.quotas.at(own)
    scaled = replace(quotas, penalty=np.where(quotas.penalty == ANY, ANY, quotas.penalty * prices.UNIT))
    inside = replace(instance, worth=instance.worth * prices.UNIT - paid, quotas=scaled)
    found = units.copy()
    for rows, places in parts(inside):
        part = inside.only(rows, places)
        chosen = flow(part, rows)
        if chosen is None:
            return None
        found[own[places]] = potentials(part, chosen)
    return found


@dataclass(frozen=True)
class _Scope:
    """One crossing quota: its place, the regions that it looks at, its project."""

    place: int
    rows: Ints
    project: int


def _balanced(instance: Instance, cross: Bools, units: Ints) -> Ints:
    """Move the prices of crossing quotas towards their bounds; return those of the lowest bound."""
    places = np.nonzero(cross)[0]
    projects = instance.quotas.project[places].tolist()
    scopes = [
        _Scope(int(place), rows, project)
        for place, rows, project in zip(places, _scopes(instance, cross), projects, strict=True)
    ]
    found: dict[int, Ints] = {}
    for _ in range(_MOVES):
        seen = prices.priced(instance, units)
        found.setdefault(seen.bound, units)
        number = counts(instance, seen.chosen)
        units = units.copy()
        for scope in scopes:
            units[scope.place] += _move(
                instance, seen, scope, int(number[scope.place]), int(units[scope.place])
            )
    return found[min(found)]


def _move(instance: Instance, seen: prices.Priced, scope: _Scope, found: int, price: int) -> int:
    """Return half of what would turn round as many claims as there are too many or too few."""
    quotas = instance.quotas
    low, high = int(quotas.low[scope.place]), int(quotas.high[scope.place])
    # A price that is paid though there is room draws the count to the bound it stands for.
    target = high if price > 0 else low if price < 0 else min(max(found, low), high)
    target = min(max(found, low), high) if not low <= found <= high else target
    if found == target:
        return 0
    loss = seen.loss[scope.rows, scope.project]
    chosen = seen.chosen[scope.rows, scope.project]
    losses = loss[chosen] if found > target else loss[~chosen]
    number = min(abs(found - target), len(losses))
    step = max(int(np.partition(losses, number - 1)[number - 1]) // 2, 1) if number else 0
    if low <= found <= high:
        step = min(step, abs(price))
    return step if found > target else -step
