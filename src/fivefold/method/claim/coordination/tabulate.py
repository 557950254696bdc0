"""From names to arrays and back. Regions, projects and quotas are sorted, so that their order cannot matter."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from fivefold.method.claim.coordination.arrays import ANY, Bools, Instance, Quotas
from fivefold.method.claim.coordination.model import Points, Question, Quota, Region

_NO_LIMIT = 2**31


@dataclass(frozen=True)
class Tabulated:
    """The instance of a question; `digits` is how many decimals were moved into the whole numbers."""

    instance: Instance
    regions: tuple[Region, ...]
    projects: tuple[str, ...]
    quotas: tuple[Quota, ...]
    digits: int

    def points(self, whole: int) -> Decimal:
        """Return whole units as points."""
        return Decimal(int(whole)).scaleb(-self.digits)

    def claims(self, chosen: Bools) -> dict[str, tuple[str, ...]]:
        """Return each region's projects."""
        return {
            region.code: tuple(self.projects[place] for place in np.nonzero(row)[0])
            for region, row in zip(self.regions, chosen, strict=True)
        }

    def chosen(self, claims: Mapping[str, tuple[str, ...]]) -> Bools:
        """Return regions' projects as an array; regions that are not named have none."""
        return np.array(
            [[project in claims.get(one.code, ()) for project in self.projects] for one in self.regions]
        )


def asked(region: Region, threshold: Points) -> tuple[str, ...]:
    """Return what a region asked for, or what its own scores would choose: the best that are worth it."""
    if region.asked is not None:
        return tuple(sorted(region.asked))
    best = sorted(region.scores, key=lambda project: (-region.scores[project], project))
    worth_it = [project for project in best if region.scores[project] > threshold]
    number = min(max(region.low, len(worth_it)), region.high)
    return tuple(sorted(best[:number]))


def tabulate(question: Question) -> Tabulated:
    """Return the arrays of a question."""
    regions = tuple(sorted(question.regions, key=lambda region: region.code))
    projects = tuple(sorted(question.projects))
    quotas = tuple(sorted(question.quotas, key=lambda quota: tuple(part or "" for part in quota.scope)))
    digits = _digits(question)
    provinces = _places(region.province for region in regions)
    classes = _places(region.region_class for region in regions)
    threshold = _units(question.threshold, digits)
    worth = [[_units(one.scores.get(name, 0), digits) - threshold for name in projects] for one in regions]
    wishes = [asked(region, question.threshold) for region in regions]
    instance = Instance(
        _exact(worth),
        np.array([provinces[region.province] for region in regions]),
        np.array([classes[region.region_class] for region in regions]),
        np.array([region.low for region in regions]),
        np.array([region.high for region in regions]),
        np.array([[_lock(region, name) for name in projects] for region in regions], np.int8),
        np.array([[name in wish for name in projects] for wish in wishes]),
        _columns(quotas, _places(projects), (provinces, classes), digits),
    )
    return Tabulated(instance, regions, projects, quotas, digits)


def _columns(
    quotas: tuple[Quota, ...],
    projects: dict[str, int],
    places: tuple[dict[str, int], dict[str, int]],
    digits: int,
) -> Quotas:
    provinces, classes = places
    rows = [
        (
            projects[quota.project],
            ANY if quota.province is None else provinces[quota.province],
            ANY if quota.region_class is None else classes[quota.region_class],
            quota.low,
            _NO_LIMIT if quota.high is None else quota.high,
            ANY if quota.penalty is None else _units(quota.penalty, digits),
        )
        for quota in quotas
    ]
    return Quotas(*_exact(rows).reshape(-1, 6).T)


def _lock(region: Region, project: str) -> int:
    if project in region.must:
        return 1
    return -1 if project in region.must_not or project not in region.scores else 0


def _places(names: Iterable[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(sorted(set(names)))}


def _digits(question: Question) -> int:
    points = [question.threshold, *(quota.penalty or 0 for quota in question.quotas)]
    points += [score for region in question.regions for score in region.scores.values()]
    return max(max(-_exponent(one), 0) for one in points)


def _exponent(points: Points) -> int:
    exponent = Decimal(points).normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _units(points: Points, digits: int) -> int:
    return int(Decimal(points).scaleb(digits))


def _exact(
    rows: Sequence[Sequence[int]],
) -> "np.ndarray[tuple[int, int], np.dtype[np.int64]]":
    found: np.ndarray[tuple[int, int], np.dtype[np.int64]] = np.array(rows, np.int64)
    return found
