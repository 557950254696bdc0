"""``fivefold method similar``: near-duplicate texts of a table, in groups, with the passages they share."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from fivefold.method.create.originality import Grouping, near_duplicates
from fivefold.method.draw.errors import DuplicateNameError
from fivefold.method.reason import Reason
from fivefold.project.method.cells import check_filled
from fivefold.project.method.columns import column
from fivefold.project.method.speaking import LANGUAGE, refusing, tell
from fivefold.project.method.tables import read_table, write_rows

_PERCENT = 100


@click.command()
@click.argument("table", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--share", type=click.IntRange(1, 100), default=10, show_default=True,
              help="指纹重合不低于百分之几 / percent of the poorer text's fingerprints")  # fmt: skip
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="csv, xlsx, json")
@LANGUAGE
def similar(table: Path, share: int, out: Path | None, language: str) -> None:
    """雷同文稿及其雷同段落 / near-duplicate texts and the passages they share.

    每篇一行 / a row per text: name, text (名称、正文). 每个雷同段落输出一行 / a row per shared passage.
    """
    read = read_table(table)
    name, text = column(read, "name", "名称"), column(read, "text", "正文")
    check_filled(read, table, name)
    texts = {row[name]: row[text] for row in read.records()}
    with refusing(language):
        if len(texts) < len(read.rows):
            names = [row[name] for row in read.records()]
            raise DuplicateNameError(
                Reason.of("draw.duplicate", names=sorted({one for one in names if names.count(one) > 1}))
            )
        found = near_duplicates(texts, Fraction(share, _PERCENT))
    tell([pair.reason for pair in found.pairs], language)
    tell(found.reasons, language)
    if found.short:
        tell([Reason.of("originality.short", names=found.short)], language)
    write_rows(list(_rows(found)), out)


def _rows(found: Grouping) -> Iterator[dict[str, Any]]:
    groups = {name: number for number, group in enumerate(found.groups, 1) for name in group}
    for pair in found.pairs:
        told = {"group": groups[pair.first], "first": pair.first, "second": pair.second}
        passages = pair.overlap.passages if pair.overlap else ()
        for passage in passages:
            yield {
                **told,
                "shared": pair.shared,
                "of": pair.of,
                "length": passage.length,
                "passage": passage.text,
            }
        if not passages:
            yield {**told, "shared": pair.shared, "of": pair.of, "length": None, "passage": None}
