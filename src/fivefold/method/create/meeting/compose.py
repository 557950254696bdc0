"""The composer: the best five under the rules, with its reasons and the next-best swap (row 6.10)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from fivefold.method.create.errors import FigureError
from fivefold.method.create.meeting.call import Call, Candidate, check_meeting, eligible
from fivefold.method.create.meeting.search import Problem, Whole, best_choice
from fivefold.method.draw import InfeasibleError, UnknownItemError
from fivefold.method.draw.flow import Flow
from fivefold.method.reason import Reason

Similarity = Mapping[tuple[str, str], int]
"""How alike two candidates are, by their names: a whole number >= 0 that a meeting of both loses."""


@dataclass(frozen=True)
class Swap:
    """One speaker exchanged for another, keeping all rules; `loss` is what the meeting's value loses."""

    out: str
    into: str
    loss: int


@dataclass(frozen=True)
class Meeting:
    """The speakers in order of name, their value, reasons, who was set aside, and the swaps by rising loss.

    `swaps` holds the best exchange for each speaker who has one; the first is the next-best swap.
    """

    speakers: tuple[Candidate, ...]
    value: int
    reasons: tuple[Reason, ...]
    aside: tuple[Reason, ...]
    swaps: tuple[Swap, ...]


@dataclass(frozen=True)
class _Hall:
    """Everybody who may speak, and the meeting's problem as numbers."""

    people: tuple[Candidate, ...]
    problem: Problem

    def value(self, chosen: Iterable[int]) -> int:
        """Return the value of a set of positions."""
        places = list(chosen)
        similar = self.problem.similar[np.ix_(places, places)].sum() // 2
        return int(self.problem.values[places].sum() - similar)


def compose(candidates: Iterable[Candidate], call: Call, similarity: Similarity | None = None) -> Meeting:
    """Return the exact best meeting. `similarity` of two names (either order) is a whole number, 0 if not given.

    First as many provinces as the angles allow, then the largest value. Raises what `eligible` raises,
    `UnknownItemError` for a similarity of somebody who is no candidate, `FigureError` for a negative one, and
    `InfeasibleError` naming the angles that compete for too few provinces.

    >>> told = ("甲", "东", "网格", 9), ("乙", "西", "网格", 8), ("丙", "南", "数据", 7), ("丁", "东", "数据", 8)
    >>> people = [Candidate(name, "2", where, ("调解",), angle, mark) for name, where, angle, mark in told]
    >>> found = compose(people, Call("2", "调解", size=2))
    >>> [one.name for one in found.speakers], found.value, found.swaps[0]
    (['丙', '甲'], 16, Swap(out='甲', into='乙', loss=1))
    """
    everybody = tuple(candidates)
    people, aside = eligible(everybody, call)
    provinces = sorted({one.province for one in people})
    cap = call.cap(len(provinces))
    distinct = _distinct(people, call, cap)
    similar = _matrix(people, {one.name for one in everybody}, similarity or {})
    hall = _Hall(people, _problem(people, call, similar, cap, distinct))
    chosen = best_choice(hall.problem)
    value = hall.value(chosen)
    counts = Reason.of("meeting.candidates", eligible=len(people), aside=len(aside))
    spread = Reason.of("meeting.provinces", distinct=distinct, provinces=len(provinces), cap=cap)
    said = [_said(hall, call, chosen, place) for place in chosen]
    total = Reason.of("meeting.value", value=value)
    swaps = _swaps(hall, call, chosen, value, len(provinces))
    return Meeting(
        tuple(people[place] for place in chosen), value, (counts, spread, *said, total), aside, swaps
    )


def _distinct(people: tuple[Candidate, ...], call: Call, cap: int) -> int:
    """Return how many provinces can be reached; refuse when five angles find no room at all.

    Angles and provinces form a bipartite graph: a matching says how many provinces, a flow with the cap whether
    all places can be filled. Filling up a matching never empties a province.
    """
    allowed: dict[str, list[str]] = {angle: [] for angle in sorted({one.angle for one in people})}
    for one in people:
        if one.province not in allowed[one.angle]:
            allowed[one.angle].append(one.province)
    provinces = {one.province for one in people}
    single, capped = Flow(allowed, dict.fromkeys(provinces, 1)), Flow(allowed, dict.fromkeys(provinces, cap))
    short = [found for angle in allowed if (found := capped.augment(angle)) is not None]
    if len(allowed) - len(short) < call.size:
        if len(allowed) < call.size:
            raise InfeasibleError(Reason.of("meeting.few_angles", needed=call.size, angles=len(allowed)))
        told = {"needed": call.size, "angles": len(allowed), "provinces": len(provinces), "cap": cap}
        competing = sorted({angle for found in short for angle in found})
        raise InfeasibleError(Reason("meeting.infeasible", {**told, "competing": competing}))
    return min(call.size, sum(single.augment(angle) is None for angle in allowed))


def _matrix(people: tuple[Candidate, ...], known: set[str], similarity: Similarity) -> Whole:
    places = {one.name: place for place, one in enumerate(people)}
    similar = np.zeros((len(people), len(people)), dtype=np.int64)
    for (one, other), value in similarity.items():
        if value < 0:
            raise FigureError(Reason.of("meeting.similarity", names=[one, other], value=value))
        if not {one, other} <= known or one == other:
            raise UnknownItemError(Reason.of("draw.unknown", names=sorted({one, other} - known) or [one]))
        if one in places and other in places:
            similar[places[one], places[other]] = similar[places[other], places[one]] = value
    return similar


def _problem(people: tuple[Candidate, ...], call: Call, similar: Whole, cap: int, distinct: int) -> Problem:
    angles, provinces = (
        np.unique([getattr(one, part) for one in people], return_inverse=True)[1].astype(np.int64)
        for part in ("angle", "province")
    )
    values = np.array([call.value(one) for one in people], dtype=np.int64)
    return Problem(values, similar, angles, provinces, call.size, cap, distinct)


def _said(hall: _Hall, call: Call, chosen: tuple[int, ...], place: int) -> Reason:
    one = hall.people[place]
    alike = int(hall.problem.similar[place, list(chosen)].sum())
    told = {"name": one.name, "province": one.province, "angle": one.angle, "quality": one.quality}
    turns = one.quality - call.value(one)
    return Reason("meeting.speaker", {**told, "turns": turns, "similar": alike})


def _swaps(hall: _Hall, call: Call, chosen: tuple[int, ...], value: int, provinces: int) -> tuple[Swap, ...]:
    """Return the best exchange of each speaker, the least loss first."""
    found = []
    for out in chosen:
        kept = [place for place in chosen if place != out]
        offers = [
            Swap(hall.people[out].name, one.name, value - hall.value([*kept, place]))
            for place, one in enumerate(hall.people)
            if place not in chosen and _keeps(hall, call, [*kept, place], provinces)
        ]
        if offers:
            found.append(min(offers, key=lambda swap: (swap.loss, swap.into)))
    return tuple(sorted(found, key=lambda swap: (swap.loss, swap.out, swap.into)))


def _keeps(hall: _Hall, call: Call, places: list[int], provinces: int) -> bool:
    speakers = [hall.people[place] for place in places]
    enough = len({one.province for one in speakers}) >= hall.problem.distinct
    return enough and not check_meeting(speakers, call, provinces).faults
