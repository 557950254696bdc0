"""阶梯: from a local mark to a national standard, rung by rung, through gates that hold for everybody.

地标→国标, 地方探索→顶层设计, 单项→系统 (part four of the text). A gate is a fact that must hold; a missing or
unknown one blocks, and there is no argument that overrides it (row 5.3a). The ladders' gates below are our own
(自拟); a programme may bring others.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from fivefold.method.create.errors import SchemeError
from fivefold.method.draw import UnknownItemError
from fivefold.method.reason import Reason

Facts = Mapping[str, bool | int | None]


@dataclass(frozen=True)
class Need:
    """A gate: a fact that must be true, or a count that must reach `least`."""

    fact: str
    least: int | None = None

    def met(self, value: bool | int | None) -> bool:  # noqa: FBT001 - a fact is not a switch
        """Return whether a fact's value meets it; an unknown one does not."""
        if self.least is None:
            return value is True
        return isinstance(value, int) and not isinstance(value, bool) and value >= self.least


@dataclass(frozen=True)
class Rung:
    """A rung and the gates that lead onto it (the lowest rung usually has none)."""

    name: str
    needs: tuple[Need, ...] = ()


@dataclass(frozen=True)
class Ladder:
    """Rungs from low to high."""

    name: str
    rungs: tuple[Rung, ...]


@dataclass(frozen=True)
class Climb:
    """The answer: where the case stands, which rung is next, whether it may climb, and what blocks it."""

    at: str
    to: str | None
    allowed: bool
    blocked: tuple[Reason, ...]


def climb(ladder: Ladder, at: str, facts: Facts) -> Climb:
    """Return whether a case may climb one rung, by its facts alone. Rungs are never skipped.

    Raises `SchemeError` for a ladder with a rung named twice or fewer than two, `UnknownItemError` for a rung it lacks.

    >>> found = climb(LADDERS[0], "本地做法", {"verified": True, "negative_clear": True})
    >>> found.to, found.allowed, [reason.params["fact"].code for reason in found.blocked]
    ('地标', False, ['ladder.fact.text_published'])
    """
    names = [rung.name for rung in ladder.rungs]
    if len(names) < 2 or max(Counter(names).values()) > 1:  # noqa: PLR2004 - from one rung to another
        raise SchemeError(Reason.of("ladder.rungs", ladder=ladder.name, names=names))
    if at not in names:
        raise UnknownItemError(Reason.of("draw.unknown", names=[at]))
    place = names.index(at) + 1
    if place == len(names):
        return Climb(at, None, allowed=False, blocked=(Reason.of("ladder.top", rung=at),))
    blocked = tuple(
        _missing(need, facts.get(need.fact))
        for need in ladder.rungs[place].needs
        if not need.met(facts.get(need.fact))
    )
    return Climb(at, names[place], allowed=not blocked, blocked=blocked)


def falls_to(ladder: Ladder, at: str, facts: Facts) -> str:
    """Return the highest rung up to `at` whose gates, and all gates below, still hold (demotion, row 5.18).

    >>> facts = {"verified": True, "negative_clear": True, "sources": 2, "every_clause_sourced": True, "issued": False}
    >>> falls_to(LADDERS[2], "系统制度", facts)
    '集成稿'
    """
    standing = ladder.rungs[0].name
    while standing != at and climb(ladder, standing, facts).allowed:
        standing = str(climb(ladder, standing, facts).to)
    return standing


def _missing(need: Need, value: bool | int | None) -> Reason:  # noqa: FBT001 - a fact is not a switch
    if need.least is None:
        return Reason.of("ladder.need", fact=Reason(f"ladder.fact.{need.fact}"))
    return Reason.of("ladder.count", fact=Reason(f"ladder.fact.{need.fact}"), least=need.least, value=value)


_PROVEN = (Need("verified"), Need("negative_clear"))

LADDERS = (
    Ladder(
        "地标→国标",
        (
            Rung("本地做法"),
            Rung("地标", (*_PROVEN, Need("text_published"))),
            Rung(
                "推荐为国标",
                (*_PROVEN, Need("text_published"), Need("adopters", 3), Need("province_nominated")),
            ),
            Rung("国标", (*_PROVEN, Need("adopters", 3), Need("unit_approved"), Need("issued"))),
        ),
    ),
    Ladder(
        "地方探索→顶层设计",
        (
            Rung("地方探索"),
            Rung("经验", _PROVEN),
            Rung(
                "建议入指引",
                (*_PROVEN, Need("adopters", 3), Need("clause_named"), Need("province_nominated")),
            ),
            Rung("顶层设计", (*_PROVEN, Need("clause_named"), Need("unit_approved"), Need("issued"))),
        ),
    ),
    Ladder(
        "单项→系统",
        (
            Rung("单项经验"),
            Rung("集成稿", (*_PROVEN, Need("sources", 2), Need("every_clause_sourced"))),
            Rung("系统制度", (*_PROVEN, Need("sources", 2), Need("every_clause_sourced"), Need("issued"))),
        ),
    ),
)
