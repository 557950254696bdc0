"""The documents that a real posting makes stand as GB/T 9704-2012 asks: measured from ink and XML, within 1 mm."""

import io
from itertools import pairwise

import docx
import pytest

from claim.postings.posted import WORDING, posted_with_documents
from fivefold.documents import measures as m
from fivefold.documents.geometry import measure_pdf, text_lines, worst
from fivefold.documents.geometry_docx import measure_docx
from fivefold.documents.glyphs import pages
from fivefold.documents.reading import docx_text
from fivefold.files.store import read

pytestmark = pytest.mark.django_db
MM = 1.0  # clause 6.3: what is printed may be off by so much
NAMED = {
    "mark below type area",
    "mark to number",
    "number to red rule",
    "red rule to title",
    "mark centred",
    "title centred",
    "line pitch",
    "character pitch",
    "page number below type area",
    "date inset",
    "name centred on date",
    "imprint rule width",
}


@pytest.fixture
def posting(nation):
    return posted_with_documents(nation)


def test_the_standard_asks_what_the_measures_say():
    """Clauses 5.1 and 5.2, recomputed: everything below compares with these."""
    assert (m.PAGE_WIDTH, m.PAGE_HEIGHT, m.TOP, m.LEFT) == (210, 297, 37, 28)
    assert (m.TYPE_WIDTH, m.TYPE_HEIGHT, m.LINES, m.CHARACTERS) == (156, 225, 22, 28)
    assert (m.SIZE_2, m.SIZE_3, m.SIZE_4) == (22, 16, 14)
    assert round(m.pt(m.LINE_PITCH), 2) == 28.99
    assert round(m.pt(m.CHARACTER_PITCH), 2) == 15.79
    assert (m.MARK_TOP, m.NUMBER_TO_RULE, m.PAGE_NUMBER, m.SEAL_CHARACTERS) == (35, 4, 7, 4)


def test_the_posted_pdf_is_within_a_millimetre(posting):
    found = measure_pdf(read(posting.pdf_file))
    assert abs(worst(found).deviation) < MM, worst(found)
    wanted = NAMED | {"left edge", "right edge", "page number inset", "last rule at the foot"}
    assert wanted <= {one.name for one in found}


def test_the_posted_word_file_is_within_a_millimetre(posting):
    found = measure_docx(read(posting.docx_file))
    assert abs(worst(found).deviation) < MM, worst(found)
    wanted = NAMED | {"top margin", "left margin", "type width", "type height", "title size", "letter size"}
    assert wanted | {"22 lines", "28 characters"} <= {one.name for one in found}


def test_letters_of_the_pdf_stand_on_the_grid(posting):
    """Text in 三号 at 15.79 pt, its first line 7.26 mm into the type area, none below the 22nd line."""
    inks = pages(read(posting.pdf_file))
    first = m.TOP + m.mm(0.88 * m.SIZE_3) + (m.LINE_PITCH - m.mm(m.SIZE_3)) / 2
    full = [line for ink in inks for line in text_lines(ink, m.SIZE_3) if len(line.glyphs) == m.CHARACTERS]
    pitches = [
        m.pt(after.x - before.x) for line in full if line.full for before, after in pairwise(line.glyphs)
    ]
    assert pitches
    assert all(abs(pitch - 15.79) < 0.02 for pitch in pitches)
    assert {round(glyph.size, 1) for line in full for glyph in line.glyphs} == {16.0}
    places = [
        (line.baseline - first) / m.LINE_PITCH for ink in inks[1:] for line in text_lines(ink, m.SIZE_3)
    ]
    assert all(abs(place - round(place)) * m.LINE_PITCH < MM for place in places)
    assert {round(place) for place in places} <= set(range(m.LINES))


def test_the_title_is_set_in_two_lines_of_22_points(posting):
    lines = text_lines(pages(read(posting.pdf_file))[0], m.SIZE_2)
    assert tuple(line.text for line in lines) == WORDING.title_lines
    assert {round(glyph.size, 1) for line in lines for glyph in line.glyphs} == {22.0}


def test_numbers_of_pages_stand_outside_and_are_14_points(posting):
    inks, foot = pages(read(posting.pdf_file)), m.TOP + m.TYPE_HEIGHT
    shown = [[glyph for glyph in ink.glyphs if glyph.baseline > foot] for ink in inks]
    assert ["".join(glyph.text for glyph in row) for row in shown] == [f"—{n}—" for n in range(1, 5)]
    assert {round(glyph.size, 1) for row in shown for glyph in row} == {14.0}
    middles = [(row[0].left + row[-1].right) / 2 > m.PAGE_WIDTH / 2 for row in shown]
    assert middles == [True, False, True, False]
    section = docx.Document(io.BytesIO(read(posting.docx_file))).sections[0]
    feet = [foot.paragraphs[0] for foot in (section.footer, section.even_page_footer)]
    assert [foot.paragraph_format.right_indent.pt for foot in feet] == [14.0, 0.0]
    assert [foot.paragraph_format.left_indent.pt for foot in feet] == [0.0, 14.0]


def test_name_and_date_of_the_issuer_never_stand_alone(posting):
    """Clause 7.3.5: a page with the signature carries text as well; here the line that names the annex."""
    page = next(
        lines
        for ink in pages(read(posting.pdf_file))
        if (lines := [line.text for line in text_lines(ink, m.SIZE_3)])[-1:] == ["2026年9月1日"]
    )
    assert page == ["附件：试点地区任务认领榜单", "演示中央办公室", "2026年9月1日"]
    lines = docx_text(read(posting.docx_file)).split("\n")
    at = lines.index("2026年9月1日")
    assert [line for line in lines[at - 2 : at + 1] if line] == page
    word = docx.Document(io.BytesIO(read(posting.docx_file)))
    note = next(one for one in word.paragraphs if one.text == page[0])
    assert note.paragraph_format.keep_with_next
