"""Rows of a table by the names of their columns, and what stands in a cell: exactly, or an error that names it.

Every error says the file, the row and the column, in Chinese and English, so that a person can go there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path

import click

from fivefold.project.method.tables import Table, read_table

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="csv, xlsx, json")
_YES, _NO = ("是", "true", "yes"), ("否", "false", "no")
# Beyond these an exact computation would take for ever, or not fit the machine's numbers; a spreadsheet's own
# numbers stay within them.
_DIGITS, _DECIMALS, _LARGEST = 15, 30, 10**9
_NONE: Mapping[str, str] = {}


class CellError(click.ClickException):
    """Something in a table that a person must put right."""


class MissingColumnError(CellError):
    """A column that the command needs is not there."""


class EmptyCellError(CellError):
    """A cell that must be filled is empty."""


class WrongCellError(CellError):
    """A cell that does not hold what its column means: no number, NaN, no date, no yes or no."""


class EmptyTableError(CellError):
    """A table that has heads and no rows where nothing can be said without any."""


class RepeatedRowError(CellError):
    """Two rows bear one key."""


class UnknownCodeError(CellError):
    """A name or code that the list it belongs to does not hold."""


def figure(cell: str, where: str) -> Decimal | None:
    """Return the number in a cell, exactly; None for an empty one.

    `WrongCellError` for other text, NaN and ∞, for more than 15 digits before the point or 30 after it.
    """
    if not cell:
        return None
    try:
        found = Decimal(cell)
    except InvalidOperation:
        raise WrongCellError(f"{where}: 不是数 / no number: {cell[:40]}") from None
    if not found.is_finite():
        raise WrongCellError(
            f"{where}: 不是数；缺的请留空 / no number; leave empty what is absent: {cell[:40]}"
        )
    exponent = found.as_tuple().exponent
    if found.adjusted() >= _DIGITS or (isinstance(exponent, int) and exponent < -_DECIMALS):
        raise WrongCellError(
            f"{where}: 小数点前至多{_DIGITS}位、后至多{_DECIMALS}位 / "
            f"at most {_DIGITS} digits before the point and {_DECIMALS} after it: {cell[:40]}"
        )
    return found


def whole_number(cell: str, where: str) -> int | None:
    """Return the whole number in a cell, None for an empty one. `WrongCellError` as `figure`, or beyond ±10^9."""
    found = figure(cell, where)
    if found is None:
        return None
    if found != found.to_integral_value():
        raise WrongCellError(f"{where}: 应为整数 / a whole number is needed: {cell[:40]}")
    if abs(found) > _LARGEST:
        raise WrongCellError(f"{where}: 整数至多十亿 / a whole number of at most {_LARGEST}: {cell[:40]}")
    return int(found)


@dataclass(frozen=True)
class Row:
    """One row. `place` says where it stands; `cells` are texts by the English names of the columns."""

    place: str
    cells: Mapping[str, str]

    def get(self, name: str) -> str:
        """Return a cell's text, "" where it is empty or the table has no such column."""
        return self.cells.get(name, "")

    def text(self, name: str) -> str:
        """Return a cell's text. `EmptyCellError` for an empty one."""
        if not self.get(name):
            raise EmptyCellError(f"{self.place} {name}: 不能为空 / must not be empty")
        return self.cells[name]

    def figure(self, name: str) -> Decimal | None:
        """Return the number in a cell, as the function `figure` does."""
        return figure(self.get(name), f"{self.place} {name}")

    def number(self, name: str) -> Decimal:
        """Return the number in a cell. `EmptyCellError` for an empty one."""
        self.text(name)
        return self.figure(name) or Decimal(0)

    def whole(self, name: str, default: int | None = None) -> int:
        """Return the whole number in a cell, the default for an empty one."""
        if default is None:
            self.text(name)
        found = whole_number(self.get(name), f"{self.place} {name}")
        return int(default or 0) if found is None else found

    def flag(self, name: str) -> bool | None:
        """Return yes or no, None for an empty cell."""
        cell = self.get(name).lower()
        if cell and cell not in (*_YES, *_NO):
            raise self.wrong(name, "应为是或否 / yes or no is needed")
        return cell in _YES if cell else None

    def names(self, name: str) -> tuple[str, ...]:
        """Return the names in a cell, parted by blanks, commas or 、."""
        return tuple(self.get(name).replace("、", " ").replace("，", " ").replace(",", " ").split())

    def moment(self, name: str) -> datetime:
        """Return an instant such as 2026-03-01T09:00+08:00; the method refuses one without its zone."""
        try:
            return datetime.fromisoformat(self.text(name))
        except ValueError:
            raise self.wrong(name, "应为时间 / a time is needed: 2026-03-01T09:00+08:00") from None

    def day(self, name: str) -> date:
        """Return a day such as 2026-03-01."""
        try:
            return date.fromisoformat(self.text(name)[:10])
        except ValueError:
            raise self.wrong(name, "应为日期 / a day is needed: 2026-03-01") from None

    def one_of(self, name: str, words: Mapping[str, str]) -> str:
        """Return the code of a word. words: what may stand in the cell -> code."""
        if self.text(name) not in words:
            raise self.wrong(name, f"应为 / one of: {', '.join(words)}")
        return words[self.cells[name]]

    def known(self, name: str, codes: Mapping[str, object]) -> str:
        """Return a cell that names one of the codes. `UnknownCodeError` for any other."""
        if self.text(name) not in codes:
            raise UnknownCodeError(f"{self.place} {name}: 名单中没有 / not in the list: {self.cells[name]}")
        return self.cells[name]

    def wrong(self, name: str, said: str) -> WrongCellError:
        """Return the error of a cell, to be raised."""
        return WrongCellError(f"{self.place} {name}: {said}: {self.get(name)[:40]}")


@dataclass(frozen=True)
class Sheet:
    """The rows of a table, and the heads of the columns that the command did not ask for."""

    rows: tuple[Row, ...]
    rest: tuple[str, ...]


def read_sheet(
    path: Path, needed: Mapping[str, str], optional: Mapping[str, str] = _NONE, key: Sequence[str] = ()
) -> Sheet:
    """Read a table. needed, optional: English head -> Chinese head; no two rows may agree in all columns of `key`.

    Raises `MissingColumnError`, `EmptyCellError` for an empty key, `RepeatedRowError`.
    """
    table = read_table(path)
    heads = _heads(table, path.name, needed, optional)
    rows = tuple(
        Row(
            f"{path.name} 第{line}行 / row {line}",
            {heads.get(name, name): cell for name, cell in row.items()},
        )
        for line, row in zip(table.lines, table.records(), strict=True)
    )
    seen: dict[tuple[str, ...], Row] = {}
    for row in rows if key else ():
        own = tuple(row.text(name) for name in key)
        if own in seen:
            raise RepeatedRowError(f"{row.place}: 重复 / a row twice: {' '.join(own)} ({seen[own].place})")
        seen[own] = row
    return Sheet(rows, tuple(name for name in table.columns if name not in heads))


def some_rows(path: Path, rows: Sequence[Row]) -> Sequence[Row]:
    """Return the rows. `EmptyTableError` when there are none."""
    if not rows:
        raise EmptyTableError(f"{path.name}: 只有表头，没有行 / heads and no rows")
    return rows


def check_filled(table: Table, path: Path, *columns: str) -> None:
    """Raise `EmptyCellError` at the first empty cell of these columns, such as a key must not have."""
    for line, row in zip(table.lines, table.records(), strict=True):
        for name in columns:
            if not row[name]:
                raise EmptyCellError(
                    f"{path.name} 第{line}行 / row {line} {name}: 不能为空 / must not be empty"
                )


def _heads(
    table: Table, name: str, needed: Mapping[str, str], optional: Mapping[str, str]
) -> Mapping[str, str]:
    found = {}
    for english, chinese in {**needed, **optional}.items():
        head = next((one for one in (english, chinese) if one in table.columns), None)
        if head is not None:
            found[head] = english
    lacking = [f"{english} | {needed[english]}" for english in needed if english not in found.values()]
    if lacking:
        raise MissingColumnError(f"{name}: 缺少列 / a column is missing: {', '.join(lacking)}")
    return found
