"""帮: every region behind gets a helper of its own class, so that all together are helped best.

Behind are the lowest quarter of a class (rounded up); helpers those at or above its median. A pair is worth
what the helper is ahead of the helped in the `focus` projects in which the helped is weakest (whole numbers,
such as points x 100). The sum is maximised exactly (assignment problem, Crouse 2016 in SciPy); equally good
assignments are told apart by lots of a stated seed, so that anybody's solver finds the same one. Source: row
5.22, "推动所有试点地区共同进步".
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median_low

import numpy as np

from fivefold.method.create.errors import EmptyClassError, FigureError, TooLargeError
from fivefold.method.draw import DuplicateNameError, InfeasibleError
from fivefold.method.reason import Reason

_EXACT_BITS = 52
_LOT_BITS = 20
_FEWEST_LOT_BITS = 8


@dataclass(frozen=True)
class Region:
    """A region with its scores per project (whole numbers >= 0)."""

    name: str
    region_class: str
    scores: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """Return the sum of its scores."""
        return sum(score for _, score in self.scores)


@dataclass(frozen=True)
class Help:
    """A helped region, its helper, the projects helped in, and what the pair is worth."""

    helped: str
    helper: str
    projects: tuple[str, ...]
    worth: int

    @property
    def reason(self) -> Reason:
        """Say it as a sentence."""
        told = {"helped": self.helped, "helper": self.helper, "projects": self.projects, "worth": self.worth}
        return Reason("help.pair", told)


def match_helpers(
    regions: Iterable[Region],
    seed: str,
    *,
    load: int = 1,
    focus: int = 3,
    barred: Iterable[tuple[str, str]] = (),
) -> tuple[Help, ...]:
    """Return a helper for everybody in the lowest quarter of each class, in order of class and name.

    `load` is the most regions one helper has; `barred` are pairs (helped, helper) that must not be. Raises
    `EmptyClassError` without regions, `DuplicateNameError` for a name given twice, `FigureError` for a load or
    focus below one or a negative score, `InfeasibleError` naming who cannot be served, and `TooLargeError` when
    the sums are too large to be exact.

    >>> scores = {"甲市": (3, 9), "乙市": (8, 8), "丙市": (7, 9), "丁市": (9, 6)}
    >>> regions = [Region(name, "2", tuple(zip(("p1", "p2"), own, strict=True))) for name, own in scores.items()]
    >>> match_helpers(regions, "演示种子")
    (Help(helped='甲市', helper='丁市', projects=('p1',), worth=6),)
    """
    ordered = sorted(regions, key=lambda one: (one.region_class, one.name))
    _check(ordered, load, focus)
    excluded = frozenset(barred)
    found: list[Help] = []
    for region_class in sorted({one.region_class for one in ordered}):
        found += _in_class(
            [one for one in ordered if one.region_class == region_class], seed, load, focus, excluded
        )
    return tuple(found)


def spread(regions: Iterable[Region]) -> tuple[int, int, int]:
    """Return lowest, median (the lower of two) and highest total: watched over time, it shows who catches up.

    >>> spread(Region(name, "2", (("p1", score),)) for name, score in (("甲市", 3), ("乙市", 9), ("丙市", 7)))
    (3, 7, 9)
    """
    totals = sorted(one.total for one in regions)
    if not totals:
        raise EmptyClassError(Reason("goal.empty"))
    return totals[0], median_low(totals), totals[-1]


def _check(ordered: list[Region], load: int, focus: int) -> None:
    if not ordered:
        raise EmptyClassError(Reason("goal.empty"))
    double = [name for name, times in Counter(one.name for one in ordered).items() if times > 1]
    if double:
        raise DuplicateNameError(Reason.of("draw.duplicate", names=double))
    negative = [one.name for one in ordered if any(score < 0 for _, score in one.scores)]
    if load < 1 or focus < 1 or negative:
        raise FigureError(Reason.of("help.figure", load=load, focus=focus, names=negative))


def _in_class(
    regions: list[Region], seed: str, load: int, focus: int, barred: frozenset[tuple[str, str]]
) -> list[Help]:
    by_total = sorted(regions, key=lambda one: (one.total, one.name))
    behind = sorted(by_total[: -(-len(regions) // 4)], key=lambda one: one.name)
    middle = median_low(one.total for one in regions)
    ahead = [one for one in regions if one.total >= middle and one not in behind]
    if not ahead:
        raise InfeasibleError(Reason.of("help.nobody", names=[one.name for one in behind], load=load))
    pairs = [[_pair(helped, helper, focus) for helper in ahead] for helped in behind]
    allowed = np.array([[(one.helped, one.helper) not in barred for one in row] for row in pairs])
    chosen = _assigned(pairs, np.repeat(allowed.reshape(len(behind), len(ahead)), load, axis=1), seed, load)
    return [row[place] for row, place in zip(pairs, chosen, strict=True)]


def _pair(helped: Region, helper: Region, focus: int) -> Help:
    strong: Mapping[str, int] = dict(helper.scores)
    weakest = sorted(helped.scores, key=lambda one: (one[1], one[0]))[:focus]
    gains = {project: max(strong.get(project, 0) - score, 0) for project, score in weakest}
    return Help(
        helped.name, helper.name, tuple(one for one, gain in gains.items() if gain), sum(gains.values())
    )


def _assigned(pairs: list[list[Help]], allowed: np.ndarray, seed: str, load: int) -> list[int]:
    """Return for each row the column (helper) of the best assignment; each helper stands in `load` columns."""
    from scipy.optimize import linear_sum_assignment
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_bipartite_matching

    reached = maximum_bipartite_matching(csr_array(allowed), perm_type="column")
    short = [row[0].helped for row, column in zip(pairs, reached, strict=True) if column < 0]
    if short:
        raise InfeasibleError(Reason.of("help.nobody", names=short, load=load))
    worth = np.array([[one.worth for one in row for _ in range(load)] for row in pairs], dtype=np.float64)
    rows = len(pairs)
    free = _EXACT_BITS - int(worth.max()).bit_length() - 2 * rows.bit_length()
    bits = min(free, _LOT_BITS)
    if bits < _FEWEST_LOT_BITS:
        raise TooLargeError(Reason.of("help.large", count=rows, worth=int(worth.max())))
    lots = np.array([[_lot(seed, one, place, bits) for one in row for place in range(load)] for row in pairs])
    # Lots of one row sum up below the step, so that they only tell equally good assignments apart.
    cost = lots - worth * float(rows << bits)
    cost[~allowed] = float(rows) * (rows << bits) * (int(worth.max()) + 1)
    _, columns = linear_sum_assignment(cost)
    return [int(column) // load for column in columns]


def _lot(seed: str, one: Help, place: int, bits: int) -> int:
    text = "\x1f".join((seed, one.helped, one.helper, str(place)))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()) >> (256 - bits)
