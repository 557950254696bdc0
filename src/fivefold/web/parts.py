"""View models of the small components: what a template needs, made before the template runs.

Texts are already translated and formatted; a view model never queries. Every class is frozen and cheap.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

StateKind = Literal["draft", "turn", "moving", "done", "official", "returned", "late", "refused", "off"]

SHAPES: Mapping[str, str] = {
    "draft": "○",  # begun, only its owner sees it
    "turn": "◎",  # waits for somebody named on the page
    "moving": "◇",  # under way, nobody has to act now
    "done": "●",  # finished well
    "official": "■",  # an official act: posted, sealed, in force
    "returned": "△",  # sent back with reasons
    "late": "▲",  # past its date
    "refused": "×",  # refused or vetoed
    "off": "□",  # withdrawn, replaced, out of use
}
"""Shape of each kind of state; all of them are in every Chinese font (GB/T 2312)."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A state as shape and word, never colour alone."""

    label: str
    kind: StateKind = "off"

    @property
    def shape(self) -> str:
        """The shape drawn before the word."""
        return SHAPES[self.kind]


@dataclass(frozen=True, slots=True)
class StateLine:
    """One sentence: where it stands, whose turn, since, until, what is next."""

    where: Tag
    turn: str = ""
    since: str = ""
    until: str = ""
    next: str = ""
    mine: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A link; ``note`` stands beside it, or ``date``, which never wraps; ``active`` marks the page one is on."""

    label: str
    url: str
    note: str = ""
    active: bool = False
    date: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """Something one can do: a link (``post`` false) or a form button; with ``reason`` it is disabled.

    ``kind`` is ``primary``, ``plain`` or ``official`` (an official act, vermilion).
    """

    label: str
    url: str = ""
    kind: Literal["primary", "plain", "official"] = "plain"
    post: bool = False
    reason: str = ""
    confirm: str = ""


@dataclass(frozen=True, slots=True)
class Basis:
    """What stands behind a figure: rule, facts, formula, time, ledger entry."""

    rule: str
    facts: Sequence[tuple[str, str]] = ()
    formula: str = ""
    at: str = ""
    ledger: str = ""
    ledger_url: str = ""


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """A row of a summary list or of the answers to check."""

    label: str
    value: str
    url: str = ""
    note: str = ""
    tag: Tag | None = None
    change_url: str = ""
    basis: Basis | None = None
    lang: str = ""


@dataclass(frozen=True, slots=True)
class SummaryGroup:
    """A titled group of answers to check."""

    title: str
    rows: Sequence[SummaryRow]


@dataclass(frozen=True, slots=True)
class Task:
    """A line of the to-do list; ``due`` is a formatted date, ``days`` a phrase such as "3 days left"."""

    label: str
    url: str
    tag: Tag
    where: str = ""
    due: str = ""
    days: str = ""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A sentence of the history: spoken from the ledger, with its entry number."""

    sentence: str
    at: str
    who: str = ""
    official: bool = False
    entry: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a longer way; ``state`` is ``done``, ``current`` or ``todo``."""

    label: str
    state: Literal["done", "current", "todo"] = "todo"
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """Long work: ``done`` of ``total`` (0 = unknown); ``state`` is queued, running, done or failed.

    ``url`` answers JSON for the browser's polling.
    """

    label: str
    done: int
    total: int
    state: str = "running"
    detail: str = ""
    url: str = ""
    result: Link | None = None

    @property
    def percent(self) -> int:
        """Whole percent done, rounded down, 0 while the total is unknown."""
        return self.done * 100 // self.total if self.total else 0


@dataclass(frozen=True, slots=True)
class EmptyState:
    """What to say instead of an empty list: what is not there, and what comes next."""

    text: str
    next: str = ""
    action: Link | None = None
