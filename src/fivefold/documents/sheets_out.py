"""Tables out: workbooks to be filled in elsewhere and brought back, and CSV files.

A workbook carries what its return needs: hidden key columns, and a hidden sheet `_fivefold` with the edition,
the region and whatever else the caller names, besides a digest of the keys. Texts are written as texts,
never as formulas. Rows are streamed: memory does not grow with their number.
"""

import csv
import hashlib
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from fivefold.documents.csv_cells import guarded
from fivefold.documents.sheet_formats import Formats
from fivefold.documents.sheet_schema import cell_name
from fivefold.documents.sheet_sources import META_SHEET
from fivefold.documents.sheet_spec import Cell, SheetColumn, SheetSpec, WorkbookSpec

__all__ = ["SheetColumn", "SheetSpec", "WorkbookSpec", "keys_digest", "write_csv", "write_workbook"]

_EPOCH = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # XlsxWriter wants naive times
_LONGEST = 32_767  # characters a cell of a workbook can hold
_DIGITS = 15  # significant figures a cell keeps
_INLINE_CHOICES = 255  # characters of a drop-down list that stands in the rule itself
_LISTS = "_lists"
_INSTRUCTIONS = "填表说明"
_PROTECTION = {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True}
_HEAD_HEIGHT = 30.0


def write_workbook(sheets: Sequence[SheetSpec], spec: WorkbookSpec | None = None) -> bytes:
    """Return an .xlsx workbook; the same content gives the same bytes.

    `ValueError` for a text longer than a cell can hold (32,767 characters) or a row of the wrong width.
    """
    import xlsxwriter

    out = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"created": _EPOCH})
    _Writing(book, spec or WorkbookSpec()).write(sheets)
    book.close()
    return out.getvalue()


def keys_digest(keys: Iterable[Sequence[Cell]]) -> str:
    """Return the SHA-256 (hex) over the key cells of all rows, in order: cells by tab, rows by line feed."""
    digest = hashlib.sha256()
    for row in keys:
        digest.update(("\t".join(str(cell) for cell in row) + "\n").encode())
    return digest.hexdigest()


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a CSV file in UTF-8 with a byte order mark; texts that would run are marked with `'`."""
    out = io.StringIO(newline="")
    lines = csv.writer(out, lineterminator="\r\n")
    lines.writerow([guarded(column) for column in columns])
    lines.writerows([_csv_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _csv_cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return guarded(cell)
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return "" if cell is None else cell.isoformat() if isinstance(cell, date) else str(cell)


class _Writing:
    """One workbook while it is written."""

    def __init__(self, book: Any, spec: WorkbookSpec) -> None:
        self.book = book
        self.spec = spec
        self.formats = Formats(book)
        self.lists: list[tuple[str, ...]] = []
        self.digest = hashlib.sha256()

    def write(self, sheets: Sequence[SheetSpec]) -> None:
        for sheet in sheets:
            self._sheet(sheet)
        if self.spec.instructions:
            self._instructions()
        if self.lists:
            self._lists()
        if self.spec.meta:
            self._meta()

    def _sheet(self, sheet: SheetSpec) -> None:
        page = self.book.add_worksheet(sheet.name)
        for place, column in enumerate(sheet.columns):
            page.set_column(
                place, place, column.width, self.formats.cell(column), {"hidden": int(column.key)}
            )
        head = self._heading(page, sheet)
        for place, column in enumerate(sheet.columns):
            page.write_string(head, place, column.title, self.formats.head)
        last = self._rows(page, sheet, head + 1)
        self._rules(page, sheet, head + 1, last)
        page.freeze_panes(head + 1, 0)
        page.repeat_rows(head)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        if sheet.protected:
            page.protect("", _PROTECTION)

    def _heading(self, page: Any, sheet: SheetSpec) -> int:
        width = len(sheet.columns) - 1
        shown = [(text, self.formats.title) for text in (self._titled(sheet.title),)]
        shown += [(line, self.formats.line) for line in sheet.lines]
        for row, (text, look) in enumerate(shown):
            page.set_row(row, _HEAD_HEIGHT if row == 0 else None)
            if width:
                page.merge_range(row, 0, row, width, text, look)
            else:
                page.write_string(row, 0, text, look)
        return len(shown)

    def _titled(self, title: str) -> str:
        return f"〔{self.spec.label}〕{title}" if self.spec.label else title

    def _rows(self, page: Any, sheet: SheetSpec, first: int) -> int:
        looks = [self.formats.cell(column) for column in sheet.columns]
        closed = [self.formats.cell(column, closed=True) for column in sheet.columns]
        keys = [place for place, column in enumerate(sheet.columns) if column.key]
        at = first - 1
        for at, row in enumerate(sheet.rows, first):
            if len(row) != len(looks):
                raise ValueError(f"row {at + 1} has {len(row)} cells for {len(looks)} columns")
            for place, (cell, look) in enumerate(
                zip(row, closed if at - first in sheet.closed_rows else looks, strict=True)
            ):
                _put(page, at, place, cell, look)
            if keys:
                self.digest.update(("\t".join(str(row[place]) for place in keys) + "\n").encode())
        for spare in range(at + 1, at + 1 + sheet.spare_rows):
            for place, look in enumerate(looks):
                page.write_blank(spare, place, None, look)
        return at + sheet.spare_rows

    def _rules(self, page: Any, sheet: SheetSpec, first: int, last: int) -> None:
        for place, column in enumerate(sheet.columns):
            rule = self._rule(column)
            if rule and last >= first:
                page.data_validation(first, place, last, place, rule | {"ignore_blank": True})

    def _rule(self, column: SheetColumn) -> dict[str, Any]:
        prompt = (
            {"input_title": column.title[:32], "input_message": column.prompt[:255]} if column.prompt else {}
        )
        if column.choices:
            return {"validate": "list", "source": self._choices(column.choices)} | prompt
        low, high = column.minimum, column.maximum
        if low is None and high is None:
            return {"validate": "any"} | prompt if prompt else {}
        whole = all(bound is None or isinstance(bound, int) for bound in (low, high))
        kind = {"validate": "integer" if whole else "decimal"} | prompt
        if low is not None and high is not None:
            return kind | {"criteria": "between", "minimum": low, "maximum": high}
        return kind | (
            {"criteria": ">=", "value": float(low)}
            if low is not None
            else {"criteria": "<=", "value": float(high or 0)}
        )

    def _choices(self, choices: tuple[str, ...]) -> list[str] | str:
        if len(",".join(choices)) <= _INLINE_CHOICES and not any("," in choice for choice in choices):
            return list(choices)
        if choices not in self.lists:
            self.lists.append(choices)
        column = cell_name(0, self.lists.index(choices)).rstrip("1")
        return f"={_LISTS}!${column}$1:${column}${len(choices)}"

    def _instructions(self) -> None:
        page = self.book.add_worksheet(_INSTRUCTIONS)
        page.set_column(0, 0, 100)
        for row, line in enumerate((self._titled(_INSTRUCTIONS), *self.spec.instructions)):
            page.write_string(row, 0, line, self.formats.title if row == 0 else self.formats.wrapped)
        page.protect("", _PROTECTION)

    def _lists(self) -> None:
        page = self.book.add_worksheet(_LISTS)
        for row in range(max(map(len, self.lists))):
            for place, choices in enumerate(self.lists):
                if row < len(choices):
                    page.write_string(row, place, choices[row])
        page.very_hidden()

    def _meta(self) -> None:
        page = self.book.add_worksheet(META_SHEET)
        pairs = dict(self.spec.meta) | {"keys_sha256": self.digest.hexdigest()}
        for row, (key, value) in enumerate(pairs.items()):
            page.write_string(row, 0, key)
            page.write_string(row, 1, value)
        page.protect()
        page.very_hidden()


def _put(page: Any, row: int, place: int, cell: Cell, look: Any) -> None:
    if cell is None or cell == "":
        page.write_blank(row, place, None, look)
    elif isinstance(cell, str):
        if len(cell) > _LONGEST:
            raise ValueError(
                f"the text for {cell_name(row, place)} has {len(cell)} characters, more than {_LONGEST}"
            )
        page.write_string(row, place, cell, look)
    elif isinstance(cell, bool):
        page.write_string(row, place, "是" if cell else "否", look)
    elif isinstance(cell, datetime):
        page.write_string(row, place, cell.isoformat(sep=" ", timespec="minutes"), look)
    elif isinstance(cell, date):
        page.write_string(row, place, cell.isoformat(), look)
    else:
        _put_number(page, row, place, cell, look)


def _put_number(page: Any, row: int, place: int, number: int | Decimal, look: Any) -> None:
    """Write a number; one with more figures than a cell keeps is written as text, so that none is lost."""
    digits = len(Decimal(number).as_tuple().digits)
    if digits > _DIGITS:
        page.write_string(row, place, format(Decimal(number), "f"), look)
    else:
        page.write_number(row, place, number, look)
