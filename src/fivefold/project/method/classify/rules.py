"""``fivefold method classify``: place every region of a register by an ordered table of rules."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from fivefold.method.classify import (
    Contradiction,
    Rule,
    Value,
    Verdict,
    classify_many,
    contradiction_from_data,
    rule_from_data,
)
from fivefold.method.reason import speak
from fivefold.project.method import tables
from fivefold.project.method.cells import check_filled
from fivefold.project.method.classify.facts_in import fact_of, kinds_of
from fivefold.project.method.speaking import LANGUAGE, refusing

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("classify")
@click.argument("table", type=FILE)
@click.option("--rules", type=FILE, required=True, help='json: {"rules": [...], "contradictions": [...]}')
@click.option("--out", type=click.Path(path_type=Path), help="csv, xlsx, json")
@LANGUAGE
def classify_command(table: Path, rules: Path, language: str, out: Path | None) -> None:
    """地区分类：逐条试用规则，列出依据、缺口和矛盾 / classes by rules in order, with gaps and conflicts.

    TABLE: region, 其余各列是事实 / every other column a fact; 是、否 / yes, no; 空 / empty: 未知 / not known.
    数和日期按规则所问的类型读 / numbers and days are read as the rules ask: {"eq": {"fact": "since", "value": {"day":
    "2026-03-01"}}}.
    """
    read = tables.read_table(table)
    if "region" not in read.columns:
        raise click.ClickException("缺少列 / columns are missing: region")
    check_filled(read, table, "region")
    with refusing(language):
        ordered, against = _rules(rules)
    kinds = kinds_of([*(one.when for one in ordered), *(one.when for one in against)])
    register: dict[str, Mapping[str, Value | None]] = {}
    for row in read.records():
        if row["region"] in register:
            raise click.ClickException(f"地区重复 / a region twice: {row['region']}")
        register[row["region"]] = {
            name: fact_of(cell, kinds.get(name, set())) for name, cell in row.items() if name != "region"
        }
    with refusing(language):
        found = classify_many(register, ordered, against)
    tables.write_rows([_row(code, verdict, language) for code, verdict in found.verdicts.items()], out)
    click.echo("; ".join(f"{name}: {count}" for name, count in found.counts().items()), err=True)


def _dated(found: dict[str, Any]) -> object:
    """Return the day of {"day": "2026-03-01"}, everything else as it is."""
    return date.fromisoformat(str(found["day"])) if set(found) == {"day"} else found


def _rules(path: Path) -> tuple[list[Rule], list[Contradiction]]:
    try:
        data = json.loads(path.read_text("utf-8"), parse_float=Decimal, object_hook=_dated)
    except ValueError as error:
        raise click.ClickException(f"{path.name}: {error}") from error
    except RecursionError:
        raise click.ClickException(f"{path.name}: {tables.TOO_DEEP}") from None
    parts = [data.get("rules"), data.get("contradictions", [])] if isinstance(data, dict) else [None]
    if not all(isinstance(part, list) for part in parts):
        raise click.ClickException(f'{path.name}: {{"rules": [...], "contradictions": [...]}}')
    against = [contradiction_from_data(one) for one in data.get("contradictions", ())]
    return [rule_from_data(one) for one in data["rules"]], against


def _row(code: str, verdict: Verdict, language: str) -> dict[str, Any]:
    return {
        "region": code,
        "outcome": verdict.outcome,
        "class": verdict.region_class,
        "rule": verdict.rule,
        "missing": " ".join(verdict.missing),
        "reasons": "; ".join(speak(reason, language) for reason in verdict.reasons),
    }
