import csv as csvlib
import io
import tracemalloc
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fivefold.documents.csv_cells import SIGNS, guarded, unguarded
from fivefold.documents.sheets_in import ColumnSchema, Kind, TableSchema, read_table
from fivefold.documents.sheets_out import (
    SheetColumn,
    SheetSpec,
    WorkbookSpec,
    keys_digest,
    write_csv,
    write_workbook,
)

COLUMNS = (
    SheetColumn("键", key=True),
    SheetColumn("地区代码", as_text=True),
    SheetColumn("类别", locked=False, choices=("第一类", "第二类", "第三类")),
    SheetColumn("项目", locked=False, choices=tuple(f"演示项目{i}，说明较长" for i in range(60))),
    SheetColumn("得分", locked=False, minimum=0, maximum=Decimal("100.5"), prompt="0 至 100.5"),
    SheetColumn("数量", locked=False, minimum=0),
    SheetColumn("备注", width=40, locked=False, wrap=True),
)
ROWS = (
    ("k1", "010001", "第一类", "演示项目1，说明较长", Decimal("88.50"), 3, "=1+1"),
    ("k2", "010002", None, None, None, None, None),
)
SPEC = WorkbookSpec(("一、白色单元格可以填写。",), {"template": "claims/1", "edition": "ab12"}, "演示数据")


def sheet(**changes: object) -> SheetSpec:
    fields = {"name": "填报表", "title": "演示填报表", "columns": COLUMNS, "rows": ROWS, "spare_rows": 3}
    return SheetSpec(**(fields | changes))


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(write_workbook([sheet(lines=("填报单位：",))], SPEC)))


def test_the_form_has_title_lines_head_and_instructions(book):
    page = book["填报表"]
    assert [page["A1"].value, page["A2"].value] == ["〔演示数据〕演示填报表", "填报单位："]
    assert [cell.value for cell in page[3]] == [column.title for column in COLUMNS]
    assert page.freeze_panes == "A4"
    assert book["填表说明"]["A2"].value == "一、白色单元格可以填写。"


def test_only_open_cells_can_be_changed(book):
    page = book["填报表"]
    assert page.protection.sheet is True
    assert page.protection.password is None
    assert [cell.protection.locked for cell in page[4]] == [True, True, False, False, False, False, False]
    assert [cell.protection.locked for cell in page[8]] == [True, True, False, False, False, False, False]


def test_key_columns_and_meta_are_hidden(book):
    assert book["填报表"].column_dimensions["A"].hidden is True
    meta = book["_fivefold"]
    assert meta.sheet_state == "veryHidden"
    pairs = {row[0].value: row[1].value for row in meta.iter_rows()}
    assert pairs == {
        "template": "claims/1",
        "edition": "ab12",
        "keys_sha256": keys_digest([("k1",), ("k2",)]),
    }


def test_choices_and_bounds_are_checked_by_the_spreadsheet_program(book):
    rules = {str(rule.sqref): rule for rule in book["填报表"].data_validations.dataValidation}
    assert rules["C4:C8"].formula1 == '"第一类,第二类,第三类"'
    assert rules["D4:D8"].formula1 == "_lists!$A$1:$A$60"
    assert (rules["E4:E8"].type, rules["E4:E8"].formula1, rules["E4:E8"].formula2) == (
        "decimal",
        "0",
        "100.5",
    )
    assert (rules["F4:F8"].type, rules["F4:F8"].operator) == ("whole", "greaterThanOrEqual")
    assert rules["E4:E8"].prompt == "0 至 100.5"


def test_texts_are_never_formulas_and_codes_stay_texts(book):
    row = book["填报表"][4]
    assert [(cell.value, cell.data_type) for cell in row] == [
        ("k1", "s"),
        ("010001", "s"),
        ("第一类", "s"),
        ("演示项目1，说明较长", "s"),
        (88.5, "n"),
        (3, "n"),
        ("=1+1", "s"),
    ]
    assert row[1].number_format == "@"


def test_the_same_content_gives_the_same_bytes():
    assert write_workbook([sheet()], SPEC) == write_workbook([sheet()], SPEC)


def test_a_workbook_comes_back_as_it_went():
    schema = TableSchema(
        (
            ColumnSchema("key", ("键",)),
            ColumnSchema("code", ("地区代码",), Kind.CODE, digits=6),
            ColumnSchema("score", ("得分",), Kind.DECIMAL),
            ColumnSchema("note", ("备注",)),
        ),
        key=("key",),
    )
    read = read_table(write_workbook([sheet()], SPEC), "填报表.xlsx", schema)
    assert read.errors == ()
    assert read.meta["edition"] == "ab12"
    assert [dict(row.values) for row in read.rows] == [
        {"key": "k1", "code": "010001", "score": Decimal("88.5"), "note": "=1+1"},
        {"key": "k2", "code": "010002", "score": None, "note": None},
    ]
    assert keys_digest((row.values["key"],) for row in read.rows) == read.meta["keys_sha256"]


def test_long_numbers_keep_their_figures():
    columns = (SheetColumn("数"), SheetColumn("日"), SheetColumn("是"))
    rows = ((Decimal("1234567890123456.78"), date(2026, 3, 2), True), (2**60, None, False))
    page = openpyxl.load_workbook(io.BytesIO(write_workbook([SheetSpec("表", "题", columns, rows)])))["表"]
    assert [[cell.value for cell in row] for row in page.iter_rows(min_row=3)] == [
        ["1234567890123456.78", "2026-03-02", "是"],
        [str(2**60), None, "否"],
    ]


def test_a_text_too_long_for_a_cell_is_refused():
    with pytest.raises(ValueError, match="G3 has 32768 characters"):
        write_workbook([sheet(rows=((*ROWS[0][:6], "长" * 32_768),))])


def test_a_row_of_the_wrong_width_is_refused():
    with pytest.raises(ValueError, match="row 3 has 1 cells for 7 columns"):
        write_workbook([sheet(rows=(("k1",),))])


def test_memory_does_not_grow_with_the_rows():
    def peak(rows: int) -> int:
        tracemalloc.start()
        write_workbook([sheet(rows=((f"k{i}", *ROWS[0][1:]) for i in range(rows)))])
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    assert peak(4000) < peak(400) * 2


def test_csv_has_a_byte_order_mark_and_marks_formulas():
    data = write_csv(
        ("甲", "=乙"), [("=1", -5), ("＋1", Decimal("-0.50")), (None, True), (date(2026, 3, 2), "'@x")]
    )
    assert data.startswith(b"\xef\xbb\xbf")
    assert list(csvlib.reader(io.StringIO(data.decode("utf-8-sig")))) == [
        ["甲", "'=乙"],
        ["'=1", "-5"],
        ["'＋1", "-0.50"],
        ["", "是"],
        ["2026-03-02", "''@x"],
    ]


@given(st.text(st.sampled_from(SIGNS + "'a1甲"), max_size=8))
@settings(max_examples=200, deadline=None)
def test_the_mark_is_taken_off_exactly_as_it_was_put_on(text):
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(tuple(SIGNS))
