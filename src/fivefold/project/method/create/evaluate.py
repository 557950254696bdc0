"""``fivefold method evaluate``: marks over stages and channels as one figure, under one scheme or several."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from fivefold.method.create.evaluation import Course, Mark, Scheme, compare_schemes
from fivefold.method.reason import speak
from fivefold.project.method.cells import FILE, OUT, RepeatedRowError, Row, read_sheet
from fivefold.project.method.speaking import LANGUAGE, refusing
from fivefold.project.method.tables import write_rows

_MARKS = {"region": "地区", "stage": "阶段", "channel": "渠道", "score": "得分"}
_SCHEME = {"part": "部分", "name": "名称", "weight": "权重"}
_PARTS = {"stage": "stage", "channel": "channel", "阶段": "stage", "渠道": "channel"}

_OWN = {"region", "scheme", "whole", "measured", "change", "said"}


@click.command()
@click.argument("table", type=FILE)
@click.option("--scheme", type=FILE, multiple=True, required=True,
              help="方案，可多个 / part (stage, channel; 阶段、渠道), name, weight; several are compared")  # fmt: skip
@click.option("--full", default="100", show_default=True, help="满分 / full marks")
@click.option(
    "--least", default="50", show_default=True, help="至少测评权重的百分之几 / percent that must be measured"
)
@OUT
@LANGUAGE
def evaluate(
    table: Path, *, scheme: tuple[Path, ...], full: str, least: str, out: Path | None, language: str
) -> None:
    """渐进性、过程式评估：各阶段各渠道得分合成 / progressive evaluation; what was not measured is not 0.

    TABLE: region, stage, channel, score (地区、阶段、渠道、得分). 空 / empty: 缺测 / not measured.
    """
    marks: dict[str, list[Mark]] = {}
    for row in read_sheet(table, _MARKS).rows:
        mark = Mark(row.text("stage"), row.text("channel"), row.figure("score"))
        marks.setdefault(row.text("region"), []).append(mark)
    bounds = Row("--full, --least", {"full": full, "least": least})
    schemes = [_scheme(path, bounds.number("full"), bounds.number("least") / 100) for path in scheme]
    with refusing(language):
        found = {region: compare_schemes(own, schemes) for region, own in marks.items()}
    write_rows(
        [_row(region, one, language) for region, courses in found.items() for one in courses],
        out,
    )


def _scheme(path: Path, full: Decimal, least: Decimal) -> Scheme:
    parts: dict[str, list[tuple[str, Decimal]]] = {"stage": [], "channel": []}
    for row in read_sheet(path, _SCHEME).rows:
        parts[row.one_of("part", _PARTS)].append((row.text("name"), row.number("weight")))
    clash = _OWN.intersection(name for name, _ in parts["stage"])
    if clash:
        raise RepeatedRowError(
            f"{path.name}: 与结果的列重名 / a column of the result: {', '.join(sorted(clash))}"
        )
    return Scheme(path.stem, tuple(parts["stage"]), tuple(parts["channel"]), full, least)


def _row(region: str, one: Course, language: str) -> dict[str, Any]:
    return (
        {"region": region, "scheme": one.scheme}
        | {stage: figure.value for stage, figure in one.stages}
        | {"whole": one.whole.value, "measured": one.whole.measured, "change": one.change}
        | {"said": "; ".join(speak(reason, language) for reason in one.reasons)}
    )
