"""Makers of small Office files and PDF files, part by part, so that tests can spoil each part."""

import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

_TYPE = "application/vnd.openxmlformats-officedocument."
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SHEET_NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_WORD_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def zipped(parts: Mapping[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip file of these parts in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        for name, body in parts.items():
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), body, method)
    return out.getvalue()


def relations(*entries: tuple[str, str, str]) -> bytes:
    """Return a relationships part. entries: kind, target, mode ("" or "External")."""
    rows = (
        f'<Relationship Id="rId{i}" Type="{_RELATION}/{kind}" Target="{target}"'
        + (f' TargetMode="{mode}"/>' if mode else "/>")
        for i, (kind, target, mode) in enumerate(entries, 1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(rows)}</Relationships>'.encode()


def content_types(overrides: Mapping[str, str]) -> bytes:
    """Return the content types part."""
    rows = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
    default = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    )
    return f'{_XML}<Types xmlns="{_PACKAGE}/content-types">{default}{rows}</Types>'.encode()


def sheet_xml(rows: str, before: str = "") -> bytes:
    """Return a worksheet part with these rows."""
    return f"{_XML}<worksheet {_SHEET_NS}>{before}<sheetData>{rows}</sheetData></worksheet>".encode()


def text_rows(table: list[list[str]]) -> str:
    """Return rows of inline texts."""
    shown = []
    for number, row in enumerate(table, 1):
        cells = "".join(
            f'<c r="{chr(65 + place)}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
            for place, text in enumerate(row)
        )
        shown.append(f'<row r="{number}">{cells}</row>')
    return "".join(shown)


def xlsx_parts(sheet: bytes, **more: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook with one sheet; more: parts, `__` stands for `/`, `_xml` for `.xml`."""
    book = (
        f'{_XML}<workbook {_SHEET_NS} xmlns:r="{_RELATION}"><sheets>'
        '<sheet name="填报表" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    parts = {
        "[Content_Types].xml": content_types(
            {
                "/xl/workbook.xml": f"{_TYPE}spreadsheetml.sheet.main+xml",
                "/xl/worksheets/sheet1.xml": f"{_TYPE}spreadsheetml.worksheet+xml",
            }
        ),
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml", "")),
        "xl/workbook.xml": book.encode(),
        "xl/_rels/workbook.xml.rels": relations(("worksheet", "worksheets/sheet1.xml", "")),
        "xl/worksheets/sheet1.xml": sheet,
    }
    return parts | {name.replace("__", "/").replace("_xml", ".xml"): body for name, body in more.items()}


def docx_parts(body: str) -> dict[str, bytes]:
    """Return the parts of a Word file with this body."""
    document = f"{_XML}<w:document {_WORD_NS}><w:body>{body}</w:body></w:document>"
    return {
        "[Content_Types].xml": content_types(
            {"/word/document.xml": f"{_TYPE}wordprocessingml.document.main+xml"}
        ),
        "_rels/.rels": relations(("officeDocument", "word/document.xml", "")),
        "word/document.xml": document.encode(),
    }


def paragraph(text: str) -> str:
    """Return a Word paragraph whose text is split into two runs."""
    half = len(text) // 2
    runs = "".join(f"<w:r><w:t>{part}</w:t></w:r>" for part in (text[:half], text[half:]))
    return f"<w:p>{runs}</w:p>"


def png(width: int, height: int, *, tail: bytes = b"") -> bytes:
    """Return a PNG that claims these pixels; its data are those of one empty line."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(bytes(1 + (min(width, 8192) + 7) // 8)))
    return b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b"") + tail


def jpeg(width: int, height: int) -> bytes:
    """Return the frame of a JPEG of this size."""
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    return b"\xff\xd8\xff\xc0" + struct.pack(">H", 2 + len(frame)) + frame + b"\xff\xda\x00\x02\x00\xff\xd9"


def pdf(catalogue: bytes = b"", objects: tuple[bytes, ...] = (), trailer: bytes = b"") -> bytes:
    """Return a PDF of one empty page. objects begin with number 4; catalogue and trailer: further entries."""
    bodies = (
        b"<</Type/Catalog/Pages 2 0 R" + catalogue + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>",
        *objects,
    )
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += (
        b"trailer\n<</Size %d/Root 1 0 R" % (len(bodies) + 1)
        + trailer
        + b">>\nstartxref\n%d\n%%%%EOF\n" % start
    )
    return bytes(out)


def encrypted_pdf(password: bytes = b"secret") -> bytes:
    """Return a PDF that opens with a password only (standard handler, revision 2)."""
    padded = (password + _PAD)[:32]
    owner = _rc4(_md5(padded)[:5], padded)
    key = _md5(padded + owner + struct.pack("<i", -4) + b"0123456789abcdef")[:5]
    user = _rc4(key, _PAD)
    entry = (
        b"<</Filter/Standard/V 1/R 2/O<" + owner.hex().encode() + b">/U<" + user.hex().encode() + b">/P -4>>"
    )
    identity = b"0123456789abcdef".hex().encode()
    return pdf(objects=(entry,), trailer=b"/Encrypt 4 0 R/ID[<" + identity + b"><" + identity + b">]")


def _md5(data: bytes) -> bytes:
    return hashlib.md5(data, usedforsecurity=False).digest()


def _rc4(key: bytes, data: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)
