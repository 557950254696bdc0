"""``fivefold method claim-gate`` and ``check-claims``: whether a round may open, and what its claims break."""

from pathlib import Path

import click

from fivefold.method.claim import check_claims, check_gate, check_leads
from fivefold.method.reason import Reason, speak
from fivefold.project.method.cells import FILE, OUT, read_sheet
from fivefold.project.method.speaking import LANGUAGE, tell
from fivefold.project.method.tables import write_rows


@click.command("claim-gate")
@click.argument("table", type=FILE)
@click.option("--class-list/--no-class-list", "listed", required=True, help="分类名单已生效 / it is in force")
@click.option("--edition/--no-edition", required=True, help="工作指引已生效 / the edition is in force")
@click.option("--leads", type=FILE, required=True, help="牵头单位 / project, unit (项目、单位)")
@click.option("--projects", type=FILE, required=True, help="全部项目 / all projects: project (项目)")
@OUT
@LANGUAGE
@click.pass_context
def claim_gate(
    context: click.Context,
    /,
    table: Path,
    *,
    leads: Path,
    projects: Path,
    out: Path | None,
    language: str,
    **in_force: bool,
) -> None:
    """认领的前提：分类、指引、牵头单位齐备才可认领 / no claiming before classes, edition and leads are there.

    TABLE: region, class (地区、类别), 空 / empty: 未分类 / in no class. 0: 可以 / it may open, 1: 不可 / it may not.
    """
    rows = read_sheet(table, {"region": "地区", "class": "类别"}, key=("region",)).rows
    classes = {row.text("region"): row.get("class") or None for row in rows}
    names = _projects(projects)
    units: dict[str, list[str]] = {}
    for row in read_sheet(leads, {"project": "项目", "unit": "单位"}).rows:
        units.setdefault(row.known("project", names), []).append(row.text("unit"))
    reasons = check_gate(
        classes, class_list_in_force=in_force["listed"], edition_in_force=in_force["edition"]
    )
    said = [*reasons, *check_leads(names, units)]
    write_rows([{"said": speak(one, language)} for one in said], out)
    tell([] if said else [Reason("claim.in_order")], language)
    context.exit(1 if said else 0)


@click.command("check-claims")
@click.argument("table", type=FILE)
@click.option("--projects", type=FILE, required=True, help="全部项目 / all projects: project (项目)")
@click.option(
    "--cap", type=click.IntRange(1), default=2, show_default=True, help="至多认领 / projects at most"
)
@OUT
@LANGUAGE
@click.pass_context
def check_claims_command(
    context: click.Context, /, table: Path, *, projects: Path, cap: int, out: Path | None, language: str
) -> None:
    """认领核对：超过上限、重复、指引中没有的项目 / claims beyond the cap, twice, or of no project.

    TABLE: region, project (地区、项目), 每个认领一行 / a row per claim. 0: 无误 / in order, 1: 有误 / it is not.
    """
    names = _projects(projects)
    claimed: dict[str, list[str]] = {}
    for row in read_sheet(table, {"region": "地区", "project": "项目"}).rows:
        claimed.setdefault(row.text("region"), []).append(row.text("project"))
    said = [(region, one) for region, own in claimed.items() for one in check_claims(own, names, cap)]
    write_rows([{"region": region, "said": speak(one, language)} for region, one in said], out)
    tell([] if said else [Reason("claim.in_order")], language)
    context.exit(1 if said else 0)


def _projects(path: Path) -> dict[str, str]:
    rows = read_sheet(path, {"project": "项目"}, key=("project",)).rows
    return {row.text("project"): row.place for row in rows}
