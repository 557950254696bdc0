"""PDF files: whole, without password, scripts, launching actions or (unless allowed) attached files.

`look` runs the native reader and belongs into the child process of `files.sandbox`.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fivefold.files.kinds import Limits
from fivefold.files.refusal import refused
from fivefold.files.sandbox import run
from fivefold.files.secrecy import text_mark

_ACTIVE = re.compile(rb"/(JavaScript|Launch|RichMedia|SubmitForm|ImportData|GoToE)(?![A-Za-z0-9])")
_SHORT = re.compile(rb"/(JS|XFA)(?![A-Za-z0-9])")  # too short to be looked for in packed bytes
_PACKED = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
_MOST_OBJECTS = 32 << 20  # bytes of object streams looked into
_PAGES = 2


@dataclass(frozen=True)
class PdfLook:
    """What the native reader saw: does it open, need a password, hold scripts, files; the first texts."""

    opens: bool
    password: bool = False
    scripts: int = 0
    files: int = 0
    lines: tuple[str, ...] = ()


def check_pdf(data: bytes, limits: Limits) -> None:
    """Raise `UploadRefused` for a PDF that is damaged, encrypted, active, or marked secret."""
    seen = run(look, data, limits=limits)
    if seen.password:
        raise refused("encrypted")
    if not seen.opens:
        raise refused("pdf_broken")
    name = "JavaScript" if seen.scripts else _active(data)
    if name:
        raise refused("pdf_active", name=name)
    if seen.files and not limits.pdf_attachments:
        raise refused("pdf_attachment")
    mark = text_mark(seen.lines)
    if mark:
        raise refused("secrecy_mark", mark=mark)


def look(data: bytes) -> PdfLook:
    """Open a PDF with the native reader and return what is in it."""
    import pypdfium2
    from pypdfium2 import raw

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return PdfLook(opens=False, password=raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD)
    if not len(pdf):
        return PdfLook(opens=False)
    # a file that opens with the empty password is still encrypted, against changes only
    scripts = raw.FPDFDoc_GetJavaScriptActionCount(pdf.raw)
    lines = tuple(line for i in range(min(_PAGES, len(pdf))) for line in _lines(pdf[i]))
    return PdfLook(opens=True, scripts=max(0, scripts), files=pdf.count_attachments(), lines=lines)


def _lines(page: Any) -> list[str]:
    return list(page.get_textpage().get_text_range()[:20_000].splitlines()[:40])


def _active(data: bytes) -> str:
    """Return the name of an active element in the file's objects, packed ones included, or ""."""
    for part in (data, *_objects(data)):
        plain = _ESCAPED.sub(_letter, part) if b"#" in part else part
        match = _ACTIVE.search(plain) or _SHORT.search(_PACKED.sub(b"", plain) if part is data else plain)
        if match:
            return match[1].decode()
    return ""


def _letter(match: re.Match[bytes]) -> bytes:
    return bytes([int(match[1], 16)])


def _objects(data: bytes) -> Iterator[bytes]:
    left = _MOST_OBJECTS
    for match in _STREAM.finditer(data):
        engine = zlib.decompressobj()
        try:
            part = engine.decompress(data[match.end() :], left)
        except zlib.error:
            continue
        left -= len(part)
        yield part
        if left <= 0:
            raise refused("too_costly")
