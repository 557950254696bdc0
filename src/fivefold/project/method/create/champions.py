"""``fivefold method champions``: all-round and single-event champions of a class."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import click

from fivefold.method.create.goals.champions import Standings, all_round, single_event
from fivefold.method.reason import speak
from fivefold.project.method.cells import FILE, OUT, Row, Sheet, UnknownCodeError, WrongCellError, read_sheet
from fivefold.project.method.speaking import LANGUAGE, refusing
from fivefold.project.method.tables import write_rows

_HEADS = {"region": "地区", "class": "类别"}


@click.command()
@click.argument("table", type=FILE)
@click.option("--class", "region_class", required=True, help="地区类别，只在同类中排 / the class")
@click.option(
    "--project", help="单项：这一项 / single-event: this project; 不给则全能 / without it: all-round"
)
@click.option("--weights", type=FILE, help="全能的权重 / weights of all-round: project, weight (项目、权重)")
@click.option(
    "--floor", default="0", show_default=True, help="全能每项不低于 / least percent in every project"
)
@OUT
@LANGUAGE
def champions(
    table: Path, *, region_class: str, out: Path | None, language: str, **how: str | Path | None
) -> None:
    """全能冠军、单项冠军：同类比较，不足三个不排名 / all-round or single-event places inside a class.

    TABLE: region, class (地区、类别), 其余各列为项目得分率(0至100) / every other column a project in percent of full
    marks; 空 / empty: 没有 / none.
    """
    read = read_sheet(table, _HEADS, key=("region",))
    scores = {
        row.text("region"): _scores(row, read) for row in read.rows if row.text("class") == region_class
    }
    with refusing(language):
        found = _found(scores, read, **how)
    write_rows(
        [
            {
                "region": row.region,
                "figure": row.figure,
                "place": row.place,
                "n": found.n,
                "champion": row.region in found.champions,
                "said": "; ".join(speak(reason, language) for reason in row.reasons),
            }
            for row in found.rows
        ],
        out,
    )


def _scores(row: Row, read: Sheet) -> dict[str, Decimal]:
    return {name: score for name in read.rest if (score := row.figure(name)) is not None}


def _found(
    scores: Mapping[str, Mapping[str, Decimal]], read: Sheet, project: object, weights: object, floor: object
) -> Standings:
    if project is not None:
        if project not in read.rest:
            raise UnknownCodeError(f"--project: 没有这一列 / no column {project}: {', '.join(read.rest)}")
        return single_event(scores, str(project))
    least = Row("--floor", {"floor": str(floor)}).number("floor")
    return all_round(scores, _weights(weights, read) if isinstance(weights, Path) else _equal(read), least)


def _equal(read: Sheet) -> dict[str, Decimal]:
    return dict.fromkeys(read.rest, Decimal(1))


def _weights(path: Path, read: Sheet) -> dict[str, Decimal]:
    rows = read_sheet(path, {"project": "项目", "weight": "权重"}, key=("project",)).rows
    found = {row.known("project", _equal(read)): row.number("weight") for row in rows}
    lacking = [name for name in read.rest if name not in found]
    if lacking:
        raise WrongCellError(f"{path.name}: 缺权重 / without a weight: {', '.join(lacking)}")
    return found
