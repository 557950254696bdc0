from datetime import date

import pytest

from documents.notice import notice
from fivefold.documents.spec import Column, Heading, Paragraph, Table, document_texts
from fivefold.documents.texts import texts_by_role
from fivefold.documents.wording import (
    addressed,
    attachment_lines,
    chinese_date,
    chinese_number,
    heading_number,
    numbered,
    printable,
)
from fivefold.method.reason import Refused


@pytest.mark.parametrize("text", ["绝密", "机密★1年", " 秘密 ★长期", "机密☆"])
def test_a_secrecy_mark_is_never_printed(text):
    with pytest.raises(Refused) as caught:
        notice(blocks=(Paragraph(text),))
    assert [reason.code for reason in caught.value.reasons] == ["documents.secrecy_mark"]
    assert "密级标志" in caught.value.spoken("zh-hans")[0]


def test_a_sentence_about_secrecy_is_no_mark():
    doc = notice(blocks=(Paragraph("秘密级文件不得上传本平台。"),))
    assert "秘密级文件不得上传本平台。" in list(document_texts(doc))


def test_a_table_row_must_fit_its_columns():
    with pytest.raises(ValueError, match="row 1 has 1 cells for 2 columns"):
        Table((Column("甲", 1), Column("乙", 1)), (("1", "2"), ("3",)))


def test_columns_need_a_width():
    with pytest.raises(ValueError, match="positive width"):
        Table((Column("甲", 0),), ())


def test_a_heading_has_four_levels():
    with pytest.raises(ValueError, match="level 5"):
        Heading("五级", 5)


def test_a_document_needs_a_title():
    with pytest.raises(ValueError, match="a title"):
        notice(title_lines=())


def test_headings_are_numbered_as_the_standard_says_and_restart():
    levels = (1, 2, 3, 4, 4, 2, 1, 2)
    found = [number for _, number in numbered(Heading("题", level) for level in levels)]
    assert found == ["一、", "（一）", "1.", "（1）", "（2）", "（二）", "二、", "（一）"]


@pytest.mark.parametrize(
    ("value", "shown"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九")]
)
def test_chinese_numbers(value, shown):
    assert chinese_number(value) == shown


@pytest.mark.parametrize("value", [0, 100])
def test_chinese_numbers_end(value):
    with pytest.raises(ValueError, match="between 1 and 99"):
        chinese_number(value)


def test_words_that_are_added():
    assert heading_number(4, 12) == "（12）"
    assert chinese_date(date(2026, 3, 2)) == "2026年3月2日"
    assert addressed(("甲", "乙")) == "甲、乙："
    assert addressed(()) == ""
    assert attachment_lines(("名单",)) == ("名单",)
    assert attachment_lines(("名单", "说明")) == ("1. 名单", "2. 说明")


def test_control_characters_are_not_printed():
    assert printable("甲\x00乙\x1b\t丙\n丁\ud800\x85") == "甲乙 丙\n丁"


def test_each_text_is_checked_in_its_face():
    roles = texts_by_role(notice(rows=1))
    assert {str(role) for role in roles} == {"title", "body", "heading", "subheading", "number"}
    assert roles["title"] == "演示办公室文件关于公布第一期试点任务认领名单的通知第一期试点任务认领名单"
