"""``fivefold method compose``: the best five speakers of a meeting, with reasons and swaps."""

from pathlib import Path
from typing import Any

import click

from fivefold.method.create.meeting import Call, Candidate, Meeting
from fivefold.method.create.meeting import compose as composed
from fivefold.project.method.cells import whole_number
from fivefold.project.method.columns import column
from fivefold.project.method.speaking import LANGUAGE, refusing, tell
from fivefold.project.method.tables import read_table, write_rows

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_COLUMNS = {
    "name": ("name", "地区"),
    "region_class": ("class", "类别"),
    "province": ("province", "省份"),
    "themes": ("themes", "主题"),
    "angle": ("angle", "角度"),
    "quality": ("quality", "质量"),
}


@click.command()
@click.argument("table", type=FILE)
@click.option("--class", "region_class", required=True, help="地区类别 / the class")
@click.option("--theme", required=True, help="主题 / the theme")
@click.option(
    "--size", type=click.IntRange(1, 12), default=5, show_default=True, help="发言地区数 / speakers"
)
@click.option(
    "--turn-cost", type=click.IntRange(0), default=0, help="每发言过一次扣减 / cost of each turn spoken"
)
@click.option("--similar", type=FILE, help="两两相似度 / first, second, similarity (甲、乙、相似度)")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="csv, xlsx, json")
@LANGUAGE
def compose(table: Path, similar: Path | None, out: Path | None, language: str, **call: Any) -> None:
    """交流会排法：同类、同主题、角度各异、省份尽量不同 / the best speakers of a meeting.

    每个候选地区一行 / a row per candidate: name, class, province, themes, angle, quality (地区、类别、省份、主题、
    角度、质量), turns (已发言次数, 可选). 质量为整数 / whole numbers. 主题以顿号分隔 / themes parted by 、
    """
    people = _candidates(table)
    alike = _similar(similar) if similar else {}
    with refusing(language):
        meeting = composed(people, Call(**call), alike)
    tell((*meeting.reasons, *meeting.aside), language)
    write_rows(_rows(meeting), out)


def _candidates(path: Path) -> list[Candidate]:
    table = read_table(path)
    heads = {part: column(table, *names) for part, names in _COLUMNS.items()}
    turns = next((name for name in ("turns", "已发言次数") if name in table.columns), "")
    found = []
    for row in table.records():
        told = {part: row[head] for part, head in heads.items() if part not in {"themes", "quality"}}
        themes = tuple(row[heads["themes"]].replace(",", "、").split("、"))
        quality, spoken = (
            whole_number(cell, row[heads["name"]]) or 0
            for cell in (row[heads["quality"]], row.get(turns, ""))
        )
        found.append(Candidate(**told, themes=themes, quality=quality, turns=spoken))
    return found


def _similar(path: Path) -> dict[tuple[str, str], int]:
    table = read_table(path)
    one, other, value = (
        column(table, *names) for names in (("first", "甲"), ("second", "乙"), ("similarity", "相似度"))
    )
    return {(row[one], row[other]): whole_number(row[value], row[one]) or 0 for row in table.records()}


def _rows(meeting: Meeting) -> list[dict[str, Any]]:
    swaps = {swap.out: swap for swap in meeting.swaps}
    return [
        {
            "name": one.name,
            "province": one.province,
            "angle": one.angle,
            "quality": one.quality,
            "swap": swaps[one.name].into if one.name in swaps else None,
            "loss": swaps[one.name].loss if one.name in swaps else None,
        }
        for one in meeting.speakers
    ]
