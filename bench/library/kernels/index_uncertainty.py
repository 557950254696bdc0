"""500 uncertainty runs of the ASEM index, beside COINr's recorded time, at several sizes."""

import csv
from pathlib import Path
from typing import Any

from fivefold.method.claim.index import Choices, Framework, Node, Recipe, Table, Treatment, uncertainty
from fivefold.method.claim.index.normalise import Scale
from library.measure import Aim, Figure, Outcome, measured, timed, times

TITLE = "Composite index: uncertainty of places"
VECTORS = Path(__file__).resolve().parents[3] / "tests" / "method" / "vectors" / "coinr"
RUNS = 500
# 500 runs of COINr 1.1.14 under R 4.2.2 on two cores, the same index with the same choices
COINR_SECONDS = 59.4
_AIM = 1000


def _records(name: str) -> list[dict[str, str]]:
    with (VECTORS / name).open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def _tree() -> Framework:
    rows = [row for row in _records("coinr_asem_iMeta.csv") if row["Type"] in ("Indicator", "Aggregate")]
    return Framework(
        tuple(
            Node(
                row["iCode"],
                None if row["Parent"] == "NA" else row["Parent"],
                float(row["Weight"]),
                int(row["Direction"]),
            )
            for row in rows
        )
    )


def ours(runs: int, repeats: int) -> dict[str, Any]:
    """Time our runs: every draw has its own treatment, scale, mean and weights, and all places are told."""
    table, tree = Table.of_records(_records("coinr_asem_Imputed.csv"), "uCode"), _tree()
    choices = Choices(
        tuple(Treatment(most=most) for most in range(1, 6)),
        (Scale("minmax", (1, 100)), Scale("zscore", (10, 2))),
        ("arithmetic", "geometric"),
    )
    recipe = Recipe(treatment=Treatment(most=5))
    return timed(lambda: uncertainty(table, tree, recipe, choices, runs=runs, seed=1), runs=repeats)


def run(quick: bool) -> list[Outcome]:  # noqa: FBT001 - every kernel is called so
    """Measure ours; COINr needs R and is told as recorded."""
    note = "all stages, draws, places and their intervals; stages without a choice once"
    mine = measured("fivefold", "index_uncertainty:ours", runs=RUNS, repeats=1 if quick else 9, note=note)
    coinr = Figure("COINr 1.1.14", COINR_SECONDS, note="regenerates every stage in every run", recorded=True)
    aim = Aim(f"at least {_AIM:,} x COINr (recorded)", times(coinr, mine), _AIM)
    said = (
        "The scores of COINr's own 100 parameter sets are reproduced to 1e-12 by "
        "`tests/method/claim/index/test_coinr_uncertainty.py`."
    )
    return [Outcome(f"{RUNS} runs, 51 units x 49 indicators", (mine, coinr), (aim,), (said,))]
