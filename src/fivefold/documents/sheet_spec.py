"""What a workbook to be written holds: sheets, columns, choices, locked cells, hidden keys."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

Cell: TypeAlias = str | int | Decimal | bool | date | datetime | None


@dataclass(frozen=True)
class SheetColumn:
    """A column of a sheet to be written.

    width: in characters. key: a hidden column that names the row when the workbook comes back. locked: the
    cell cannot be changed. as_text: cells are formatted as text, so that typed codes keep leading zeros.
    choices: a drop-down. minimum, maximum: bounds of a number, checked by the spreadsheet program.
    prompt: a short text shown when the cell is entered.
    """

    title: str
    width: float = 14.0
    key: bool = False
    locked: bool = True
    as_text: bool = False
    wrap: bool = False
    choices: tuple[str, ...] = ()
    minimum: Decimal | int | None = None
    maximum: Decimal | int | None = None
    prompt: str = ""


@dataclass(frozen=True)
class SheetSpec:
    """A sheet: its name, the title over the table, lines under the title, columns and rows.

    rows may be an iterator: it is walked once. spare_rows: empty rows that may be filled in.
    protected: False leaves every cell open. closed_rows: places in rows, from 0, whose cells are all locked.
    """

    name: str
    title: str
    columns: tuple[SheetColumn, ...]
    rows: Iterable[Sequence[Cell]]
    lines: tuple[str, ...] = ()
    spare_rows: int = 0
    protected: bool = True
    closed_rows: frozenset[int] = frozenset()


@dataclass(frozen=True)
class WorkbookSpec:
    """What goes round the sheets: 填表说明, the hidden sheet `_fivefold`, a label over each title."""

    instructions: tuple[str, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)
    label: str = ""
