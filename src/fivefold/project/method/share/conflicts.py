"""``fivefold method conflicts``: who may not judge what, from the tree of bodies and from declarations."""

from pathlib import Path
from typing import Any

import click

from fivefold.method.reason import Reason, speak
from fivefold.method.share.conflicts import (
    DECLARED,
    Conflict,
    Declaration,
    Entry,
    Judge,
    check_quorum,
    conflicts,
    free,
)
from fivefold.project.method.cells import FILE, OUT, Row, read_sheet, some_rows
from fivefold.project.method.speaking import LANGUAGE, refusing, tell
from fivefold.project.method.tables import write_rows


@click.command("conflicts")
@click.argument("judges", type=FILE)
@click.argument("entries", type=FILE)
@click.option("--declared", type=FILE, help=f"申报 / judge, entry, kind ({', '.join(DECLARED)})")
@click.option("--home-level", type=click.IntRange(0), default=1, show_default=True,
              help="本地以哪一级计 / the level that makes a home; 1: 省 / province")  # fmt: skip
@click.option("--needed", type=click.IntRange(1), help="每项至少几个评委 / judges needed for an entry")
@OUT
@LANGUAGE
def conflicts_command(
    judges: Path,
    entries: Path,
    *,
    declared: Path | None,
    needed: int | None,
    out: Path | None,
    language: str,
    **how: int,
) -> None:
    """利益回避：评委与参评项之间应回避的 / conflicts of interest between judges and entries.

    JUDGES: judge, bodies (评委、所在单位). ENTRIES: entry, body, units (参评、所属地区、参与单位). 单位为自上而下的编码
    以 / 连接，多个以空格分开 / bodies are codes from the top joined by /, several with blanks between.
    """
    seats = {"judge": "评委", "bodies": "所在单位"}
    people = [_judge(row) for row in some_rows(judges, read_sheet(judges, seats, key=("judge",)).rows)]
    heads = {"entry": "参评", "body": "所属地区"}
    given_entries = read_sheet(entries, heads, {"units": "参与单位"}, key=("entry",)).rows
    listed = [_entry(row) for row in some_rows(entries, given_entries)]
    said = {"judge": "评委", "entry": "参评", "kind": "类型"}
    given = [
        Declaration(row.text("judge"), row.text("entry"), row.text("kind"))
        for row in (read_sheet(declared, said).rows if declared else ())
    ]
    with refusing(language):
        found = conflicts(people, listed, given, **how)
    write_rows([_row(one, language) for one in found], out)
    tell([] if found else [Reason("share.conflict.none")], language)
    if needed:
        tell(check_quorum(free(people, listed, found), needed), language)


def _judge(row: Row) -> Judge:
    row.text("bodies")
    return Judge(row.text("judge"), _paths(row, "bodies"))


def _entry(row: Row) -> Entry:
    return Entry(row.text("entry"), row.text("body").rstrip("/") + "/", _paths(row, "units"))


def _paths(row: Row, name: str) -> tuple[str, ...]:
    return tuple(path.rstrip("/") + "/" for path in row.names(name))


def _row(one: Conflict, language: str) -> dict[str, Any]:
    return {
        "judge": one.judge,
        "entry": one.entry,
        "kind": one.kind,
        "derived": one.derived,
        "said": speak(one.reason, language),
    }
