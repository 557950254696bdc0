"""Borda's rule: points for every item that stands below."""

from collections.abc import Mapping
from fractions import Fraction

from fivefold.method.share.ranking.preferences import Preferences


def borda(preferences: Preferences) -> dict[str, Fraction]:
    """Return the points of each item: one per voter and item below it, half for a tied one (Handbook, table 26).

    That is the sum of the item's row of the outranking matrix; over complete ballots of m items a first place
    gives m - 1 points, a last one none.

    >>> from fivefold.method.share.ranking import Ballot, count
    >>> borda(count([Ballot.of("a", "b", "c", weight=2)]))
    {'a': Fraction(4, 1), 'b': Fraction(2, 1), 'c': Fraction(0, 1)}
    """
    return {
        item: Fraction(sum(row), preferences.scale)
        for item, row in zip(preferences.items, preferences.over, strict=True)
    }


def places(points: Mapping[str, Fraction]) -> dict[str, int]:
    """Return the place of each item, the most points first; equal points share the better place.

    >>> places({"a": Fraction(2), "b": Fraction(2), "c": Fraction(1)})
    {'a': 1, 'b': 1, 'c': 3}
    """
    return {item: 1 + sum(other > own for other in points.values()) for item, own in points.items()}
