"""How firm a ranking is: rank intervals over other panels that might have sat, and bands of what cannot be told apart.

The judges are drawn anew, with replacement, as often as they are (bootstrap; Efron & Tibshirani 1993, chapter 13). The
draws come from the bit stream of PCG64 with the given seed, which numpy keeps the same in all versions.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fivefold.method.reason import Reason
from fivefold.method.share.calibration.grid import Floats, Grid, Whole, grid
from fivefold.method.share.errors import OutOfRangeError, SingleJudgeError, TooFewMarksError
from fivefold.method.share.marks import Mark
from fivefold.method.share.panel import Trim

_DIGITS = 9
"""Scores that agree to so many decimals are equal: the last bits of sums are no difference between regions."""

_MOST_DRAWS = 100_000


@dataclass(frozen=True)
class Place:
    """A region's score and place, the places that hold the stated share of draws, and its band (1 is the highest).

    `draws` counts the draws in which the region kept enough marks to have a score.
    """

    region: str
    score: float
    place: int
    low: int
    high: int
    band: int
    draws: int


@dataclass(frozen=True)
class Stability:
    """Places in their order, equal ones by name, and how they were found."""

    places: tuple[Place, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, eq=False)
class _Sorted:
    """Marks by region and, within, by value; `starts` and `ends` are the first and last mark of each region."""

    table: Grid
    region: Whole
    judge: Whole
    value: Floats
    starts: Whole
    ends: Whole


_TRIM = Trim()


def rank_intervals(
    marks: Iterable[Mark],
    seed: int,
    *,
    draws: int = 1_000,
    level: float = 0.9,
    trim: Trim = _TRIM,
    severities: Mapping[str, float] | None = None,
) -> Stability:
    """Return places, rank intervals and tie bands of trimmed means (after adding each judge's severity, if given).

    A band begins with the best region that is left and takes in all that follow until one which the first
    beats in at least `level` of the draws. Publish bands rather than bare places.

    Raises the errors of `marks.given`, `SingleJudgeError` for one judge, `TooFewMarksError` for a region that trimming
    leaves without marks, `OutOfRangeError` for a seed, number of draws or level out of range.

    >>> from decimal import Decimal
    >>> given = {"甲市": (90, 84), "乙市": (80, 75), "丙市": (70, 66)}
    >>> marks = [Mark(name, "AB"[n], Decimal(one)) for name, own in given.items() for n, one in enumerate(own)]
    >>> found = rank_intervals(marks, seed=1, draws=100, trim=Trim(0, 0))
    >>> [(one.region, one.score, one.place, one.low, one.high, one.band) for one in found.places]
    [('甲市', 87.0, 1, 1, 1, 1), ('乙市', 77.5, 2, 2, 2, 2), ('丙市', 68.0, 3, 3, 3, 3)]
    """
    _check(seed, draws, level)
    table = grid(marks)
    if len(table.judges) == 1:
        raise SingleJudgeError(regions=len(table.regions), judges=1)
    known = _sorted(table, severities or {})
    scores = _scores(known, np.ones(len(table.judges), dtype=np.int64), trim)
    for place in np.flatnonzero(np.isnan(scores)):
        count = int(known.ends[place] - known.starts[place] + 1)
        raise TooFewMarksError(key=table.regions[place], count=count, needed=trim.low + trim.high + 1)
    drawn = np.stack([_scores(known, times, trim) for times in _panels(seed, draws, len(table.judges))])
    reason = Reason.of("share.stability.drawn", draws=draws, seed=str(seed), level=f"{100 * level:g}")
    return Stability(_places(table.regions, scores, drawn, level), (reason,))


def _check(seed: int, draws: int, level: float) -> None:
    for name, value, low, high in (("seed", seed, 0, 2**128 - 1), ("draws", draws, 1, _MOST_DRAWS)):
        if not low <= value <= high:
            raise OutOfRangeError(name=name, value=str(value), low=low, high=str(high))
    if not 0 < level < 1:
        raise OutOfRangeError(name="level", value=str(level), low=0, high=1)


def _sorted(table: Grid, severities: Mapping[str, float]) -> _Sorted:
    added = np.array([severities.get(judge, 0.0) for judge in table.judges])
    value = table.value + added[table.judge]
    order = np.lexsort((value, table.region))
    region = table.region[order]
    starts = np.searchsorted(region, np.arange(len(table.regions)))
    ends = np.append(starts[1:], len(region)) - 1
    return _Sorted(table, region, table.judge[order], value[order], starts, ends)


def _panels(seed: int, draws: int, judges: int) -> Iterable[NDArray[np.int64]]:
    """Yield how often each judge sits in each drawn panel."""
    stream = np.random.PCG64(seed)
    for _ in range(draws):
        picked = stream.random_raw(judges) % np.uint64(judges)
        yield np.bincount(picked.astype(np.int64), minlength=judges)


def _scores(known: _Sorted, times: NDArray[np.int64], trim: Trim) -> Floats:
    """Return the trimmed means of a panel in which judges sit several times or not at all; NaN for too few marks."""
    weight = times[known.judge]
    total = np.cumsum(weight)
    within = total - (total - weight)[known.starts][known.region]
    whole = within[known.ends]
    upto = np.minimum(within, (whole - trim.high)[known.region])
    counted = np.maximum(upto - np.maximum(within - weight, trim.low), 0)
    left = whole - trim.low - trim.high
    summed = np.add.reduceat(counted * known.value, known.starts)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(left > 0, np.round(summed / left, _DIGITS), np.nan)


def _ranks(scores: Floats) -> Floats:
    """Return 1 plus how many stand higher; NaN where there is no score (NaN is sorted to the end)."""
    ordered = np.sort(scores)
    number = np.count_nonzero(~np.isnan(scores))
    higher = number - np.searchsorted(ordered[:number], scores, side="right")
    return np.where(np.isnan(scores), np.nan, 1.0 + higher)


def _places(names: tuple[str, ...], scores: Floats, drawn: Floats, level: float) -> tuple[Place, ...]:
    place = _ranks(scores).astype(int)
    ranks = np.stack([_ranks(one) for one in drawn])
    order = sorted(range(len(names)), key=lambda at: (place[at], names[at]))
    bands = _bands(order, drawn, level)
    found = []
    for at in order:
        seen = np.sort(ranks[~np.isnan(ranks[:, at]), at])
        low, high = _ends(seen, level) if len(seen) else (int(place[at]), int(place[at]))
        found.append(Place(names[at], float(scores[at]), int(place[at]), low, high, bands[at], len(seen)))
    return tuple(found)


def _ends(seen: Floats, level: float) -> tuple[int, int]:
    """Return the narrowest symmetric order statistics that hold at least `level` of the draws."""
    cut = int((1 - level) / 2 * len(seen) + 1e-9)
    return int(seen[cut]), int(seen[len(seen) - 1 - cut])


def _bands(order: list[int], drawn: Floats, level: float) -> dict[int, int]:
    bands, first, band = {}, order[0], 1
    for at in order:
        both = ~np.isnan(drawn[:, first]) & ~np.isnan(drawn[:, at])
        ahead = np.count_nonzero(drawn[both, first] > drawn[both, at])
        if at != first and ahead >= level * np.count_nonzero(both) > 0:
            first, band = at, band + 1
        bands[at] = band
    return bands
