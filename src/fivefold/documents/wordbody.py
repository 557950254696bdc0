"""The body of an official document as WordprocessingML: head, main part, attachments, imprint.

Word sets text in an exact line four fifths down; heights of ink below follow from that.
"""

from fivefold.documents import measures as m
from fivefold.documents.flatten import mark_size
from fivefold.documents.measures import pt
from fivefold.documents.spec import Annex, Block, Heading, OfficialDocument, Table
from fivefold.documents.wording import (
    addressed,
    annex_heading,
    attachment_lines,
    chinese_date,
    copied,
    numbered,
)
from fivefold.documents.wordxml import (
    LINE,
    SQUEEZE,
    TYPE_WIDTH,
    body_run,
    cell,
    edge,
    paragraph,
    row,
    run,
    table,
)

BASE = 0.8  # base line of an exact line, as a part of its height
INK_ABOVE = 0.85  # ink of a Chinese letter above its base line, as a part of its size
INK_BELOW = 0.11
NUMBER_LINE = 18.0  # points; the line of the document number is lower than the grid's so that the rule fits
CHARACTER = m.SIZE_3 + SQUEEZE
_KEEP = "<w:keepNext/>"
_FOOT = (
    '<w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="margin" w:horzAnchor="margin" '
    'w:tblpX="1" w:tblpYSpec="bottom"/><w:tblOverlap w:val="never"/>'
)
_QR_WIDTH = 27.0  # mm, with the room beside it
_ALL_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def mark_line(size: float) -> float:
    """Return the line pitch in points at which the ink of a mark begins at the upper edge of its line."""
    return round(INK_ABOVE * size / BASE * 2) / 2


def number_before(size: float) -> float:
    """Return the space in points before the document number that leaves two lines blank below the mark."""
    below_mark = mark_line(size) * (1 - BASE) - INK_BELOW * size
    above_number = NUMBER_LINE * BASE - INK_ABOVE * m.SIZE_3
    return m.LINES_TO_NUMBER * LINE - below_mark - above_number


def rule_space() -> int:
    """Return the distance in whole points from the line of the number to the red rule."""
    below_number = NUMBER_LINE * (1 - BASE) - INK_BELOW * m.SIZE_3
    return round(pt(m.NUMBER_TO_RULE) - below_number)


def body_xml(doc: OfficialDocument, picture: str) -> str:
    """Return everything between head and section properties. picture: the run with the QR code, or ""."""
    parts = [_head(doc), _title(doc.title_lines, before=m.LINES_TO_TITLE * LINE), _main(doc)]
    parts += [_annex(annex, i, len(doc.annexes)) for i, annex in enumerate(doc.annexes, 1)]
    return "".join((*parts, _foot(doc, picture)))


def _head(doc: OfficialDocument) -> str:
    size = mark_size(doc.issuer_mark)
    urgency = run(str(doc.urgency or ""), "heading")
    mark = run("\n".join(doc.issuer_mark), "title", size, colour=m.RED)
    rule = f"<w:pBdr>{edge('bottom', m.RULE_RED, m.RED, rule_space())}</w:pBdr>"
    reference: dict[str, object] = {"align": "center"}
    content = body_run(doc.number)
    if doc.signer:
        stop = round((TYPE_WIDTH - CHARACTER) * 20)
        rule += f'<w:tabs><w:tab w:val="right" w:pos="{stop}"/></w:tabs>'
        content = body_run("\u3000" + doc.number) + "<w:r><w:tab/></w:r>"
        content += body_run("签发人：") + body_run(doc.signer, "subheading")
        reference = {"align": "left"}
    return "".join(
        (
            paragraph(urgency, align="left", after=pt(m.MARK_TOP) - LINE),
            paragraph(mark, line=mark_line(size), align="center"),
            paragraph(content, line=NUMBER_LINE, before=number_before(size), extra=rule, **reference),  # type: ignore[arg-type]
        )
    )


def _title(lines: tuple[str, ...], *, before: float) -> str:
    shown = run("\n".join(lines), "title", m.SIZE_2)
    return paragraph(shown, before=before, after=LINE, align="center", extra=_KEEP, level=1)


def _main(doc: OfficialDocument) -> str:
    parts = [paragraph(body_run(addressed(doc.addressees)), align="left")] if doc.addressees else []
    parts.append(_blocks(doc.blocks))
    for i, note in enumerate(attachment_lines(doc.attachment_notes)):
        content = body_run(f"附件：{note}" if i == 0 else note)
        hanging = 3 * CHARACTER
        parts.append(
            paragraph(
                content,
                before=0 if i else LINE,
                align="left",
                left=5 * CHARACTER,
                first=0 if i else -hanging,
                extra=_KEEP if doc.signed_by else "",  # the signature never stands alone on a page
            )
        )
    if doc.signed_by:
        parts.append(_signature(doc.signed_by, chinese_date(doc.dated)))
    return "".join(parts)


def _signature(issuer: str, day: str) -> str:
    edge_right = m.SEAL_CHARACTERS * CHARACTER
    inset = max(0.0, edge_right + (_width(day) - _width(issuer)) / 2)
    return "".join(
        (
            paragraph(body_run(issuer), before=2 * LINE, align="right", right=inset, extra=_KEEP),
            paragraph(body_run(day), align="right", right=edge_right),
        )
    )


def _width(text: str) -> float:
    """Return the width of a text in points: Latin letters and figures count half."""
    return sum(CHARACTER / 2 if character.isascii() else CHARACTER for character in text)


def _annex(annex: Annex, index: int, total: int) -> str:
    page = "<w:pageBreakBefore/>"
    heading = run(annex_heading(index, total), "heading")
    return "".join(
        (
            paragraph(heading, align="left", extra=_KEEP + page),
            _title(annex.title_lines, before=LINE),
            _blocks(annex.blocks),
        )
    )


def _blocks(blocks: tuple[Block, ...]) -> str:
    return "".join(_block(block, number) for block, number in numbered(blocks))


def _block(block: Block, number: str) -> str:
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Heading):
        face = {1: "heading", 2: "subheading"}.get(block.level, "body")
        content = body_run(number + block.text, face)
        return paragraph(content, first=2 * CHARACTER, extra=_KEEP, level=block.level + 1)
    return "".join(
        paragraph(body_run(line), first=2 * CHARACTER, extra='<w:widowControl w:val="0"/>')
        for line in block.text.split("\n")
    )


def _table(block: Table) -> str:
    whole = sum(column.width for column in block.columns)
    widths = [TYPE_WIDTH * column.width / whole for column in block.columns]
    head = "".join(
        _cell(column.title, width, "center", "heading")
        for column, width in zip(block.columns, widths, strict=True)
    )
    aligns = [str(column.align) for column in block.columns]
    rows = (
        "".join(_cell(t, w, a) for t, w, a in zip(texts, widths, aligns, strict=True)) for texts in block.rows
    )
    borders = "".join(edge(side, 0.5) for side in _ALL_SIDES)
    shown = table(row(head, head=True) + "".join(row(cells) for cells in rows), widths, borders=borders)
    caption = paragraph(run(block.caption, "heading"), align="center", extra=_KEEP) if block.caption else ""
    # Word joins two tables that touch; the empty line keeps them apart
    return caption + shown + paragraph("", line=6)


def _cell(text: str, width: float, align: str, face: str = "body") -> str:
    return cell(paragraph(run(text, face, m.SIZE_TABLE), line=17, align=align), width)


def _foot(doc: OfficialDocument, picture: str) -> str:
    return _verification(doc, picture) + _imprint(doc)


def _verification(doc: OfficialDocument, picture: str) -> str:
    """Return the QR code with its lines, below the text of the last page."""
    if not doc.verification:
        return ""
    lines = "".join(
        paragraph(run(text, size=m.SIZE_NOTE), line=12, align="left") for text in doc.verification.caption
    )
    code = paragraph(picture, align="left").replace('w:lineRule="exact"', 'w:lineRule="auto"')
    widths = [pt(_QR_WIDTH), TYPE_WIDTH - pt(_QR_WIDTH)]
    cells = cell(code, widths[0]) + cell(lines, widths[1])
    return paragraph("", line=LINE / 2, extra=_KEEP) + table(row(cells), widths, margin=0)


def _imprint(doc: OfficialDocument) -> str:
    """Return the imprint: a table that stands at the foot of the type area of the last page (clause 7.4)."""
    printed = f"{chinese_date(doc.printed_on)}印发" if doc.printed_on else ""
    lines = []
    if doc.copies_to:
        hanging = 3 * m.SIZE_4
        content = run(f"抄送：{copied(doc.copies_to)}", size=m.SIZE_4)
        lines.append(
            paragraph(content, align="left", left=m.SIZE_4 + hanging, first=-hanging, right=m.SIZE_4)
        )
    if doc.printed_by:
        stop = f'<w:tabs><w:tab w:val="right" w:pos="{round((TYPE_WIDTH - m.SIZE_4) * 20)}"/></w:tabs>'
        shown = run(doc.printed_by, size=m.SIZE_4) + "<w:r><w:tab/></w:r>" + run(printed, size=m.SIZE_4)
        lines.append(paragraph(shown, align="left", left=m.SIZE_4, extra=stop))
    if not lines:
        return ""
    rows = "".join(row(cell(line, TYPE_WIDTH)) for line in lines)
    thick, thin = pt(m.RULE_THICK), pt(m.RULE_THIN)
    borders = edge("top", thick) + edge("bottom", thick) + edge("insideH", thin)
    # a floating table needs a paragraph behind it to hold on to
    return table(rows, [TYPE_WIDTH], place=_FOOT, borders=borders, margin=0) + paragraph("", line=1)
