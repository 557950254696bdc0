import sys
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from documents.tables import GOOD, HEADS, SCHEMA, csv, saved, workbook
from files import spoiling
from files.packages import sheet_xml, xlsx_parts, zipped
from fivefold.documents.sheet_faults import cell_faults
from fivefold.documents.sheet_schema import cell_name
from fivefold.documents.sheets_in import ColumnSchema, Kind, Level, TableSchema, read_table
from fivefold.files.kinds import Limits
from fivefold.files.sandbox import run
from fivefold.method.reason import speak

READ = {
    "code": "010001",
    "name": "演示甲市",
    "cls": "第一类",
    "score": Decimal("88.5"),
    "count": 5,
    "day": date(2026, 3, 2),
    "agreed": True,
    "note": "无",
}


def with_cell(place: int, value: object) -> tuple[object, ...]:
    return (*GOOD[:place], value, *GOOD[place + 1 :])


def found(data: bytes, schema: TableSchema = SCHEMA) -> list[tuple[str, str]]:
    return [
        (p.code.removeprefix("documents.sheet."), p.cell)
        for p in read_table(data, "表.xlsx", schema).problems
    ]


@pytest.mark.parametrize(
    "data",
    [
        workbook((HEADS, GOOD)),
        csv((HEADS, GOOD)),
        csv((HEADS, GOOD), "utf-8-sig"),
        csv((HEADS, GOOD), "gb18030"),
        csv((HEADS, GOOD), "utf-16"),
        csv((HEADS, GOOD), "utf-16-le"),
        csv((HEADS, GOOD)).replace(b",", b"\t"),
        csv((HEADS, GOOD)).replace(b",", b";"),
    ],
    ids=["xlsx", "utf-8", "utf-8-bom", "gb18030", "utf-16", "utf-16-le", "tabs", "semicolons"],
)
def test_a_good_table_is_read_in_every_form(data):
    read = read_table(data, "表", SCHEMA)
    assert [row.values for row in read.rows] == [READ]
    assert read.problems == ()
    assert read.columns["score"] == "D"


def test_the_head_may_stand_lower_and_further_right_and_in_another_sheet():
    book = openpyxl.Workbook()
    book.active["A1"] = "填表说明"
    sheet = book.create_sheet("数据")
    sheet["C2"] = "演示填报表"
    sheet.merge_cells("C2:J2")
    for place, (head, value) in enumerate(zip(HEADS, GOOD, strict=True)):
        sheet.cell(5, 3 + place, f" {head}＊ ")
        sheet.cell(7, 3 + place, value)
    read = read_table(saved(book), "表.xlsx", SCHEMA)
    assert (read.sheet, read.columns["code"], [row.number for row in read.rows]) == ("数据", "C", [7])
    assert [row.values for row in read.rows] == [READ]
    assert read.problems == ()


def test_english_heads_are_known_too():
    heads = [column.heads[1].upper() for column in SCHEMA.columns]
    assert read_table(workbook((heads, GOOD)), "t.xlsx", SCHEMA).rows[0].values == READ


@pytest.mark.parametrize(
    ("place", "value", "key", "understood", "code"),
    [
        (0, "０１０００１", "code", "010001", "normalised"),
        (3, "８８．５", "score", Decimal("88.5"), "normalised"),
        (3, "1,0", "score", None, "not_number"),
        (4, "１２", "count", 12, "normalised"),
        (4, 5.0, "count", 5, None),
        (4, "1,234", "count", 1234, "normalised"),
        (4, "5.5", "count", None, "not_integer"),
        (4, "五", "count", None, "not_integer"),
        (4, "-3", "count", None, "too_small"),
        (4, "−3", "count", None, "too_small"),
        (3, "NaN", "score", None, "not_number"),
        (3, "Infinity", "score", None, "not_number"),
        (3, "1e3", "score", None, "not_number"),
        (3, 100.5, "score", None, "too_large"),
        (3, "9" * 50, "score", None, "not_number"),
        (3, True, "score", None, "not_number"),
        (5, datetime(2026, 3, 2), "day", date(2026, 3, 2), None),  # noqa: DTZ001 - as a workbook holds it
        (5, "2026年3月2日", "day", date(2026, 3, 2), "date_text"),
        (5, "2026/3/2", "day", date(2026, 3, 2), "date_text"),
        (5, "20260302", "day", date(2026, 3, 2), "date_text"),
        (5, "2026-02-30", "day", None, "not_date"),
        (5, 46083, "day", None, "not_date"),
        (6, "否", "agreed", False, None),
        (6, "大概", "agreed", None, "not_boolean"),
        (2, "第四类", "cls", None, "not_choice"),
        (2, " 第一类 ", "cls", "第一类", None),
        (1, "长" * 21, "name", None, "too_long"),
        (0, 10001, "code", None, "code_zeros"),
        (0, "1234567", "code", None, "code_length"),
        (7, 5.0, "note", "5", None),
        (7, '=HYPERLINK("http://x")', "note", None, "formula_without_result"),
    ],
)
def test_each_cell_is_understood_or_refused_at_its_place(place, value, key, understood, code):
    read = read_table(workbook((HEADS, with_cell(place, value))), "表.xlsx", SCHEMA)
    cell = cell_name(1, place)
    assert [(p.code, p.cell, p.row, p.column) for p in read.problems] == (
        [(f"documents.sheet.{code}", cell, 2, key)] if code else []
    )
    assert read.rows[0].values[key] == understood


def test_formula_like_text_stays_text():
    read = read_table(csv((HEADS, with_cell(7, "'=1+1"))), "表.csv", SCHEMA)
    assert read.rows[0].values["note"] == "=1+1"
    assert read.problems == ()


def test_empty_required_cells_are_named_and_empty_rows_skipped():
    data = workbook((HEADS, GOOD, (), ("", " "), with_cell(0, None)))
    assert found(data) == [("required", "A5")]
    assert [row.number for row in read_table(data, "表.xlsx", SCHEMA).rows] == [2, 5]


def test_a_repeated_key_names_both_cells():
    data = workbook((HEADS, GOOD, with_cell(0, "010002"), GOOD))
    read = read_table(data, "表.xlsx", SCHEMA)
    assert found(data) == [("repeated", "A4")]
    assert speak(read.problems[0].reason, "zh-hans") == "“010001”重复，首次出现在 A2。"


def test_a_key_of_two_columns():
    schema = replace(SCHEMA, key=("code", "cls"))
    rows = (HEADS, GOOD, with_cell(2, "第二类"), GOOD)
    read = read_table(workbook(rows), "表.xlsx", schema)
    assert [(p.cell, p.reason.params["value"], p.reason.params["other"]) for p in read.problems] == [
        ("A4", "010001 / 第一类", "A2")
    ]


def test_missing_repeated_and_unknown_columns():
    heads = ("地区代码", "类别", "得分", "得分", "心情")
    data = workbook((heads, ("010001", "第一类", 1, 2, "好")))
    read = read_table(data, "表.xlsx", SCHEMA)
    assert [(p.code.rpartition(".")[2], p.cell, p.column, p.level) for p in read.problems] == [
        ("column_missing", "", "name", Level.ERROR),
        ("column_repeated", "D1", "score", Level.ERROR),
        ("column_unknown", "E1", "", Level.NOTE),
    ]
    assert len(read.errors) == 2


def test_merged_cells_are_named_and_not_called_empty():
    data = workbook((HEADS, GOOD, with_cell(0, "010002"), with_cell(0, "010003")), merged="B3:B4")
    read = read_table(data, "表.xlsx", SCHEMA)
    assert found(data) == [("merged", "B3")]
    assert read.problems[0].reason.params["range"] == "B3:B4"


def test_ranges_merged_over_everything_cost_a_bounded_number_of_cells():
    """The tables reader steps through at most 100,000 cells of all 2,000 ranges, each of 82 million cells."""
    steps = 0

    def count(frame, event, argument):
        nonlocal steps
        steps += event == "call"
        assert steps < 400_000, "every cell of every range was looked at"

    data = spoiling.merged(2000, "A2:XFD5001")
    sys.setprofile(count)
    try:
        read = read_table(data, "表.xlsx", SCHEMA)
    finally:
        sys.setprofile(None)
    assert {problem.code for problem in read.problems} == {
        "documents.sheet.merged",
        "documents.sheet.too_many_problems",
    }


@pytest.mark.parametrize(
    ("cells", "faults"),
    [
        ("<f/>" * 1_000_000, 0),
        ('<c r="A1" t="e"/>' * 1_000_000, 1000),
        ('<c r="A1"><f>1</f>' + "<f/>" * 1_000_000, 1),
        ('<c r="A1"><f>1</f><v>1</v></c>' * 300_000 + '<c r="A2"><f>1</f></c>', 1),
    ],
    ids=["no cell", "cells never closed", "one cell", "sound cells"],
)
def test_faults_are_looked_for_once_over_a_sheet(cells, faults):
    """Looked for again from each mark they would take many times the 20 s of processor time that the child has."""
    sheet = zipped(xlsx_parts(sheet_xml(cells)))
    assert len(run(cell_faults, sheet, "填报表", limits=Limits(wall=60.0))) == faults


@pytest.mark.parametrize("day", ["1899-12-31", "0001-01-01", "2200-01-01", "99991231", "1899年1月1日"])
def test_a_day_of_no_time_of_ours_is_told_at_its_cell(day):
    (problem,) = read_table(csv((HEADS, with_cell(5, day))), "表.csv", SCHEMA).problems
    assert (problem.code, problem.cell, problem.level) == ("documents.sheet.date_range", "F2", Level.ERROR)
    assert "1900" in speak(problem.reason, "zh-hans")


@pytest.mark.parametrize("day", [datetime(9999, 12, 31), date(2200, 1, 1)])  # noqa: DTZ001 - as a workbook holds it
def test_a_day_kept_as_a_number_has_the_same_bounds(day):
    assert found(workbook((HEADS, with_cell(5, day)))) == [("date_range", "F2")]
    assert found(workbook((HEADS, with_cell(5, date(2199, 12, 31))))) == []


def test_error_values_are_named():
    book = openpyxl.Workbook()
    book.active.append(HEADS)
    book.active.append(GOOD)
    book.active["D2"] = "#DIV/0!"
    data = saved(book)
    read = read_table(data, "表.xlsx", SCHEMA)
    assert found(data) == [("cell_error", "D2")]
    assert read.problems[0].reason.params["value"] == "#DIV/0!"


def test_too_many_rows_and_too_many_problems_are_bounded():
    rows = [with_cell(0, f"{i:06d}") for i in range(20)]
    assert found(workbook((HEADS, *rows)), replace(SCHEMA, max_rows=10)) == [("too_many_rows", "")]
    bad = [with_cell(3, "多")] * 20
    schema = replace(SCHEMA, key=(), max_problems=5)
    assert found(workbook((HEADS, *bad)), schema) == [
        *(("not_number", f"D{i}") for i in range(2, 7)),
        ("too_many_problems", ""),
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "no_header"),
        (b"PK\x03\x04 broken", "unreadable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "old_workbook"),
        (b" <HTML><table><tr><td>1</td></tr></table>", "html"),
        ('地区代码,地区名称\r\n"1,2'.encode(), "csv_broken"),
        (b"\xff\xfe\x00\xd8\x00\x00", "encoding"),
        (b"a,b\x00\x01\x02,c\x80\xff", "encoding"),
        ("甲,乙\r\n1,2".encode(), "no_header"),
    ],
)
def test_what_cannot_be_read_is_one_problem(data, code):
    read = read_table(data, "表", SCHEMA)
    assert [(p.code, p.cell) for p in read.problems] == [(f"documents.sheet.{code}", "")]
    assert read.rows == ()


def test_a_choice_is_found_whatever_its_width_and_case():
    schema = TableSchema((ColumnSchema("k", ("级",), Kind.CHOICE, choices=("A级", "B级")),))
    read = read_table(csv((("级",), ("ａ级",))), "表.csv", schema)
    assert [(row.values["k"]) for row in read.rows] == ["A级"]
    assert [p.level for p in read.problems] == [Level.NOTE]
