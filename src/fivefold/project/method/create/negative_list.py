"""``fivefold method negative-list``: the negative list as a gate, never as a deduction."""

from pathlib import Path
from typing import Any

import click

from fivefold.method.create.evaluation import Check, Gate, NegativeItem, gate
from fivefold.method.reason import speak
from fivefold.project.method.cells import FILE, OUT, Row, read_sheet
from fivefold.project.method.speaking import LANGUAGE, refusing
from fivefold.project.method.tables import write_rows

_CHECK = {"region": "地区", "item": "事项", "checker": "核查人", "found": "属实"}


@click.command("negative-list")
@click.argument("table", type=FILE)
@click.option(
    "--items", type=FILE, required=True, help="清单 / item, cap (事项、上限；空为一票否决 / empty: a veto)"
)
@click.option("--checks", type=FILE, required=True,
              help="核查 / region, item, checker, found, appeal (地区、事项、核查人、属实、申诉)")  # fmt: skip
@OUT
@LANGUAGE
def negative_list(table: Path, *, items: Path, checks: Path, out: Path | None, language: str) -> None:
    """必查负面清单：两人核查的门槛，不是扣分 / the negative list: a gate after two people's checks, no deduction.

    TABLE: region, score (地区、得分).
    """
    scores = {
        row.text("region"): row.number("score")
        for row in read_sheet(table, {"region": "地区", "score": "得分"}, key=("region",)).rows
    }
    listed = [
        NegativeItem(row.text("item"), row.figure("cap"))
        for row in read_sheet(items, {"item": "事项", "cap": "上限"}).rows
    ]
    found: dict[str, list[Check]] = {region: [] for region in scores}
    for row in read_sheet(checks, _CHECK, {"appeal": "申诉"}).rows:
        found[row.known("region", scores)].append(_check(row))
    with refusing(language):
        gates = {region: gate(score, listed, found[region]) for region, score in scores.items()}
    write_rows([_row(region, one, language) for region, one in gates.items()], out)


def _check(row: Row) -> Check:
    seen = row.flag("found")
    if seen is None:
        raise row.wrong("found", "应为是或否 / yes or no is needed")
    return Check(row.text("item"), row.text("checker"), seen, bool(row.flag("appeal")))


def _row(region: str, one: Gate, language: str) -> dict[str, Any]:
    return {
        "region": region,
        "state": one.state,
        "measured": one.measured,
        "counted": one.counted,
        "said": "; ".join(speak(reason, language) for reason in one.reasons),
    }
