"""What an import would do, as plain data: lines of the file, problems at their cells, and the plan."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from fivefold.classify.regions.values import Stored
from fivefold.method import canonical
from fivefold.method.reason import Reason
from fivefold.packs.register import AreaRow

AREAS = "areas"
PARTICIPATION = "participation"
KINDS = (AREAS, PARTICIPATION)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the file: its number in the sheet (from 1) and its cells as text by column key.

    ``sound`` is false where reading already found a cell at fault.
    """

    number: int
    cells: Mapping[str, str]
    sound: bool = True


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault at a cell. ``cell`` is its address (``C12``), ``column`` the name of its column; both may be empty."""

    row: int
    column: str
    cell: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Known:
    """An area as the register has it: its present life, its facts as stored, and its participation."""

    id: str
    name: str
    level: str
    kind: str
    parent_code: str
    valid_from: date | None
    valid_to: date | None
    code_origin: str
    source: str
    note: str
    facts: Mapping[str, Stored]
    batch: str = ""
    state: str = ""
    region_id: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A known area that the file states otherwise: column -> (before, after), as text."""

    row: AreaRow
    known: Known
    columns: Mapping[str, tuple[str, str]]


@dataclass(slots=True)
class Plan:
    """What confirming would do. ``joined`` maps area codes to the batch they would join."""

    rows: int = 0
    new: list[AreaRow] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    joined: dict[str, str] = field(default_factory=dict)
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether confirming would change nothing."""
        return not (self.new or self.changed or self.joined)

    def digest(self) -> str:
        """Return a digest of what would be written: another one means that the register moved on since the preview."""
        told = {
            "new": [row.code for row in self.new],
            "changed": [
                [change.row.code, {name: list(pair) for name, pair in change.columns.items()}]
                for change in self.changed
            ],
            "joined": self.joined,
        }
        return hashlib.sha256(canonical.dumps(canonical.normalise(told))).hexdigest()
