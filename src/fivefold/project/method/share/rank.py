"""``fivefold method rank``: one order out of many, by Kemeny's or Borda's rule or by Plackett-Luce strengths."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from fivefold.method.reason import Reason
from fivefold.project.method.cells import check_filled, figure
from fivefold.project.method.columns import column
from fivefold.project.method.share.places import placed
from fivefold.project.method.speaking import LANGUAGE, refusing, tell
from fivefold.project.method.tables import read_table, write_rows

_ORDERS = 10
_Orders = dict[str, dict[str, Decimal | None]]
_Found = tuple[list[dict[str, Any]], tuple[Reason, ...]]


@click.command()
@click.argument("table", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--by", "rule", type=click.Choice(["kemeny", "borda", "plackett-luce"]), default="kemeny",
              show_default=True, help="规则 / the rule.")  # fmt: skip
@click.option(
    "--prior", default=1.0, show_default=True, help="对数实力先验的标准差 / prior of plackett-luce."
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path),
              help="结果写入此文件(csv, xlsx, json) / write the result here.")  # fmt: skip
@LANGUAGE
def rank(table: Path, rule: str, prior: float, out: Path | None, language: str) -> None:
    """多人排序合成一个排序 / one order out of many.

    每个名次一行 / a row per place: judge, item, place (评委、项、名次).

    空白为未排 / an empty place says nothing; 名次相同为并列 / equal places are tied. kemeny: 有同样好的排序时
    place、last 为其中最前、最后的名次 / where orders are equally good, an item's first and last place in up to ten.
    """
    orders = _orders(table, language)
    with refusing(language):
        rows, reasons = _strengths(orders, prior) if rule == "plackett-luce" else _counted(orders, rule)
    tell(reasons, language)
    write_rows(rows, out)


def _orders(path: Path, language: str) -> _Orders:
    from fivefold.method.share.errors import DuplicateKeyError, NoOpinionError

    table = read_table(path)
    judge, item, place = (
        column(table, *names) for names in (("judge", "评委"), ("item", "项"), ("place", "名次"))
    )
    check_filled(table, path, judge, item)
    found: _Orders = {}
    with refusing(language):
        for row in table.records():
            order = found.setdefault(row[judge], {})
            if row[item] in order:
                raise DuplicateKeyError(key=f"{row[judge]} × {row[item]}")
            order[row[item]] = figure(row[place], f"{row[judge]} × {row[item]}")
        silent = [judge for judge, order in found.items() if all(place is None for place in order.values())]
        if silent:
            raise NoOpinionError(names=silent)
    return found


def _counted(orders: _Orders, rule: str) -> _Found:
    from fivefold.method.share.errors import NoOpinionError
    from fivefold.method.share.ranking import borda, by_scores, count, kemeny, places

    ballots = [
        by_scores({item: None if place is None else -place for item, place in order.items()})
        for order in orders.values()
    ]
    votes = count(ballots, {item for order in orders.values() for item in order})
    if not votes.matrix().any():
        raise NoOpinionError(names=list(orders))
    points = borda(votes)
    if rule == "borda":
        ranks = places(points)
        listed = sorted(points, key=lambda item: (ranks[item], item))
        return [_row(ranks[item], item, points=str(points[item])) for item in listed], ()
    found = kemeny(votes, _ORDERS)
    spans = {item: [order.index(item) + 1 for order in found.orders] for item in found.order}
    listed = sorted(spans, key=lambda item: (min(spans[item]), max(spans[item]), item))
    return [
        _row(min(spans[item]), item, last=max(spans[item]), points=str(points[item])) for item in listed
    ], found.reasons


def _strengths(orders: _Orders, prior: float) -> _Found:
    from fivefold.method.share.errors import DuplicateKeyError
    from fivefold.method.share.orderings import plackett_luce

    listed = []
    for judge, order in orders.items():
        seen = {item: place for item, place in order.items() if place is not None}
        if len(set(seen.values())) < len(seen):
            raise DuplicateKeyError(key=judge)
        listed.append(sorted(seen, key=lambda item: seen[item]))
    found = plackett_luce(listed, prior)
    rows = [
        _row(at, one.item, log=f"{one.log:.6f}", error=f"{one.error:.6f}", share=f"{one.share:.6f}")
        for at, one in placed(found.items)
    ]
    return rows, found.reasons


def _row(place: int, item: str, **more: str | int) -> dict[str, Any]:
    return {"place": place, "item": item, **more}
