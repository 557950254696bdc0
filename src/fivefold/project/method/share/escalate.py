"""``fivefold method escalate``: which bodies an overdue obligation has reached."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from fivefold.method.reason import speak
from fivefold.method.share.escalation import reached
from fivefold.method.share.workdays import WorkingYear
from fivefold.project.method.cells import FILE, OUT, Row, read_sheet
from fivefold.project.method.share.terms import KINDS, NEEDED, OPTIONAL, read_years, term_of, with_days
from fivefold.project.method.speaking import LANGUAGE, refusing
from fivefold.project.method.tables import write_rows


@click.command()
@click.argument("table", type=FILE)
@click.option(
    "--at", type=datetime.fromisoformat, required=True, help="此刻(带时区) / the instant, with its zone"
)
@click.option(
    "--wait",
    type=click.IntRange(0, 36_500),
    multiple=True,
    help="再等几天到上一级，可多次 / days to the next level",
)
@with_days
@OUT
@LANGUAGE
def escalate(table: Path, *, workdays: Path | None, out: Path | None, language: str, **how: Any) -> None:
    """逾期逐级上报：到了哪一级、从何时起 / what is overdue reaches the body above, then the ones above that.

    TABLE: 同 deadline / as for deadline, 另 owner (责任单位: 自上而下的编码，以 / 连接 / codes from the top
    joined by /). done 有值即到此为止 / what was done goes no higher. --wait 按该行的日别 / are days of the row's kind.
    """
    years = read_years(workdays)
    rows = read_sheet(table, {**NEEDED, "owner": "责任单位"}, OPTIONAL, key=("name",)).rows
    with refusing(language):
        found = [one for row in rows for one in _rungs(row, years, language, **how)]
    write_rows(found, out)


def _rungs(
    row: Row, years: tuple[WorkingYear, ...], language: str, *, at: datetime, wait: tuple[int, ...], zone: str
) -> list[dict[str, Any]]:
    owner = row.text("owner").rstrip("/") + "/"
    due = term_of(row, zone, years)
    done = row.moment("done") if row.get("done") else None
    rungs = reached(owner, due, wait, at, done=done, kind=KINDS[row.get("kind")], years=years)
    return [
        {
            "name": row.text("name"),
            "owner": owner,
            "body": rung.body,
            "since": rung.since.isoformat(),
            "said": speak(rung.reason, language),
        }
        for rung in rungs
    ]
