"""Prices of nested quotas, read off the flow: shortest distances in what is left of its capacity.

OR-Tools gives the flow but not the prices. A unit that leaves a region's claim for another, or passes a
quota with room, makes a step between the quotas' nodes; the shortest distances over all steps are prices
under which every region's claims are its own best choice (Ahuja, Magnanti & Orlin 1993, theorem 9.4).
"""

import numpy as np

from fivefold.method.claim.coordination.arrays import ANY, Bools, Instance, Ints, counts
from fivefold.method.claim.coordination.flow import tree_of

_FAR = np.int64(2**45)


def potentials(instance: Instance, chosen: Bools) -> Ints:
    """Return the price of each quota of one part, given its best choice; quotas must be nested."""
    regions = len(instance.low)
    tree = tree_of(instance)
    nodes = len(instance.quotas) + 1
    step = np.full((nodes, nodes), _FAR)
    # The hub is the last node; a region's own bounds lead to and from it, as one more column.
    entry = np.column_stack([tree.entry - regions, np.full(regions, nodes - 1)])
    number, free = chosen.sum(axis=1), instance.lock == 0
    leave = np.column_stack([np.where(free & chosen, instance.worth, _FAR), _open(number < instance.high)])
    reach = np.column_stack([np.where(free & ~chosen, -instance.worth, _FAR), _open(number > instance.low)])
    alike = instance.province * (instance.region_class.max(initial=0) + 1) + instance.region_class
    for kind in np.unique(alike):
        rows = alike == kind
        best = (leave[rows][:, :, None] + reach[rows][:, None, :]).min(axis=0)
        at = entry[rows][0]
        np.minimum.at(step, (at[:, None], at[None, :]), best)
    _through_quotas(instance, counts(instance, chosen), tree.parent - regions, step)
    # A node that nothing reaches may lie as far as the longest way, which is all that prices need.
    steps = int(np.abs(instance.worth).max(initial=0)) * 2 + int(instance.quotas.penalty.max(initial=0)) + 1
    distance = _shortest(step, steps * nodes)
    found: Ints = distance[tree.parent - regions] - distance[:-1]
    return found


def _open(room: Bools) -> Ints:
    return np.where(room, 0, _FAR)


def _through_quotas(instance: Instance, found: Ints, parent: Ints, step: Ints) -> None:
    quotas = instance.quotas
    nodes = np.arange(len(quotas))
    price = np.where(quotas.penalty == ANY, _FAR, quotas.penalty)
    onward = np.where(found < quotas.low, -price, np.where(found < quotas.high, 0, price))
    back = np.where(found > quotas.high, -price, np.where(found > quotas.low, 0, price))
    np.minimum.at(step, (nodes, parent), onward)
    np.minimum.at(step, (parent, nodes), back)


def _shortest(step: Ints, farthest: int) -> Ints:
    """Return distances from the hub, the last node (Bellman-Ford), at most `farthest`."""
    distance = np.full(len(step), farthest)
    distance[-1] = 0
    for _ in range(len(step)):
        nearer = np.minimum(distance, (distance[:, None] + step).min(axis=0))
        if (nearer == distance).all():
            break
        distance = nearer
    return distance
