"""``fivefold method compare-classes``: which regions moved between two class lists."""

from pathlib import Path

import click

from fivefold.method.classify import compare
from fivefold.method.reason import Reason
from fivefold.project.method.cells import FILE, OUT, read_sheet
from fivefold.project.method.speaking import LANGUAGE, tell
from fivefold.project.method.tables import write_rows


@click.command("compare-classes")
@click.argument("before", type=FILE)
@click.argument("after", type=FILE)
@OUT
@LANGUAGE
def compare_classes(before: Path, after: Path, out: Path | None, language: str) -> None:
    """两份分类名单的差别 / what changed between two class lists.

    BEFORE, AFTER: region, class (地区、类别), 如 classify 的结果 / such as classify writes. 类别空为不在名单 /
    without a class: not on the list.
    """
    found = compare(_classes(before), _classes(after))
    kinds = {"added": found.added, "removed": found.removed, "moved": found.moved}
    write_rows(
        [
            {"region": move.region, "change": kind, "before": move.before, "after": move.after}
            for kind, moves in kinds.items()
            for move in moves
        ],
        out,
    )
    counts = {kind: len(moves) for kind, moves in kinds.items()}
    tell([Reason("classify.compared", {**counts, "unchanged": found.unchanged})], language)


def _classes(path: Path) -> dict[str, str | None]:
    rows = read_sheet(path, {"region": "地区", "class": "类别"}, key=("region",)).rows
    return {row.text("region"): row.get("class") or None for row in rows}
