"""Small register files of fictional areas, made in the tests: csv text and workbooks."""

import csv
import io

HEADS = (
    "code", "name", "level", "kind", "parent_code", "valid_from", "valid_to", "sub_provincial",
    "independent_planning", "provincial_capital", "under_municipality", "out_of_scope", "code_origin", "source",
    "note", "batch",
)  # fmt: skip


def line(code, name, level, kind, parent="", batch="", **more):
    """One row as a dictionary; flags are 0 unless said otherwise."""
    flags = dict.fromkeys(HEADS[7:12], "0")
    row = {"code": code, "name": name, "level": level, "kind": kind, "parent_code": parent, "batch": batch}
    return {**dict.fromkeys(HEADS, ""), **flags, **row, "code_origin": "自拟", "source": "演示数据", **more}


def nation_rows(**changes):
    """A province with a capital and an ordinary city, and a municipality with a district; changes go by code."""
    rows = [
        line("91", "演示省", "province", "省"),
        line("9101", "演示甲市", "prefecture", "地级市", "91", "1", provincial_capital="1"),
        line("9102", "演示乙市", "prefecture", "地级市", "91", "2"),
        line("93", "演示市", "province", "直辖市"),
        line("9301", "演示丁区", "county", "市辖区", "93", "第一期", under_municipality="1"),
        line("9103", "演示戊市", "prefecture", "地级市", "91"),
    ]
    return [{**row, **changes.get(f"c{row['code']}", {})} for row in rows]


def as_csv(rows, heads=HEADS):
    out = io.StringIO()
    writer = csv.DictWriter(out, heads, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def as_xlsx(rows, heads=HEADS):
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(list(heads))
    for row in rows:
        sheet.append([row.get(head, "") for head in heads])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
