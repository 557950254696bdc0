"""``fivefold method mosaic``: whether the districts of a municipality cover all projects, and with how few."""

from pathlib import Path

import click

from fivefold.method.create.goals.mosaic import Piece, mosaic
from fivefold.project.method.cells import FILE, OUT, MissingColumnError, Row, read_sheet
from fivefold.project.method.speaking import LANGUAGE, refusing, tell
from fivefold.project.method.tables import write_rows


@click.command("mosaic")
@click.argument("table", type=FILE)
@OUT
@LANGUAGE
def mosaic_command(table: Path, out: Path | None, language: str) -> None:
    """最优拼图：一个直辖市的区县能否拼全各项目 / the fewest districts that cover all projects, exactly.

    TABLE: district (区县), 可选 quality (质量，整数), 其余各列为项目：是、否 / every other column a project: yes where
    the district reached the standard.
    """
    read = read_sheet(table, {"district": "区县"}, {"quality": "质量"})
    if not read.rest:
        raise MissingColumnError(f"{table.name}: 没有项目列 / no column of a project")
    pieces = [_piece(row, read.rest) for row in read.rows]
    with refusing(language):
        found = mosaic(pieces, read.rest)
    exact = found.exact
    write_rows(
        [
            {
                "district": piece.district,
                "projects": " ".join(name for name in read.rest if name in piece.projects),
                "smallest": piece.district in found.smallest,
                "exact": None if exact is None else piece.district in exact,
            }
            for piece in pieces
        ],
        out,
    )
    tell(found.reasons, language)


def _piece(row: Row, projects: tuple[str, ...]) -> Piece:
    reached = frozenset(project for project in projects if row.flag(project))
    return Piece(row.text("district"), reached, row.whole("quality", 0))
