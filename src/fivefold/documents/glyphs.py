"""Where the letters and rules of a PDF stand, in millimetres from the upper left corner of the page."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any

from fivefold.documents.measures import mm

_ONE_AT_A_TIME = Lock()  # the native reader is not safe for threads
_RULE_LIMIT = 3.0  # mm; a path thinner than this is a rule


@dataclass(frozen=True)
class Glyph:
    """A letter: its text, nominal size in points, fill colour, baseline origin and ink box in mm."""

    text: str
    size: float
    colour: str
    x: float
    baseline: float
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Rule:
    """A straight horizontal line or thin box: its middle height, ends and colour; lengths in mm."""

    y: float
    left: float
    right: float
    thickness: float
    colour: str


@dataclass(frozen=True)
class PageInk:
    """What one page shows. number counts from 1; width and height in mm."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """Open a PDF and close it again; other threads wait. `ValueError` for what is no readable PDF."""
    import pypdfium2

    with _ONE_AT_A_TIME:
        try:
            pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise ValueError("not a readable PDF") from error
        try:
            yield pdf
        except pypdfium2.PdfiumError as error:  # a page is looked at only when it is asked for
            raise ValueError("not a readable PDF") from error
        finally:
            pdf.close()


def pages(data: bytes) -> tuple[PageInk, ...]:
    """Return the ink of every page."""
    with opened(data) as pdf:
        return tuple(_page(pdf[i], i + 1) for i in range(len(pdf)))


def _page(page: Any, number: int) -> PageInk:
    width, height = page.get_size()
    text = page.get_textpage()
    glyphs = tuple(filter(None, (_glyph(text.raw, i, height) for i in range(text.count_chars()))))
    rules = tuple(filter(None, (_rule(item, height) for item in page.get_objects())))
    text.close()
    return PageInk(number, mm(width), mm(height), glyphs, rules)


def _hex(parts: list[ctypes.c_uint]) -> str:
    return "".join(f"{part.value:02X}" for part in parts[:3])


def _glyph(text: Any, index: int, height: float) -> Glyph | None:
    from pypdfium2 import raw

    code = raw.FPDFText_GetUnicode(text, index)
    if code <= 0x20 or raw.FPDFText_IsGenerated(text, index) == 1:  # noqa: PLR2004 - spaces and controls
        return None
    box = [ctypes.c_double() for _ in range(4)]
    raw.FPDFText_GetCharBox(text, index, *box)
    left, right, bottom, top = (value.value for value in box)
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, index, x, y)
    colour = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFText_GetFillColor(text, index, *colour)
    size = raw.FPDFText_GetFontSize(text, index)
    edges = (mm(left), mm(height - top), mm(right), mm(height - bottom))
    return Glyph(chr(code), size, _hex(colour), mm(x.value), mm(height - y.value), *edges)


def _rule(item: Any, height: float) -> Rule | None:
    from pypdfium2 import raw

    if item.type != raw.FPDF_PAGEOBJ_PATH:
        return None
    left, bottom, right, top = item.get_bounds()
    width = ctypes.c_float()
    raw.FPDFPageObj_GetStrokeWidth(item, width)
    colour = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetStrokeColor(item, *colour)
    if mm(top - bottom) > _RULE_LIMIT:
        return None
    return Rule(mm(height - (top + bottom) / 2), mm(left), mm(right), mm(width.value), _hex(colour))
