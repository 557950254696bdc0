"""``fivefold method weak-points``: the weak points by stated rules, as a list that `draw` draws from."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from fivefold.method.create.evaluation import ItemFacts, WeakPoint, WeakRules, as_items, weak_points
from fivefold.method.reason import speak
from fivefold.project.method.cells import FILE, OUT, Row, figure, read_sheet
from fivefold.project.method.speaking import LANGUAGE, refusing
from fivefold.project.method.tables import write_rows

_HEADS = {"region": "地区", "item": "事项", "review": "评审"}
_MORE = {"class": "类别", "own": "自评", "before": "上阶段"}


@click.command("weak-points")
@click.argument("table", type=FILE)
@click.option("--below", help="评审得分率低于 / review under this share")
@click.option("--lowest", type=click.IntRange(1), help="本地最低的几项 / the region's so many lowest")
@click.option("--behind", help="在同类中居末尾几成 / in the lowest such part of the class")
@click.option("--fallen", help="比上阶段低 / so much lower than at the stage before")
@click.option("--boast", help="自评高出 / own assessment so much above the review")
@click.option("--absent", is_flag=True, help="没有评审 / no review at all")
@click.option(
    "--fewest", type=click.IntRange(1), default=3, show_default=True, help="--behind 至少几个同类 / peers"
)
@OUT
@LANGUAGE
def weak_points_command(table: Path, *, out: Path | None, language: str, **rules: Any) -> None:
    """短板弱项：按公开规则列出，可直接用于抽签 / weak points by stated rules; the result is a list for `draw`.

    TABLE: region, item, review (地区、事项、评审), 可选 class, own, before (类别、自评、上阶段). 得分率 0 至 1 /
    shares of full marks, 0 to 1; 空 / empty: 没有 / none. 每条规则一票 / a lot for each rule that holds.
    """
    rows = read_sheet(table, _HEADS, _MORE).rows
    names = ("below", "behind", "fallen", "boast")
    shares = {name: figure(rules[name] or "", f"--{name}") for name in names}
    wanted = WeakRules(lowest=rules["lowest"], absent=rules["absent"], fewest=rules["fewest"], **shares)
    regions: dict[str, list[Row]] = {}
    for row in rows:
        regions.setdefault(row.text("region"), []).append(row)
    reviews = _reviews(rows)
    listed: list[dict[str, Any]] = []
    with refusing(language):
        for region, own in regions.items():
            points = weak_points([_facts(row, reviews) for row in own], wanted)
            listed += _listed(region, own[0].get("class"), points, language)
    write_rows(listed, out)


_Reviews = Mapping[tuple[str, str], Mapping[str, Decimal]]


def _reviews(rows: Sequence[Row]) -> _Reviews:
    """Return class and item -> region -> review."""
    found: dict[tuple[str, str], dict[str, Decimal]] = {}
    for row in rows:
        review = row.figure("review")
        if review is not None:
            found.setdefault((row.get("class"), row.text("item")), {})[row.text("region")] = review
    return found


def _facts(row: Row, reviews: _Reviews) -> ItemFacts:
    own, review, before = (row.figure(name) for name in ("own", "review", "before"))
    others = reviews.get((row.get("class"), row.text("item")), {})
    peers = tuple(other for region, other in others.items() if region != row.get("region"))
    return ItemFacts(row.text("item"), own, review, before, peers)


def _listed(region: str, kind: str, points: Sequence[WeakPoint], language: str) -> list[dict[str, Any]]:
    return [
        {
            "name": item.name,
            "stratum": item.stratum,
            "weight": item.weight,
            "said": "; ".join(speak(reason, language) for reason in point.reasons),
        }
        for item, point in zip(as_items(region, points, kind), points, strict=True)
    ]
