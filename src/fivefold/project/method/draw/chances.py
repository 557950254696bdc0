"""``fivefold method draw-chances`` and ``allocate``: what a draw promises, exactly, and how many of each stratum."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from fivefold.method.draw import Item, SizeError, allocation, first_chances, inclusion_chances
from fivefold.method.reason import Reason
from fivefold.project.method.cells import FILE, OUT
from fivefold.project.method.draw.group import read_frame, read_sizes
from fivefold.project.method.speaking import LANGUAGE, refusing
from fivefold.project.method.tables import read_table, write_rows


@click.command("draw-chances")
@click.argument("table", type=FILE)
@click.option("--take", multiple=True, required=True, help="个数，或 层=个数 / how many, or stratum=how many")
@OUT
@LANGUAGE
def draw_chances(table: Path, take: tuple[str, ...], out: Path | None, language: str) -> None:
    """抽中的概率：首个被抽中与总共被抽中，精确分数 / chances to be drawn first and at all, as exact fractions.

    TABLE: name, stratum, weight (名称、层、权重), 同 draw / as for draw. 算不完则空 / empty where too long to compute.
    """
    sizes = read_sizes(take)
    with refusing(language):
        strata = read_frame(read_table(table)).strata
        unknown = sorted(set(sizes) - set(strata))
        if unknown:
            raise SizeError(*(Reason.of("draw.unknown", names=[one or "-"]) for one in unknown))
        rows = [row for name in sorted(sizes) for row in _rows(name, strata[name], sizes[name])]
    write_rows(rows, out)


def _rows(stratum: str, items: tuple[Item, ...], take: int) -> list[dict[str, Any]]:
    weights = [item.weight for item in items]
    first, found = first_chances(weights), inclusion_chances(weights, take)
    drawn: tuple[Fraction | None, ...] = found or (None,) * len(items)
    return [
        {
            "stratum": stratum,
            "name": item.name,
            "weight": item.weight,
            "first": str(one),
            "drawn": None if other is None else str(other),
            "about": None if other is None else f"{float(other):.6f}",
        }
        for item, one, other in zip(items, first, drawn, strict=True)
    ]


@click.command("allocate")
@click.argument("table", type=FILE)
@click.argument("take", type=click.IntRange(0))
@OUT
@LANGUAGE
def allocate(table: Path, take: int, out: Path | None, language: str) -> None:
    """各层抽几个：按层的大小分配，最大余数法 / how many of each stratum: by its size, by largest remainders.

    TABLE: name, stratum (名称、层). TAKE: 一共抽几个 / how many in all.
    """
    with refusing(language):
        sizes = {name: len(items) for name, items in read_frame(read_table(table)).strata.items()}
        found = allocation(take, sizes)
    write_rows([{"stratum": name, "size": sizes[name], "take": count} for name, count in found.items()], out)
