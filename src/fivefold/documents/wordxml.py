"""Small pieces of WordprocessingML (ECMA-376 part 1, clause 17) as text.

Lengths are points; Word counts twips (1/20 pt) and half points. Every text is escaped here and nowhere else.
"""

from xml.sax.saxutils import escape, quoteattr

from fivefold.documents import measures as m
from fivefold.documents.wording import printable

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
FACES = {
    "title": "方正小标宋简体",
    "body": "仿宋_GB2312",
    "heading": "黑体",
    "subheading": "楷体_GB2312",
    "number": "宋体",
}
LINE = 29.0  # the line pitch of 28.99 pt in whole twips
SQUEEZE = -0.2  # from 16 pt letters to the pitch of 15.8 pt
TYPE_WIDTH = 442.4  # 28 letters at that pitch; 0.07 mm above 156 mm


def twips(points: float) -> int:
    """Return points as twips."""
    return round(points * 20)


def run(
    text: str, face: str = "body", size: float = m.SIZE_3, *, colour: str = "", squeeze: float = 0.0
) -> str:
    """Return a run of text; line breaks in the text stay line breaks."""
    name = quoteattr(FACES[face])
    properties = [
        f'<w:rFonts w:ascii={name} w:hAnsi={name} w:eastAsia={name} w:cs={name} w:hint="eastAsia"/>'
    ]
    properties += [f'<w:color w:val="{colour}"/>'] if colour else []
    properties += [f'<w:spacing w:val="{twips(squeeze)}"/>'] if squeeze else []
    properties.append(f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>')
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in printable(text).split("\n"))
    return f"<w:r><w:rPr>{''.join(properties)}</w:rPr>{'<w:br/>'.join(lines)}</w:r>"


def body_run(text: str, face: str = "body") -> str:
    """Return a run on the character grid: 16 pt letters, squeezed to 28 in a line."""
    return run(text, face, squeeze=SQUEEZE)


def paragraph(  # noqa: PLR0913 - these are the properties a paragraph has
    content: str,
    *,
    line: float = LINE,
    before: float = 0,
    after: float = 0,
    align: str = "both",
    left: float = 0,
    right: float = 0,
    first: float = 0,
    extra: str = "",
    level: int = 0,
) -> str:
    """Return a paragraph with an exact line pitch.

    first: first-line indent, negative for a hanging one. extra: properties that come before the spacing.
    level: place in the document's outline, 0 for none.
    """
    indent = f'w:left="{twips(left)}" w:right="{twips(right)}"'
    indent += f' w:firstLine="{twips(first)}"' if first >= 0 else f' w:hanging="{twips(-first)}"'
    outline = f'<w:outlineLvl w:val="{level - 1}"/>' if level else ""
    before_pitch = f'w:before="{twips(before)}" w:after="{twips(after)}"'
    return (
        f'<w:p><w:pPr>{extra}<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>'
        f'<w:spacing {before_pitch} w:line="{twips(line)}" w:lineRule="exact"/>'
        f'<w:ind {indent}/><w:jc w:val="{align}"/>{outline}</w:pPr>{content}</w:p>'
    )


def cell(content: str, width: float, *, borders: str = "", span: int = 1) -> str:
    """Return a table cell. content: paragraphs."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    edges = f"<w:tcBorders>{borders}</w:tcBorders>" if borders else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{spanned}{edges}'
        f'<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'
    )


def row(cells: str, *, head: bool = False) -> str:
    """Return a table row that is never split; head: repeated on each page."""
    repeated = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{cells}</w:tr>"


def table(rows: str, widths: list[float], *, place: str = "", borders: str = "", margin: float = 3.4) -> str:
    """Return a table of fixed widths.

    place: position of a floating table; borders: rules around and within; margin: room beside text.
    """
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    sides = "".join(f'<w:{side} w:w="{twips(margin)}" w:type="dxa"/>' for side in ("left", "right"))
    return (
        f'<w:tbl><w:tblPr>{place}<w:tblW w:w="{sum(map(twips, widths))}" w:type="dxa"/>'
        f'<w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{sides}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def edge(side: str, points: float, colour: str = "000000", space: int = 0) -> str:
    """Return a single rule at one side; points: its thickness, counted by Word in eighths."""
    return f'<w:{side} w:val="single" w:sz="{round(points * 8)}" w:space="{space}" w:color="{colour}"/>'
