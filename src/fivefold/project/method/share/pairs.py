"""``fivefold method pairs``: strengths out of comparisons in pairs (Bradley-Terry, with ties)."""

from pathlib import Path

import click

from fivefold.method.share.pairs import Contest, bradley_terry
from fivefold.project.method.cells import FILE, OUT, read_sheet
from fivefold.project.method.share.places import placed
from fivefold.project.method.speaking import LANGUAGE, refusing, tell
from fivefold.project.method.tables import write_rows

_COUNTS = {"wins": "胜", "losses": "负", "ties": "平"}


@click.command()
@click.argument("table", type=FILE)
@click.option(
    "--prior", type=float, default=1.0, show_default=True, help="对数实力先验的标准差 / of log strengths"
)
@click.option("--no-prior", is_flag=True, help="不用先验 / the plain maximum")
@OUT
@LANGUAGE
def pairs(table: Path, *, prior: float, no_prior: bool, out: Path | None, language: str) -> None:
    """两两比较推出实力 / strengths out of comparisons in pairs.

    TABLE: first, second (甲、乙), wins, losses, ties (胜、负、平): 甲胜、甲负、平局各几次 /
    how often the first won, lost, tied.
    """
    rows = read_sheet(table, {"first": "甲", "second": "乙"}, _COUNTS).rows
    with refusing(language):
        contests = [
            Contest(row.text("first"), row.text("second"), *(row.whole(name, 0) for name in _COUNTS))
            for row in rows
        ]
        found = bradley_terry(contests, None if no_prior else prior)
    write_rows(
        [
            {
                "place": place,
                "item": one.item,
                "log": f"{one.log:.6f}",
                "error": f"{one.error:.6f}",
                "share": f"{one.share:.6f}",
            }
            for place, one in placed(found.items)
        ],
        out,
    )
    tell(found.reasons, language)
