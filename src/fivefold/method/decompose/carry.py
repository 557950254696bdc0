"""Claims, scores and cases carried over to a new edition: preview first, and exact reversal after.

Nothing is lost: what cannot be carried is set aside with its reason, and every holding has a receipt.
Scores follow the policy that a person chose:

- clamp: kept, at most the new full marks (a split item's score cannot be divided so and is reset)
- reset: to be scored anew
- rule of three: in proportion to the full marks, exactly

A merged item's score is made of all its predecessors' scores together, and reset if one is missing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from fivefold.method.decompose.mapping import Mapping, MappingError
from fivefold.method.decompose.tree import Edition
from fivefold.method.reason import Reason, Refused

Policy: TypeAlias = Literal["clamp", "reset", "rule_of_three"]


class ChangedSinceError(Refused):
    """What was carried over has changed since, so that going back would lose work."""


@dataclass(frozen=True, order=True)
class Holding:
    """Something that hangs on a node: a claim or score of a region (`key`), or a case (`key`).

    `score` is exact, None if there is none.
    """

    kind: Literal["claim", "score", "case"]
    key: str
    node: str
    score: Fraction | None = None


@dataclass(frozen=True)
class Receipt:
    """One holding before, what it becomes, and why; nothing after if it is set aside."""

    before: Holding
    after: tuple[Holding, ...]
    reason: Reason


@dataclass(frozen=True)
class Carried:
    """The preview and the record of carrying over. `after` are the holdings of the new edition, in order."""

    policy: Policy
    receipts: tuple[Receipt, ...]
    after: tuple[Holding, ...]

    @property
    def aside(self) -> tuple[Receipt, ...]:
        """What was not carried: its node is retired, or split so that a person must choose."""
        return tuple(receipt for receipt in self.receipts if not receipt.after)


@dataclass(frozen=True)
class _Way:
    """From one edition to another: the mapping and what every holding of the old one scored."""

    old: Edition
    new: Edition
    mapping: Mapping
    policy: Policy
    scores: dict[tuple[str, str], Fraction | None]


def carry(
    editions: tuple[Edition, Edition], mapping: Mapping, holdings: Iterable[Holding], policy: Policy
) -> Carried:
    """Return what becomes of the holdings; nothing is changed by that. The order of holdings does not matter.

    Raises `MappingError` if the mapping is not whole, a holding hangs on a node that the old edition does not
    have or whose fate is not confirmed, or is given twice.

    >>> from decimal import Decimal
    >>> from fivefold.method.decompose import Link, Node
    >>> old = Edition("1", (Node("a", "网格巡查", full=Decimal(10)),))
    >>> new = Edition("2", (Node("b", "网格巡查", full=Decimal(5)),))
    >>> held = [Holding("score", "演示甲市", "a", Fraction(7))]
    >>> carry((old, new), Mapping((Link("a", "b"),)), held, "rule_of_three").after
    (Holding(kind='score', key='演示甲市', node='b', score=Fraction(7, 2)),)
    """
    old, new = editions
    mapping.check(old, new)
    before = sorted(holdings, key=lambda one: (one.kind, one.key, one.node))
    _check(before, old, mapping)
    scores = {(one.key, one.node): one.score for one in before if one.kind == "score"}
    way = _Way(old, new, mapping, policy, scores)
    receipts = tuple(_receipt(one, way) for one in before)
    after = dict.fromkeys(one for receipt in receipts for one in receipt.after)
    return Carried(policy, receipts, tuple(sorted(after, key=lambda one: (one.kind, one.key, one.node))))


def reverse(carried: Carried, now: Iterable[Holding]) -> tuple[Holding, ...]:
    """Return exactly what there was before.

    `now` are the present holdings. Raises `ChangedSinceError`, naming each, if they are not what was carried.

    >>> from fivefold.method.decompose import Link, Node
    >>> held = Holding("case", "演示案例", "a")
    >>> old, new = (Edition(code, (Node("a", "网格巡查"),)) for code in "12")
    >>> carried = carry((old, new), Mapping((Link("a", "a"),)), [held], "reset")
    >>> reverse(carried, carried.after) == (held,)
    True
    """
    present = set(now)
    differing = sorted({one.node for one in present ^ set(carried.after)})
    if differing:
        raise ChangedSinceError(*(Reason.of("decompose.carry.changed", node=node) for node in differing))
    return tuple(receipt.before for receipt in carried.receipts)


def _check(before: list[Holding], old: Edition, mapping: Mapping) -> None:
    told = {link.old for link in mapping.links} | set(mapping.retired)
    reasons = []
    for place, one in enumerate(before):
        if one.node not in old.by_code:
            reasons.append(Reason.of("decompose.mapping.unknown", node=one.node, edition=old.code))
        elif one.node not in told:
            reasons.append(Reason.of("decompose.mapping.orphan", node=one.node))
        last = before[place - 1] if place else None
        if last is not None and (last.kind, last.key, last.node) == (one.kind, one.key, one.node):
            reasons.append(Reason.of("decompose.carry.twice", key=one.key, node=one.node))
    if reasons:
        raise MappingError(*reasons)


def _receipt(one: Holding, way: _Way) -> Receipt:
    successors = way.mapping.successors(one.node)
    said = {"key": one.key, "old": one.node, "new": successors}
    if not successors:
        return Receipt(one, (), Reason("decompose.carry.retired", said))
    if one.kind == "claim" and len(successors) > 1:
        return Receipt(one, (), Reason("decompose.carry.choose", said))
    if one.kind != "score":
        return Receipt(
            one,
            tuple(Holding(one.kind, one.key, node) for node in successors),
            Reason("decompose.carry.moved", said),
        )
    after = tuple(Holding("score", one.key, node, _score(one.key, node, way)) for node in successors)
    return Receipt(one, after, Reason(f"decompose.carry.{way.policy}", said))


def _score(key: str, node: str, way: _Way) -> Fraction | None:
    """Return the score of a new node from those of all its predecessors."""
    sources = way.mapping.predecessors(node)
    scores = [way.scores.get((key, source)) for source in sources]
    known = [score for score in scores if score is not None]
    full = way.new.by_code[node].full
    if way.policy == "reset" or len(known) < len(scores) or full is None:
        return None
    split = any(len(way.mapping.successors(source)) > 1 for source in sources)
    if way.policy == "clamp":
        return None if split else min(sum(known, Fraction(0)), Fraction(full))
    marks = [way.old.by_code[source].full for source in sources]
    given = [Fraction(mark) for mark in marks if mark is not None]
    return sum(known, Fraction(0)) * Fraction(full) / sum(given) if len(given) == len(marks) else None
