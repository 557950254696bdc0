"""Choosing exactly: the best few under rules on angles and provinces, by branch and bound.

Maximises the sum of values less the sum of pairwise similarities (the objective of Carbonell & Goldstein 1998,
taken over sets). Similarities are not negative, so what a candidate adds only falls as others are chosen:
the chosen, plus the best that each remaining angle could still add, bounds everything below a branch. A candidate
that will sit beside r others loses at least half of its r smallest similarities, which belongs to the bound too.
The last two places are filled by looking at all pairs at once.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Whole: TypeAlias = npt.NDArray[np.int64]
_PAIR = 2
_NEVER = np.iinfo(np.int64).min // 4


@dataclass(frozen=True)
class Problem:
    """Values (n), similarities (n x n, symmetric, zero diagonal, not negative), angle and province numbers (n).

    At most `cap` of one province, at least `distinct` provinces among the `size` chosen, all angles different.
    """

    values: Whole
    similar: Whole
    angles: Whole
    provinces: Whole
    size: int
    cap: int
    distinct: int


class _Search:
    """The best choice found so far."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.least = _least_similar(problem)
        self.best = int(_NEVER)
        self.chosen: tuple[int, ...] = ()


def best_choice(problem: Problem) -> tuple[int, ...]:
    """Return the positions of a best choice in ascending order; () if there is none.

    Among equally good ones the first met: candidates are tried by what they may add at best, then by position.
    """
    if len(problem.values) < problem.size:
        return ()
    search = _Search(problem)
    _branch(search, (), 0, np.arange(len(problem.values)), problem.values)
    return tuple(sorted(search.chosen))


def _branch(search: _Search, chosen: tuple[int, ...], total: int, left: Whole, adds: Whole) -> None:
    """Extend `chosen` by the positions in `left`, each adding `adds` to `total`."""
    open_places = search.problem.size - len(chosen)
    if open_places <= _PAIR:
        _finish(search, chosen, total, left, adds)
        return
    score = 2 * adds - search.least[open_places - 1, left]
    order = np.argsort(-score, kind="stable")
    left, adds, score = left[order], adds[order], score[order]
    for place in range(len(left) - open_places + 1):
        bound = _bound(search.problem.angles[left[place:]], score[place:], open_places)
        if 2 * total + bound <= 2 * search.best:
            return
        one = int(left[place])
        now = (*chosen, one)
        rest = left[place + 1 :]
        fits = _fitting(search.problem, now, rest)
        rest = rest[fits]
        lower = adds[place + 1 :][fits] - search.problem.similar[one, rest]
        _branch(search, now, total + int(adds[place]), rest, lower)


def _least_similar(problem: Problem) -> Whole:
    """Return for r = 0, 1, ... the sum of each candidate's r smallest similarities to those of other angles."""
    same = problem.angles[:, None] == problem.angles[None, :]
    others = np.where(same, problem.similar.max() + 1, problem.similar)
    smallest = np.sort(np.partition(others, problem.size - 1, axis=1)[:, : problem.size], axis=1)
    sums = np.cumsum(smallest, axis=1).T
    return np.vstack([np.zeros_like(sums[:1]), sums])


def _bound(angles: Whole, adds: Whole, places: int) -> int:
    """Return the sum of the `places` largest additions of different angles; `adds` are falling."""
    if len(np.unique(angles[:places])) == places:
        return int(adds[:places].sum())
    _, first = np.unique(angles, return_index=True)
    if len(first) < places:
        return int(_NEVER)
    return int(adds[np.sort(first)[:places]].sum())


def _repeats(problem: Problem, chosen: tuple[int, ...]) -> int:
    return len(chosen) - len(np.unique(problem.provinces[list(chosen)]))


def _fitting(problem: Problem, chosen: tuple[int, ...], rest: Whole) -> npt.NDArray[np.bool_]:
    """Return which of the rest may still be added: another angle, room in the province, enough provinces."""
    taken = problem.provinces[list(chosen)]
    counts = np.bincount(taken, minlength=int(problem.provinces.max()) + 1)[problem.provinces[rest]]
    spare = problem.size - problem.distinct - _repeats(problem, chosen)
    most = problem.cap if spare > 0 else 1
    fits: npt.NDArray[np.bool_] = (problem.angles[rest] != problem.angles[chosen[-1]]) & (counts < most)
    return fits


def _finish(search: _Search, chosen: tuple[int, ...], total: int, left: Whole, adds: Whole) -> None:
    """Fill the last one or two places."""
    if not len(left):
        return
    if search.problem.size - len(chosen) == 1:
        place = int(np.argmax(adds))
        _offer(search, (*chosen, int(left[place])), total + int(adds[place]))
        return
    problem = search.problem
    order = np.argsort(-adds, kind="stable")
    left, adds = left[order], adds[order]
    # A pair that beats the best found has a first member that does so with the largest second one.
    useful = int(np.count_nonzero(total + adds + adds[0] > search.best))
    left, adds = left[:useful], adds[:useful]
    if len(left) < _PAIR:
        return
    sums = adds[:, None] + adds[None, :] - problem.similar[np.ix_(left, left)]
    sums[~_pairs(problem, chosen, left)] = _NEVER
    first, second = divmod(int(np.argmax(sums)), len(left))
    _offer(search, (*chosen, int(left[first]), int(left[second])), total + int(sums[first, second]))


def _pairs(problem: Problem, chosen: tuple[int, ...], left: Whole) -> npt.NDArray[np.bool_]:
    """Return which pairs may be added together."""
    provinces, angles = problem.provinces[left], problem.angles[left]
    taken = problem.provinces[list(chosen)]
    counts = np.bincount(taken, minlength=int(problem.provinces.max()) + 1)[provinces]
    spare = problem.size - problem.distinct - _repeats(problem, chosen)
    same = provinces[:, None] == provinces[None, :]
    repeats = (counts > 0).astype(np.int64)
    added = repeats[:, None] + repeats[None, :] + (same & (counts == 0)[:, None])
    most = counts[:, None] + 1 + same
    different = angles[:, None] != angles[None, :]
    allowed: npt.NDArray[np.bool_] = different & (most <= problem.cap) & (added <= spare)
    return allowed


def _offer(search: _Search, chosen: tuple[int, ...], total: int) -> None:
    if total > search.best and total > _NEVER // 2:
        search.best, search.chosen = total, chosen
