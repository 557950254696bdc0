"""What forces a change: the locks, bounds and quotas that the region's wish runs against."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from fivefold.method.claim.coordination.arrays import ANY, Bools, Instance, Ints, counts
from fivefold.method.claim.coordination.model import Region
from fivefold.method.claim.coordination.tabulate import Tabulated
from fivefold.method.reason import Reason


@dataclass(frozen=True)
class Place:
    """A region in its part: the part's instance, choice and quotas (by their places), its row there."""

    tables: Tabulated
    instance: Instance
    chosen: Bools
    quotas: Ints
    row: int
    region: Region


def explained(place: Place) -> Iterator[Reason]:
    """Yield why the region loses what it asked for and gets what it did not, project by project."""
    wish, has = place.instance.asked[place.row], place.chosen[place.row]
    for project in np.nonzero(wish & ~has)[0].tolist():
        yield from _lost(place, project, asked=int(wish.sum()))
    for project in np.nonzero(has & ~wish)[0].tolist():
        yield from _gained(place, project)


def _lost(place: Place, project: int, asked: int) -> Iterator[Reason]:
    name, region = place.tables.projects[project], place.region
    found = list(_at_bound(place, project, full=True))
    if name in region.must_not:
        found.append(Reason.of("coordination.because.must_not", project=name))
    if asked > region.high:
        found.append(Reason.of("coordination.because.cap", asked=asked, high=region.high))
    if place.instance.worth[place.row, project] < 0:
        found.append(Reason.of("coordination.because.threshold", project=name))
    yield from found or [Reason.of("coordination.because.better", project=name)]


def _gained(place: Place, project: int) -> Iterator[Reason]:
    name = place.tables.projects[project]
    found = list(_at_bound(place, project, full=False))
    if name in place.region.must:
        found.append(Reason.of("coordination.because.must", project=name))
    yield from found or [Reason.of("coordination.because.instead", project=name)]


def _at_bound(place: Place, project: int, *, full: bool) -> Iterator[Reason]:
    """Yield the quotas that are full of a project, or need every claim of it that they have."""
    instance, quotas = place.instance, place.instance.quotas
    here = (quotas.province == ANY) | (quotas.province == instance.province[place.row])
    here &= (quotas.region_class == ANY) | (quotas.region_class == instance.region_class[place.row])
    here &= quotas.project == project
    found = counts(instance, place.chosen)
    tight = here & (found >= quotas.high if full else found <= quotas.low)
    code = "coordination.because.full" if full else "coordination.because.needed"
    for one in np.nonzero(tight)[0].tolist():
        words = place.tables.quotas[place.quotas[one]].words
        yield Reason.of(code, quota=words, found=int(found[one]))
