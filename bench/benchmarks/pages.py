"""Pages as production serves them, beside a bare Django page of the same rows in the same run."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import geometric_mean
from typing import Any

from harness.child import call
from harness.client import Round, fetch
from harness.figures import median, milliseconds, quantile, shown
from harness.processes import tree_seconds
from harness.report import Report
from harness.server import BARE, OURS, serving
from harness.stage import POSTGRES, Site, Stage

TITLE = "Pages, beside bare Django"
SIZES = (416, 4160)
AIM = 1.5
_AGENT = "Mozilla/5.0 (X11; Linux x86_64) Fivefold-bench"
_HEADS = (
    "Page", "queries", "KiB", "CPU ms", "bare: queries", "bare: KiB", "bare: CPU ms", "ratio",
    "wall ms p50", "p95", "requests/s", "bare: wall ms p50", "bare: requests/s",
)  # fmt: skip


@dataclass(frozen=True)
class _Dose:
    """How much is measured: rounds of so many requests, or seconds, over several connections."""

    rounds: int = 3
    requests: int = 80
    seconds: float = 0.7
    connections: int = 4
    alone: int = 8


@dataclass
class _Arm:
    """What one of the two sides needed for a page."""

    process: int
    database: int | None
    port: int
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    cpu: list[float] = field(default_factory=list)
    rate: list[float] = field(default_factory=list)
    alone: list[float] = field(default_factory=list)

    def _cpu(self) -> float:
        return tree_seconds(self.process) + (tree_seconds(self.database) if self.database else 0.0)

    def _fetch(self, most: int, seconds: float, connections: int) -> Round:
        return fetch(self.port, self.path, self.headers, most=most, seconds=seconds, connections=connections)

    def warm(self) -> None:
        self._fetch(12, 3.0, 4)

    def measure(self, dose: _Dose) -> None:
        """Add one round: requests one at a time for the wall time, then together for processor time and rate."""
        self.alone += self._fetch(dose.alone, dose.seconds, 1).latencies
        before = self._cpu()
        told = self._fetch(dose.requests, dose.seconds, dose.connections)
        done = len(told.latencies)
        self.cpu.append((self._cpu() - before) / done)
        self.rate.append(done / told.wall)


def _row(
    page: Mapping[str, Any], bare_page: Mapping[str, Any], ours: _Arm, bare: _Arm
) -> tuple[list[str], float]:
    ratio = median([a / b for a, b in zip(ours.cpu, bare.cpu, strict=True) if b])
    row = [
        page["title"],
        str(page["queries"]),
        f"{page['bytes'] / 1024:.0f}",
        milliseconds(median(ours.cpu)),
        str(bare_page["queries"]),
        f"{bare_page['bytes'] / 1024:.0f}",
        milliseconds(median(bare.cpu)),
        f"**{ratio:.2f}**",
        milliseconds(median(ours.alone)),
        milliseconds(quantile(ours.alone, 0.95)),
        shown(median(ours.rate)),
        milliseconds(median(bare.alone)),
        shown(median(bare.rate)),
    ]
    return row, ratio


def _measure(stage: Stage, site: Site, dose: _Dose) -> tuple[list[list[str]], list[float], list[str]]:
    """Measure every page that is there; returns rows, ratios and what was left out."""
    told = call("inside.pages:found", site.environment)
    pages = [page for page in told if "missing" not in page]
    missing = [f"{page['title']}: {page['missing']}" for page in told if "missing" in page]
    bare_settings = {**site.environment, "DJANGO_SETTINGS_MODULE": "bare.settings"}
    bare_pages = call("inside.pages:bare_found", bare_settings, paths=[page["bare"] for page in pages])
    database = stage.cluster.process if site.kind == POSTGRES and stage.cluster else None
    rows, ratios = [], []
    with (
        serving(OURS, site, "/public/") as (server, port),
        serving(BARE, site, "/regions/") as (limit, limit_port),
    ):
        for page, bare_page in zip(pages, bare_pages, strict=True):
            headers = {"User-Agent": _AGENT, **({"Cookie": page["cookie"]} if page["cookie"] else {})}
            ours = _Arm(server.pid, database, port, page["path"], headers)
            bare = _Arm(limit.pid, database, limit_port, page["bare"])
            for arm in (ours, bare):
                arm.warm()
            for _ in range(dose.rounds):
                ours.measure(dose)
                bare.measure(dose)
            row, ratio = _row(page, bare_page, ours, bare)
            rows.append(row)
            ratios.append(ratio)
    return rows, ratios, missing


def run(stage: Stage) -> Report:
    """Measure both sizes on each database."""
    report = Report("pages", TITLE)
    dose = _Dose(rounds=1, requests=8, seconds=0.5, alone=2) if stage.quick else _Dose()
    report.say(
        "Granian with 2 workers of 1 thread each, on the loop-back address, as `fivefold serve` starts it; the bare "
        "side is the same server with a Django project that has no middleware, no sign-in and no design: one view, "
        "`values_list` on the same tables, one template with the same rows (`bench/bare/`). Both servers run at the "
        "same time and are asked in turn.",
        f"Per page: {dose.rounds} rounds of up to {dose.requests} requests or {dose.seconds} s over "
        f"{dose.connections} connections, medians. CPU is user and system time of all server processes per request, "
        "on PostgreSQL with that of the database's processes. Wall times are of requests sent one at a time. The "
        f"ratio is ours to bare in CPU per request; the aim is at most {AIM}.",
    )
    for regions in SIZES[:1] if stage.quick else SIZES:
        for kind in stage.kinds:
            site = stage.nation(regions, kind)
            rows, ratios, missing = _measure(stage, site, dose)
            report.head(f"{regions:,} regions, {kind}")
            report.table(_HEADS, rows)
            report.say(
                f"Ratios: {min(ratios):.2f} to {max(ratios):.2f}, geometric mean {geometric_mean(ratios):.2f}."
            )
            if missing:
                report.say("Not measured: " + "; ".join(missing) + ".")
    return report
