"""A schema and makers of workbooks that the tests of sheets share."""

import io
from collections.abc import Sequence
from typing import Any

import openpyxl

from fivefold.documents.sheets_in import ColumnSchema, Kind, TableSchema

SCHEMA = TableSchema(
    (
        ColumnSchema("code", ("地区代码", "Region code"), Kind.CODE, required=True, digits=6),
        ColumnSchema("name", ("地区名称", "Region name"), required=True, max_length=20),
        ColumnSchema("cls", ("类别", "Class"), Kind.CHOICE, choices=("第一类", "第二类", "第三类")),
        ColumnSchema("score", ("得分", "Score"), Kind.DECIMAL, minimum=0, maximum=100),
        ColumnSchema("count", ("数量", "Count"), Kind.INTEGER, optional=True, minimum=0),
        ColumnSchema("day", ("日期", "Date"), Kind.DATE, optional=True),
        ColumnSchema("agreed", ("是否同意", "Agreed"), Kind.BOOLEAN, optional=True),
        ColumnSchema("note", ("备注", "Note"), optional=True),
    ),
    key=("code",),
)
HEADS = tuple(column.heads[0] for column in SCHEMA.columns)
GOOD = ("010001", "演示甲市", "第一类", 88.5, 5, "2026-03-02", "是", "无")


def workbook(rows: Sequence[Sequence[Any]], *, name: str = "填报表", merged: str = "") -> bytes:
    """Return a workbook whose first sheet holds these rows from A1 on."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    if merged:
        sheet.merge_cells(merged)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """Return the bytes of a workbook."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv(rows: Sequence[Sequence[Any]], encoding: str = "utf-8") -> bytes:
    """Return a CSV file without any quoting."""
    return "\r\n".join(",".join(str(cell) for cell in row) for row in rows).encode(encoding)
