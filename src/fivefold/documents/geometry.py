"""Is a produced PDF in the shape of GB/T 9704-2012? Measured from the ink, not from what the template meant.

Every figure comes with what the standard asks; `worst` says how far the file is off. The parts of the head
are found by colour and size: the red mark, the text after it, the red rule, the title in 二号.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import east_asian_width

from fivefold.documents import measures as m
from fivefold.documents.glyphs import Glyph, PageInk, Rule, pages

_SAME_LINE = 0.5  # mm
_SAME_SIZE = 0.3  # points
_TITLE_RISE = 0.88  # the em box of a face begins about this far above the base line
DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")


@dataclass(frozen=True)
class Measure:
    """A measured length in mm (or a count) beside the one the standard asks for. page counts from 1."""

    name: str
    page: int
    measured: float
    expected: float

    @property
    def deviation(self) -> float:
        """How far the file is off: measured minus expected."""
        return self.measured - self.expected


@dataclass(frozen=True)
class TextLine:
    """Letters of one size on one base line, from left to right."""

    baseline: float
    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        """The letters of the line."""
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def full(self) -> bool:
        """Whether the line holds as many letters as the standard asks, each of them as wide as a Chinese one."""
        wide = all(east_asian_width(letter) in "WF" for letter in self.text)
        return wide and len(self.glyphs) == m.CHARACTERS

    @property
    def pitch(self) -> float:
        """Mean distance between letters in mm; 0 for a single letter."""
        return (self.glyphs[-1].x - self.glyphs[0].x) / max(1, len(self.glyphs) - 1)

    @property
    def middle(self) -> float:
        """The middle of the ink in mm."""
        return (self.glyphs[0].left + self.glyphs[-1].right) / 2


def measure_pdf(data: bytes) -> tuple[Measure, ...]:
    """Return every measure of a produced PDF. Raises `ValueError` when it has no red head."""
    inks = pages(data)
    every = (found for ink in inks for found in (*_every(ink), *_signature(ink)))
    return (*_head(inks[0]), *every, *_imprint(inks[-1]))


def worst(found: Iterable[Measure]) -> Measure:
    """Return the measure that is furthest off."""
    return max(found, key=lambda measure: abs(measure.deviation))


def text_lines(ink: PageInk, size: float) -> tuple[TextLine, ...]:
    """Return the lines of a page that are set in `size` points, from the top down."""
    grouped: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in ink.glyphs:
        if abs(glyph.size - size) < _SAME_SIZE:
            grouped[round(glyph.baseline / _SAME_LINE)].append(glyph)
    lines = (TextLine(g[0].baseline, tuple(sorted(g, key=lambda x: x.x))) for g in grouped.values())
    return tuple(sorted(lines, key=lambda line: line.baseline))


def full_grid(data: bytes, page: int) -> tuple[int, int]:
    """Return lines on a page (counted from 1) and letters in its longest line, of text in 三号."""
    lines = text_lines(pages(data)[page - 1], m.SIZE_3)
    return len(lines), max(len(line.glyphs) for line in lines)


def _head(ink: PageInk) -> Iterator[Measure]:
    red_rules = [rule for rule in ink.rules if rule.colour == m.RED]
    mark = [g for g in ink.glyphs if g.colour == m.RED and g.size > m.SIZE_2]
    if not mark or not red_rules:
        raise ValueError("the first page has no red head")
    rule, mark_foot = red_rules[0], max(g.bottom for g in mark)
    number = [g for g in ink.glyphs if mark_foot < g.baseline < rule.y]
    title = [g for g in ink.glyphs if abs(g.size - m.SIZE_2) < _SAME_SIZE]
    first = min(g.baseline for g in title)
    title_edge = first - m.mm(_TITLE_RISE * m.SIZE_2) - (m.LINE_PITCH - m.mm(m.SIZE_2)) / 2
    yield Measure("mark below type area", 1, min(g.top for g in mark) - m.TOP, m.MARK_TOP)
    yield Measure("mark to number", 1, min(g.top for g in number) - mark_foot, 2 * m.LINE_PITCH)
    yield Measure("number to red rule", 1, rule.y - max(g.bottom for g in number), m.NUMBER_TO_RULE)
    yield Measure("red rule to title", 1, title_edge - rule.y, 2 * m.LINE_PITCH)
    yield Measure("red rule width", 1, _length(rule), m.TYPE_WIDTH)
    middle = (min(g.left for g in mark) + max(g.right for g in mark)) / 2
    yield Measure("mark centred", 1, middle, m.LEFT + m.TYPE_WIDTH / 2)
    for line in text_lines(ink, m.SIZE_2):
        yield Measure("title centred", 1, line.middle, m.LEFT + m.TYPE_WIDTH / 2)


def _every(ink: PageInk) -> Iterator[Measure]:
    yield Measure("page width", ink.number, ink.width, m.PAGE_WIDTH)
    yield Measure("page height", ink.number, ink.height, m.PAGE_HEIGHT)
    yield from _page_number(ink)
    yield from _inside(ink)
    lines = [line for line in text_lines(ink, m.SIZE_3) if line.baseline > m.TOP]
    for above, below in pairwise(lines):
        if below.baseline - above.baseline < 1.5 * m.LINE_PITCH:
            yield Measure("line pitch", ink.number, below.baseline - above.baseline, m.LINE_PITCH)
    for line in lines:
        if line.full:
            yield Measure("character pitch", ink.number, line.pitch, m.CHARACTER_PITCH)
            yield Measure("left edge", ink.number, line.glyphs[0].x, m.LEFT)
            right = line.glyphs[-1].x + m.CHARACTER_PITCH
            yield Measure("right edge", ink.number, right, m.LEFT + m.TYPE_WIDTH)


def _signature(ink: PageInk) -> Iterator[Measure]:
    """Measure the date, four letters from the right, and the name above it, which shares its middle."""
    for name, day in pairwise(text_lines(ink, m.SIZE_3)):
        if DAY.fullmatch(day.text):
            inset = m.LEFT + m.TYPE_WIDTH - day.glyphs[-1].x - m.CHARACTER_PITCH
            yield Measure("date inset", ink.number, inset, m.SEAL_CHARACTERS * m.CHARACTER_PITCH)
            yield Measure("name above date", ink.number, day.baseline - name.baseline, m.LINE_PITCH)
            widest = m.LEFT + m.TYPE_WIDTH - (name.glyphs[-1].right - name.glyphs[0].left) / 2
            yield Measure("name centred on date", ink.number, name.middle, min(day.middle, widest))


def _page_number(ink: PageInk) -> Iterator[Measure]:
    foot = m.TOP + m.TYPE_HEIGHT
    shown = [g for g in ink.glyphs if g.baseline > foot and abs(g.size - m.SIZE_4) < _SAME_SIZE]
    dashes = [g for g in shown if g.text == "—"]
    yield Measure("page number dashes", ink.number, len(dashes), 2)
    if dashes:
        yield Measure("page number below type area", ink.number, dashes[0].top - foot, m.PAGE_NUMBER)
        odd = ink.number % 2
        edge = max(g.right for g in shown) if odd else min(g.left for g in shown)
        inset = m.PAGE_WIDTH - m.RIGHT - edge if odd else edge - m.LEFT
        yield Measure("page number inset", ink.number, inset, m.mm(m.SIZE_4))


def _inside(ink: PageInk) -> Iterator[Measure]:
    body = [g for g in ink.glyphs if m.TOP < g.baseline < m.TOP + m.TYPE_HEIGHT]
    if body:
        left, right = min(g.left for g in body), max(g.right for g in body)
        yield Measure("left of type area", ink.number, min(0.0, left - m.LEFT), 0)
        yield Measure("right of type area", ink.number, max(0.0, right - m.LEFT - m.TYPE_WIDTH), 0)


def _imprint(ink: PageInk) -> Iterator[Measure]:
    wide = [r for r in ink.rules if r.colour == "000000" and abs(r.thickness - m.RULE_THICK) < 0.05]  # noqa: PLR2004 - half the step to the thin rule
    if len(wide) < 2:  # noqa: PLR2004 - first and last rule; a document may have no imprint
        return
    last = max(wide, key=lambda rule: rule.y)
    yield Measure("last rule at the foot", ink.number, last.y, m.TOP + m.TYPE_HEIGHT)
    yield Measure("imprint rule width", ink.number, _length(last), m.TYPE_WIDTH)


def _length(rule: Rule) -> float:
    """Return the length of a rule; its bounds reach half a stroke further at both ends, or a whole one."""
    return rule.right - rule.left - 2 * rule.thickness
