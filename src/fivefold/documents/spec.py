"""What an official document says, apart from how it looks (GB/T 9704-2012, clause 7).

An `OfficialDocument` is plain frozen data. `documents.docx` and `documents.pdf` give it the shape of the
standard. There is no field for a secrecy mark, and text that is one is refused: the platform serves
non-secret work only.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain
from typing import TypeAlias

from fivefold.method.reason import Reason, Refused

_SECRECY = re.compile(r"^\s*(?:绝密|机密|秘密)\s*(?:[★☆*].*)?$")


class Urgency(StrEnum):
    """Degree of urgency (紧急程度), clause 7.2.3."""

    EXTRA = "特急"
    URGENT = "加急"


class Align(StrEnum):
    """Where the text of a table column stands."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True)
class Heading:
    """A heading of the body, level 1 to 4. Its number (一、 （一） 1. （1）) is set by the renderer."""

    text: str
    level: int = 1

    def __post_init__(self) -> None:
        if self.level not in {1, 2, 3, 4}:
            raise ValueError(f"heading level {self.level} is not one of 1 to 4")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the body, indented by two characters."""

    text: str


@dataclass(frozen=True)
class Column:
    """A table column: head, share of the width (any unit; shares are scaled to 156 mm), alignment."""

    title: str
    width: float
    align: Align = Align.LEFT


@dataclass(frozen=True)
class Table:
    """A table whose head is repeated on each page. Every row has one text per column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""

    def __post_init__(self) -> None:
        if not self.columns or any(column.width <= 0 for column in self.columns):
            raise ValueError("a table needs columns with a positive width")
        wrong = next((i for i, row in enumerate(self.rows) if len(row) != len(self.columns)), None)
        if wrong is not None:
            raise ValueError(f"row {wrong} has {len(self.rows[wrong])} cells for {len(self.columns)} columns")


Block: TypeAlias = Heading | Paragraph | Table


@dataclass(frozen=True)
class Annex:
    """An attachment (附件) that belongs to the document: on a new page, before the imprint (clause 7.3.7)."""

    title_lines: tuple[str, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Verification:
    """How a reader checks the document: content of a QR code and the lines beside it (digest, checkpoint).

    name_stand_ins: whether a PDF says there which faces stood in for official ones.
    """

    qr: str
    caption: tuple[str, ...]
    name_stand_ins: bool = False


@dataclass(frozen=True)
class OfficialDocument:
    """An official document with a red head.

    issuer_mark: lines of the issuer mark (发文机关标志), as "演示办公室文件".
    number: document number (发文字号) with the year in 〔〕.
    title_lines: the title, one text per line: lines are broken by meaning, which only the writer knows.
    addressees: 主送机关, printed with 、 between them and a full-width colon behind.
    attachment_notes: 附件说明, names only; numbered when there are several. annexes: what they name.
    signed_by, dated: 发文机关署名 and 成文日期. signer: 签发人, for documents sent upward only.
    copies_to, printed_by, printed_on: the imprint (版记).
    label: a text shown in the head of each page, as 演示数据.

    `ValueError` for a document without mark, number or title; `Refused` for text that is a secrecy mark.
    """

    issuer_mark: tuple[str, ...]
    number: str
    title_lines: tuple[str, ...]
    addressees: tuple[str, ...]
    blocks: tuple[Block, ...]
    signed_by: str
    dated: date
    signer: str = ""
    attachment_notes: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    copies_to: tuple[str, ...] = ()
    printed_by: str = ""
    printed_on: date | None = None
    urgency: Urgency | None = None
    label: str = ""
    verification: Verification | None = None

    def __post_init__(self) -> None:
        if not (self.issuer_mark and self.number and self.title_lines):
            raise ValueError("an official document has an issuer mark, a number and a title")
        marked = next((text for text in document_texts(self) if _SECRECY.match(text)), None)
        if marked is not None:
            raise Refused(Reason.of("documents.secrecy_mark", text=marked.strip()))


def block_texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield every text of some blocks in reading order; a table head by head, then row by row."""
    for block in blocks:
        if isinstance(block, Table):
            yield from filter(None, (block.caption, *(column.title for column in block.columns)))
            yield from chain.from_iterable(block.rows)
        else:
            yield block.text


def document_texts(doc: OfficialDocument) -> Iterator[str]:
    """Yield every text a reader will see, in reading order, without numbers that renderers add."""
    yield from filter(None, (doc.label, *doc.issuer_mark, doc.number, doc.signer))
    yield from (*doc.title_lines, *doc.addressees)
    yield from block_texts(doc.blocks)
    yield from (*doc.attachment_notes, doc.signed_by)
    for annex in doc.annexes:
        yield from annex.title_lines
        yield from block_texts(annex.blocks)
    if doc.verification:
        yield from doc.verification.caption
    yield from filter(None, (*doc.copies_to, doc.printed_by))
