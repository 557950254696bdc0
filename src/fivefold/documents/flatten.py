"""A document as the JSON data that the PDF template reads: printable texts, numbers, measures."""

import io
from collections.abc import Iterable
from typing import Any

from fivefold.documents import measures
from fivefold.documents.spec import Block, Heading, OfficialDocument, Table, Verification
from fivefold.documents.wording import (
    addressed,
    annex_heading,
    attachment_lines,
    chinese_date,
    copied,
    numbered,
    printable,
)

_NAMES = {
    "line": measures.LINE_PITCH,
    "character": measures.CHARACTER_PITCH,
    "top": measures.TOP,
    "left": measures.LEFT,
    "right": measures.RIGHT,
    "bottom": measures.BOTTOM,
    "height": measures.TYPE_HEIGHT,
    "size_2": measures.SIZE_2,
    "size_3": measures.SIZE_3,
    "size_4": measures.SIZE_4,
    "size_table": measures.SIZE_TABLE,
    "size_note": measures.SIZE_NOTE,
    "mark_height": measures.MARK_HEIGHT,
    "number_height": measures.NUMBER_HEIGHT,
    "mark_top": measures.MARK_TOP,
    "lines_to_number": measures.LINES_TO_NUMBER,
    "number_to_rule": measures.NUMBER_TO_RULE,
    "lines_to_title": measures.LINES_TO_TITLE,
    "page_number": measures.PAGE_NUMBER,
    "seal_characters": measures.SEAL_CHARACTERS,
    "rule_red": measures.RULE_RED,
    "rule_thick": measures.RULE_THICK,
    "rule_thin": measures.RULE_THIN,
    "red": measures.RED,
}


def mark_size(lines: tuple[str, ...]) -> float:
    """Return the size of the issuer mark in points: as large as chosen, or as the longest line allows."""
    longest = max(len(line) for line in lines)
    return min(measures.MARK_SIZE, measures.pt(measures.TYPE_WIDTH) / longest)


def flat(doc: OfficialDocument) -> dict[str, Any]:
    """Return the document as JSON values, ready for the template."""
    return {
        "measures": _NAMES | {"mark_size": mark_size(doc.issuer_mark)},
        "label": printable(doc.label),
        "urgency": str(doc.urgency or ""),
        "issuer_mark": _all(doc.issuer_mark),
        "number": printable(doc.number),
        "signer": printable(doc.signer),
        "title": _all(doc.title_lines),
        "addressed": printable(addressed(doc.addressees)),
        "blocks": _blocks(doc.blocks),
        "attachment_notes": _all(attachment_lines(doc.attachment_notes)),
        "signed_by": printable(doc.signed_by),
        "dated": chinese_date(doc.dated),
        "annexes": [
            {
                "heading": annex_heading(i, len(doc.annexes)),
                "title": _all(annex.title_lines),
                "blocks": _blocks(annex.blocks),
            }
            for i, annex in enumerate(doc.annexes, 1)
        ],
        "verification": _verification(doc.verification),
        "copied": printable(copied(doc.copies_to)),
        "printed_by": printable(doc.printed_by),
        "printed_on": f"{chinese_date(doc.printed_on)}印发" if doc.printed_on else "",
    }


def qr_svg(content: str) -> str:
    """Return a QR code (error correction M) as SVG text."""
    import segno

    out = io.BytesIO()
    segno.make(content, error="m", micro=False).save(out, kind="svg", border=2, xmldecl=False)
    return out.getvalue().decode("utf-8")


def _verification(shown: Verification | None) -> dict[str, Any] | None:
    if shown is None:
        return None
    return {"qr": shown.qr, "svg": qr_svg(shown.qr), "caption": _all(shown.caption)}


def _all(texts: Iterable[str]) -> list[str]:
    return [printable(text) for text in texts]


def _blocks(blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
    return [_block(block, number) for block, number in numbered(blocks)]


def _block(block: Block, number: str) -> dict[str, Any]:
    if isinstance(block, Table):
        return {
            "kind": "table",
            "caption": printable(block.caption),
            "columns": [
                {"title": printable(c.title), "width": c.width, "align": str(c.align)} for c in block.columns
            ],
            "rows": [_all(row) for row in block.rows],
        }
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "number": number, "text": printable(block.text)}
    return {"kind": "paragraph", "text": printable(block.text)}
