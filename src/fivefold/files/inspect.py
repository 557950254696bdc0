"""Hostile uploads: what a file is, told by its content, and whether it may come in.

`inspect` looks before anything parses: name, size, first bytes against the extension, structure of
containers, what must not be inside, secrecy marks. It costs bounded time and memory whatever it is given.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from fivefold.files.images import JPEG, PNG, check_jpeg, check_png
from fivefold.files.kinds import DEFAULT_LIMITS, EXTENSIONS, MIB, Kind, Limits
from fivefold.files.names import clean_name, extension
from fivefold.files.openxml import check_open_xml
from fivefold.files.pdfs import check_pdf
from fivefold.files.refusal import refused
from fivefold.files.secrecy import name_mark
from fivefold.files.texts import check_text
from fivefold.files.zipped import opened

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"L\x00\x00\x00\x01\x14\x02\x00",
    b"\x00asm",
)
_OFFICE = frozenset({Kind.XLSX, Kind.DOCX, Kind.PPTX})
_TEXTS = frozenset({Kind.CSV, Kind.TXT})
_OLD = frozenset({"xls", "doc", "ppt", "et", "wps", "dps", "xlsb"})
_OPEN_DOCUMENT = frozenset({"ods", "odt", "odp"})
_MACRO = frozenset({"xlsm", "xltm", "docm", "dotm", "pptm", "xlam"})


@dataclass(frozen=True)
class Inspected:
    """An upload that may come in: its cleaned name, kind, media type, size in bytes and digest (hex)."""

    name: str
    kind: Kind
    media: str
    size: int
    sha256: str


def inspect(
    data: bytes | Path, name: str, *, allow: frozenset[Kind], limits: Limits = DEFAULT_LIMITS
) -> Inspected:
    """Return what an upload is. Raises `UploadRefused` with reasons for everything that must not come in.

    data: the bytes, or the path of a file that was streamed to disk. name: as the sender called it.
    allow: the kinds taken here.
    """
    shown = clean_name(name, limit=limits.name)
    kind = _claimed(shown, allow)
    body = _bytes(data, limits)
    _check_content(body, kind, extension(shown), limits)
    mark = name_mark(shown.rpartition(".")[0])
    if mark:
        raise refused("secrecy_mark", mark=mark)
    return Inspected(shown, kind, kind.media, len(body), hashlib.sha256(body).hexdigest())


def _claimed(name: str, allow: frozenset[Kind]) -> Kind:
    ending = extension(name)
    allowed = tuple(sorted(f".{kind.value}" for kind in allow))
    if not ending:
        raise refused("no_extension", allowed=allowed)
    if ending in _OLD:
        raise refused("old_office")
    if ending in _OPEN_DOCUMENT:
        raise refused("open_document")
    if ending in _MACRO:
        raise refused("macro")
    kind = EXTENSIONS.get(ending)
    if kind is None or kind not in allow:
        raise refused("kind_not_allowed", extension=ending, allowed=allowed)
    return kind


def _bytes(data: bytes | Path, limits: Limits) -> bytes:
    size = data.stat().st_size if isinstance(data, Path) else len(data)
    if not size:
        raise refused("empty")
    if size > limits.size:
        raise refused("too_large", size=-(-size // MIB), limit=limits.size // MIB)
    return data.read_bytes() if isinstance(data, Path) else data


def _check_content(body: bytes, kind: Kind, ending: str, limits: Limits) -> None:
    if body.startswith(_PROGRAMS):
        raise refused("executable")
    if body.startswith(_OLE):
        raise refused("encrypted" if "EncryptedPackage".encode("utf-16-le") in body else "old_office")
    if kind in _OFFICE:
        _check_office(body, kind, ending, limits)
    elif kind in _TEXTS:
        _check_plain(body, kind, ending, limits)
    else:
        _check_binary(body, kind, ending, limits)


def _check_office(body: bytes, kind: Kind, ending: str, limits: Limits) -> None:
    if not body.startswith(_ZIP):
        raise refused("content_mismatch", extension=ending)
    if b"%PDF-" in body[:1024]:
        raise refused("polyglot")
    if check_open_xml(opened(body, limits).contents, limits) is not kind:
        raise refused("content_mismatch", extension=ending)


def _check_plain(body: bytes, kind: Kind, ending: str, limits: Limits) -> None:
    if body.startswith((*_ZIP, b"%PDF-", PNG, JPEG, b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        raise refused("content_mismatch", extension=ending)
    check_text(body, kind, limits)


def _check_binary(body: bytes, kind: Kind, ending: str, limits: Limits) -> None:
    start = {Kind.PDF: b"%PDF-", Kind.PNG: PNG, Kind.JPEG: JPEG}[kind]
    if not body.startswith(start):
        raise refused("content_mismatch", extension=ending)
    if b"PK\x05\x06" in body[-66_000:] and b"PK\x01\x02" in body:
        raise refused("polyglot")
    check = {Kind.PDF: check_pdf, Kind.PNG: check_png, Kind.JPEG: check_jpeg}[kind]
    check(body, limits)
