"""Is a produced Word file in the shape of GB/T 9704-2012? Read from its XML, in mm.

A Word file has no ink: where letters stand is computed from line pitches and sizes as Word does it (the base
line four fifths down an exact line).
"""

import io
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from fivefold.documents import measures as m
from fivefold.documents.geometry import DAY, Measure
from fivefold.documents.measures import mm
from fivefold.documents.wordbody import BASE, INK_ABOVE, INK_BELOW

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def measure_docx(data: bytes) -> tuple[Measure, ...]:
    """Return every measure of a produced Word file. Raises `ValueError` when it is no Word file of ours."""
    from defusedxml.ElementTree import fromstring

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            body = fromstring(package.read("word/document.xml"))[0]
    except (zipfile.BadZipFile, KeyError, IndexError) as error:
        raise ValueError("not a Word file") from error
    if len(body) < 4:  # noqa: PLR2004 - urgency, mark, number, title
        raise ValueError("the file has no red head")
    return (*_page(body[-1]), *_head(body), *_grid(body), *_signature(body), *_imprint(body))


def _twips(element: Any, path: str, name: str) -> float:
    found = element.find(path.replace("w:", _W))
    return mm(int(found.get(_W + name, 0)) / 20) if found is not None else 0.0


def _page(section: Any) -> Iterator[Measure]:
    size = {name: _twips(section, "w:pgSz", name) for name in ("w", "h")}
    edge = {name: _twips(section, "w:pgMar", name) for name in ("top", "left", "right", "bottom", "footer")}
    yield Measure("page width", 0, size["w"], m.PAGE_WIDTH)
    yield Measure("page height", 0, size["h"], m.PAGE_HEIGHT)
    yield Measure("top margin", 0, edge["top"], m.TOP)
    yield Measure("left margin", 0, edge["left"], m.LEFT)
    yield Measure("type width", 0, size["w"] - edge["left"] - edge["right"], m.TYPE_WIDTH)
    yield Measure("type height", 0, size["h"] - edge["top"] - edge["bottom"], m.TYPE_HEIGHT)
    dash = edge["bottom"] - edge["footer"] - mm(m.SIZE_4) / 2
    yield Measure("page number below type area", 0, dash, m.PAGE_NUMBER)
    yield Measure("character grids of Word", 0, len(section.findall(f"{_W}docGrid")), 0)


def _spacing(paragraph: Any, name: str) -> float:
    return _twips(paragraph, "w:pPr/w:spacing", name)


def _size(paragraph: Any) -> float:
    return mm(int(paragraph.find(f"{_W}r/{_W}rPr/{_W}sz").get(f"{_W}val")) / 2)


def _head(body: Any) -> Iterator[Measure]:
    first, mark, number, title = body[:4]
    top = _spacing(first, "line") + _spacing(first, "after")
    mark_top = top + BASE * _spacing(mark, "line") - INK_ABOVE * _size(mark)
    mark_foot = top + BASE * _spacing(mark, "line") + INK_BELOW * _size(mark)
    number_line = top + _spacing(mark, "line") + _spacing(number, "before")
    letter = mm(m.SIZE_3)
    number_top = number_line + BASE * _spacing(number, "line") - INK_ABOVE * letter
    number_foot = number_line + BASE * _spacing(number, "line") + INK_BELOW * letter
    space = int(number.find(f"{_W}pPr/{_W}pBdr/{_W}bottom").get(f"{_W}space"))
    rule = number_line + _spacing(number, "line") + mm(space)
    yield Measure("mark below type area", 1, mark_top, m.MARK_TOP)
    yield Measure("mark to number", 1, number_top - mark_foot, 2 * m.LINE_PITCH)
    yield Measure("number to red rule", 1, rule - number_foot, m.NUMBER_TO_RULE)
    yield Measure("red rule to title", 1, _spacing(title, "before"), 2 * m.LINE_PITCH)
    yield Measure("title size", 1, _size(title), mm(m.SIZE_2))
    for name, centred in (("mark centred", mark), ("title centred", title)):
        yield Measure(name, 1, int(_align(centred) == "center"), 1)


def _grid(body: Any) -> Iterator[Measure]:
    for paragraph in body.findall(f"{_W}p")[4:]:
        squeezed = paragraph.find(f"{_W}r/{_W}rPr/{_W}spacing")
        if squeezed is not None:
            pitch = _size(paragraph) + mm(int(squeezed.get(f"{_W}val")) / 20)
            yield Measure("letter size", 0, _size(paragraph), mm(m.SIZE_3))
            yield Measure("line pitch", 0, _spacing(paragraph, "line"), m.LINE_PITCH)
            yield Measure("character pitch", 0, pitch, m.CHARACTER_PITCH)
            yield Measure("22 lines", 0, m.LINES * _spacing(paragraph, "line"), m.TYPE_HEIGHT)
            yield Measure("28 characters", 0, m.CHARACTERS * pitch, m.TYPE_WIDTH)


def _signature(body: Any) -> Iterator[Measure]:
    for name, day in pairwise(body.findall(f"{_W}p")):
        if _align(day) == "right" and DAY.fullmatch(_text(day)):
            inset = _twips(day, "w:pPr/w:ind", "right")
            yield Measure("date inset", 0, inset, m.SEAL_CHARACTERS * m.CHARACTER_PITCH)
            middle = inset + _width(_text(day)) / 2
            above = _twips(name, "w:pPr/w:ind", "right") + _width(_text(name)) / 2
            yield Measure("name centred on date", 0, above, max(middle, _width(_text(name)) / 2))


def _align(paragraph: Any) -> str:
    return str(paragraph.find(f"{_W}pPr/{_W}jc").get(f"{_W}val"))


def _text(paragraph: Any) -> str:
    return "".join(part.text or "" for part in paragraph.iter(f"{_W}t"))


def _width(text: str) -> float:
    """Return the width of a text in mm: figures and Latin letters take half a place."""
    return sum(m.CHARACTER_PITCH / 2 if letter.isascii() else m.CHARACTER_PITCH for letter in text)


def _imprint(body: Any) -> Iterator[Measure]:
    for table in body.findall(f"{_W}tbl"):
        place = table.find(f"{_W}tblPr/{_W}tblpPr")
        if place is not None:
            yield Measure("imprint rule width", 0, _twips(table, "w:tblPr/w:tblW", "w"), m.TYPE_WIDTH)
            at_foot = (place.get(f"{_W}vertAnchor"), place.get(f"{_W}tblpYSpec")) == ("margin", "bottom")
            yield Measure("imprint at the foot", 0, int(at_foot), 1)
