"""Reading a register of many rows, step by step, and the bare parse beside it; each call is a process of its own."""

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

from fivefold.classify.regions.commands import import_register
from fivefold.classify.register.actions import Wanted, inspected, lines_of, plan_of
from fivefold.classify.register.plan import AREAS
from fivefold.classify.register.reading import schema_of
from fivefold.documents.sheets_in import read_table
from fivefold.documents.sheets_out import SheetColumn, SheetSpec, WorkbookSpec, write_workbook
from fivefold.packs.models import Programme
from fivefold.packs.pack import Pack
from fivefold.packs.programmes import pack_of
from fivefold.packs.register import AreaRow, write_register
from fivefold.project.demo.programmes import DEMO_NOTE, DEMO_NOTE_EN, create_programme, publisher
from inside.nation import dates
from inside.timing import costing

_PROVINCES = 34
_FLAGS = (
    "sub_provincial",
    "independent_planning",
    "provincial_capital",
    "under_municipality",
    "out_of_scope",
)


def programme() -> None:
    """Make the programme whose register is read."""
    create_programme(
        "demo", "演示计划", "Demo", demo=True, note=DEMO_NOTE, note_en=DEMO_NOTE_EN, dates=dates()
    )


def _pack() -> Pack:
    return pack_of(Programme.objects.select_related("pack_version").get())


def _row(number: int) -> AreaRow:
    """Return a province for the first numbers, then prefecture-level units dealt to them in turn."""
    flags = dict.fromkeys(_FLAGS, "0")
    if number < _PROVINCES:
        code, level, kind, parent = f"9{number:02d}", "province", "省", ""
    else:
        parent = f"9{number % _PROVINCES:02d}"
        code, level, kind = f"{parent}{number:06d}", "prefecture", "地级市"
        flags["sub_provincial"] = str(int(number % 13 == 0))
    return AreaRow(
        code, f"演示{number}号", level, kind, parent, None, None, flags, "自拟", "演示数据", "演示数据"
    )


def written(folder: str, rows: int) -> dict[str, str]:
    """Write the register as csv and as a workbook; returns their paths."""
    text = write_register((_row(number) for number in range(rows)), _pack().classify.facts)
    table = list(csv.reader(io.StringIO(text)))
    columns = tuple(SheetColumn(head, as_text=True) for head in table[0])
    sheet = SheetSpec("register", "register", columns, table[1:], protected=False)
    places = {"csv": Path(folder) / "演示名册.csv", "xlsx": Path(folder) / "演示名册.xlsx"}
    places["csv"].write_text(text, encoding="utf-8")
    places["xlsx"].write_bytes(write_workbook([sheet], WorkbookSpec()))
    return {kind: str(place) for kind, place in places.items()}


def bare(path: str) -> dict[str, Any]:
    """Read every cell of the file and do nothing with it: Python's csv, or calamine."""
    data = Path(path).read_bytes()
    with costing() as cost:
        if path.endswith(".csv"):
            rows = sum(1 for _ in csv.reader(io.StringIO(data.decode("utf-8-sig"))))
        else:
            import python_calamine

            book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
            rows = max(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)
    return {"rows": rows, "bytes": len(data), "cost": cost.told()}


def steps(path: str) -> dict[str, Any]:
    """Inspect, read and check the file; returns the cost of each step."""
    data, name = Path(path).read_bytes(), Path(path).name
    found = Programme.objects.select_related("pack_version").get()
    schema = schema_of(pack_of(found), AREAS)
    told = {}
    with costing() as told["inspect"]:
        upload = inspected(data, name)
    with costing() as told["read_table"]:
        read = read_table(data, name, schema)
    faults = list(read.errors)
    del read
    with costing() as told["lines"]:
        lines = lines_of(found, upload, AREAS, guarded=False)
    with costing() as told["plan"]:
        plan = plan_of(found, lines, Wanted(AREAS, date(2026, 9, 1)))
    if faults or plan.problems or len(plan.new) != len(lines.lines):
        raise ValueError([*faults, *plan.problems][:1])
    del lines, plan
    with costing() as told["guarded"]:
        lines_of(found, upload, AREAS, guarded=True)
    return {step: cost.told() for step, cost in told.items()}


def imported(path: str) -> dict[str, Any]:
    """Import the file as ``fivefold register import`` does, in one transaction."""
    at = dates()
    found = Programme.objects.select_related("pack_version").get()
    actor = publisher(found, at)
    with costing() as cost:
        import_register(found, Path(path), on=date(2026, 9, 1), actor=actor)
    return cost.told()
