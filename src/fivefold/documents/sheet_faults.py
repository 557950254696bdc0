"""Cells that the workbook reader loses in silence: error values, and formulas whose result was never stored.

Both are found in the sheet's own XML. Only places that hold such a cell are looked at, so a sheet of numbers
costs one search.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from posixpath import join, normpath

_CELL = re.compile(rb'<c\b[^<>]*?\br="([A-Z]{1,3}[0-9]{1,7})"')
_VALUE = re.compile(rb"<v[^<>]*>([^<]*)</v>")
_ERROR = re.compile(rb"""\bt=["']e["']""")
_SIGNS = (b"<f>", b"<f ", b"<f/", b't="e"', b"t='e'")
_MARKS = re.compile(rb"""<f[ />]|\bt=["']e["']""")
_END = re.compile(rb"</c>|<c ")
_LIMIT = 1000


@dataclass(frozen=True)
class Fault:
    """A cell with an error value (as #DIV/0!), or with a formula that has no stored result (text is "")."""

    cell: str
    text: str


def cell_faults(data: bytes, sheet: str) -> tuple[Fault, ...]:
    """Return the faulty cells of a sheet, at most 1,000; none when the file's inner form is unusual."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            xml = package.read(_place(package, sheet))
    except (KeyError, ValueError, SyntaxError, zipfile.BadZipFile):
        return ()
    return tuple(islice(_faults(xml), _LIMIT))


def _place(package: zipfile.ZipFile, sheet: str) -> str:
    from defusedxml.ElementTree import fromstring

    book = fromstring(package.read("xl/workbook.xml"))
    relation = next(
        (
            value
            for item in book.iter()
            if item.tag.endswith("}sheet") and item.get("name") == sheet
            for name, value in item.attrib.items()
            if name.endswith("}id")
        ),
        "",
    )
    relations = fromstring(package.read("xl/_rels/workbook.xml.rels"))
    target = next((item.get("Target", "") for item in relations if item.get("Id") == relation), "")
    return target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))


def _faults(xml: bytes) -> Iterator[Fault]:
    if not any(sign in xml for sign in _SIGNS):
        return
    done = 0
    for mark in _MARKS.finditer(xml):
        # A cell begins after the mark before this one, or it is that mark's cell.
        start = xml.rfind(b"<c ", done, mark.start())
        done = mark.start()
        name = _CELL.match(xml, start) if start >= 0 else None
        if name is None:
            continue
        end = _END.search(xml, mark.start())
        whole = xml[start : end.start() if end else None]
        value = _VALUE.search(whole)
        text = value.group(1).decode("utf-8", "replace") if value else ""
        if _ERROR.search(whole[: whole.find(b">")]):
            yield Fault(name.group(1).decode(), text or "#")
        elif not text:
            yield Fault(name.group(1).decode(), "")
