"""Official documents as Word files in the shape of GB/T 9704-2012.

The file names the official faces and embeds none. There is no character grid of Word's own (docGrid): its
effect differs between Word, WPS and LibreOffice; exact line pitch and letter spacing make the 22 by 28 grid.
"""

import io
from datetime import UTC, datetime
from typing import Any

from fivefold.documents import measures as m
from fivefold.documents.spec import OfficialDocument
from fivefold.documents.wordbody import body_xml
from fivefold.documents.wordxml import NAMESPACES, edge, paragraph, run
from fivefold.documents.zipped import settled

_FOOT_LINE = m.SIZE_4  # height of the line with the page number, points


def render_docx(doc: OfficialDocument) -> bytes:
    """Return the document as a Word file. The same document gives the same bytes."""
    import docx

    word = docx.Document()
    for item in list(word.element.body)[:-1]:
        word.element.body.remove(item)
    _set_page(word)
    _set_furniture(word, doc.label)
    _set_names(word, doc)
    _fill(word, doc)
    out = io.BytesIO()
    word.save(out)
    return settled(out.getvalue())


def _set_page(word: Any) -> None:
    from docx.shared import Mm, Twips

    section = word.sections[0]
    section.page_width, section.page_height = Mm(m.PAGE_WIDTH), Mm(m.PAGE_HEIGHT)
    section.top_margin, section.left_margin = Mm(m.TOP), Mm(m.LEFT)
    # 22 lines of 29 pt and 28 letters of 15.8 pt are 0.07 mm more than the type area: foot and right give way
    section.bottom_margin, section.right_margin = Twips(1980), Twips(1460)
    section.header_distance = Mm(18)
    # Word measures up to the foot of the line; the dash stands in its middle
    section.footer_distance = Mm(m.BOTTOM - m.PAGE_NUMBER - m.mm(_FOOT_LINE) / 2)
    for grid in section._sectPr.findall("{*}docGrid"):  # noqa: SLF001 - python-docx has no name for it
        section._sectPr.remove(grid)  # noqa: SLF001 - see above


def _set_furniture(word: Any, label: str) -> None:
    word.settings.odd_and_even_pages_header_footer = True
    section = word.sections[0]
    number = "".join(
        (
            run("— ", "number", m.SIZE_4),
            '<w:fldSimple w:instr=" PAGE ">' + run("1", "number", m.SIZE_4) + "</w:fldSimple>",
            run(" —", "number", m.SIZE_4),
        )
    )
    feet = ((section.footer, "right"), (section.even_page_footer, "left"))
    for foot, side in feet:
        left, right = (m.SIZE_4, 0.0) if side == "left" else (0.0, m.SIZE_4)
        _replace(foot, paragraph(number, line=_FOOT_LINE, align=side, left=left, right=right))
    for head in (section.header, section.even_page_header):
        _replace(head, paragraph(_boxed(label) if label else "", line=20, align="center"))


def _boxed(label: str) -> str:
    plain = run(f" {label} ", "heading", m.SIZE_4, colour=m.RED)
    return plain.replace("<w:sz ", edge("bdr", 0.75, m.RED) + "<w:sz ", 1)


def _replace(part: Any, xml: str) -> None:
    from docx.oxml import parse_xml

    part.is_linked_to_previous = False
    element = part._element  # noqa: SLF001 - python-docx has no other way to set raw paragraphs
    for item in list(element):
        element.remove(item)
    for item in parse_xml(f"<w:body {NAMESPACES}>{xml}</w:body>"):
        element.append(item)


def _set_names(word: Any, doc: OfficialDocument) -> None:
    names = word.core_properties
    names.title, names.author, names.language = "".join(doc.title_lines), doc.signed_by, "zh-CN"
    names.last_modified_by, names.comments = doc.signed_by, doc.label
    moment = datetime(doc.dated.year, doc.dated.month, doc.dated.day, tzinfo=UTC)
    names.created = names.modified = moment
    names.revision = 1


def _fill(word: Any, doc: OfficialDocument) -> None:
    from docx.oxml import parse_xml

    picture = _qr_run(word, doc.verification.qr) if doc.verification else ""
    section = word.element.body[-1].xml
    # parsed as a whole: moving a long table from tree to tree takes seconds
    whole = f"<w:document {NAMESPACES}><w:body>{body_xml(doc, picture)}{section}</w:body></w:document>"
    word.part._element = parse_xml(whole)  # noqa: SLF001 - python-docx has no other way to set raw paragraphs


def _qr_run(word: Any, content: str) -> str:
    import segno
    from docx.shared import Mm

    png = io.BytesIO()
    segno.make(content, error="m", micro=False).save(png, kind="png", scale=8, border=2)
    holder = word.add_paragraph()
    holder.add_run().add_picture(io.BytesIO(png.getvalue()), width=Mm(24))
    for item in holder._p.iter("{*}docPr"):  # noqa: SLF001 - the text for those who do not see the code
        item.set("descr", f"二维码：{content}")
    xml = str(holder.runs[0]._r.xml)  # noqa: SLF001 - moved into the imprint
    holder._p.getparent().remove(holder._p)  # noqa: SLF001 - see above
    return xml
