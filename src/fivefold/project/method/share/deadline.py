"""``fivefold method deadline``: the last day and the end of terms, in calendar or working days."""

from pathlib import Path
from typing import Any

import click

from fivefold.method.reason import speak
from fivefold.method.share.workdays import WorkingYear
from fivefold.project.method.cells import FILE, OUT, Row, read_sheet
from fivefold.project.method.share.terms import NEEDED, OPTIONAL, read_years, term_of, with_days
from fivefold.project.method.speaking import LANGUAGE, refusing
from fivefold.project.method.tables import write_rows


@click.command()
@click.argument("table", type=FILE)
@with_days
@OUT
@LANGUAGE
def deadline(table: Path, *, zone: str, workdays: Path | None, out: Path | None, language: str) -> None:
    """期限：按自然日或工作日算到哪天，办结是否按时 / last day and end of terms, and whether done on time.

    TABLE: name, start, days, kind (名称、起始时间、天数、日别: 自然日, 工作日 / calendar, working), 可选 / optional:
    done (办结时间); until, asked_by, because, decided_by (延至、申请、理由、决定). 时间须带时区 / times bear
    their zone: 2026-03-01T09:00+08:00. 当日不计 / the day itself is not counted.
    """
    years = read_years(workdays)
    rows = read_sheet(table, NEEDED, OPTIONAL, key=("name",)).rows
    with refusing(language):
        found = [_row(row, zone, years, language) for row in rows]
    write_rows(found, out)


def _row(row: Row, zone: str, years: tuple[WorkingYear, ...], language: str) -> dict[str, Any]:
    term = term_of(row, zone, years)
    return {
        "name": row.text("name"),
        "last": term.last.isoformat(),
        "end": term.end.isoformat(),
        "on_time": term.holds(row.moment("done")) if row.get("done") else None,
        "said": "; ".join(speak(reason, language) for reason in term.reasons),
    }
