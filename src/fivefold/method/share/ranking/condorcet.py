"""Condorcet's rule: what a majority puts over what, and where majorities go round in a circle."""

from dataclasses import dataclass
from heapq import heapify, heappop, heappush

import numpy as np
from numpy.typing import NDArray

from fivefold.method.reason import Reason
from fivefold.method.share.ranking.preferences import Preferences


@dataclass(frozen=True)
class Condorcet:
    """What majorities say. `tiers`: each beats every item of the later ones by a strict majority.

    A tier of several items holds ties or circles that majorities alone cannot resolve. `winner` beats every
    other item, `order` is the whole order; both are None where majorities do not give one.
    """

    tiers: tuple[tuple[str, ...], ...]
    winner: str | None
    order: tuple[str, ...] | None
    reasons: tuple[Reason, ...]


def condorcet(preferences: Preferences) -> Condorcet:
    """Return winner and order by majorities, or which items keep them from existing (Handbook, tables 27-30).

    >>> from fivefold.method.share.ranking import Ballot, count
    >>> circle = count([Ballot.of("a", "b", "c"), Ballot.of("b", "c", "a"), Ballot.of("c", "a", "b")])
    >>> condorcet(circle).winner, condorcet(circle).tiers, condorcet(count([Ballot.of("a", "b")])).order
    (None, (('a', 'b', 'c'),), ('a', 'b'))
    """
    tiers = tuple(
        tuple(preferences.items[place] for place in block) for block in blocks(preferences.matrix())
    )
    open_tiers = [tier for tier in tiers if len(tier) > 1]
    reasons = [Reason.of("share.rank.circle", items=list(tier)) for tier in open_tiers]
    order = None if open_tiers else tuple(item for tier in tiers for item in tier)
    winner = tiers[0][0] if len(tiers[0]) == 1 else None
    if winner is not None:
        reasons.insert(0, Reason.of("share.rank.winner", item=winner))
    return Condorcet(tiers, winner, order, tuple(reasons))


def blocks(over: NDArray[np.int64]) -> list[list[int]]:
    """Split the items into the finest chain in which every earlier block strictly beats every later one.

    They are the strongly connected parts of "is not beaten by": an item's block follows from how many items
    it reaches, for earlier blocks reach all later ones.
    """
    return _parts(over >= over.T)


def halves(over: NDArray[np.int64]) -> list[list[int]]:
    """Split the items into parts in an order that no majority speaks against: circles of strict majorities.

    Between two parts there is no strict majority for the later one, so some best order follows the parts
    (Truchon 1998), though ties may allow others.
    """
    return _parts(over > over.T)


def _parts(edges: NDArray[np.bool_]) -> list[list[int]]:
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    number, label = connected_components(csr_array(edges), directed=True, connection="strong")
    found = [np.flatnonzero(label == part) for part in range(number)]
    ahead = np.zeros((number, number), dtype=np.bool_)
    rows, columns = np.nonzero(edges)
    ahead[label[rows], label[columns]] = True
    np.fill_diagonal(ahead, val=False)
    return [found[part].tolist() for part in _sorted(ahead, [int(part[0]) for part in found])]


def _sorted(ahead: NDArray[np.bool_], names: list[int]) -> list[int]:
    """Return the parts in an order that follows every edge; where it is free, the lower name first."""
    waiting = ahead.sum(axis=0)
    ready = [(names[part], int(part)) for part in np.flatnonzero(waiting == 0)]
    heapify(ready)
    order = []
    while ready:
        _, part = heappop(ready)
        order.append(part)
        waiting[ahead[part]] -= 1
        for freed in np.flatnonzero(ahead[part] & (waiting == 0)):
            heappush(ready, (names[freed], int(freed)))
    return order
