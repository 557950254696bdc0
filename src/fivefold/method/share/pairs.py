"""Bradley-Terry: strengths from comparisons in pairs, with ties.

Source: Bradley & Terry (1952); ties by Davidson (1970), JASA 65: with strengths p and q, the first
wins with weight p, the second with q, they tie with nu sqrt(p q).
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from fivefold.method.share.errors import DuplicateKeyError, EmptyInputError, NoMaximumError, OutOfRangeError
from fivefold.method.share.strengths import (
    Floats,
    Strengths,
    Whole,
    check_connected,
    check_prior,
    strongest,
    told,
)

_NAMED = 5


@dataclass(frozen=True)
class Contest:
    """Comparisons of two items: how often the first won, the second won, and neither."""

    first: str
    second: str
    wins: int = 1
    losses: int = 0
    ties: int = 0

    def __post_init__(self) -> None:
        """Raise `DuplicateKeyError` for an item against itself, `OutOfRangeError` for a count below 0."""
        if self.first == self.second:
            raise DuplicateKeyError(key=self.first)
        for name in ("wins", "losses", "ties"):
            if getattr(self, name) < 0:
                raise OutOfRangeError(name=name, value=getattr(self, name), low=0, high="∞")


@dataclass(frozen=True, eq=False)
class _Counts:
    size: int
    first: Whole
    second: Whole
    wins: Floats
    losses: Floats
    ties: Floats


def bradley_terry(contests: Iterable[Contest], prior: float | None = 1.0) -> Strengths:
    """Return the strengths of all items that were compared.

    `prior` is the standard deviation of a normal prior on log strengths; None asks for the plain maximum, which exists
    when wins lead from every item to every other. Raises `EmptyInputError`, `OutOfRangeError` for a prior that
    is none, `NoMaximumError` without that, or where ties are all that was seen.

    >>> found = bradley_terry([Contest("a", "b", wins=3, losses=1)], prior=None)
    >>> [round(one.share, 6) for one in found.items]
    [0.75, 0.25]
    """
    check_prior(prior)
    given = [one for one in contests if one.wins or one.losses or one.ties]
    if not given:
        raise EmptyInputError
    items = sorted({item for one in given for item in (one.first, one.second)})
    counts = _counted(given, items)
    tied = bool(counts.ties.any())
    if tied and not (counts.wins.any() or counts.losses.any()):
        raise NoMaximumError(count=len(items), items=items[:_NAMED])
    if prior is None:
        won, lost = counts.wins > 0, counts.losses > 0
        check_connected(
            items,
            np.concatenate([counts.first[won], counts.second[lost]]),
            np.concatenate([counts.second[won], counts.first[lost]]),
        )
    found = strongest(_Slopes(counts, tied=tied), np.zeros(len(items) + tied), len(items), prior)
    return told(items, found, float(np.exp(found[0][-1])) if tied else None, prior)


def _counted(given: list[Contest], items: list[str]) -> _Counts:
    """Add up the contests of each pair."""
    place = {item: at for at, item in enumerate(items)}
    size = len(items)
    ends = np.array([(place[one.first], place[one.second]) for one in given], dtype=np.int64)
    seen = np.array([(one.wins, one.losses, one.ties) for one in given], dtype=np.float64)
    turned = ends[:, 0] > ends[:, 1]
    ends[turned] = ends[turned, ::-1]
    seen[turned, :2] = seen[turned, 1::-1]
    pairs, which = np.unique(ends[:, 0] * size + ends[:, 1], return_inverse=True)
    wins, losses, ties = (np.asarray(np.bincount(which, column), np.float64) for column in seen.T)
    return _Counts(size, pairs // size, pairs % size, wins, losses, ties)


class _Slopes:
    """The log-likelihood with its derivatives; the last parameter is log nu where ties were seen."""

    def __init__(self, counts: _Counts, *, tied: bool) -> None:
        self.counts, self.tied = counts, tied
        self.total = counts.wins + counts.losses + counts.ties

    def __call__(self, at: Floats) -> tuple[float, Floats, Floats]:
        counts = self.counts
        first, second = at[counts.first], at[counts.second]
        even = (first + second) / 2 + at[-1] if self.tied else np.full(len(first), -np.inf)
        top = np.maximum(np.maximum(first, second), even)
        raised = np.exp(np.stack([first, second, even]) - top)
        whole = raised.sum(axis=0)
        one, two, tie = raised / whole
        value = counts.wins @ first + counts.losses @ second - self.total @ (top + np.log(whole))
        gradient = self._places(
            counts.wins + counts.ties / 2 - self.total * (one + tie / 2),
            counts.losses + counts.ties / 2 - self.total * (two + tie / 2),
        )
        curve = self._curve(one, two, tie)
        if self.tied:
            value += counts.ties @ even
            gradient = np.append(gradient, (counts.ties - self.total * tie).sum())
        return float(value), gradient, curve

    def _places(self, first: Floats, second: Floats) -> Floats:
        size = self.counts.size
        return np.asarray(
            np.bincount(self.counts.first, first, size) + np.bincount(self.counts.second, second, size)
        )

    def _curve(self, one: Floats, two: Floats, tie: Floats) -> Floats:
        counts, size = self.counts, self.counts.size
        won, lost = one + tie / 2, two + tie / 2
        curve = np.zeros((size + self.tied,) * 2)
        across = self.total * (tie / 4 - won * lost)
        curve[counts.first, counts.second] = across
        curve[counts.second, counts.first] = across
        curve[np.arange(size), np.arange(size)] = self._places(
            self.total * (one + tie / 4 - won**2), self.total * (two + tie / 4 - lost**2)
        )
        if self.tied:
            sides = self._places(self.total * tie * (0.5 - won), self.total * tie * (0.5 - lost))
            curve[-1, :size] = curve[:size, -1] = sides
            curve[-1, -1] = (self.total * tie * (1 - tie)).sum()
        return curve
