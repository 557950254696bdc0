"""``fivefold method judge``: panel scores or calibrated scores, with places, rank intervals and tie bands."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from fivefold.method.reason import Reason, speak
from fivefold.method.share.marks import Mark
from fivefold.method.share.panel import Trim, panel_scores
from fivefold.project.method.share.marks import read_marks
from fivefold.project.method.speaking import LANGUAGE, refusing, tell
from fivefold.project.method.tables import write_rows

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("table", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--panel", is_flag=True, help="去掉最高、最低分的平均 / trimmed means instead of calibrated scores."
)
@click.option(
    "--trim", default=1, show_default=True, help="去掉几个最高、最低分 / marks left out on each side."
)
@click.option("--digits", default=2, show_default=True, help="小数位数 / decimals of panel scores.")
@click.option("--seed", type=click.IntRange(0), required=True, help="种子 / seed of the drawn panels.")
@click.option("--draws", default=1000, show_default=True, help="重抽次数 / number of drawn panels.")
@click.option("--severities", type=_FILE, help="评委宽严写入此文件 / write the severities of judges here.")
@click.option("--out", type=_FILE, help="结果写入此文件(csv, xlsx, json) / write the result here.")
@LANGUAGE
def judge(
    table: Path,
    *,
    panel: bool,
    severities: Path | None,
    out: Path | None,
    language: str,
    **how: int,
) -> None:
    """评审计分与名次 / scores and places out of marks.

    每个评分一行 / a row per mark: region, judge, mark (地区、评委、评分).

    空白为缺评，不按零分计 / an empty mark is absent, not 0.
    """
    marks = read_marks(table)
    with refusing(language):
        rows, judges, reasons = _by_panel(marks, language, **how) if panel else _calibrated(marks, **how)
    tell(reasons, language)
    if severities is not None:
        write_rows(judges, severities)
    write_rows(rows, out)


_Rows = list[dict[str, Any]]


def _by_panel(
    marks: list[Mark], language: str, trim: int, digits: int, seed: int, draws: int
) -> tuple[_Rows, _Rows, tuple[Reason, ...]]:
    sides = Trim(trim, trim)
    scores = panel_scores(marks, sides, digits)
    told = {
        region: {
            "marks": len(one.counted),
            "absent": one.absent,
            "score": str(one.score),
            "why": speak(one.reasons[0], language),
        }
        for region, one in scores.items()
    }
    rows, reasons = _placed(marks, told, seed=seed, draws=draws, trim=sides)
    return rows, [], reasons


def _calibrated(
    marks: list[Mark], trim: int, digits: int, seed: int, draws: int
) -> tuple[_Rows, _Rows, tuple[Reason, ...]]:
    from fivefold.method.share.calibration import calibrate

    found = calibrate(marks)
    told = {
        one.region: {"marks": one.marks, "mean": _short(one.raw), "score": _short(one.score),
                     "low": _short(one.low), "high": _short(one.high)}
        for one in found.scores
    }  # fmt: skip
    judges = [
        {"judge": one.judge, "marks": one.marks, "severity": _short(one.severity),
         "low": _short(one.low), "high": _short(one.high)}
        for one in found.severities
    ]  # fmt: skip
    harsh = {one.judge: one.severity for one in found.severities}
    rows, reasons = _placed(marks, told, seed=seed, draws=draws, trim=Trim(0, 0), severities=harsh)
    return rows, judges, (*found.reasons, *reasons)


def _placed(
    marks: Iterable[Mark], told: Mapping[str, dict[str, Any]], **how: Any
) -> tuple[_Rows, tuple[Reason, ...]]:
    """Return one row per region in the order of places; the places are those of the means behind the scores."""
    from fivefold.method.share.stability import rank_intervals

    found = rank_intervals(marks, **how)
    rows = [
        {"region": one.region, **told[one.region], "place": one.place, "place_low": one.low,
         "place_high": one.high, "band": one.band}
        for one in found.places
    ]  # fmt: skip
    return rows, found.reasons


def _short(value: float) -> str:
    return f"{value:.6f}"
