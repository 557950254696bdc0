import hashlib
import io
import zipfile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.notice import AT, notice
from documents.tables import GOOD, HEADS, csv, workbook
from files.packages import jpeg, pdf, png, sheet_xml, text_rows, xlsx_parts, zipped
from fivefold.documents.docx import render_docx
from fivefold.documents.pdf import Attachment, render_pdf
from fivefold.documents.sheets_out import SheetColumn, SheetSpec, WorkbookSpec, write_csv, write_workbook
from fivefold.files.inspect import inspect
from fivefold.files.kinds import EVIDENCE, TABLES, Kind, Limits
from fivefold.files.refusal import UploadRefused


def codes(data, name, **options) -> list[str]:
    with pytest.raises(UploadRefused) as caught:
        inspect(data, name, **({"allow": EVIDENCE} | options))
    return [reason.code for reason in caught.value.reasons]


def drawn_workbook() -> bytes:
    columns = (SheetColumn("键", key=True), SheetColumn("得分", locked=False, choices=tuple("甲乙丙")))
    sheet = SheetSpec("表", "题", columns, (("k", "甲"),) * 50)
    return write_workbook([sheet], WorkbookSpec(("说明",), {"edition": "1"}, "演示数据"))


def linked_workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active["A1"] = "演示"
    book.active["A1"].hyperlink = "https://example.org/"
    book.active["B1"] = "=SUM(C1:C3)*2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


class Stream(io.BytesIO):
    """A file that cannot go back: zip writers then use data descriptors."""

    def seekable(self):
        return False

    def tell(self):
        raise OSError

    def seek(self, *_):
        raise OSError


def described_workbook() -> bytes:
    out = Stream()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in xlsx_parts(sheet_xml(text_rows([["甲"]]))).items():
            with package.open(name, "w", force_zip64=True) as part:
                part.write(body)
    return out.getvalue()


GOOD_FILES = {
    "xlsx by openpyxl": ("表.xlsx", Kind.XLSX, lambda: workbook((HEADS, GOOD))),
    "xlsx of our own": ("表.xlsx", Kind.XLSX, drawn_workbook),
    "xlsx with link and formula": ("表.xlsx", Kind.XLSX, linked_workbook),
    "xlsx with data descriptors": ("表.xlsx", Kind.XLSX, described_workbook),
    "docx of our own": ("通知.docx", Kind.DOCX, lambda: render_docx(notice())),
    "pdf of our own": ("通知.pdf", Kind.PDF, lambda: render_pdf(notice(), timestamp=AT).data),
    "plain pdf": ("文.pdf", Kind.PDF, pdf),
    "png": ("图.PNG", Kind.PNG, lambda: png(640, 480)),
    "jpeg": ("图.jpeg", Kind.JPEG, lambda: jpeg(640, 480)),
    "camera jpeg with a tail": ("图.jpg", Kind.JPEG, lambda: jpeg(640, 480) + b"SEFHk\x00\x00tail"),
    "csv of our own": ("表.csv", Kind.CSV, lambda: write_csv(HEADS, [GOOD])),
    "GBK csv": ("表.csv", Kind.CSV, lambda: csv((HEADS, GOOD), "gbk")),
    "text": ("说明.txt", Kind.TXT, "保守国家秘密，人人有责。".encode),
}


@pytest.mark.parametrize("name", GOOD_FILES)
def test_good_files_are_taken(name):
    filename, kind, build = GOOD_FILES[name]
    data = build()
    found = inspect(data, filename, allow=EVIDENCE)
    assert (found.name, found.kind, found.media) == (filename, kind, kind.media)
    assert (found.size, found.sha256) == (len(data), hashlib.sha256(data).hexdigest())


def test_a_file_on_disk_is_inspected_as_well(tmp_path):
    path = tmp_path / "x"
    path.write_bytes(workbook((HEADS, GOOD)))
    assert inspect(path, "表.xlsx", allow=TABLES).kind is Kind.XLSX
    assert codes(path, "表.xlsx", allow=TABLES, limits=Limits(size=100)) == ["files.too_large"]


def test_only_the_kinds_asked_for_are_taken():
    assert codes(png(8, 1), "图.png", allow=TABLES) == ["files.kind_not_allowed"]


def test_a_pdf_with_our_list_is_taken_only_where_files_are_allowed():
    data = render_pdf(notice(rows=1), attachment=Attachment("list.json", "{}"), timestamp=AT).data
    assert codes(data, "榜.pdf") == ["files.pdf_attachment"]
    assert inspect(data, "榜.pdf", allow=EVIDENCE, limits=Limits(pdf_attachments=True)).kind is Kind.PDF


@pytest.mark.parametrize("claimed", ["xlsx", "docx", "pptx", "pdf", "png", "jpg", "csv", "txt"])
def test_no_content_passes_under_another_extension(claimed):
    contents = {
        "xlsx": workbook((HEADS, GOOD)),
        "docx": render_docx(notice(rows=1)),
        "pdf": pdf(),
        "png": png(8, 1),
        "jpg": jpeg(8, 1),
        "exe": b"MZ",
        "ole": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "gif": b"GIF89a",
        "rar": b"Rar!\x1a\x07",
    }
    for real, data in contents.items():
        if real != claimed:
            assert codes(data, f"文件.{claimed}"), (real, claimed)


SEEDS = [
    ("表.xlsx", workbook((HEADS, GOOD))),
    ("文.docx", zipped(xlsx_parts(sheet_xml("")))),
    ("图.png", png(64, 64)),
    ("图.jpg", jpeg(64, 64)),
    ("表.csv", csv((HEADS, GOOD), "gbk")),
]


@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), min_size=1, max_size=12),
    st.integers(0, 200),
)
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_changed_file_is_taken_or_refused_with_a_reason(seed, changes, cut):
    name, data = seed
    spoiled = bytearray(data)
    for place, value in changes:
        spoiled[place % len(spoiled)] = value
    body = bytes(spoiled[: len(spoiled) - cut] if cut % 3 == 0 else spoiled)
    assert rooms(body, name) in ([], ["files"])


def rooms(body: bytes, name: str) -> list[str]:
    """Return the room of the reasons of a refusal; nothing for a file that is taken."""
    try:
        inspect(body, name, allow=EVIDENCE)
    except UploadRefused as refusal:
        return sorted({reason.code.partition(".")[0] for reason in refusal.reasons})
    return []
