"""Pages as production serves them, beside a bare Django page of the same rows in the same run."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from statistics import geometric_mean
from typing import Any

from harness.child import call
from harness.client import Round, fetch
from harness.figures import median, milliseconds, quantile, shown
from harness.processes import tree_seconds
from harness.report import Report
from harness.server import BARE, OURS, USUAL, environment, serving
from harness.stage import POSTGRES, Site, Stage

TITLE = "Pages, beside bare Django"
SIZES = (416, 4160)
AIM = 1.5
_AGENT = "Mozilla/5.0 (X11; Linux x86_64) Fivefold-bench"
_COSTS = (
    "Page", "CPU ms: ours", "usual Django", "bare Django", "ours : usual", "ours : bare",
    "queries: ours", "usual", "bare", "KiB: ours", "usual", "bare",
)  # fmt: skip
_TIMES = (
    "Page", "ms p50: ours", "p95: ours", "ms p50: usual", "bare", "requests/s: ours", "usual", "bare",
)  # fmt: skip


@dataclass(frozen=True)
class _Dose:
    """How much is measured: rounds of so many requests, or seconds, over several connections."""

    rounds: int = 3
    requests: int = 40
    seconds: float = 1.2
    connections: int = 4
    alone: int = 5


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

    def ratio(self, other: "_Arm") -> float:
        """Return how much more processor time this side needs, by rounds that ran next to each other."""
        return median([mine / theirs for mine, theirs in zip(self.cpu, other.cpu, strict=True) if theirs])


def _costs(
    page: Mapping[str, Any], arms: Mapping[str, _Arm], told: Mapping[str, Mapping[str, int]]
) -> list[str]:
    ours, usual, bare = (arms[name] for name in (OURS, USUAL, BARE))
    return [
        page["title"],
        *(milliseconds(median(arm.cpu)) for arm in (ours, usual, bare)),
        f"**{ours.ratio(usual):.2f}**",
        f"**{ours.ratio(bare):.2f}**",
        *(str(told[name]["queries"]) for name in (OURS, USUAL, BARE)),
        *(f"{told[name]['bytes'] / 1024:.0f}" for name in (OURS, USUAL, BARE)),
    ]


def _times(page: Mapping[str, Any], arms: Mapping[str, _Arm]) -> list[str]:
    ours, usual, bare = (arms[name] for name in (OURS, USUAL, BARE))
    return [
        page["title"],
        milliseconds(median(ours.alone)),
        milliseconds(quantile(ours.alone, 0.95)),
        *(milliseconds(median(arm.alone)) for arm in (usual, bare)),
        *(shown(median(arm.rate)) for arm in (ours, usual, bare)),
    ]


@dataclass
class _Table:
    """The figures of one installation."""

    costs: list[list[str]] = field(default_factory=list)
    times: list[list[str]] = field(default_factory=list)
    to_usual: list[float] = field(default_factory=list)
    to_bare: list[float] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def add(self, page: Mapping[str, Any], arms: Mapping[str, _Arm], told: Mapping[str, Any]) -> None:
        self.costs.append(_costs(page, arms, told))
        self.times.append(_times(page, arms))
        self.to_usual.append(arms[OURS].ratio(arms[USUAL]))
        self.to_bare.append(arms[OURS].ratio(arms[BARE]))

    def write(self, report: Report) -> None:
        report.table(_COSTS, self.costs)
        report.table(_TIMES, self.times)
        pairs = (("usual", self.to_usual), ("bare", self.to_bare))
        spoken = [
            f"ours to {name} {min(found):.2f} to {max(found):.2f}, geometric mean {geometric_mean(found):.2f}"
            for name, found in pairs
        ]
        report.say(f"Processor time: {'; '.join(spoken)}.")
        if self.missing:
            report.say("Not measured: " + "; ".join(self.missing) + ".")


def _peers(site: Site, pages: Sequence[Mapping[str, Any]]) -> dict[str, list[dict[str, int]]]:
    """Return queries and bytes of the peers' pages."""
    found = {}
    for arm, prefix in ((BARE, ""), (USUAL, "/usual")):
        paths = [prefix + page["bare"] for page in pages]
        cookies = [page["cookie"] for page in pages]
        found[arm] = call("inside.pages:bare_found", environment(arm, site), paths=paths, cookies=cookies)
    return found


def _measure(stage: Stage, site: Site, dose: _Dose) -> _Table:
    """Measure every page that is there."""
    found = call("inside.pages:found", site.environment)
    pages = [page for page in found if "missing" not in page]
    table = _Table(missing=[f"{page['title']}: {page['missing']}" for page in found if "missing" in page])
    peers = _peers(site, pages)
    database = stage.cluster.process if site.kind == POSTGRES and stage.cluster else None
    first = {OURS: "/public/", BARE: "/regions/", USUAL: "/usual/regions/"}
    with ExitStack() as stack:
        served = {arm: stack.enter_context(serving(arm, site, path)) for arm, path in first.items()}
        for place, page in enumerate(pages):
            headers = {"User-Agent": _AGENT, **({"Cookie": page["cookie"]} if page["cookie"] else {})}
            paths = {OURS: page["path"], BARE: page["bare"], USUAL: "/usual" + page["bare"]}
            arms = {
                arm: _Arm(one.pid, database, port, paths[arm], headers) for arm, (one, port) in served.items()
            }
            _rounds(arms, dose)
            table.add(page, arms, {OURS: page, **{arm: peers[arm][place] for arm in peers}})
    return table


def _rounds(arms: Mapping[str, _Arm], dose: _Dose) -> None:
    for arm in arms.values():
        arm.warm()
    for _ in range(dose.rounds):
        for arm in arms.values():
            arm.measure(dose)


def run(stage: Stage) -> Report:
    """Measure both sizes on each database."""
    report = Report("pages", TITLE)
    dose = _Dose(rounds=1, requests=8, seconds=0.5, alone=2) if stage.quick else _Dose()
    report.say(
        "Granian with 2 workers of 1 thread each, on the loop-back address, as `fivefold serve` starts it. Two peers "
        "show the same rows from the same database on the same server in the same run (`bench/bare/`):",
        "- **usual Django**: what a new Django project does: its own middlewares with session and sign-in, objects "
        "with their related rows, a paginator, one plain template;\n"
        "- **bare Django**, the limit: no middleware, no sign-in, `values_list`, one plain template.",
        "Neither has our frame, navigation, filters, actions, states, authorisation, two languages or design. "
        f"Per page: {dose.rounds} rounds of up to {dose.requests} requests or {dose.seconds} s over "
        f"{dose.connections} connections, the three asked in turn; medians. CPU is user and system time of all server "
        "processes per request, on PostgreSQL with that of the database's processes. Times are of requests sent one "
        f"at a time. The aim is at most {AIM} times the processor time of bare Django.",
    )
    for regions in SIZES[:1] if stage.quick else SIZES:
        for kind in stage.kinds:
            table = _measure(stage, stage.nation(regions, kind), dose)
            report.head(f"{regions:,} regions, {kind}")
            table.write(report)
    return report
