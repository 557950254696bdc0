"""责任分担: every project has exactly one lead unit at every level; others support, guide or supervise.

Source: part five of the text; row 6.0.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from fivefold.method.reason import Reason

LEAD = "lead"
KINDS = (LEAD, "support", "guide", "supervise")
"""牵头, 配合, 指导, 监督."""


@dataclass(frozen=True)
class Duty:
    """A unit's duty in a project at a level of the pack; `kind` is one of `KINDS`."""

    project: str
    level: str
    unit: str
    kind: str


def check_duties(
    duties: Sequence[Duty], projects: Collection[str], levels: Collection[str]
) -> tuple[Reason, ...]:
    """Return what keeps the table of duties from being in order; nothing if it is.

    Every project needs exactly one lead at every level, and a unit has one kind of duty in a project and level.

    >>> [reason.code for reason in check_duties([Duty("P01", "city", "演示单位", "guide")], ["P01"], ["city"])]
    ['share.duty.no_lead']
    """
    found = [*_strange(duties, projects, levels), *_twice(duties)]
    for project in projects:
        for level in levels:
            found.extend(_leads(duties, project, level))
    return tuple(found)


def _strange(duties: Iterable[Duty], projects: Collection[str], levels: Collection[str]) -> Iterable[Reason]:
    known = (("project", projects), ("level", levels), ("kind", KINDS))
    for duty in duties:
        for name, allowed in known:
            if getattr(duty, name) not in allowed:
                yield Reason.of(f"share.duty.unknown_{name}", unit=duty.unit, value=getattr(duty, name))


def _twice(duties: Iterable[Duty]) -> Iterable[Reason]:
    seen: dict[tuple[str, str, str], int] = {}
    for duty in duties:
        key = (duty.project, duty.level, duty.unit)
        seen[key] = seen.get(key, 0) + 1
    for (project, level, unit), times in seen.items():
        if times > 1:
            yield Reason.of("share.duty.twice", project=project, level=level, unit=unit)


def _leads(duties: Iterable[Duty], project: str, level: str) -> Iterable[Reason]:
    units = [duty.unit for duty in duties if (duty.project, duty.level, duty.kind) == (project, level, LEAD)]
    if not units:
        yield Reason.of("share.duty.no_lead", project=project, level=level)
    elif len(units) > 1:
        yield Reason.of("share.duty.many_leads", project=project, level=level, units=units)
