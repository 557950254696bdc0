"""What a table to be read must look like, and what reading it gives: rows and problems at their cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from fivefold.method.reason import Reason

Value: TypeAlias = str | int | Decimal | bool | date | None


class Kind(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    CODE = "code"  # letters and figures that are no number: leading zeros count
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"  # 是 / 否
    DATE = "date"
    CHOICE = "choice"


class Level(StrEnum):
    """How serious a problem is: an error keeps the table out, a note tells what was understood."""

    ERROR = "error"
    NOTE = "note"


@dataclass(frozen=True)
class ColumnSchema:
    """One column: its key, the heads under which it may stand (any language), and what its cells must be.

    required: no cell may be empty. optional: the whole column may be absent. digits: exact length of a code.
    minimum, maximum: bounds of a number, both included. max_length: characters of a text.
    """

    key: str
    heads: tuple[str, ...]
    kind: Kind = Kind.TEXT
    required: bool = False
    optional: bool = False
    unique: bool = False
    max_length: int = 2000
    digits: int | None = None
    minimum: Decimal | int | None = None
    maximum: Decimal | int | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableSchema:
    """The columns of a table. key: columns that together name a row and must not repeat."""

    columns: tuple[ColumnSchema, ...]
    key: tuple[str, ...] = ()
    max_rows: int = 100_000
    header_within: int = 10
    max_problems: int = 1000


@dataclass(frozen=True)
class Problem:
    """Something about a cell, a column or the whole table. cell: as in Excel, or ""; row counts from 1."""

    reason: Reason
    cell: str = ""
    row: int = 0
    column: str = ""
    level: Level = Level.ERROR

    @property
    def code(self) -> str:
        """The code of the reason."""
        return self.reason.code


@dataclass(frozen=True, slots=True)
class Row:
    """A row that was read: its number in the sheet (from 1) and its values by column key; None is empty."""

    number: int
    values: Mapping[str, Value]


@dataclass(frozen=True)
class TableRead:
    """A table as it was understood. columns: column key to letters (as "C") of those that were found."""

    name: str
    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep the table out."""
        return tuple(problem for problem in self.problems if problem.level is Level.ERROR)


def letters(column: int) -> str:
    """Return the letters of a column counted from 0: A, Z, AA."""
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def cell_name(row: int, column: int) -> str:
    """Return a cell's name from row and column counted from 0: (6, 2) is C7."""
    return f"{letters(column)}{row + 1}"
