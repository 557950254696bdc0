"""What a meeting asks for, who may speak at it, and whether a list of speakers keeps the rules.

Source: "分别请一般地市、直辖市下辖区(县)聚焦…等主题开展交流，每一次交流会请5个地区从不同角度介绍经验" (part five).
Provinces differ as far as they can: at most ceil(5 / provinces that have a candidate) speakers of one province.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fivefold.method.create.errors import EmptyClassError, FigureError
from fivefold.method.draw import DuplicateNameError
from fivefold.method.reason import Reason


@dataclass(frozen=True)
class Candidate:
    """A region that might speak: class, province, the themes (blocks) its experience belongs to, and its angle.

    `quality` is a whole number, such as points x 100; `turns` how often it has spoken in the series. An empty
    angle or no theme means: not known.
    """

    name: str
    region_class: str
    province: str
    themes: tuple[str, ...] = ()
    angle: str = ""
    quality: int = 0
    turns: int = 0


@dataclass(frozen=True)
class Call:
    """A meeting: one class, one theme, so many speakers. An empty theme means: none is stated.

    Fair turns: a region that has spoken t times counts t x `turn_cost` less, and each time its province has
    spoken (`province_turns`) costs `province_turn_cost`.
    """

    region_class: str
    theme: str
    size: int = 5
    turn_cost: int = 0
    province_turn_cost: int = 0
    province_turns: tuple[tuple[str, int], ...] = ()

    def value(self, one: Candidate) -> int:
        """Return what a candidate counts after fair turns."""
        spoken = dict(self.province_turns).get(one.province, 0)
        return one.quality - self.turn_cost * one.turns - self.province_turn_cost * spoken

    def cap(self, provinces: int) -> int:
        """Return how many speakers one province may have when so many provinces have a candidate."""
        return -(-self.size // max(provinces, 1))


@dataclass(frozen=True)
class MeetingCheck:
    """What breaks the rules, and what could not be checked because it is not known."""

    faults: tuple[Reason, ...]
    unknown: tuple[Reason, ...]


def eligible(candidates: Iterable[Candidate], call: Call) -> tuple[tuple[Candidate, ...], tuple[Reason, ...]]:
    """Return who may speak, in order of name, and for everybody else why not.

    Raises `DuplicateNameError` for a name given twice, `FigureError` for negative turns, for a
    figure that is no whole number and for a meeting of nobody, `EmptyClassError` when
    nobody of the class has the theme.

    >>> people = [Candidate("甲市", "2", "东", ("调解",), "网格"), Candidate("乙市", "2", "西", ("调解",))]
    >>> fit, aside = eligible(people, Call("2", "调解"))
    >>> [one.name for one in fit], [reason.code for reason in aside]
    (['甲市'], ['meeting.no_angle'])
    """
    ordered = sorted(candidates, key=lambda one: one.name)
    double = [name for name, times in Counter(one.name for one in ordered).items() if times > 1]
    if double:
        raise DuplicateNameError(Reason.of("draw.duplicate", names=double))
    if call.size < 1:
        raise FigureError(Reason.of("meeting.speakers", size=call.size))
    broken = [one.name for one in ordered if type(one.quality) is not int or type(one.turns) is not int]
    if broken:
        raise FigureError(Reason.of("meeting.whole", names=broken))
    negative = [one.name for one in ordered if one.turns < 0]
    if negative:
        raise FigureError(Reason.of("meeting.turns", names=negative))
    aside = {one.name: _unfit(one, call) for one in ordered}
    fit = tuple(one for one in ordered if aside[one.name] is None)
    if not fit:
        raise EmptyClassError(Reason.of("meeting.empty", region_class=call.region_class, theme=call.theme))
    return fit, tuple(reason for reason in aside.values() if reason is not None)


def _unfit(one: Candidate, call: Call) -> Reason | None:
    if one.region_class != call.region_class:
        told = {"name": one.name, "region_class": one.region_class, "needed": call.region_class}
        return Reason("meeting.other_class", told)
    if call.theme and call.theme not in one.themes:
        return Reason.of("meeting.other_theme", name=one.name, theme=call.theme)
    return None if one.angle else Reason.of("meeting.no_angle", name=one.name)


def check_meeting(speakers: Sequence[Candidate], call: Call, provinces: int) -> MeetingCheck:
    """Check a list of speakers, whoever chose it (rows 6.9, 6.10, 7.2).

    `provinces` is the number of provinces that have a candidate.

    >>> speakers = [Candidate(name, "2", "东", ("调解",), "网格") for name in ("甲市", "乙市")]
    >>> [reason.code for reason in check_meeting(speakers, Call("2", "调解", size=2), provinces=2).faults]
    ['meeting.same_angle', 'meeting.province_cap']
    """
    faults = [
        reason for one in speakers if (reason := _unfit(one, call)) and reason.code != "meeting.no_angle"
    ]
    if len(speakers) != call.size:
        faults.append(Reason.of("meeting.size", count=len(speakers), needed=call.size))
    faults += [Reason.of("meeting.twice", name=name) for name in _repeated(one.name for one in speakers)]
    faults += [
        Reason.of(
            "meeting.same_angle", angle=angle, names=[one.name for one in speakers if one.angle == angle]
        )
        for angle in _repeated(one.angle for one in speakers if one.angle)
    ]
    cap = call.cap(provinces)
    for province, count in Counter(one.province for one in speakers).items():
        if count > cap:
            faults.append(Reason.of("meeting.province_cap", province=province, count=count, cap=cap))
    unknown = [Reason.of("meeting.no_angle", name=one.name) for one in speakers if not one.angle]
    if not call.theme:
        unknown.append(Reason("meeting.no_theme"))
    return MeetingCheck(tuple(faults), tuple(unknown))


def _repeated(values: Iterable[str]) -> list[str]:
    return [value for value, times in Counter(values).items() if times > 1]
