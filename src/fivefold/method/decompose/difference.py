"""What became of every item between two editions, and how stable the guideline stayed.

Stability is the sum of marks of all items of both editions, divided by their number: 1 for an item that is
kept or only moved, 1/2 for one that is reworded, rescored, split or merged, 0 for one that is retired or new.
100 % means: the same items.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Literal, TypeAlias

from fivefold.method.decompose.likeness import plain
from fivefold.method.decompose.mapping import Mapping
from fivefold.method.decompose.tree import Edition
from fivefold.method.reason import Reason

Kind: TypeAlias = Literal["kept", "reworded", "moved", "split", "merged", "rescored", "retired"]

_MARKS = {"kept": Fraction(1), "moved": Fraction(1), "retired": Fraction(0)}
_HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Fate:
    """What became of an old item: its successors, and every kind that applies ("kept" if no other does)."""

    old: str
    new: tuple[str, ...]
    kinds: tuple[Kind, ...]
    reason: Reason


@dataclass(frozen=True)
class Difference:
    """Every item's fate, by code; the new items; the stability as an exact share, and in percent."""

    fates: tuple[Fate, ...]
    added: tuple[str, ...]
    stability: Fraction
    reasons: tuple[Reason, ...]

    @property
    def percent(self) -> Decimal:
        """The stability in percent, rounded half up to one decimal."""
        share = self.stability * 100
        return (Decimal(share.numerator) / share.denominator).quantize(Decimal("0.1"), ROUND_HALF_UP)

    def counts(self) -> dict[str, int]:
        """Return how many old items there are of each kind (an item may be of several), and new ones."""
        kinds = ("kept", "reworded", "moved", "split", "merged", "rescored", "retired")
        found = {kind: sum(kind in fate.kinds for fate in self.fates) for kind in kinds}
        return {**found, "new": len(self.added)}


def difference(old: Edition, new: Edition, mapping: Mapping) -> Difference:
    """Return what became of every item under a confirmed mapping.

    Raises `MappingError` if the mapping leaves an item without fate or names nodes that are none.

    >>> from fivefold.method.decompose import Edition, Link, Mapping, Node
    >>> old = Edition("1", (Node("a", "网格巡查"), Node("b", "应急演练")))
    >>> new = Edition("2", (Node("a", "网格巡查"), Node("c", "数据共享")))
    >>> found = difference(old, new, Mapping((Link("a", "a"),), ("b",)))
    >>> [(fate.old, fate.kinds) for fate in found.fates], found.added, found.percent
    ([('a', ('kept',)), ('b', ('retired',))], ('c',), Decimal('50.0'))
    """
    mapping.check(old, new)
    codes = sorted(node.code for node in old.items)
    fates = tuple(_fate(code, old, new, mapping) for code in codes)
    after = sorted(node.code for node in new.items)
    added = tuple(code for code in after if not mapping.predecessors(code))
    marks = {fate.old: _mark(fate) for fate in fates}
    living = [
        max((marks.get(one, _HALF) for one in mapping.predecessors(code)), default=Fraction(0))
        for code in after
    ]
    stability = sum([*marks.values(), *living], Fraction(0)) / (len(codes) + len(after))
    said = Difference(fates, added, stability, ())
    reason = Reason("decompose.stability", {"percent": said.percent, **said.counts()})
    return Difference(fates, added, stability, (reason,))


def _fate(code: str, old: Edition, new: Edition, mapping: Mapping) -> Fate:
    successors = mapping.successors(code)
    if not successors:
        return Fate(code, (), ("retired",), Reason.of("decompose.fate.retired", old=code))
    kinds: list[Kind] = []
    if len(successors) > 1:
        kinds.append("split")
    if any(len(mapping.predecessors(one)) > 1 for one in successors):
        kinds.append("merged")
    if any(not _same_place(code, one, old, new, mapping) for one in successors):
        kinds.append("moved")
    if not {"split", "merged"} & set(kinds):
        kinds += _rewritten(code, successors[0], old, new)
    found: tuple[Kind, ...] = tuple(kinds) or ("kept",)
    said = [Reason(f"decompose.kind.{kind}") for kind in found]
    return Fate(code, successors, found, Reason.of("decompose.fate", old=code, new=successors, kinds=said))


def _same_place(code: str, successor: str, old: Edition, new: Edition, mapping: Mapping) -> bool:
    """Return whether both lie in the same: in what continues the old parent, or in the same code."""
    parent, now = old.by_code[code].parent, new.by_code[successor].parent
    continued = mapping.successors(parent) if parent is not None else ()
    return now in continued if continued else now == parent


def _rewritten(code: str, successor: str, old: Edition, new: Edition) -> list[Kind]:
    before, after = old.by_code[code], new.by_code[successor]
    kinds: list[Kind] = []
    if (plain(before.title), plain(before.text)) != (plain(after.title), plain(after.text)):
        kinds.append("reworded")
    if before.full != after.full:
        kinds.append("rescored")
    return kinds


def _mark(fate: Fate) -> Fraction:
    return min(_MARKS.get(kind, _HALF) for kind in fate.kinds)
