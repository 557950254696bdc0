"""``fivefold method influence`` and ``home-bias``: what a judge decides alone, and whether the own get more."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from fivefold.method.reason import speak
from fivefold.method.share.influence import Influence, by_calibration, by_panel, leave_one_out
from fivefold.method.share.panel import Trim
from fivefold.project.method.cells import FILE, OUT, read_sheet
from fivefold.project.method.share.marks import read_marks
from fivefold.project.method.speaking import LANGUAGE, refusing, tell
from fivefold.project.method.tables import write_rows


@click.command()
@click.argument("table", type=FILE)
@click.option(
    "--panel", is_flag=True, help="按去高低分的平均 / by trimmed means instead of calibrated scores"
)
@click.option(
    "--trim", type=click.IntRange(0), default=1, show_default=True, help="去掉几个最高、最低分 / left out"
)
@click.option(
    "--first", type=click.IntRange(1), default=5, show_default=True, help="关注前几名 / places watched"
)
@OUT
@LANGUAGE
def influence(table: Path, *, panel: bool, trim: int, first: int, out: Path | None, language: str) -> None:
    """评委影响：逐一去掉一位评委，名次如何变 / what changes without each judge; a report, not a punishment.

    TABLE: region, judge, mark (地区、评委、评分).
    """
    marks = read_marks(table)
    with refusing(language):
        found = leave_one_out(marks, by_panel(Trim(trim, trim)) if panel else by_calibration, first)
    write_rows([_row(one, language) for one in found], out)


def _row(one: Influence, language: str) -> dict[str, Any]:
    moves = (f"{move.region} {move.before}→{move.after or '—'}" for move in one.moves)
    return {
        "judge": one.judge,
        "widest": one.widest,
        "turned": one.turned,
        "entered": _listed(one.entered),
        "left": _listed(one.left),
        "moves": _listed(moves),
        "refused": "; ".join(speak(reason, language) for reason in one.refused),
    }


def _listed(names: Iterable[str]) -> str:
    return "、".join(names)


@click.command("home-bias")
@click.argument("table", type=FILE)
@click.option(
    "--home", type=FILE, required=True, help="region, judge: 同属一地的 / those that belong together"
)
@OUT
@LANGUAGE
def home_bias_command(table: Path, home: Path, out: Path | None, language: str) -> None:
    """本地偏向：评委给本地多几分、区间多大 / how many points judges give more to their own, with an interval.

    TABLE: region, judge, mark (地区、评委、评分).
    """
    from fivefold.method.share.calibration import home_bias

    pairs = {
        (row.text("region"), row.text("judge"))
        for row in read_sheet(home, {"region": "地区", "judge": "评委"}).rows
    }
    with refusing(language):
        found = home_bias(read_marks(table), pairs)
    extra, low, high = (f"{value:.6f}" for value in (found.extra, found.low, found.high))
    write_rows([{"extra": extra, "low": low, "high": high, "home": found.home, "away": found.away}], out)
    tell(found.reasons, language)
