"""``fivefold method compose``: the best five speakers of a meeting, with reasons and swaps."""

from pathlib import Path
from typing import Any

import click

from fivefold.method.create.meeting import Call, Candidate, Meeting
from fivefold.method.create.meeting import compose as composed
from fivefold.project.method.cells import FILE, OUT, RepeatedRowError, Row, read_sheet
from fivefold.project.method.speaking import LANGUAGE, refusing, tell
from fivefold.project.method.tables import write_rows

_HEADS = {
    "name": "地区", "class": "类别", "province": "省份", "themes": "主题", "angle": "角度", "quality": "质量",
}  # fmt: skip
_ALIKE = {"first": "甲", "second": "乙", "similarity": "相似度"}


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
@click.option(
    "--province-turn-cost",
    type=click.IntRange(0),
    default=0,
    help="本省每发言过一次扣减 / cost of each turn of the province",
)
@click.option("--province-turns", type=FILE, help="各省已发言次数 / province, turns (省份、已发言次数)")
@click.option("--similar", type=FILE, help="两两相似度 / first, second, similarity (甲、乙、相似度)")
@OUT
@LANGUAGE
def compose(
    table: Path,
    *,
    similar: Path | None,
    province_turns: Path | None,
    out: Path | None,
    language: str,
    **call: Any,
) -> None:
    """交流会排法：同类、同主题、角度各异、省份尽量不同 / the best speakers of a meeting.

    每个候选地区一行 / a row per candidate: name, class, province, themes, angle, quality (地区、类别、省份、主题、
    角度、质量), turns (已发言次数, 可选). 质量为整数 / whole numbers. 主题以顿号分隔 / themes parted by 、
    """
    people = [
        _candidate(row) for row in read_sheet(table, _HEADS, {"turns": "已发言次数"}, key=("name",)).rows
    ]
    alike = _similar(similar) if similar else {}
    with refusing(language):
        meeting = composed(people, Call(**call, province_turns=_spoken(province_turns)), alike)
    tell((*meeting.reasons, *meeting.aside), language)
    write_rows(_rows(meeting), out)


def read_candidates(path: Path) -> list[Candidate]:
    """Return the candidates of a table, a row each."""
    rows = read_sheet(path, _HEADS, {"turns": "已发言次数"}, key=("name",)).rows
    return [_candidate(row) for row in rows]


def _spoken(path: Path | None) -> tuple[tuple[str, int], ...]:
    heads = {"province": "省份", "turns": "已发言次数"}
    rows = read_sheet(path, heads, key=("province",)).rows if path else ()
    return tuple((row.text("province"), _turns(row)) for row in rows)


def _turns(row: Row) -> int:
    turns = row.whole("turns")
    if turns < 0:
        raise row.wrong("turns", "不能为负 / must not be negative")
    return turns


def _candidate(row: Row) -> Candidate:
    return Candidate(
        row.text("name"),
        row.text("class"),
        row.text("province"),
        tuple(row.get("themes").replace(",", "、").split("、")),
        row.get("angle"),
        row.whole("quality"),
        row.whole("turns", 0),
    )


def _similar(path: Path) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for row in read_sheet(path, _ALIKE).rows:
        one, other = sorted((row.text("first"), row.text("second")))
        if (one, other) in found:
            raise RepeatedRowError(
                f"{row.place}: 重复，甲乙不分先后 / a pair twice, in either order: {one} {other}"
            )
        found[one, other] = row.whole("similarity")
    return found


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
