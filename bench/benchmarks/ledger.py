"""The log: appending in one transaction, one by one, in bulk; proofs at full size."""

from typing import Any

from harness.child import call
from harness.figures import median, milliseconds, quantile, shown
from harness.report import Report
from harness.stage import Stage

TITLE = "The log: appends and proofs"
LEAVES, BATCH = 50_000, 5_000
SINGLES, PROOFS, RUNS = 300, 200, 3


def _rate(runs: list[dict[str, float]], count: int) -> list[str]:
    return [
        shown(count / median([run["wall"] for run in runs])),
        milliseconds(median([run["cpu"] for run in runs]) / count),
    ]


def _proofs(told: dict[str, Any]) -> list[list[str]]:
    rows = []
    for what, name in (
        ("proof that an entry is in the log", "proof"),
        ("proof that the log only grew", "growth"),
    ):
        rows.append([what, milliseconds(median(told[name])), milliseconds(quantile(told[name], 0.95))])
    return rows


def run(stage: Stage) -> Report:
    """Measure each database."""
    report = Report("ledger", TITLE)
    leaves, batch = (2_000, 500) if stage.quick else (LEAVES, BATCH)
    singles, proofs, runs = (20, 10, 1) if stage.quick else (SINGLES, PROOFS, RUNS)
    report.say(
        "Entries of the size that a submitted claim has, appended by `ledger.record` with leaf, salt, hash, tree nodes "
        f"and the log's locked row. One by one: {singles} entries, median of {runs} runs. In bulk: {leaves:,} entries, "
        f"{batch:,} in a transaction, once. Every measured proof is checked against the signed checkpoint.",
    )
    for kind in stage.kinds:
        site = stage.empty(kind)
        alone = [call("inside.ledger:one_by_one", site.environment, count=singles) for _ in range(runs)]
        single = [call("inside.ledger:single", site.environment, count=singles) for _ in range(runs)]
        site = stage.empty(kind)
        bulk = call("inside.ledger:filled", site.environment, limit=300, leaves=leaves, batch=batch)
        told = call("inside.ledger:proofs", site.environment, count=proofs)
        report.head(kind)
        report.table(
            ["Appending", "entries/s", "CPU ms per entry"],
            [
                ["one entry per transaction", *_rate(alone, singles)],
                [f"{singles} calls in one transaction", *_rate(single, singles)],
                [f"{batch:,} entries in one call and transaction", *_rate([bulk], leaves)],
            ],
        )
        rows = _proofs(told)
        report.table([f"At {told['size']:,} leaves", "ms p50", "p95"], rows)
        report.say(
            f"The first proof of a grown log signs a checkpoint: {milliseconds(told['first'])} ms. "
            f"A path has {told['path']} hashes."
        )
    return report
