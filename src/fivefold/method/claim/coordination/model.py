"""What is to be coordinated: regions with their scores and wishes, and the quotas, all by name."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias

from fivefold.method.reason import Reason, Refused

Points: TypeAlias = Decimal | int


class CoordinationError(Refused):
    """The question cannot be read: something is double, unknown, not a number or against itself."""


@dataclass(frozen=True)
class Region:
    """A region and what speaks for each project.

    `scores` are points by project; a project without score is not open to the region. `asked` are the
    projects that it wants, None for those that its own scores would choose. `must` and `must_not` are locks.
    It holds `low` to `high` projects.
    """

    code: str
    province: str
    region_class: str
    scores: Mapping[str, Points]
    asked: tuple[str, ...] | None = None
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    low: int = 1
    high: int = 2


@dataclass(frozen=True)
class Quota:
    """So many claims of a project, in a province or everywhere, in a class or in all.

    `high` None means: no limit. `penalty` is what each claim below `low` or above `high` costs, in points;
    None makes the quota hard.
    """

    project: str
    province: str | None = None
    region_class: str | None = None
    low: int = 0
    high: int | None = None
    penalty: Points | None = None

    @property
    def scope(self) -> tuple[str, str | None, str | None]:
        """Project, province and class: no two quotas share them."""
        return self.project, self.province, self.region_class

    @property
    def words(self) -> Reason:
        """The quota's scope in words."""
        kind = {(False, False): "nation", (True, False): "province", (False, True): "class"}
        code = kind.get((self.province is not None, self.region_class is not None), "both")
        given = {"project": self.project, "province": self.province, "region_class": self.region_class}
        return Reason(
            f"coordination.quota.{code}", {name: said for name, said in given.items() if said is not None}
        )


@dataclass(frozen=True)
class Question:
    """Who may claim what, and within which quotas.

    The order of regions, projects and quotas does not matter. A claim is worth its score less `threshold`,
    so that a second claim is made only if it is worth one. Raises `CoordinationError`, naming everything
    that is wrong.
    """

    regions: tuple[Region, ...]
    projects: tuple[str, ...]
    quotas: tuple[Quota, ...] = ()
    threshold: Points = 0
    by_code: Mapping[str, Region] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        reasons = (*_whole(self), *_regions(self), *_quotas(self))
        if reasons:
            raise CoordinationError(*reasons)
        object.__setattr__(self, "by_code", {region.code: region for region in self.regions})


def dominant(question: Question) -> Decimal:
    """Return a penalty that no gain in scores can outweigh: soft quotas are broken only where they must be.

    >>> dominant(Question((Region("A", "P", "2", {"p1": 80, "p2": 40}),), ("p1", "p2"), threshold=60))
    Decimal('120')
    """
    spread, claims = Decimal(1), 1
    for region in question.regions:
        worth = [Decimal(points) - question.threshold for points in region.scores.values()]
        spread = max(spread, *(abs(one) for one in worth)) if worth else spread
        claims += region.high
    return spread * 2 * claims


def coverage(
    question: Question, *, by_class: bool, low: int = 1, penalty: Points | None = None
) -> tuple[Quota, ...]:
    """Return one quota per project and province (and class, if `by_class`): at least `low` claims each.

    Without `penalty` they are soft at the `dominant` one, as few peers often cannot cover all projects.

    >>> question = Question((Region("A", "P", "2", {"p1": 80}),), ("p1", "p2"), threshold=60)
    >>> [(quota.scope, quota.low, quota.penalty) for quota in coverage(question, by_class=False, penalty=5)]
    [(('p1', 'P', None), 1, 5), (('p2', 'P', None), 1, 5)]
    """
    price = dominant(question) if penalty is None else penalty
    places = sorted(
        {(one.province, one.region_class if by_class else None) for one in question.regions},
        key=lambda place: (place[0], place[1] or ""),
    )
    return tuple(
        Quota(project, province, kind, low=low, penalty=price)
        for project in sorted(question.projects)
        for province, kind in places
    )


def _whole(question: Question) -> Iterator[Reason]:
    if not question.regions or not question.projects:
        yield Reason("coordination.error.nothing")
    if not _number(question.threshold):
        yield Reason.of("coordination.error.number", place="threshold", value=str(question.threshold))
    yield from _twice("coordination.error.region_twice", (region.code for region in question.regions))
    yield from _twice("coordination.error.project_twice", question.projects)


def _twice(code: str, names: Iterable[str]) -> Iterator[Reason]:
    for name, count in Counter(names).items():
        if count > 1:
            yield Reason.of(code, name=name)


def _regions(question: Question) -> Iterator[Reason]:
    projects = set(question.projects)
    for region in question.regions:
        if not 0 <= region.low <= region.high:
            yield Reason.of("coordination.error.bounds", place=region.code, low=region.low, high=region.high)
        for project, points in region.scores.items():
            if not _number(points):
                yield Reason.of(
                    "coordination.error.number", place=f"{region.code} {project}", value=str(points)
                )
        named = {*region.scores, *(region.asked or ()), *region.must, *region.must_not}
        for project in sorted(named - projects):
            yield Reason.of("coordination.error.unknown_project", place=region.code, project=project)
        for project in sorted(({*(region.asked or ()), *region.must} & projects) - set(region.scores)):
            yield Reason.of("coordination.error.no_score", region=region.code, project=project)
        for project in sorted(set(region.must) & set(region.must_not)):
            yield Reason.of("coordination.error.lock", region=region.code, project=project)


def _quotas(question: Question) -> Iterator[Reason]:
    provinces = {region.province for region in question.regions}
    classes = {region.region_class for region in question.regions}
    for scope, count in Counter(quota.scope for quota in question.quotas).items():
        if count > 1:
            yield Reason.of("coordination.error.quota_twice", quota=Quota(*scope).words)
    for quota in question.quotas:
        yield from _quota(quota, question.projects)
        if quota.province is not None and quota.province not in provinces:
            yield Reason.of("coordination.error.unknown_province", quota=quota.words)
        if quota.region_class is not None and quota.region_class not in classes:
            yield Reason.of("coordination.error.unknown_class", quota=quota.words)


def _quota(quota: Quota, projects: tuple[str, ...]) -> Iterator[Reason]:
    if quota.project not in projects:
        yield Reason.of("coordination.error.unknown_project", place=quota.words, project=quota.project)
    if quota.low < 0 or (quota.high is not None and quota.high < quota.low):
        yield Reason.of("coordination.error.bounds", place=quota.words, low=quota.low, high=quota.high)
    if quota.penalty is not None and (not _number(quota.penalty) or quota.penalty < 0):
        yield Reason.of("coordination.error.number", place=quota.words, value=str(quota.penalty))


def _number(points: object) -> bool:
    if isinstance(points, bool):
        return False
    return isinstance(points, int) or (isinstance(points, Decimal) and points.is_finite())
