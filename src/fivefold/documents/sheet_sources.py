"""Tables as they lie in a file: sheets of a workbook, or the one table of a CSV file.

A workbook from outside is parsed by a native library that trusts the sizes a file claims: whoever takes files
from others inspects them first and reads them in a child process with limits (see the room `files`).
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from fivefold.documents.csv_cells import unguarded
from fivefold.documents.sheet_faults import Fault, cell_faults
from fivefold.method.reason import Reason, Refused

META_SHEET = "_fivefold"
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = (b"<html", b"<!doctype", b"<table", b"<?xml")
_DELIMITERS = ",\t;，"


@dataclass(frozen=True)
class SourceSheet:
    """A sheet before it is understood. offset: the column of the first cell of each row, counted from 0.

    rows: a new iterator over the rows from the top of the sheet. merged: (top, left, bottom, right) from 0.
    """

    name: str
    rows: Callable[[], Iterator[list[Any]]]
    offset: int = 0
    merged: tuple[tuple[int, int, int, int], ...] = ()
    faults: Callable[[], tuple[Fault, ...]] = tuple


@dataclass(frozen=True)
class Source:
    """The sheets of a file that people see, and the key/value pairs of the hidden sheet `_fivefold`."""

    sheets: Iterator[SourceSheet]
    meta: Mapping[str, str] = field(default_factory=dict)


def opened(data: bytes) -> Source:
    """Return what a file holds; its content decides what it is, not its name.

    Raises `Refused` for a file that is no table, or is damaged, encrypted or in no known encoding.
    """
    if data[:4] == _ZIP:
        return _workbook(data)
    if data[:8] == _OLE:
        raise Refused(Reason.of("documents.sheet.old_workbook"))
    if data.lstrip()[:16].lower().startswith(_HTML):
        raise Refused(Reason.of("documents.sheet.html"))
    return Source(iter((_csv(data),)))


def _workbook(data: bytes) -> Source:
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = book.sheet_names
        meta = _meta(book.get_sheet_by_name(META_SHEET)) if META_SHEET in names else {}
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise Refused(Reason.of("documents.sheet.unreadable")) from error
    shown = [
        sheet.name for sheet in book.sheets_metadata if sheet.visible is calamine.SheetVisibleEnum.Visible
    ]
    return Source((_sheet(book, name, data) for name in shown), meta)


def _sheet(book: Any, name: str, data: bytes) -> SourceSheet:
    import python_calamine as calamine

    try:
        sheet = book.get_sheet_by_name(name)
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise Refused(Reason.of("documents.sheet.unreadable")) from error
    merged = tuple(
        (top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )
    offset = sheet.start[1] if sheet.start else 0
    return SourceSheet(name, sheet.iter_rows, offset, merged, lambda: cell_faults(data, name))


def _meta(sheet: Any) -> dict[str, str]:
    return {str(row[0]): str(row[1]) for row in sheet.to_python() if len(row) > 1 and row[0] != ""}


def _csv(data: bytes) -> SourceSheet:
    text = _decoded(data)
    delimiter = _delimiter(text)

    def rows() -> Iterator[list[Any]]:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        while True:
            try:
                yield [unguarded(cell) for cell in next(lines)]
            except StopIteration:
                return
            except csv.Error as error:
                raise Refused(Reason.of("documents.sheet.csv_broken", line=lines.line_num)) from error

    return SourceSheet("", rows)


def _decoded(data: bytes) -> str:
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text.removeprefix("\ufeff")
    raise Refused(Reason.of("documents.sheet.encoding"))


def _encodings(data: bytes) -> tuple[str, ...]:
    """Return the encodings to try: what a byte order mark says, else UTF-8, else Chinese Excel's."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return ("utf-16",)
    if data[:3] == b"\xef\xbb\xbf":
        return ("utf-8",)
    sample = data[:4096]
    if sample[1::2].count(0) > len(sample) / 8:
        return ("utf-16-le",)
    if sample[::2].count(0) > len(sample) / 8:
        return ("utf-16-be",)
    return ("utf-8", "gb18030")


def _delimiter(text: str) -> str:
    """Return the sign that separates cells: the most frequent one of the heads, or if they have none of ten lines.

    Heads are asked first since cells below may be prose, in which other signs abound.
    """
    lines = text[:8192].splitlines()[:10]
    heads = next((line for line in lines if line.strip()), "")
    asked = [heads] if any(sign in heads for sign in _DELIMITERS) else lines
    counts = {sign: sum(line.count(sign) for line in asked) for sign in _DELIMITERS}
    best = max(counts, key=lambda sign: counts[sign])
    return best if counts[best] else ","
