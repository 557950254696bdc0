"""``fivefold method duties``: whether every project has exactly one lead unit at every level."""

from pathlib import Path

import click

from fivefold.method.reason import Reason, speak
from fivefold.method.share.duties import KINDS, Duty, check_duties
from fivefold.project.method.cells import FILE, OUT, read_sheet
from fivefold.project.method.speaking import LANGUAGE, tell
from fivefold.project.method.tables import write_rows

_HEADS = {"project": "项目", "level": "层级", "unit": "单位", "kind": "责任"}
_KINDS = {"牵头": "lead", "配合": "support", "指导": "guide", "监督": "supervise"} | {
    kind: kind for kind in KINDS
}


@click.command()
@click.argument("table", type=FILE)
@click.option("--projects", type=FILE, required=True, help="全部项目 / all projects: project (项目)")
@click.option("--level", multiple=True, required=True, help="层级，可多次 / a level, several times")
@OUT
@LANGUAGE
@click.pass_context
def duties(
    context: click.Context,
    /,
    table: Path,
    *,
    projects: Path,
    level: tuple[str, ...],
    out: Path | None,
    language: str,
) -> None:
    """责任分工：每个项目每级有且只有一个牵头单位 / exactly one lead unit for every project at every level.

    TABLE: project, level, unit, kind (项目、层级、单位、责任: 牵头, 配合, 指导, 监督). 每个问题输出一行 /
    a row per fault. 0: 无误 / in order, 1: 有误 / it is not.
    """
    names = [row.text("project") for row in read_sheet(projects, {"project": "项目"}, key=("project",)).rows]
    found = [
        Duty(row.text("project"), row.text("level"), row.text("unit"), row.one_of("kind", _KINDS))
        for row in read_sheet(table, _HEADS).rows
    ]
    wrong = check_duties(found, names, level)
    write_rows([{"fault": one.code.rpartition(".")[2], "said": speak(one, language)} for one in wrong], out)
    tell([] if wrong else [Reason.of("share.duty.in_order", count=len(found))], language)
    context.exit(1 if wrong else 0)
