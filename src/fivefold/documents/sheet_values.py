"""One cell to one value: what a person wrote is understood where it is clear and refused where it is not.

A reader takes the raw cell (text without outer blanks, number, yes/no, date) and gives the value, or a
`Remark`: an error without a value, or a note with the value as it was understood.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, TypeAlias

from fivefold.documents.sheet_schema import ColumnSchema, Kind, Level, Value
from fivefold.method.reason import Reason


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say about a cell, and the value it has nevertheless (None for an error)."""

    reason: Reason
    level: Level
    value: Value = None


Reader: TypeAlias = Callable[[Any], Value | Remark]

_INTEGER = re.compile(r"[+-]?\d+(?:\.0+)?", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DATES = (
    re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]00:00(?::00(?:\.0+)?)?)?", re.ASCII),
    re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日?", re.ASCII),
    re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII),
)
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)  # a day beyond them is a mistyped year
_YES = frozenset({"是", "yes", "y", "true", "1", "√", "✓"})
_NO = frozenset({"否", "no", "n", "false", "0", "×", "✗"})
_MINUS = str.maketrans({"−": "-", "–": "-", "—": "-"})
_LONGEST_NUMBER = 40


def reader(column: ColumnSchema) -> Reader:
    """Return the function that reads a non-empty cell of this column."""
    return {
        Kind.TEXT: _text,
        Kind.CODE: _code,
        Kind.INTEGER: _integer,
        Kind.DECIMAL: _decimal,
        Kind.BOOLEAN: _boolean,
        Kind.DATE: _date,
        Kind.CHOICE: _choice,
    }[column.kind](column)


def plain(cell: Any) -> str:
    """Return a cell as the text a person sees: 5.0 as 5, dates in ISO form, yes/no as 是/否."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, (date, time)) else str(cell)


def _wrong(code: str, **params: object) -> Remark:
    return Remark(Reason.of(f"documents.sheet.{code}", **params), Level.ERROR)


def _understood(before: str, value: Value, code: str = "normalised") -> Remark:
    after = value.isoformat() if isinstance(value, date) else str(value)
    reason = Reason.of(f"documents.sheet.{code}", before=_short(before), after=after)
    return Remark(reason, Level.NOTE, value)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_NUMBER else text[:_LONGEST_NUMBER] + "…"


def _text(column: ColumnSchema) -> Reader:
    limit = column.max_length

    def read(cell: Any) -> Value | Remark:
        text = cell if type(cell) is str else plain(cell)
        return text if len(text) <= limit else _wrong("too_long", length=len(text), limit=limit)

    return read


def _code(column: ColumnSchema) -> Reader:
    def read(cell: Any) -> Value | Remark:
        before = plain(cell)
        after = unicodedata.normalize("NFKC", before).strip()
        if len(after) > column.max_length:
            return _wrong("too_long", length=len(after), limit=column.max_length)
        if column.digits and len(after) != column.digits:
            lost = isinstance(cell, (int, float)) and len(after) < column.digits
            return _wrong("code_zeros" if lost else "code_length", value=_short(after), digits=column.digits)
        return after if after == before else _understood(before, after)

    return read


def _number(cell: Any, pattern: re.Pattern[str]) -> tuple[str, str] | None:
    """Return a cell's figures before and after normalising, or None when it is no such number."""
    if isinstance(cell, (bool, date, time, timedelta)):
        return None
    before = plain(cell)
    after = unicodedata.normalize("NFKC", before).translate(_MINUS).strip()
    if _THOUSANDS.fullmatch(after):
        after = after.replace(",", "")
    if len(after) > _LONGEST_NUMBER or not pattern.fullmatch(after):
        return None
    return before, after


def _outside(column: ColumnSchema, value: int | Decimal) -> Remark | None:
    if column.minimum is not None and value < column.minimum:
        return _wrong("too_small", value=value, minimum=column.minimum)
    if column.maximum is not None and value > column.maximum:
        return _wrong("too_large", value=value, maximum=column.maximum)
    return None


def _bounded(column: ColumnSchema, value: int | Decimal, figures: tuple[str, str]) -> Value | Remark:
    outside = _outside(column, value)
    if outside:
        return outside
    return value if figures[0] == figures[1] else _understood(figures[0], value)


def _integer(column: ColumnSchema) -> Reader:
    def read(cell: Any) -> Value | Remark:
        if type(cell) is float and cell.is_integer():
            return _outside(column, int(cell)) or int(cell)
        figures = _number(cell, _INTEGER)
        if figures is None:
            return _wrong("not_integer", value=_short(plain(cell)))
        return _bounded(column, int(figures[1].partition(".")[0]), figures)

    return read


def _decimal(column: ColumnSchema) -> Reader:
    def read(cell: Any) -> Value | Remark:
        if type(cell) is float:
            value = Decimal(plain(cell))
            return _outside(column, value) or value
        figures = _number(cell, _DECIMAL)
        if figures is None:
            return _wrong("not_number", value=_short(plain(cell)))
        return _bounded(column, Decimal(figures[1]), figures)

    return read


def _boolean(_column: ColumnSchema) -> Reader:
    def read(cell: Any) -> Value | Remark:
        if isinstance(cell, bool):
            return cell
        word = unicodedata.normalize("NFKC", plain(cell)).lower()
        if word in _YES or word in _NO:
            return word in _YES
        return _wrong("not_boolean", value=_short(plain(cell)))

    return read


def _date(_column: ColumnSchema) -> Reader:
    def read(cell: Any) -> Value | Remark:
        if isinstance(cell, datetime):
            return _in_our_time(cell.date())
        if isinstance(cell, date):
            return _in_our_time(cell)
        if not isinstance(cell, str):
            return _wrong("not_date", value=_short(plain(cell)))
        if _ISO.fullmatch(cell):
            return _dated(cell, cell.split("-"))
        text = unicodedata.normalize("NFKC", cell).strip()
        for pattern in _DATES:
            match = pattern.fullmatch(text)
            if match:
                return _dated(cell, match.groups()[:3])
        return _wrong("not_date", value=_short(text))

    return read


def _dated(cell: str, parts: Sequence[str]) -> Value | Remark:
    try:
        value = date(int(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError:
        return _wrong("not_date", value=_short(cell.strip()))
    if not FIRST_DAY <= value <= LAST_DAY:
        return _in_our_time(value)
    return value if cell == value.isoformat() else _understood(cell, value, "date_text")


def _in_our_time(day: date) -> Value | Remark:
    if FIRST_DAY <= day <= LAST_DAY:
        return day
    return _wrong("date_range", value=day.isoformat(), first=FIRST_DAY.year, last=LAST_DAY.year)


def _choice(column: ColumnSchema) -> Reader:
    known = {unicodedata.normalize("NFKC", choice).casefold(): choice for choice in column.choices}

    def read(cell: Any) -> Value | Remark:
        text = plain(cell)
        value = text if text in column.choices else known.get(unicodedata.normalize("NFKC", text).casefold())
        if value is None:
            return _wrong("not_choice", value=_short(text), choices=column.choices)
        return value if value == text else _understood(text, value)

    return read
