"""``fivefold method compare-editions``: likely successors, or what became of every item once confirmed."""

from pathlib import Path
from typing import Any

import click

from fivefold.method.decompose import Difference, Edition, difference, propose
from fivefold.method.reason import speak
from fivefold.project.method import tables
from fivefold.project.method.cells import FILE, OUT
from fivefold.project.method.decompose.editions import read_edition, read_mapping
from fivefold.project.method.speaking import LANGUAGE, refusing, tell


@click.command("compare-editions")
@click.argument("old", type=FILE)
@click.argument("new", type=FILE)
@click.option("--mapping", type=FILE, help="经人确认的对应表 / the confirmed mapping: old, new")
@click.option(
    "--top", type=click.IntRange(1), default=5, show_default=True, help="候选个数 / candidates per item"
)
@OUT
@LANGUAGE
def compare_editions(old: Path, new: Path, language: str, out: Path | None, **options: Any) -> None:
    """两版指引对照 / two editions of the guideline.

    OLD, NEW: code, title; 可选 / optional: text, parent, full (满分 / full marks). 不给 --mapping 时列出候选，由人
    确认 / without --mapping: candidates, for a person to confirm; 表中 new 为空即取消 / new left empty: retired.
    """
    with refusing(language):
        before, after = read_edition(old), read_edition(new)
        if options["mapping"] is None:
            tables.write_rows(_proposed(before, after, options["top"]), out)
            return
        found = difference(before, after, read_mapping(options["mapping"]))
    tables.write_rows(_fates(found, language), out)
    tell(found.reasons, language)


def _proposed(old: Edition, new: Edition, top: int) -> list[dict[str, Any]]:
    return [
        {
            "old": proposal.old,
            "old_title": old.by_code[proposal.old].title,
            "place": place,
            "new": candidate.code,
            "new_title": new.by_code[candidate.code].title,
            "likeness": candidate.likeness,
            "heading": candidate.heading,
            "same": candidate.same,
        }
        for proposal in propose(old, new, top)
        for place, candidate in enumerate(proposal.candidates, 1)
    ]


def _fates(found: Difference, language: str) -> list[dict[str, Any]]:
    rows = [
        {
            "old": fate.old,
            "new": " ".join(fate.new),
            "kinds": " ".join(fate.kinds),
            "said": speak(fate.reason, language),
        }
        for fate in found.fates
    ]
    return [*rows, *({"old": "", "new": code, "kinds": "new", "said": ""} for code in found.added)]
