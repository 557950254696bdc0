"""Which texts of a document are set in which face: what the check of characters looks at."""

from collections import defaultdict

from fivefold.documents.fonts import Role
from fivefold.documents.spec import Block, Heading, OfficialDocument, Table
from fivefold.documents.wording import (
    addressed,
    annex_heading,
    attachment_lines,
    chinese_date,
    copied,
    numbered,
    printable,
)

_HEADING_ROLES = {1: Role.HEADING, 2: Role.SUBHEADING}


def texts_by_role(doc: OfficialDocument) -> dict[Role, str]:
    """Return all text that each role will show, added words and numbers included; no role without text."""
    found: dict[Role, list[str]] = defaultdict(list)
    found[Role.TITLE] += [*doc.issuer_mark, *doc.title_lines]
    found[Role.NUMBER].append("—0123456789")
    found[Role.HEADING] += [doc.label, doc.urgency or ""]
    found[Role.SUBHEADING].append(doc.signer)
    found[Role.BODY] += [
        doc.number,
        "签发人：" if doc.signer else "",
        addressed(doc.addressees),
        *attachment_lines(doc.attachment_notes),
        "附件：" if doc.attachment_notes else "",
        doc.signed_by,
        chinese_date(doc.dated),
        *(doc.verification.caption if doc.verification else ()),
        f"抄送：{copied(doc.copies_to)}" if doc.copies_to else "",
        doc.printed_by,
        f"{chinese_date(doc.printed_on)}印发" if doc.printed_on else "",
    ]
    _add(found, doc.blocks)
    for index, annex in enumerate(doc.annexes, 1):
        found[Role.HEADING].append(annex_heading(index, len(doc.annexes)))
        found[Role.TITLE] += annex.title_lines
        _add(found, annex.blocks)
    joined = {role: printable("".join(texts)) for role, texts in found.items()}
    return {role: joined[role] for role in Role if joined.get(role)}


def _add(found: dict[Role, list[str]], blocks: tuple[Block, ...]) -> None:
    for block, number in numbered(blocks):
        if isinstance(block, Table):
            found[Role.HEADING] += [block.caption, *(column.title for column in block.columns)]
            found[Role.BODY] += [cell for row in block.rows for cell in row]
        elif isinstance(block, Heading):
            found[_HEADING_ROLES.get(block.level, Role.BODY)] += [number, block.text]
        else:
            found[Role.BODY].append(block.text)
