"""``fivefold method match-helpers``: a helper of the same class for every region behind."""

from pathlib import Path
from typing import Any

import click

from fivefold.method.create.help.matching import Help, Region, match_helpers, spread
from fivefold.method.reason import Reason, speak
from fivefold.project.method.cells import FILE, OUT, MissingColumnError, Row, read_sheet
from fivefold.project.method.speaking import LANGUAGE, refusing, tell
from fivefold.project.method.tables import write_rows


@click.command("match-helpers")
@click.argument("table", type=FILE)
@click.option("--seed", required=True, help="同样好时抽签的种子 / seed of the lots between equals")
@click.option(
    "--load", type=click.IntRange(1), default=1, show_default=True, help="每地最多帮几个 / helped per helper"
)
@click.option(
    "--focus", type=click.IntRange(1), default=3, show_default=True, help="看最弱的几项 / weakest projects"
)
@click.option("--barred", type=FILE, help="不得配对 / pairs that must not be: helped, helper (受助、帮扶)")
@OUT
@LANGUAGE
def match_helpers_command(
    table: Path, *, seed: str, barred: Path | None, out: Path | None, language: str, **how: int
) -> None:
    """帮扶配对：同类末四分之一各配一个帮扶地区 / a helper for the lowest quarter of each class, best in all.

    TABLE: region, class (地区、类别), 其余各列为项目得分(整数) / every other column a project, whole scores;
    空 / empty: 没有得分 / no score.
    """
    regions = _regions(table)
    with refusing(language):
        pairs = match_helpers(regions, seed, barred=_barred(barred, regions), **how)
        low, middle, high = spread(regions)
    write_rows([_row(pair, language) for pair in pairs], out)
    tell([Reason.of("help.spread", low=low, middle=middle, high=high)], language)


def _regions(path: Path) -> list[Region]:
    read = read_sheet(path, {"region": "地区", "class": "类别"}, key=("region",))
    if not read.rest:
        raise MissingColumnError(f"{path.name}: 没有项目列 / no column of a project")
    return [_region(row, read.rest) for row in read.rows]


def _region(row: Row, projects: tuple[str, ...]) -> Region:
    scores = tuple((project, row.whole(project)) for project in projects if row.get(project))
    return Region(row.text("region"), row.text("class"), scores)


def _barred(path: Path | None, regions: list[Region]) -> list[tuple[str, str]]:
    known = {region.name: region for region in regions}
    rows = read_sheet(path, {"helped": "受助", "helper": "帮扶"}).rows if path else ()
    return [(row.known("helped", known), row.known("helper", known)) for row in rows]


def _row(pair: Help, language: str) -> dict[str, Any]:
    return {
        "helped": pair.helped,
        "helper": pair.helper,
        "projects": " ".join(pair.projects),
        "worth": pair.worth,
        "said": speak(pair.reason, language),
    }
