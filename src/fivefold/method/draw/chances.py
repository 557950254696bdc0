"""The chances a draw promises, as exact fractions, to be printed beside it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from fivefold.method.draw.errors import SizeError
from fivefold.method.reason import Reason

_MOST_STATES = 200_000


def first_chances(weights: Sequence[int]) -> tuple[Fraction, ...]:
    """Return each item's chance to be drawn first: its share of the lots.

    >>> first_chances([1, 1, 2])
    (Fraction(1, 4), Fraction(1, 4), Fraction(1, 2))
    """
    total = sum(weights)
    return tuple(Fraction(weight, total) for weight in weights)


def inclusion_chances(weights: Sequence[int], take: int) -> tuple[Fraction, ...] | None:
    """Return each item's chance to be among the first `take`; None where that is too long to compute exactly.

    Drawing lots until `take` different items are out is successive sampling. Items of equal weight are exchangeable,
    so that only the numbers drawn of each weight are states. `SizeError` if more are to be drawn than there are.

    >>> inclusion_chances([1, 1, 2], 2)
    (Fraction(7, 12), Fraction(7, 12), Fraction(5, 6))
    """
    if not 0 <= take <= len(weights):
        raise SizeError(Reason.of("draw.size", stratum="", take=take, eligible=len(weights)))
    groups = Counter(weights)
    if len(groups) == 1:
        return (Fraction(take, len(weights)),) * len(weights)
    order = sorted(groups)
    states = {(0,) * len(order): Fraction(1)}
    for _ in range(take):
        states = _after_one(states, order, groups)
        if len(states) > _MOST_STATES:
            return None
    expected = {
        weight: sum((chance * state[place] for state, chance in states.items()), Fraction(0)) / groups[weight]
        for place, weight in enumerate(order)
    }
    return tuple(expected[weight] for weight in weights)


def _after_one(
    states: Mapping[tuple[int, ...], Fraction], order: Sequence[int], groups: Mapping[int, int]
) -> dict[tuple[int, ...], Fraction]:
    """Return the states after one more item was drawn."""
    found: dict[tuple[int, ...], Fraction] = {}
    for state, chance in states.items():
        left = [weight * (groups[weight] - out) for weight, out in zip(order, state, strict=True)]
        for place, lots in enumerate(left):
            if lots:
                after = (*state[:place], state[place] + 1, *state[place + 1 :])
                found[after] = found.get(after, Fraction(0)) + chance * Fraction(lots, sum(left))
    return found
