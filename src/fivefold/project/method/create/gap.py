"""``fivefold method gap``: how much higher each province marks than the recheck, with intervals."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from fivefold.method.create.evaluation import Gap, Rechecked, gaps
from fivefold.project.method.cells import FILE, OUT, Row, read_sheet
from fivefold.project.method.speaking import LANGUAGE, refusing, tell
from fivefold.project.method.tables import write_rows

_PERCENT = 100
_HEADS = {"region": "地区", "province": "省份", "initial": "初评", "recheck": "复核"}


@click.command()
@click.argument("table", type=FILE)
@click.option("--confidence", default="95", show_default=True, help="置信度(百分) / confidence in percent")
@click.option("--single", is_flag=True, help="各省区间单独成立 / each interval holds for itself alone")
@OUT
@LANGUAGE
def gap(table: Path, *, confidence: str, single: bool, out: Path | None, language: str) -> None:
    """初评与复核的差距，分省、带区间 / initial evaluation against recheck by province, with intervals.

    TABLE: region, province, initial, recheck (地区、省份、初评、复核),
    每个复核过的地区一行 / a row per rechecked region.
    """
    rows = read_sheet(table, _HEADS).rows
    asked = Row("--confidence", {"confidence": confidence}).number("confidence")
    with refusing(language):
        found = gaps([_rechecked(row) for row in rows], Fraction(asked) / _PERCENT, simultaneous=not single)
    write_rows([_row(one) for one in found], out)
    tell([reason for one in found for reason in one.reasons], language)


def _rechecked(row: Row) -> Rechecked:
    return Rechecked(row.text("region"), row.text("province"), row.number("initial"), row.number("recheck"))


def _row(one: Gap) -> dict[str, Any]:
    low, high = one.interval or (None, None)
    median = one.median
    return {
        "province": one.province,
        "n": one.n,
        "mean": one.mean,
        "low": low,
        "high": high,
        "median_low": median and median.low,
        "median_high": median and median.high,
        "median_confidence": median and str(median.confidence),
        "lots": one.lots,
    }
