"""``fivefold method variants``: the same scores under several tables of quotas, side by side."""

from pathlib import Path
from typing import Any

import click

from fivefold.method.claim.coordination import Comparison, Plan, Question, coordinate, side_by_side
from fivefold.method.reason import Refused, speak
from fivefold.project.method.cells import FILE, OUT, RepeatedRowError
from fivefold.project.method.claim.question import read_question, with_limits
from fivefold.project.method.speaking import LANGUAGE, refusing
from fivefold.project.method.tables import write_rows

_TWO = 2
_OWN = {"figure", "region"}
_Solved = tuple[Question, Plan]


@click.command()
@click.argument("table", type=FILE)
@click.option(
    "--quotas", type=FILE, multiple=True, required=True,
    help="名额表，至少两个，各为一种方案，以第一个为准 / a table of quotas per variant, the first is the yardstick",
)  # fmt: skip
@with_limits
@click.option("--moved", type=click.Path(dir_okay=False, path_type=Path),
              help="认领有变的地区写入此文件 / write the regions that move here")  # fmt: skip
@OUT
@LANGUAGE
def variants(
    table: Path,
    *,
    quotas: tuple[Path, ...],
    moved: Path | None,
    out: Path | None,
    language: str,
    **options: Any,
) -> None:
    """统筹方案比较：几种名额各得什么、谁变动 / what-if: the figures of several variants, and who moves.

    TABLE 与名额表同 coordinate / as for coordinate. 输出每个指标一行、每种方案一列 / a row per figure, a column per
    variant; 说明逐一与第一种比较 / the sentences compare each with the first.
    """
    if len(quotas) < _TWO:
        raise click.UsageError("--quotas: 至少两个方案 / two variants at least")
    names = [path.stem for path in quotas]
    if len({*names, *_OWN}) < len(names) + len(_OWN):
        raise RepeatedRowError(
            f"--quotas: 方案重名，或与结果的列重名 / two variants of one name, or that of a column: {', '.join(names)}"
        )
    with refusing(language):
        solved = {path.stem: _solved(table, path, options, language) for path in quotas}
    first, *others = names
    compared = {name: side_by_side(solved[first], solved[name]) for name in others}
    if moved is not None:
        write_rows(_moved(solved, compared), moved)
    write_rows(_figures(first, compared, language), out)
    for name, one in compared.items():
        click.echo(f"{first} → {name}: {'; '.join(speak(said, language) for said in one.reasons)}", err=True)


def _solved(table: Path, quotas: Path, options: dict[str, Any], language: str) -> _Solved:
    question = read_question(table, quotas, options)
    try:
        return question, coordinate(question)
    except Refused as refusal:
        raise click.ClickException(f"{quotas.stem}: {'; '.join(refusal.spoken(language))}") from refusal


def _figures(first: str, compared: dict[str, Comparison], language: str) -> list[dict[str, Any]]:
    lines = zip(*(one.figures for one in compared.values()), strict=True)
    return [
        {"figure": speak(line[0].name, language), first: line[0].first}
        | {name: figure.second for name, figure in zip(compared, line, strict=True)}
        for line in lines
    ]


def _moved(solved: dict[str, _Solved], compared: dict[str, Comparison]) -> list[dict[str, Any]]:
    """Return a row per region that some variant moves, with its claims in each."""
    regions = sorted({move.region for one in compared.values() for move in one.moved})
    return [
        {"region": region} | {name: " ".join(plan.claims[region]) for name, (_, plan) in solved.items()}
        for region in regions
    ]
