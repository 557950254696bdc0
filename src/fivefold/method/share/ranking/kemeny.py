"""Kemeny's rule, exactly: the order that respects the most pairwise preferences.

The items are first split where majorities agree (`condorcet.blocks`); each remaining circle is an integer programme
over "i before j", to which rows against circles of three are added only where a solution breaks them. The
rule is NP-hard in general: a block of many items that disagree about everything may take long.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, pairwise, product

import numpy as np
from numpy.typing import NDArray

from fivefold.method.reason import Reason
from fivefold.method.share.errors import OutOfRangeError
from fivefold.method.share.ranking.condorcet import blocks, halves
from fivefold.method.share.ranking.linear import best_order
from fivefold.method.share.ranking.preferences import Preferences, agreement

Matrix = NDArray[np.int64]

_FEWEST = 2


@dataclass(frozen=True)
class Kemeny:
    """The best order, its score, and other orders that are exactly as good.

    `score` is the weight of all pairwise preferences that the order respects, out of `possible`. `orders` starts with
    `order`; `complete` says that there are no others, so that `complete` with one order means: unique.
    """

    order: tuple[str, ...]
    score: Fraction
    possible: Fraction
    orders: tuple[tuple[str, ...], ...]
    complete: bool
    reasons: tuple[Reason, ...]

    @property
    def unique(self) -> bool:
        """Whether no other order is as good."""
        return self.complete and len(self.orders) == 1


def kemeny(preferences: Preferences, most: int = 2) -> Kemeny:
    """Return the exact Kemeny order with others that are as good, up to `most` in all (2 tell whether it is unique).

    Raises `OutOfRangeError` for `most` below 2.

    >>> from fivefold.method.share.ranking import Ballot, count
    >>> found = kemeny(count([Ballot.of("a", "b", "c", weight=3), Ballot.of("b", "c", "a", weight=2)]))
    >>> found.order, found.score, found.possible, found.unique
    (('a', 'b', 'c'), Fraction(11, 1), Fraction(15, 1), True)
    """
    if most < _FEWEST:
        raise OutOfRangeError(name="most", value=most, low=_FEWEST, high="∞")
    over = preferences.matrix()
    parts = [list(islice(_orders(over[np.ix_(block, block)], block), most)) for block in blocks(over)]
    found = list(islice(product(*parts), most))
    orders = tuple(tuple(preferences.items[place] for part in order for place in part) for order in found)
    score = agreement(preferences, orders[0])
    possible = Fraction(int(over.sum()), preferences.scale)
    complete = len(found) < most
    reasons = [Reason.of("share.rank.kemeny", score=str(score), possible=str(possible))]
    if len(orders) > 1:
        code = "share.rank.equal_all" if complete else "share.rank.equal_some"
        reasons.append(Reason.of(code, count=len(orders)))
    else:
        reasons.append(Reason.of("share.rank.unique"))
    return Kemeny(orders[0], score, possible, orders, complete, tuple(reasons))


def _orders(over: Matrix, names: list[int]) -> Iterator[tuple[int, ...]]:
    """Yield the best orders of a block, one after the other: each is forbidden before the next is sought."""
    if len(names) == 1:
        yield (names[0],)
        return
    first = [place for half in halves(over) for place in _solved(over, half)]
    aim, seen = _score(over, first), [first]
    yield tuple(names[place] for place in first)
    swapped = _swapped(over, first)
    if swapped:
        seen.append(swapped)
        yield tuple(names[place] for place in swapped)
    while (other := best_order(over, seen)) is not None and _score(over, other) == aim:
        seen.append(other)
        yield tuple(names[place] for place in other)


def _solved(over: Matrix, half: list[int]) -> list[int]:
    if len(half) == 1:
        return half
    order = best_order(over[np.ix_(half, half)], [])
    return [half[place] for place in order or ()]


def _swapped(over: Matrix, order: list[int]) -> list[int] | None:
    """Return the order with its first tied neighbours exchanged: as good, and no programme is needed for it."""
    for at, (left, right) in enumerate(pairwise(order)):
        if over[left, right] == over[right, left]:
            return [*order[:at], right, left, *order[at + 2 :]]
    return None


def _score(over: Matrix, order: list[int]) -> int:
    return int(np.triu(over[np.ix_(order, order)], 1).sum())
