"""A register of 100,000 rows, beside the bare parse of the same file."""

from typing import Any

from harness.child import call
from harness.figures import median, shown
from harness.report import Report
from harness.stage import POSTGRES, SQLITE, Site, Stage

TITLE = "Importing a register of 100,000 rows, beside the bare parse"
ROWS, RUNS = 100_000, 1
WRITTEN = {SQLITE: 100_000, POSTGRES: 20_000}
_NAMES = {
    "inspect": "files.inspect: may it come in",
    "read_table": "documents.sheets_in.read_table: typed rows, problems at their cells",
    "lines": "the same with the register's columns and words (includes read_table)",
    "plan": "the division's plan: every row against pack and register",
    "guarded": "for comparison: reading in a child with limits, as the page does with workbooks",
}


def _cells(costs: list[dict[str, float]]) -> list[str]:
    return [
        shown(median([cost["cpu"] for cost in costs])),
        shown(median([cost["wall"] for cost in costs])),
        shown(max(cost["peak"] for cost in costs)),
    ]


def _file(report: Report, site: Site, kind: str, path: str, runs: int) -> None:
    peer = "Python's csv" if kind == "csv" else "calamine"
    bare = [call("inside.imports:bare", site.environment, path=path) for _ in range(runs)]
    told = [call("inside.imports:steps", site.environment, path=path) for _ in range(runs)]
    rows: list[list[str]] = [[f"bare parse: {peer}, every cell read", *_cells([one["cost"] for one in bare])]]
    rows += [[words, *_cells([one[step] for one in told])] for step, words in _NAMES.items()]
    whole = [_whole(one) for one in told]
    rows.append(["**all: inspect, read, plan**", *_cells(whole)])
    report.head(f"{kind}, {bare[0]['rows']:,} rows with head, {bare[0]['bytes'] / 2**20:.1f} MiB")
    report.table(["Step", "CPU s", "wall s", "peak MiB"], rows)
    ratio = median([one["cpu"] for one in whole]) / median([one["cost"]["cpu"] for one in bare])
    report.say(f"The whole costs {ratio:.1f} times the processor time of the bare parse.")


def _whole(one: dict[str, dict[str, float]]) -> dict[str, float]:
    parts = [one["inspect"], one["lines"], one["plan"]]
    added: dict[str, Any] = {name: sum(part[name] for part in parts) for name in ("cpu", "wall")}
    return {**added, "peak": max(part["peak"] for part in parts)}


def run(stage: Stage) -> Report:
    """Measure both kinds of file, and writing on each database."""
    report = Report("imports", TITLE)
    rows, runs = (500, 1) if stage.quick else (ROWS, RUNS)
    report.say(
        "Fictional areas with all columns of the pack's register. Every measurement is a process of its own, run once; "
        "the highest peak of resident memory of the process that works or of a child it starts.",
    )
    site = stage.empty(SQLITE)
    call("inside.imports:programme", site.environment)
    places = call("inside.imports:written", site.environment, folder=str(site.folder), rows=rows)
    for kind, path in places.items():
        _file(report, site, kind, path, runs)
    report.head("Writing")
    told = []
    for kind in stage.kinds:
        target, written = stage.empty(kind), rows if stage.quick else WRITTEN[kind]
        call("inside.imports:programme", target.environment)
        small = call("inside.imports:written", target.environment, folder=str(target.folder), rows=written)
        cost = call("inside.imports:imported", target.environment, path=small["csv"])
        told.append([kind, f"{written:,}", *_cells([cost]), shown(written / cost["wall"])])
    report.table(["Into an empty register", "rows", "CPU s", "wall s", "peak MiB", "rows/s"], told)
    report.say(
        "Reading, comparing and one transaction: areas with their facts, the provinces' bodies, one leaf. "
        "CPU is that of the importing process."
    )
    return report
