"""``fivefold method cross-check``: who checks whom, or what is wrong with an assignment somebody made."""

from collections.abc import Mapping
from pathlib import Path

import click

from fivefold.method.create.help.cross import check_cross, cross_check
from fivefold.method.reason import Reason
from fivefold.project.method.cells import FILE, OUT, read_sheet
from fivefold.project.method.speaking import LANGUAGE, refusing, tell
from fivefold.project.method.tables import write_rows

_PAIR = {"checker": "检查", "checked": "受检"}


@click.command("cross-check")
@click.argument("table", type=FILE)
@click.option("--each", type=click.IntRange(1), required=True, help="每地检查几个 / how many each checks")
@click.option("--seed", help="种子 / the seed; 与 --check 二选一 / or --check")
@click.option("--round", "round_", default="", help="轮次 / the round")
@click.option("--barred", type=FILE, help="应回避 / recusals: checker, checked (检查、受检)")
@click.option("--check", type=FILE, help="核对已有的安排 / an assignment to be checked: checker, checked")
@OUT
@LANGUAGE
@click.pass_context
def cross_check_command(
    context: click.Context,
    /,
    table: Path,
    *,
    each: int,
    out: Path | None,
    language: str,
    **given: str | Path | None,
) -> None:
    """互查互评：不查自己、不查本省、不互查 / who checks whom: not oneself, not one's own, never each other.

    TABLE: region, province (地区、省份). 输出每对一行 / a row per pair. --check: 0 无误 / in order, 1 有误 / it is not.
    """
    if (given["seed"] is None) == (given["check"] is None):
        raise click.UsageError("--seed | --check")
    rows = read_sheet(table, {"region": "地区", "province": "省份"}, key=("region",)).rows
    groups = {row.text("region"): row.text("province") for row in rows}
    barred = _pairs(given["barred"], groups)
    with refusing(language):
        if given["seed"] is None:
            pairs = _pairs(given["check"], groups)
            wrong = check_cross(pairs, groups, each, barred)
            tell(wrong or [Reason.of("cross.in_order", count=len(pairs))], language)
            context.exit(1 if wrong else 0)
        found = cross_check(groups, each, str(given["seed"]), round_=str(given["round_"]), barred=barred)
    write_rows([{"checker": one, "checked": other} for one, other in found.pairs], out)
    tell([Reason.of("cross.laid", steps=found.steps, attempt=found.attempt)], language)


def _pairs(path: str | Path | None, groups: Mapping[str, str]) -> list[tuple[str, str]]:
    rows = read_sheet(Path(path), _PAIR).rows if path else ()
    return [(row.known("checker", groups), row.known("checked", groups)) for row in rows]
