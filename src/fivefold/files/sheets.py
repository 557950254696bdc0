"""Sheets of a workbook before a parser sees them: how far they reach, how long texts are, what they call.

A reader that trusts a sheet makes room for every cell between the first and the last one: a file of two cells
can ask for 17 thousand million. Everything here is one search over bytes.
"""

import re
from collections.abc import Iterator
from html import unescape

from fivefold.files.kinds import Limits
from fivefold.files.refusal import UploadRefused, refused
from fivefold.files.xml_parts import TEXT, parsed

_SHEET = re.compile(r"xl/(worksheets|chartsheets)/[^/]+\.xml")
_ROW = re.compile(rb"""<(?:\w+:)?row\s[^<]*?r\s*=\s*["'](\d{1,10})["']""")
_WIDE = re.compile(rb"""[ ]r=["']([A-Z]{3,}\d+|[A-Z]{1,2}\d{6,})["']""")
_NAMED = re.compile(rb"""\sr\s*=\s*["']([A-Z]{1,3}\d{1,7})["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f[^<>]*>([^<]*)<")
_DDE = re.compile(rb"""\w\s*\|\s*(?:'|&apos;|&#39;|\w)""")
_OUTSIDE = re.compile(rb"\b(WEBSERVICE|RTD|FILTERXML|CALL|REGISTER)\(", re.IGNORECASE)
_STRING_END = re.compile(r"</(?:\w+:)?si>")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell[\s/>]")
_HEADER = re.compile(r"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)>([^<]*)<")
_LAYOUT = re.compile(r'&(?:amp;)?(?:[LCRPNDTFA]|"[^"]*"|&quot;.*?&quot;|\d+)')
_HEAD_BYTES = 1 << 16


def check_sheets(contents: dict[str, bytes], limits: Limits) -> None:
    """Refuse a sheet that reaches too far or merges too much, a text too long, or a formula that calls out."""
    for name, body in contents.items():
        sheet = _SHEET.fullmatch(name)
        if (sheet or name == "xl/sharedStrings.xml") and _run(body, limits.cell) >= 0:
            raise _too_long(contents, name, body, limits)
        if sheet:
            _check_extent(body, limits)
            _check_merged(contents, name, limits)
            _check_formulas(contents, name)


def _too_long(contents: dict[str, bytes], name: str, body: bytes, limits: Limits) -> UploadRefused:
    """Return the refusal of a text too long, at its cell; shared texts say no cell of their own."""
    cell = _cell(body, _run(body, limits.cell)) if _SHEET.fullmatch(name) else ""
    if not cell:
        return refused("cell_too_long", limit=limits.cell)
    return refused("cell_too_long_at", sheet=_title(contents, name), cell=cell, limit=limits.cell)


def _cell(body: bytes, at: int) -> str:
    """Return the name of the cell that holds the place `at`; "" where the sheet does not say."""
    start = max(body.rfind(b"<c ", 0, at), body.rfind(b":c ", 0, at))
    named = _NAMED.search(body, start, at) if start >= 0 else None
    return named[1].decode() if named else ""


def _run(body: bytes, length: int) -> int:
    """Return where more than `length` bytes without a tag begin, or -1. A run covers a window of half its length."""
    step = length // 2
    for at in range(0, len(body), step):
        if body.find(b"<", at, at + step) < 0:
            start, end = body.rfind(b"<", 0, at) + 1, body.find(b"<", at)
            if (end if end >= 0 else len(body)) - start > length:
                return start
    return -1


def _check_extent(body: bytes, limits: Limits) -> None:
    rows = max((int(row) for row in _ROW.findall(body)), default=0)
    cell = _wide(body, limits)
    if rows > limits.rows or cell:
        raise refused("sheet_extent", cell=cell or str(rows), rows=limits.rows, columns=limits.columns)


def _check_merged(contents: dict[str, bytes], name: str, limits: Limits) -> None:
    count = sum(1 for _ in _MERGED.finditer(contents[name]))
    if count > limits.merged:
        raise refused("sheet_merged", sheet=_title(contents, name), count=count, limit=limits.merged)


def _title(contents: dict[str, bytes], part: str) -> str:
    """Return what the workbook calls the sheet in a part; the part's own name where it does not say."""
    relations = parsed("workbook.xml.rels", contents.get("xl/_rels/workbook.xml.rels", b""))
    ids = {item.get("Id") for item in relations if f"xl/{item.get('Target', '')}".endswith(part)}
    sheets = parsed("workbook.xml", contents.get("xl/workbook.xml", b"")).iter()
    called = (item.get("name", part) for item in sheets if ids & {value for _, value in item.items()})
    return next(called, part)[:80]


def _wide(body: bytes, limits: Limits) -> str:
    """Return a cell beyond the limits, or "". Only names long enough to be beyond them are looked at."""
    for match in _WIDE.finditer(body):
        name = match[1].decode()
        column = name.rstrip("0123456789")
        place = 0
        for letter in column:
            place = place * 26 + ord(letter) - 64
        if place > limits.columns or int(name[len(column) :]) > limits.rows:
            return name[:20]
    return ""


def _check_formulas(contents: dict[str, bytes], name: str) -> None:
    body = contents[name]
    if not (b"<f>" in body or b"<f " in body or b":f>" in body):
        return
    for formula in _FORMULA.finditer(body):
        code = "dde" if _DDE.search(formula[1]) else "external" if _OUTSIDE.search(formula[1]) else ""
        if code:
            cell = _cell(body, formula.start())
            raise refused(f"{code}_formula", sheet=_title(contents, name), cell=cell)


def sheet_heads(contents: dict[str, bytes]) -> Iterator[str]:
    """Yield what a reader of the workbook sees first: the first texts, and what page heads and feet say."""
    strings = contents.get("xl/sharedStrings.xml", b"").decode("utf-8", "replace")
    for string in _STRING_END.split(strings):
        yield unescape("".join(TEXT.findall(string)))
    for name, body in contents.items():
        if _SHEET.fullmatch(name):
            yield from (
                unescape(text) for text in TEXT.findall(body[:_HEAD_BYTES].decode("utf-8", "replace"))
            )
            foot = body[-_HEAD_BYTES:].decode("utf-8", "replace")
            yield from (_LAYOUT.sub("", unescape(text)) for text in _HEADER.findall(foot))
