import json
from dataclasses import replace
from datetime import datetime

import pytest

from documents.notice import AT, FULL_LINE, listed, notice
from fivefold.documents.fonts import Role
from fivefold.documents.geometry import full_grid, measure_pdf, worst
from fivefold.documents.pdf import Attachment, render_pdf
from fivefold.documents.reading import pdf_attachment, pdf_text
from fivefold.documents.spec import Annex, Heading, Paragraph
from fivefold.method.reason import Refused, speak

FULL_PAGES = tuple(Paragraph(FULL_LINE * 12) for _ in range(9))


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(scope="module")
def plain() -> bytes:
    return render_pdf(notice(), timestamp=AT).data


def test_every_measure_is_within_a_millimetre(plain):
    found = measure_pdf(plain)
    assert abs(worst(found).deviation) < 1.0, worst(found)
    assert {measure.name for measure in found} >= {
        "mark below type area",
        "mark to number",
        "number to red rule",
        "red rule to title",
        "red rule width",
        "page number below type area",
        "page number inset",
        "line pitch",
        "last rule at the foot",
        "imprint rule width",
    }


@pytest.mark.parametrize(
    "mark", [("演示省甲市办公室",), ("演示省分类指导试点工作协调小组文件",), ("演示省", "办公室文件")]
)
def test_marks_of_other_lengths_stand_as_well(mark):
    found = measure_pdf(render_pdf(notice(issuer_mark=mark), timestamp=AT).data)
    assert abs(worst(found).deviation) < 1.0, worst(found)


def test_a_full_page_has_22_lines_of_28_letters():
    data = render_pdf(notice(blocks=FULL_PAGES), timestamp=AT).data
    assert [full_grid(data, page) for page in (2, 3, 4)] == [(22, 28)] * 3
    assert abs(worst(measure_pdf(data)).deviation) < 1.0


def test_the_head_stands_as_well_with_a_signatory():
    found = measure_pdf(render_pdf(notice(signer="演示某"), timestamp=AT).data)
    assert abs(worst(found).deviation) < 1.0, worst(found)


def test_the_same_document_gives_the_same_bytes(plain):
    assert render_pdf(notice(), timestamp=AT).data == plain


def test_it_says_that_it_is_pdf_a_3b(plain):
    assert b"<pdfaid:part>3</pdfaid:part>" in plain
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in plain


def test_the_list_is_attached_byte_by_byte():
    text = json.dumps({"名单": ["演示省甲市", "\u2028", '"#read(1)']}, ensure_ascii=False)
    made = render_pdf(notice(rows=1), attachment=Attachment("posting.json", text), timestamp=AT)
    assert pdf_attachment(made.data, "posting.json") == text.encode()
    with pytest.raises(LookupError, match="0 attachments"):
        pdf_attachment(made.data, "other.json")


def test_each_page_says_that_it_is_a_demonstration(plain):
    pages = pdf_text(plain)
    assert len(pages) == 4
    assert all("演示数据" in page for page in pages)
    assert [squeezed(page).count(f"—{i}—") for i, page in enumerate(pages, 1)] == [1] * 4


def test_a_national_list_repeats_its_head_and_loses_no_row():
    pages = pdf_text(render_pdf(notice(rows=416), timestamp=AT).data)
    listing = pages[2:]
    assert len(pages) == 20
    assert all("序号 省份 地区 类别 认领项目 备注" in page.replace("\r\n", " ") for page in listing)
    text = "".join(squeezed(page) for page in listing)
    for row in listed(416).rows:
        assert row[0] + row[1] + row[2] in text


def test_text_never_acts_as_markup():
    hostile = '#read("/etc/passwd") *粗* $x^2$ <标签> @引 \\ `码` // 注 #{1+1} [内] = 题'
    blocks = (Paragraph(hostile), Heading("#pagebreak()", 1))
    text = "".join(pdf_text(render_pdf(notice(blocks=blocks), timestamp=AT).data))
    assert squeezed(hostile) in squeezed(text)
    assert "一、#pagebreak()" in text


def test_rare_names_are_shown():
    names = "堃喆䶮㙦𫄧𬍛"
    text = pdf_text(render_pdf(notice(blocks=(Paragraph(names),)), timestamp=AT).data)[0]
    assert names in text


def test_a_missing_character_is_refused_not_boxed():
    with pytest.raises(Refused) as caught:
        render_pdf(notice(blocks=(Paragraph("名\U00030edd"),)), timestamp=AT)
    assert caught.value.reasons[0].code == "documents.missing_characters"


def test_stand_ins_are_data():
    made = render_pdf(notice(rows=1), timestamp=AT)
    assert [(s.role, s.official, s.face) for s in made.stand_ins] == [
        (Role.TITLE, "方正小标宋简体", "Noto Serif SC"),
        (Role.BODY, "仿宋_GB2312", "Noto Serif SC"),
        (Role.HEADING, "黑体", "Noto Sans SC"),
        (Role.SUBHEADING, "楷体_GB2312", "Fivefold Kai"),
        (Role.NUMBER, "宋体", "Noto Serif SC"),
    ]


def test_the_foot_names_the_stand_ins_when_asked(plain):
    line = "字体替代：“方正小标宋简体”由“NotoSerifSC”代替，“仿宋_GB2312”由“NotoSerifSC”代替，"
    told = replace(notice().verification, name_stand_ins=True)
    assert line in squeezed(pdf_text(render_pdf(notice(verification=told), timestamp=AT).data)[-1])
    assert "字体替代" not in pdf_text(plain)[-1]


def test_a_stand_in_is_a_sentence():
    made = render_pdf(notice(rows=1), timestamp=AT)
    assert speak(made.stand_ins[0].reason, "zh-hans") == "“方正小标宋简体”由“Noto Serif SC”代替。"


def test_the_office_faces_are_used(small_face):
    folder = small_face("演示一", "FangSong_GB2312").parent
    made = render_pdf(notice(rows=1), timestamp=AT, office_fonts=folder)
    assert b"FangSong_GB2312" in made.data
    body = [s for s in made.stand_ins if s.role == Role.BODY]
    assert [s.face for s in body] == ["Noto Serif SC"]
    assert "名" in body[0].characters
    assert "演" not in body[0].characters


def test_a_naive_time_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        render_pdf(notice(), timestamp=datetime(2026, 3, 2))  # noqa: DTZ001 - that is the case


def test_several_annexes_are_numbered():
    annexes = (Annex(("一览",), (Paragraph("甲"),)), Annex(("说明",), (Paragraph("乙"),)))
    pages = pdf_text(render_pdf(notice(annexes=annexes), timestamp=AT).data)
    assert pages[2].startswith("附件1")
    assert pages[3].startswith("附件2")


def test_what_is_no_pdf_is_said():
    with pytest.raises(ValueError, match="not a readable PDF"):
        pdf_text(b"MZ")


TREE = b"""%PDF-1.4
1 0 obj
<</Type/Catalog/Pages 2 0 R>>
endobj
2 0 obj
<</Type/Pages/Kids[{kid} 0 R]/Count 1>>
endobj
3 0 obj
<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>
endobj
trailer
<</Root 1 0 R>>
"""


def test_a_pdf_whose_page_tree_points_to_itself_is_no_pdf_either():
    assert pdf_text(TREE.replace(b"{kid}", b"3")) == ("",)
    with pytest.raises(ValueError, match="not a readable PDF"):
        pdf_text(TREE.replace(b"{kid}", b"2"))
