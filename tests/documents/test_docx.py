import io
import shutil
import subprocess
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from documents.notice import FULL_LINE, listed, notice
from fivefold.documents.docx import render_docx
from fivefold.documents.geometry import full_grid, measure_pdf, worst
from fivefold.documents.geometry_docx import measure_docx
from fivefold.documents.reading import MOST_UNPACKED, docx_text
from fivefold.documents.spec import Paragraph


@pytest.fixture(scope="module")
def plain() -> bytes:
    return render_docx(notice())


def xml(data: bytes, part: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(part).decode()


def test_every_measure_is_within_a_millimetre(plain):
    found = measure_docx(plain)
    assert abs(worst(found).deviation) < 1.0, worst(found)
    assert {measure.name for measure in found} >= {"22 lines", "28 characters", "imprint at the foot"}


def changed(data: bytes, old: str, new: str) -> bytes:
    """The file with one piece of its body put in the place of another."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w") as other:
        for name in package.namelist():
            text = package.read(name)
            if name == "word/document.xml":
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode())
            other.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ('w:right="1264"', 'w:right="0"', "date inset"),
        ('<w:sz w:val="44"/>', '<w:sz w:val="36"/>', "title size"),
        ('<w:sz w:val="32"/>', '<w:sz w:val="24"/>', "letter size"),
        ('w:line="580"', 'w:line="480"', "line pitch"),
        ('w:jc w:val="center"', 'w:jc w:val="left"', "title centred"),
        ('w:left="1587"', 'w:left="1247"', "left margin"),
    ],
)
def test_what_is_off_is_measured(plain, old, new, name):
    off = {one.name for one in measure_docx(changed(plain, old, new)) if abs(one.deviation) >= 1.0}
    assert name in off


def test_the_official_faces_are_named_for_chinese_text(plain):
    body = xml(plain)
    for face in ("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体"):
        assert f'w:eastAsia="{face}"' in body


def test_line_pitch_is_exact_and_letters_are_squeezed(plain):
    body = xml(plain)
    assert 'w:line="580" w:lineRule="exact"' in body
    assert '<w:spacing w:val="-4"/>' in body
    assert "docGrid" not in body


def test_the_same_document_gives_the_same_bytes(plain):
    assert render_docx(notice()) == plain
    with zipfile.ZipFile(io.BytesIO(plain)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_page_numbers_stand_outside(plain):
    document = docx.Document(io.BytesIO(plain))
    odd, even = document.sections[0].footer, document.sections[0].even_page_footer
    assert document.settings.odd_and_even_pages_header_footer
    assert 'w:jc w:val="right"' in odd._element.xml
    assert 'w:jc w:val="left"' in even._element.xml
    for foot in (odd, even):
        assert "".join(node.text for node in foot._element.iter(qn("w:t"))) == "— 1 —"
        assert foot._element.find(".//" + qn("w:fldSimple")).get(qn("w:instr")) == " PAGE "


def test_each_page_says_that_it_is_a_demonstration(plain):
    section = docx.Document(io.BytesIO(plain)).sections[0]
    for head in (section.header, section.even_page_header):
        assert head.paragraphs[0].text.strip() == "演示数据"


def test_a_national_list_is_whole_and_its_head_repeats():
    data = render_docx(notice(rows=416))
    lines = docx_text(data).split("\n")
    table = listed(416)
    assert [line for line in lines if line.endswith("\t演示数据")] == ["\t".join(row) for row in table.rows]
    assert xml(data).count("<w:tblHeader/>") == 1


def test_text_never_acts_as_markup():
    hostile = "<w:br/> & ]]> <!-- {{ 7*7 }} \x00\x0b"
    text = docx_text(render_docx(notice(blocks=(Paragraph(hostile),))))
    assert "<w:br/> & ]]> <!-- {{ 7*7 }} " in text


def test_the_order_of_the_parts():
    lines = docx_text(render_docx(notice(rows=1))).split("\n")
    wanted = ["加急", "演示办公室文件", "演示〔2026〕1号", "关于公布第一期试点任务", "一、压实主体责任"]
    wanted += ["（一）制定攻坚方案", "1.明确责任单位", "附件：第一期试点任务认领名单", "2026年3月2日", "附件"]
    assert [lines.index(text) for text in wanted] == sorted(lines.index(text) for text in wanted)
    assert lines[-3].startswith("抄送：演示有关部门，")
    assert lines[-2] == "演示办公室秘书处\t2026年3月3日印发"


def test_a_signatory_stands_on_the_right():
    text = docx_text(render_docx(notice(signer="演示某")))
    assert "　演示〔2026〕1号\t签发人：演示某" in text


def test_what_is_no_word_file_is_said():
    with pytest.raises(ValueError, match="Word file"):
        docx_text(b"MZ")
    with pytest.raises(ValueError, match="not a Word file"):
        measure_docx(b"MZ")


def repacked(data: bytes, body: bytes) -> bytes:
    """The file with another body."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as package,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as other,
    ):
        for name in package.namelist():
            other.writestr(name, body if name == "word/document.xml" else package.read(name))
    return out.getvalue()


def test_a_word_file_with_a_damaged_body_is_said_to_be_unreadable(plain):
    body = xml(plain).encode()
    assert docx_text(repacked(plain, body)) == docx_text(plain)
    head, _, tail = body.partition(b"<w:body>")
    deep = head + b"<w:body>" + b"<w:p>" * 5000 + b"</w:p>" * 5000 + tail
    wide = body.replace(b"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="2000000000"/>', 1)
    assert wide != body
    for broken in (body[:-20], b"", deep, wide, b"<a/>"):
        with pytest.raises(ValueError, match="not a readable Word file"):
            docx_text(repacked(plain, broken))


def test_a_word_file_with_one_byte_flipped_is_said_to_be_unreadable(plain):
    """Wherever it stands in the packed body: the packing is broken, or the sum is wrong."""
    with zipfile.ZipFile(io.BytesIO(plain)) as package:
        entry = package.getinfo("word/document.xml")
    start = entry.header_offset + 30 + len(entry.filename)
    for place in range(start, start + entry.compress_size, entry.compress_size // 40):
        flipped = plain[:place] + bytes([plain[place] ^ 0xFF]) + plain[place + 1 :]
        with pytest.raises(ValueError, match="not a readable Word file"):
            docx_text(flipped)


def test_a_word_file_that_unpacks_to_too_much_is_never_parsed(plain, monkeypatch):
    body = xml(plain).encode()
    large = repacked(plain, body.replace(b"<w:body>", b"<w:body>" + b" " * MOST_UNPACKED))
    assert len(large) < 1 << 20
    monkeypatch.setattr(docx, "Document", None)
    with pytest.raises(ValueError, match="not a readable Word file") as refusal:
        docx_text(large)
    assert str(refusal.value.__cause__) == "unpacks to too much"


def test_want_of_memory_is_not_taken_for_damage(plain, monkeypatch):
    def short(source):
        raise MemoryError

    monkeypatch.setattr(docx, "Document", short)
    with pytest.raises(MemoryError):
        docx_text(plain)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here to look with")
@pytest.mark.browser
def test_another_program_sets_it_on_the_same_grid(tmp_path):
    blocks = tuple(Paragraph(FULL_LINE * 12) for _ in range(6))
    (tmp_path / "n.docx").write_bytes(render_docx(notice(rows=3, blocks=blocks, copies_to=(), printed_by="")))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "n.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    data = (tmp_path / "n.pdf").read_bytes()
    assert full_grid(data, 2) == (22, 28)
    head = [m for m in measure_pdf(data) if m.page == 1 and m.name != "red rule width"]
    assert abs(worst(m for m in head if "page number" not in m.name).deviation) < 1.0
