"""Posting the list of 416 regions: the transaction, and the documents after it."""

from typing import Any

from harness.child import call
from harness.figures import median, shown
from harness.report import Report
from harness.stage import SQLITE, Site, Stage

TITLE = "Posting the list of 416 regions"
REGIONS, RUNS = 416, 1
_SMALLEST = 64
_STEPS = {
    "docx": "docx alone",
    "pdf": "pdf alone, without attachment",
    "both": "both, with the bundle in the pdf",
    "kept": "storing them, digests into the log, bundle with proofs",
}


def _cells(costs: list[dict[str, float]]) -> list[str]:
    return [
        shown(median([cost["wall"] for cost in costs])),
        shown(median([cost["cpu"] for cost in costs])),
        shown(max(cost["peak"] for cost in costs)),
    ]


def _approved(stage: Stage, regions: int) -> Site:
    site = stage.founded(regions)
    call("inside.nation:all_approved", site.environment)
    return site


def _issues(
    stage: Stage, kind: str, approved: Site, runs: int
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    ready = stage.carried(approved, kind)
    issued, rendered = [], []
    for _ in range(runs):
        site = stage.clone(ready)
        issued.append(call("inside.posting:issue", site.environment))
        rendered.append(call("inside.posting:rendered", site.environment))
    return issued, rendered


def run(stage: Stage) -> Report:
    """Measure each database."""
    report = Report("posting", TITLE)
    regions, runs = (_SMALLEST, 1) if stage.quick else (REGIONS, RUNS)
    approved = _approved(stage, regions)
    measured = {kind: _issues(stage, kind, approved, runs) for kind in stage.kinds}
    sample = measured[SQLITE][0][0]
    report.say(
        f"The list has {sample['entries']} lines of {sample['regions']} regions; its canonical JSON has "
        f"{sample['bytes'] / 1024:.0f} KiB. Issuing is one transaction: the claims are locked, the list is compared "
        "with what the publisher saw, frozen and numbered, every claim moves and gets its leaf, notices and "
        f"requests to acknowledge are written, rendering is queued. On a fresh copy, {runs} run.",
    )
    report.head("The transaction")
    report.table(
        ["Database", "wall s", "CPU s", "peak MiB", "queries"],
        [
            [kind, *_cells([one["cost"] for one in issued]), str(issued[0]["cost"]["queries"])]
            for kind, (issued, _) in measured.items()
        ],
    )
    report.say("CPU is that of the issuing process; the processes of PostgreSQL come on top.")
    for kind, (_, rendered) in measured.items():
        report.head(f"The documents, by the worker, on {kind}")
        rows = [
            [words, *_cells([one[step] for one in rendered]), f"{rendered[0][step]['bytes'] / 1024:.0f}"]
            for step, words in _STEPS.items()
        ]
        report.table(["Step", "wall s", "CPU s", "peak MiB", "KiB"], rows)
    return report
