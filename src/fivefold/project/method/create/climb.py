"""``fivefold method climb``: the ladders of a case, their gates, and what blocks the next rung."""

from pathlib import Path
from typing import Any

import click

from fivefold.method.create.ladder import LADDERS, Ladder, climb, falls_to
from fivefold.method.reason import speak
from fivefold.project.method.cells import FILE, OUT, Row, UnknownCodeError, read_sheet
from fivefold.project.method.speaking import LANGUAGE, refusing
from fivefold.project.method.tables import write_rows

_LADDERS = {ladder.name: ladder for ladder in LADDERS}


@click.command("climb")
@click.argument("table", type=FILE)
@click.option("--ladder", type=click.Choice(list(_LADDERS)), required=True, help="阶梯 / the ladder")
@OUT
@LANGUAGE
def climb_command(table: Path, ladder: str, out: Path | None, language: str) -> None:
    """经验上台阶：缺什么、能否上、会否退 / whether a case may climb one rung, what blocks it, where it falls to.

    TABLE: case, at (案例、现处), 其余各列是事实 / every other column a fact of the ladder: 是、否 / yes, no,
    或个数 / or a count; 空 / empty: 未知，不算满足 / not known, which does not pass.
    """
    chosen = _LADDERS[ladder]
    read = read_sheet(table, {"case": "案例", "at": "现处"}, key=("case",))
    needs = {need.fact: need.least is not None for rung in chosen.rungs for need in rung.needs}
    strange = [name for name in read.rest if name not in needs]
    if strange:
        said = f"{table.name}: 不是这个阶梯的事实 / no fact of this ladder: {', '.join(strange)} ({', '.join(needs)})"
        raise UnknownCodeError(said)
    with refusing(language):
        rows = [_row(row, chosen, needs, language) for row in read.rows]
    write_rows(rows, out)


def _row(row: Row, ladder: Ladder, needs: dict[str, bool], language: str) -> dict[str, Any]:
    facts = {
        name: (row.whole(name) if counted else row.flag(name)) if row.get(name) else None
        for name, counted in needs.items()
    }
    found = climb(ladder, row.text("at"), facts)
    return {
        "case": row.text("case"),
        "at": found.at,
        "to": found.to,
        "allowed": found.allowed,
        "holds": falls_to(ladder, found.at, facts),
        "blocked": "; ".join(speak(reason, language) for reason in found.blocked),
    }
