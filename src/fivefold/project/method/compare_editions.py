"""``fivefold method compare-editions``: likely successors, or what became of every item once confirmed."""

from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import click

from fivefold.method.decompose import Difference, Edition, Link, Mapping, Node, difference, propose
from fivefold.method.reason import speak
from fivefold.project.method import tables
from fivefold.project.method.speaking import LANGUAGE, refusing, tell

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("compare-editions")
@click.argument("old", type=FILE)
@click.argument("new", type=FILE)
@click.option("--mapping", type=FILE, help="经人确认的对应表 / the confirmed mapping: old, new")
@click.option(
    "--top", type=click.IntRange(1), default=5, show_default=True, help="候选个数 / candidates per item"
)
@click.option("--out", type=click.Path(path_type=Path), help="csv, xlsx, json")
@LANGUAGE
def compare_editions(old: Path, new: Path, language: str, out: Path | None, **options: Any) -> None:
    """两版指引对照 / two editions of the guideline.

    OLD, NEW: code, title; 可选 / optional: text, parent, full (满分 / full marks). 不给 --mapping 时列出候选，由人
    确认 / without --mapping: candidates, for a person to confirm; 表中 new 为空即取消 / new left empty: retired.
    """
    with refusing(language):
        before, after = _edition(old), _edition(new)
        if options["mapping"] is None:
            tables.write_rows(_proposed(before, after, options["top"]), out)
            return
        found = difference(before, after, _mapping(options["mapping"]))
    tables.write_rows(_fates(found, language), out)
    tell(found.reasons, language)


def _edition(path: Path) -> Edition:
    read = _read(path, ("code", "title"))
    return Edition(
        path.stem,
        tuple(
            Node(row["code"], row["title"], row.get("text", ""), row.get("parent") or None, _full(row))
            for row in read.records()
        ),
    )


def _full(row: dict[str, str]) -> Decimal | None:
    text = row.get("full", "")
    try:
        return Decimal(text) if text else None
    except InvalidOperation as error:
        raise click.ClickException(f"{row['code']}: 不是数 / no number: {text}") from error


def _mapping(path: Path) -> Mapping:
    rows = _read(path, ("old", "new")).records()
    links = tuple(Link(row["old"], row["new"]) for row in rows if row["new"])
    return Mapping(links, tuple(row["old"] for row in rows if not row["new"]))


def _read(path: Path, names: tuple[str, ...]) -> tables.Table:
    read = tables.read_table(path)
    lacking = [name for name in names if name not in read.columns]
    if lacking:
        raise click.ClickException(f"缺少列 / columns are missing: {', '.join(lacking)}")
    return read


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
