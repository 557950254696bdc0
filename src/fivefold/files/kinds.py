"""Kinds of files that can be taken in, told by their content; the name only has to agree."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MIB: Final = 1024 * 1024


class Kind(StrEnum):
    """A kind of file. The value is its usual extension."""

    XLSX = "xlsx"
    DOCX = "docx"
    PPTX = "pptx"
    PDF = "pdf"
    PNG = "png"
    JPEG = "jpg"
    CSV = "csv"
    TXT = "txt"

    @property
    def media(self) -> str:
        """The media type under which the file is served."""
        return MEDIA[self]


_OPEN_XML = "application/vnd.openxmlformats-officedocument"
MEDIA: Mapping[Kind, str] = {
    Kind.XLSX: f"{_OPEN_XML}.spreadsheetml.sheet",
    Kind.DOCX: f"{_OPEN_XML}.wordprocessingml.document",
    Kind.PPTX: f"{_OPEN_XML}.presentationml.presentation",
    Kind.PDF: "application/pdf",
    Kind.PNG: "image/png",
    Kind.JPEG: "image/jpeg",
    Kind.CSV: "text/csv",
    Kind.TXT: "text/plain",
}
EXTENSIONS: Mapping[str, Kind] = {kind.value: kind for kind in Kind} | {"jpeg": Kind.JPEG}

TABLES: Final = frozenset({Kind.XLSX, Kind.CSV})
EVIDENCE: Final = frozenset(Kind)


@dataclass(frozen=True)
class Limits:
    """What an upload may cost. Sizes in bytes, times in seconds.

    ratio: unpacked to packed size of an archive, looked at only above ratio_from unpacked bytes. columns,
    rows: how far a sheet may reach. merged: ranges of merged cells on one sheet. cell: bytes of text in one
    cell (a cell holds 32,767 characters). pdf_attachments: whether a PDF may carry files. cpu, wall, memory:
    of the child process that parses.
    """

    size: int = 20 * MIB
    unpacked: int = 128 * MIB
    ratio: int = 50
    ratio_from: int = 10 * MIB
    entries: int = 2000
    pixels: int = 100_000_000
    columns: int = 702  # up to ZZ
    rows: int = 200_000
    merged: int = 2000
    cell: int = 100_000
    name: int = 200
    pdf_attachments: bool = False
    cpu: int = 20
    wall: float = 30.0
    memory: int = 1024 * MIB


DEFAULT_LIMITS: Final = Limits()
