"""Conflicts of interest: derived from the tree of bodies, or declared. Who is in one is not asked and not counted.

Source: row 6.22c; the kinds follow the usual rules of reviewing (home, employer, guided unit, co-author, kin ...).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from fivefold.method.reason import Reason
from fivefold.method.share.errors import UnknownItemError
from fivefold.method.share.marks import Mark
from fivefold.method.share.tree import upto, within

DECLARED = ("author", "kin", "adviser", "nominator", "guide", "other")


@dataclass(frozen=True)
class Judge:
    """A judge and the bodies of all seats the person holds or held (paths of the tree)."""

    key: str
    bodies: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """What is judged: a region or case, the region's path, and the paths of the units that worked on it."""

    key: str
    body: str
    units: tuple[str, ...] = ()


@dataclass(frozen=True)
class Declaration:
    """A conflict that somebody declared; `kind` is one of `DECLARED`."""

    judge: str
    entry: str
    kind: str


@dataclass(frozen=True)
class Conflict:
    """A judge may not judge an entry. `derived`: it follows from the tree, nobody needs to declare it."""

    judge: str
    entry: str
    kind: str
    derived: bool
    reason: Reason


def conflicts(
    judges: Sequence[Judge],
    entries: Sequence[Entry],
    declared: Iterable[Declaration] = (),
    home_level: int = 1,
) -> tuple[Conflict, ...]:
    """Return every conflict between judges and entries, with its reason.

    Derived: `home`, both stand under the same body of `home_level` (1: the province); `unit`, the judge sits in a
    unit that worked on the entry or below one. Raises `UnknownItemError` for a declaration about somebody or
    something unknown, or of an unknown kind.

    >>> judges = [Judge("张演示", ("00/91/",)), Judge("李演示", ("00/92/",))]
    >>> found = conflicts(judges, [Entry("甲市", "00/91/01/")], [Declaration("李演示", "甲市", "kin")])
    >>> [(one.judge, one.kind, one.derived) for one in found]
    [('张演示', 'home', True), ('李演示', 'kin', False)]
    """
    found = [
        Conflict(judge.key, entry.key, kind, derived=True, reason=_reason(judge.key, entry.key, kind))
        for judge in judges
        for entry in entries
        for kind in _derived(judge, entry, home_level)
    ]
    known = {judge.key for judge in judges}, {entry.key for entry in entries}, set(DECLARED)
    for one in declared:
        for key, names in zip((one.judge, one.entry, one.kind), known, strict=True):
            if key not in names:
                raise UnknownItemError(key=key)
        found.append(
            Conflict(
                one.judge, one.entry, one.kind, derived=False, reason=_reason(one.judge, one.entry, one.kind)
            )
        )
    return tuple(dict.fromkeys(found))


def _derived(judge: Judge, entry: Entry, home_level: int) -> Iterable[str]:
    home = upto(entry.body, home_level)
    if home is not None and any(upto(body, home_level) == home for body in judge.bodies):
        yield "home"
    if any(within(body, unit) for body in judge.bodies for unit in entry.units):
        yield "unit"


def _reason(judge: str, entry: str, kind: str) -> Reason:
    return Reason.of(f"share.conflict.{kind}", judge=judge, entry=entry)


def free(
    judges: Sequence[Judge], entries: Sequence[Entry], found: Iterable[Conflict]
) -> Mapping[str, tuple[str, ...]]:
    """Return the judges who may judge each entry.

    >>> judges, entries = [Judge("张演示", ("00/91/",)), Judge("李演示", ("00/92/",))], [Entry("甲市", "00/91/01/")]
    >>> free(judges, entries, conflicts(judges, entries))
    {'甲市': ('李演示',)}
    """
    barred = {(one.judge, one.entry) for one in found}
    return {
        entry.key: tuple(judge.key for judge in judges if (judge.key, entry.key) not in barred)
        for entry in entries
    }


def check_quorum(able: Mapping[str, Sequence[str]], needed: int) -> tuple[Reason, ...]:
    """Return the entries that fewer than `needed` judges may judge.

    >>> [(one.code, one.params["entry"]) for one in check_quorum({"甲市": ("张演示",), "乙市": ()}, needed=1)]
    [('share.conflict.quorum', '乙市')]
    """
    return tuple(
        Reason.of("share.conflict.quorum", entry=entry, count=len(judges), needed=needed)
        for entry, judges in able.items()
        if len(judges) < needed
    )


def without(marks: Iterable[Mark], found: Iterable[Conflict]) -> tuple[Mark, ...]:
    """Return the marks with those in conflict made absent; they stay on record as not given, never as 0.

    >>> from decimal import Decimal
    >>> found = conflicts([Judge("张演示", ("00/91/",))], [Entry("甲市", "00/91/01/")])
    >>> without([Mark("甲市", "张演示", Decimal(90))], found)
    (Mark(region='甲市', judge='张演示', value=None),)
    """
    barred = {(one.judge, one.entry) for one in found}
    return tuple(replace(mark, value=None) if (mark.judge, mark.region) in barred else mark for mark in marks)
