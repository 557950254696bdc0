"""The cells of an answer: what may stand in each, read from forms, autosave and workbooks alike."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TypeAlias

from fivefold.method.reason import Reason, Refused

Value: TypeAlias = str | bool | Decimal | None

SCORE, STATUS, NOT_APPLICABLE, NA_REASON, TEXT = (
    "score",
    "work_status",
    "not_applicable",
    "not_applicable_reason",
    "text",
)
FIELDS = (SCORE, STATUS, TEXT, NOT_APPLICABLE, NA_REASON)
STATUSES = ("unknown", "not_started", "under_way", "done")
LIMITS = {TEXT: 8000, NA_REASON: 1000}
_NUMBER = re.compile(r"\+?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_YES = frozenset({"on", "1", "true", "yes", "是"})
_PLACES = 2
_SEEN = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})*")
_SEEN_MOST = 4000  # letters: some hundreds of saves of a tab's own while others save too


@dataclass(frozen=True, slots=True)
class Cell:
    """Names a cell: the item's code and the field."""

    item: str
    field: str

    @property
    def name(self) -> str:
        """The cell's name in forms: ``score:P01-01``."""
        return f"{self.field}:{self.item}"

    @classmethod
    def named(cls, name: str) -> "Cell | None":
        """Read a cell's name back; None for anything else."""
        field, colon, item = name.partition(":")
        return cls(item, field) if colon and field in FIELDS and item else None


class CellsRefused(Refused):
    """Some cells hold what cannot be saved. ``faults`` names the reason of each."""

    def __init__(self, faults: Mapping[Cell, Reason]) -> None:
        super().__init__(*faults.values())
        self.faults = dict(faults)


def clean_text(raw: str) -> str:
    """Return a text as it is kept: NFC, line ends as line feeds, without blanks around it."""
    return unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n")).strip()


def read_cell(field: str, raw: str, most: Decimal) -> Value:
    """Return what a typed text means for a field; ``most`` is the item's full score.

    Raises Refused with one reason when it cannot stand there: the score is a number from 0 to ``most`` with at most
    two decimals, full-width digits count; a text keeps its limit.
    """
    if field == SCORE:
        return _score(raw, most)
    if field == NOT_APPLICABLE:
        return raw.strip().lower() in _YES
    if field == STATUS:
        if raw not in STATUSES:
            raise Refused(Reason("assessments.cell.status", {"value": raw[:40]}))
        return raw
    text = clean_text(raw)
    if len(text) > LIMITS[field]:
        raise Refused(Reason("assessments.cell.too_long", {"length": len(text), "limit": LIMITS[field]}))
    return text


def _score(raw: str, most: Decimal) -> Decimal | None:
    text = unicodedata.normalize("NFKC", raw).strip()
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        raise Refused(Reason("assessments.cell.not_number", {"value": raw.strip()[:40]}))
    score = Decimal(text)
    if score > most:  # first: what has more digits than the context holds cannot be rounded
        raise Refused(Reason("assessments.cell.too_high", {"value": text[:40], "most": format(most, "f")}))
    if score != round(score, _PLACES):
        raise Refused(Reason("assessments.cell.decimals", {"value": text[:40]}))
    return round(score, _PLACES)


def written(value: Value) -> str:
    """Return a value as it stands in a form or a workbook: the inverse of ``read_cell``."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "on" if value else ""
    return format(value, "f") if isinstance(value, Decimal) else value


@dataclass(frozen=True, slots=True)
class Seen:
    """Which saves a page, a tab or a workbook has seen: all up to ``base``, and its own later ones.

    Without ``own`` a tab that saves while another one saves too would either meet its own changes as foreign ones
    or overwrite foreign ones it never saw.
    """

    base: int
    own: frozenset[int] = frozenset()

    @classmethod
    def read(cls, text: str) -> "Seen":
        """Read ``"7"`` or ``"7.9.12"``; anything else has seen nothing. What was never saved is left to ``within``."""
        if len(text) > _SEEN_MOST or not _SEEN.fullmatch(text):
            return cls(0)
        parts = text.split(".")
        numbers = [int(part) for part in parts]
        return cls(numbers[0], frozenset(numbers[1:]))

    def __str__(self) -> str:
        return ".".join(str(number) for number in (self.base, *sorted(self.own)))

    def within(self, version: int) -> "Seen":
        """Return what of it can be true when ``version`` was the last save; a later one seen proves none."""
        if self.base > version:
            return Seen(0)
        return Seen(self.base, frozenset(number for number in self.own if number <= version))

    def knows(self, version: int) -> bool:
        """Say whether a change made in ``version`` was seen."""
        return version <= self.base or version in self.own

    def after(self, before: int, now: int) -> "Seen":
        """Return what is seen after an own save that led from version ``before`` to ``now``."""
        if now == before:
            return self
        own = self.own | {now}
        base = self.base
        while base + 1 in own:
            base += 1
        return Seen(base, frozenset(number for number in own if number > base))


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell that was changed meanwhile: both values, none of them lost; ``at`` is the last save there.

    ``hand`` is the id of the person who changed it: it may be one's own, from another page.
    """

    cell: Cell
    mine: Value
    theirs: Value
    at: datetime
    hand: str = ""


def names(cells: Iterable[Cell]) -> list[str]:
    """Return the names of cells, sorted."""
    return sorted(cell.name for cell in cells)
