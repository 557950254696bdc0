"""Arrangements read from a workbook or csv file, or from typed lines; every fault at its cell or line."""

import re
from datetime import date

from fivefold.documents.sheet_schema import ColumnSchema, Kind, Problem, TableSchema
from fivefold.documents.sheets_in import read_table
from fivefold.documents.sheets_out import SheetColumn, SheetSpec, WorkbookSpec, write_workbook
from fivefold.files.inspect import inspect
from fivefold.files.kinds import TABLES
from fivefold.files.sandbox import run
from fivefold.method.reason import Reason
from fivefold.office.working_days.days import Arrangement, spans
from fivefold.packs.schema.calendar import WorkingYear

OFF, WORKED = "放假", "上班"
SPARE_ROWS = 30
_LINE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\s*(?:至|—|–|~|～|\.\.)\s*(\d{4}-\d{2}-\d{2}))?")
SCHEMA = TableSchema(
    (
        ColumnSchema("first", ("首日", "First day"), Kind.DATE, required=True),
        ColumnSchema("last", ("末日", "Last day"), Kind.DATE, optional=True),
        ColumnSchema("kind", ("安排", "Arrangement"), Kind.CHOICE, required=True, choices=(OFF, WORKED)),
    ),
    max_rows=400,
)


def arrangements_of_file(data: bytes, name: str) -> tuple[list[Arrangement], list[Problem]]:
    """Read a file; nothing of it is kept. Raises UploadRefused for what must not come in."""
    inspect(data, name, allow=TABLES)
    read = run(read_table, data, name, SCHEMA)
    found = []
    for row in read.rows:
        first, last = row.values.get("first"), row.values.get("last")
        if isinstance(first, date) and row.values.get("kind") in {OFF, WORKED}:
            place = f"{read.columns['first']}{row.number}"
            end = last if isinstance(last, date) else first
            found.append(Arrangement(first, end, row.values["kind"] == WORKED, place))
    return found, list(read.errors)


def arrangements_of_text(text: str, *, worked: bool) -> tuple[list[Arrangement], list[Problem]]:
    """Read typed lines, a day or a first and a last day each: ``2026-10-01`` or ``2026-10-01 至 2026-10-07``."""
    found: list[Arrangement] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            found.append(_arrangement(line.strip(), str(number), worked=worked))
        except ValueError:
            problems.append(Problem(Reason("working_days.line", {"text": line.strip()[:40]}), str(number)))
    return found, problems


def _arrangement(line: str, place: str, *, worked: bool) -> Arrangement:
    match = _LINE.fullmatch(line)
    if match is None:
        raise ValueError(line)
    first = date.fromisoformat(match[1])
    return Arrangement(first, date.fromisoformat(match[2]) if match[2] else first, worked, place)


def template(year: int, table: WorkingYear | None) -> bytes:
    """Return a workbook to fill in for a year, with the arrangements in force where there are some."""
    rows = [(first, last, OFF) for first, last in spans(table.days_off)] if table else []
    rows += [(first, last, WORKED) for first, last in spans(table.working_weekends)] if table else []
    columns = (
        SheetColumn("首日*", 16, locked=False),
        SheetColumn("末日", 16, locked=False, prompt="只有一天的可以不填"),
        SheetColumn("安排*", 12, locked=False, choices=(OFF, WORKED)),
    )
    sheet = SheetSpec(
        "工作日", f"{year}年放假调休安排", columns, sorted(rows), spare_rows=SPARE_ROWS, protected=False
    )
    told = (
        "按国务院办公厅当年关于节假日安排的通知填写：放假填首日和末日，调休上班填该周六或周日。",
        "表中没有的周一至周五为工作日，周六、周日为休息日。",
    )
    return write_workbook([sheet], WorkbookSpec(told, {"template": "working-days/1"}))
