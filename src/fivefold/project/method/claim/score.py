"""``fivefold method score``: a self-assessment as a composite index, with intervals of the places."""

from collections.abc import Mapping
from math import isfinite, isnan
from pathlib import Path
from typing import Any

import click

from fivefold.method.claim.index import (
    Choices,
    Framework,
    Node,
    Recipe,
    Scale,
    Scored,
    Table,
    Treatment,
    Uncertainty,
    of_places,
    prepare,
    uncertainty,
)
from fivefold.method.claim.index import score as scored
from fivefold.method.claim.index.errors import NotANumberError
from fivefold.method.claim.index.normalise import KINDS
from fivefold.project.method import tables
from fivefold.project.method.cells import check_filled
from fivefold.project.method.speaking import LANGUAGE, refusing, tell

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
# "scaled" asks for two numbers of one's own for each indicator, which this command does not take.
SCALES = tuple(kind for kind in KINDS if kind != "scaled")
_DIGITS = 10


@click.command()
@click.argument("table", type=FILE)
@click.option("--unit", help="地区所在的列，默认第一列 / column of the units, the first by default")
@click.option("--group", help="分组所在的列，补缺用 / column of the groups, for filling in")
@click.option(
    "--framework", type=FILE, help="指标体系：code, parent, weight, direction / the tree of the index"
)
@click.option("--fill", type=click.Choice(["mean", "median"]), help="补缺 / fill in missing values")
@click.option("--skip-missing", is_flag=True, help="缺项按其余权重折算 / weigh what is there")
@click.option("--winsorise", type=click.IntRange(1), help="每列最多收拢的离群点 / points drawn in per column")
@click.option(
    "--scale", type=click.Choice(SCALES), default="minmax", show_default=True, help="标准化 / scale"
)
@click.option(
    "--numbers", type=float, multiple=True, help="标准化的参数，可多次 / numbers of the scale, in order"
)
@click.option(
    "--mean", type=click.Choice(["arithmetic", "geometric", "harmonic"]), default="arithmetic", help="合成"
)
@click.option(
    "--runs", type=click.IntRange(1), help="不确定性抽取次数，须有种子 / uncertainty draws, need a seed"
)
@click.option(
    "--sensitivity", type=click.IntRange(1), help="敏感性样本量，2的幂 / which choice moves the places"
)
@click.option("--seed", type=click.IntRange(0), help="种子 / seed of the draws")
@click.option("--spread", type=float, default=0.25, show_default=True, help="权重浮动 / how far weights move")
@click.option("--out", type=click.Path(path_type=Path), help="csv, xlsx, json")
@LANGUAGE
def score(table: Path, language: str, out: Path | None, **options: Any) -> None:
    """自评得分与名次 / scores and places of a table: a row per region, a column per indicator."""
    if (options["runs"] or options["sensitivity"]) and options["seed"] is None:
        raise click.UsageError("--runs, --sensitivity: --seed")
    read = tables.read_table(table)
    unit = _column(read, options["unit"] or read.columns[0])
    check_filled(read, table, unit)
    group = options["group"] and _column(read, options["group"])
    records = [{name: cell for name, cell in row.items() if name != group} for row in read.records()]
    with refusing(language):
        values = Table.of_records(records, unit)
        tree = _tree(options["framework"]) if options["framework"] else Framework.flat(values.indicators)
        recipe = _recipe(options)
        groups = {row[unit]: row[group] for row in read.records()} if group else None
        done = scored(values, tree, recipe, groups)
        choices, seed = _choices(recipe, options["spread"]), options["seed"]
        firm, moved = None, None
        if options["runs"]:
            firm = uncertainty(values, tree, recipe, choices, runs=options["runs"], seed=seed, groups=groups)
        if options["sensitivity"]:
            prepared = prepare(done.filled, tree, choices)
            moved = of_places(prepared, done.ranks, size=options["sensitivity"], seed=seed)
    tables.write_rows(_rows(unit, done, tree, firm), out)
    tell([*done.reasons, *(reason for one in (firm, moved) if one for reason in one.reasons)], language)


def _column(read: tables.Table, name: str) -> str:
    if name not in read.columns:
        raise click.ClickException(f"没有这一列 / no column {name}: {', '.join(read.columns)}")
    return name


def _recipe(options: Mapping[str, Any]) -> Recipe:
    most = options["winsorise"]
    return Recipe(
        options["fill"],
        Treatment(most) if most else None,
        Scale(options["scale"], options["numbers"]),
        options["mean"],
        "skip" if options["skip_missing"] else "refuse",
    )


def _tree(path: Path) -> Framework:
    """Read the nodes: `parent` is empty for the index itself, weight and direction are 1 where they are empty."""
    read = tables.read_table(path)
    for name in ("code", "parent"):
        _column(read, name)
    return Framework(tuple(_node(row) for row in read.records()))


def _node(row: Mapping[str, str]) -> Node:
    found = []
    for name in ("weight", "direction"):
        text = row.get(name) or "1"
        try:
            found.append(float(text))
        except ValueError:
            raise NotANumberError([(row["code"], name, text)]) from None
        if not isfinite(found[-1]):
            raise NotANumberError([(row["code"], name, text)])
    return Node(row["code"], row["parent"] or None, found[0], -1 if found[1] < 0 else 1)


def _choices(recipe: Recipe, spread: float) -> Choices:
    """Vary all weights, and the treatment of outliers where there is one."""
    treatments = (recipe.treatment, None) if recipe.treatment else (None,)
    return Choices(treatments, (recipe.scale,), (recipe.how,), spread, leaves=True)


def _rows(unit: str, done: Scored, tree: Framework, firm: Uncertainty | None) -> list[dict[str, Any]]:
    """Return a row per unit, best first and those without a score last."""
    found = []
    aggregates = {code: done.aggregated.table.column(code) for code in reversed(tree.upwards)}
    for place, name in enumerate(done.units):
        rank = int(done.ranks[place])
        row: dict[str, Any] = {unit: name, "rank": rank or None}
        row |= {code: _shown(float(column[place])) for code, column in aggregates.items()}
        if firm:
            one = firm.intervals[place]
            row |= {"rank_low": one.low, "rank_high": one.high, "rank_mean": one.mean, "n": len(done.units)}
        found.append(row)
    return sorted(found, key=lambda row: row["rank"] or len(found) + 1)


def _shown(value: float) -> float | None:
    """Return a score to 10 decimals, as places are taken; nothing for a missing one."""
    return None if isnan(value) else round(value, _DIGITS)
