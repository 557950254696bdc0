"""Plackett-Luce: strengths from orders of arrival, of all items or of some.

Source: Plackett (1975), Luce (1959); Hunter (2004), Ann. Stat. 32(1), for the existence of the maximum. Each place goes
to one of those who are left, with odds in proportion to their strengths.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from fivefold.method.share.errors import DuplicateKeyError, EmptyInputError
from fivefold.method.share.strengths import (
    Floats,
    Strengths,
    Whole,
    check_connected,
    check_prior,
    strongest,
    told,
)

_CELLS = 4_000_000


def plackett_luce(orderings: Iterable[Sequence[str]], prior: float | None = 1.0) -> Strengths:
    """Return the strengths of all items that stand in an ordering (best first, without ties).

    `prior` is the standard deviation of a normal prior on log strengths; None asks for the plain maximum, which exists
    when being ahead leads from every item to every other. Raises `DuplicateKeyError` for an item that stands twice in
    an ordering, `EmptyInputError` without an ordering of two, `OutOfRangeError`, `NoMaximumError`.

    >>> found = plackett_luce([["a", "b"], ["a", "b"], ["b", "a"]], prior=None)
    >>> [round(one.share, 6) for one in found.items]
    [0.666667, 0.333333]
    """
    check_prior(prior)
    given = [list(order) for order in orderings if len(order) > 1]
    if not given:
        raise EmptyInputError
    for order in given:
        if len(set(order)) < len(order):
            raise DuplicateKeyError(key=next(item for item in order if order.count(item) > 1))
    items = sorted({item for order in given for item in order})
    place = {item: at for at, item in enumerate(items)}
    groups = _by_length([[place[item] for item in order] for order in given])
    if prior is None:
        ahead = np.concatenate([group[:, :-1].ravel() for group in groups])
        behind = np.concatenate([group[:, 1:].ravel() for group in groups])
        check_connected(items, ahead, behind)
    found = strongest(_Slopes(groups, len(items)), np.zeros(len(items)), len(items), prior)
    return told(items, found, None, prior)


def _by_length(orders: list[list[int]]) -> list[Whole]:
    found: dict[int, list[list[int]]] = {}
    for order in orders:
        found.setdefault(len(order), []).append(order)
    return [np.array(found[length], dtype=np.int64) for length in sorted(found)]


class _Slopes:
    """The log-likelihood with its derivatives, over orderings of one length at a time."""

    def __init__(self, groups: list[Whole], size: int) -> None:
        self.groups, self.size = groups, size

    def _parts(self) -> Iterator[Whole]:
        for group in self.groups:
            rows = max(1, _CELLS // group.shape[1] ** 2)
            yield from (group[start : start + rows] for start in range(0, len(group), rows))

    def __call__(self, at: Floats) -> tuple[float, Floats, Floats]:
        size, value = self.size, 0.0
        gradient, curve = np.zeros(size), np.zeros(size * size)
        for part in self._parts():
            logs = at[part]
            top = logs.max(axis=1, keepdims=True)
            raised = np.exp(logs - top)
            left = np.cumsum(raised[:, ::-1], axis=1)[:, ::-1][:, :-1]
            value += float((logs[:, :-1] - top - np.log(left)).sum())
            chance, square = _sums(1 / left), _sums(1 / left**2)
            expected = raised * chance
            chosen = np.ones(part.shape)
            chosen[:, -1] = 0
            gradient += np.bincount(part.ravel(), (chosen - expected).ravel(), size)
            curve += self._curve(part, raised, expected, square)
        return value, gradient, curve.reshape(size, size)

    def _curve(self, part: Whole, raised: Floats, expected: Floats, square: Floats) -> Floats:
        """Return diag(sum p) - sum p p' of all places: two items share the places down to the earlier of them."""
        length = part.shape[1]
        earlier = np.minimum.outer(np.arange(length), np.arange(length))
        shared = raised[:, :, None] * raised[:, None, :] * square[:, earlier]
        cells = part[:, :, None] * self.size + part[:, None, :]
        diagonal = part * (self.size + 1)
        count = self.size * self.size
        return np.asarray(
            np.bincount(diagonal.ravel(), expected.ravel(), count)
            - np.bincount(cells.ravel(), shared.ravel(), count)
        )


def _sums(values: Floats) -> Floats:
    """Return running sums along the places; the last item stands in as many choices as the one before it."""
    summed = np.cumsum(values, axis=1)
    return np.concatenate([summed, summed[:, -1:]], axis=1)
