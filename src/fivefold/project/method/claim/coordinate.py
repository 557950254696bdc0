"""``fivefold method coordinate``: who claims which project when quotas bind."""

from pathlib import Path
from typing import Any

import click

from fivefold.method.claim.coordination import Change, Plan, Question, changes, coordinate
from fivefold.method.reason import speak
from fivefold.project.method import tables
from fivefold.project.method.cells import FILE, OUT
from fivefold.project.method.claim.question import read_question, with_limits
from fivefold.project.method.speaking import LANGUAGE, refusing, tell


@click.command("coordinate")
@click.argument("table", type=FILE)
@click.option("--quotas", type=FILE, help="名额表 / a table of quotas")
@with_limits
@click.option("--why", is_flag=True, help="逐一说明调整的原因和代价 / reason and price of every change")
@OUT
@LANGUAGE
def coordinate_command(table: Path, language: str, out: Path | None, **options: Any) -> None:
    """任务分领统筹：名额之内的最优认领 / the best claims within quotas, exactly.

    TABLE: region, province, class, 每个项目一列得分 / a column of scores per project (empty: not open); 可选 /
    optional: asked, must, must_not (项目以空格分开 / projects with blanks between), low, high.

    --quotas: project, province, class, low, high, penalty. 空 / empty: all together; *: each; penalty 空 / empty:
    hard; soft: 只在不得已时不满足 / broken only where it must be.
    """
    with refusing(language):
        question = read_question(table, options["quotas"], options)
        plan = coordinate(question)
        found = changes(question, plan) if options["why"] else ()
    tables.write_rows(_rows(question, plan, {one.region: one for one in found}, language), out)
    tell(plan.reasons, language)
    tell([one.reason for one in plan.shortages], language)


def _rows(question: Question, plan: Plan, why: dict[str, Change], language: str) -> list[dict[str, Any]]:
    rows = []
    for code, projects in plan.claims.items():
        region = question.by_code[code]
        row: dict[str, Any] = {"region": code, "province": region.province, "class": region.region_class}
        row["claims"] = " ".join(projects)
        change = why.get(code)
        if change is not None:
            row |= {"asked": " ".join(change.asked), "price": change.price, "keeping": change.keeping}
            row["reasons"] = "; ".join(speak(reason, language) for reason in change.reasons)
        rows.append(row)
    return rows
