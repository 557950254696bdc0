"""The outranking matrix: with what weight each item is put over each other one."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from fivefold.method.share.errors import EmptyInputError, OutOfRangeError, UnknownItemError
from fivefold.method.share.ranking.ballots import Ballot

_MOST = 2**53 - 1
"""Counts stay exact in the optimiser's double precision."""


@dataclass(frozen=True)
class Preferences:
    """`over[i][j] / scale` is the weight of those who put `items[i]` over `items[j]`; ties count half each way.

    `items` are in the order of their code points, so that results do not depend on the order of input.
    """

    items: tuple[str, ...]
    over: tuple[tuple[int, ...], ...]
    scale: int

    def weight(self, better: str, worse: str) -> Fraction:
        """Return the weight of those who put one item over another. `UnknownItemError` for other items."""
        row, column = places_of(self, (better, worse))
        return Fraction(self.over[row][column], self.scale)

    def matrix(self) -> NDArray[np.int64]:
        """Return `over` as an array (items x items)."""
        return np.array(self.over, dtype=np.int64)


def places_of(preferences: Preferences, items: Iterable[str]) -> list[int]:
    """Return the place of each item in the matrix. `UnknownItemError` for one that it does not hold."""
    where = {item: place for place, item in enumerate(preferences.items)}
    for item in items:
        if item not in where:
            raise UnknownItemError(key=item)
    return [where[item] for item in items]


def count(ballots: Sequence[Ballot], items: Iterable[str] | None = None) -> Preferences:
    """Count the ballots of `items` (default: all that are named).

    Raises `EmptyInputError` without items, `UnknownItemError` for a ballot that names another one, and
    `OutOfRangeError` when the weights have so many digits that counting would not be exact.

    >>> votes = count([Ballot.of("a", "b", weight=3), Ballot.of("b", "a", weight=2), Ballot.of(("a", "b"))])
    >>> votes.weight("a", "b"), votes.weight("b", "a")
    (Fraction(7, 2), Fraction(5, 2))
    """
    named = {item for ballot in ballots for tier in ballot.tiers for item in tier}
    known = sorted(named if items is None else set(items))
    if not known:
        raise EmptyInputError
    if strangers := sorted(named - set(known)):
        raise UnknownItemError(key=strangers[0])
    scale = math.lcm(*(2 * ballot.weight.denominator for ballot in ballots))
    total = sum(ballot.weight for ballot in ballots) * scale
    if total * len(known) ** 2 > _MOST:
        raise OutOfRangeError(name="weight", value=str(total), low="0", high=str(_MOST))
    over = np.zeros((len(known), len(known)), dtype=np.int64)
    where = {item: place for place, item in enumerate(known)}
    for ballot in ballots:
        _add(over, ballot, where, int(ballot.weight * scale))
    common = math.gcd(scale, int(np.gcd.reduce(over, axis=None)))
    return Preferences(tuple(known), tuple(map(tuple, (over // common).tolist())), scale // common)


def _add(over: NDArray[np.int64], ballot: Ballot, where: dict[str, int], weight: int) -> None:
    named = [where[item] for tier in ballot.tiers for item in tier]
    tier_of = np.repeat(np.arange(len(ballot.tiers)), [len(tier) for tier in ballot.tiers])
    higher = (tier_of[:, None] < tier_of[None, :]) * weight
    tied = (tier_of[:, None] == tier_of[None, :]) * (weight // 2)
    np.fill_diagonal(tied, 0)
    over[np.ix_(named, named)] += higher + tied


def agreement(preferences: Preferences, order: Sequence[str]) -> Fraction:
    """Return Kemeny's score of an order: the weight of all pairwise preferences that it respects.

    Raises `UnknownItemError` unless the order holds exactly the items counted.

    >>> votes = count([Ballot.of("a", "b", weight=3), Ballot.of("b", "a", weight=2)])
    >>> agreement(votes, ("a", "b")), agreement(votes, ("b", "a"))
    (Fraction(3, 1), Fraction(2, 1))
    """
    rows = places_of(preferences, order)
    for item in sorted(set(preferences.items) - set(order)):
        raise UnknownItemError(key=item)
    over = preferences.matrix()[np.ix_(rows, rows)]
    return Fraction(int(np.triu(over, 1).sum()), preferences.scale)
