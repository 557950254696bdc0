"""The table of marks that judging begins with."""

from pathlib import Path

from fivefold.method.share.marks import Mark
from fivefold.project.method.cells import check_filled, figure
from fivefold.project.method.columns import column
from fivefold.project.method.tables import read_table


def read_marks(path: Path) -> list[Mark]:
    """Return the marks of a table: region, judge, mark (地区、评委、评分); an empty mark is absent."""
    table = read_table(path)
    region, judge, mark = (
        column(table, *names) for names in (("region", "地区"), ("judge", "评委"), ("mark", "评分"))
    )
    check_filled(table, path, region, judge)
    return [
        Mark(row[region], row[judge], figure(row[mark], f"{row[region]} × {row[judge]}"))
        for row in table.records()
    ]
