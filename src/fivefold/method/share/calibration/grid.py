"""Marks as arrays, checked: which judge met which region, and whether all of them are connected."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from fivefold.method.share.errors import (
    DisconnectedError,
    NoSpreadError,
    SingleJudgeError,
    TooFewMarksError,
)
from fivefold.method.share.marks import Mark, given

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

_NAMED = 5


@dataclass(frozen=True, eq=False)
class Grid:
    """Marks as arrays: mark k was given to `regions[region[k]]` by `judges[judge[k]]`, and is `value[k]`."""

    regions: tuple[str, ...]
    judges: tuple[str, ...]
    region: Whole
    judge: Whole
    value: Floats


def grid(marks: Iterable[Mark]) -> Grid:
    """Return the marks that were given, as arrays. Raises as `marks.given`."""
    found = given(marks)
    regions = sorted({mark.region for mark in found})
    judges = sorted({mark.judge for mark in found})
    row = {region: place for place, region in enumerate(regions)}
    column = {judge: place for place, judge in enumerate(judges)}
    return Grid(
        tuple(regions),
        tuple(judges),
        np.array([row[mark.region] for mark in found], dtype=np.int64),
        np.array([column[mark.judge] for mark in found], dtype=np.int64),
        np.array([float(mark.value or 0) for mark in found], dtype=np.float64),
    )


def check(table: Grid) -> None:
    """Raise what keeps judges from being told from regions.

    `SingleJudgeError` for fewer than two judges or regions, `DisconnectedError` for parts without a common
    judge, `TooFewMarksError` where no mark is left to see the scatter from, `NoSpreadError` for equal marks.
    """
    sizes = len(table.regions), len(table.judges)
    if min(sizes) < 2:  # noqa: PLR2004 - two, to compare one with another
        raise SingleJudgeError(regions=sizes[0], judges=sizes[1])
    links = csr_array((np.ones(len(table.value)), (table.region, table.judge + sizes[0])), (sum(sizes),) * 2)
    parts, label = connected_components(links, directed=False)
    if parts > 1:
        apart = [table.regions[place] for place in np.flatnonzero(label[: sizes[0]] != label[0])]
        raise DisconnectedError(parts=parts, count=len(apart), regions=apart[:_NAMED])
    if len(table.value) < sum(sizes):
        raise TooFewMarksError(key="—", count=len(table.value), needed=sum(sizes))
    if np.ptp(table.value) == 0:
        raise NoSpreadError
