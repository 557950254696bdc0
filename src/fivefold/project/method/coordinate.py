"""``fivefold method coordinate``: who claims which project when quotas bind."""

from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import click

from fivefold.method.claim.coordination import (
    Change,
    Plan,
    Question,
    Quota,
    Region,
    changes,
    coordinate,
    dominant,
)
from fivefold.method.reason import speak
from fivefold.project.method import tables
from fivefold.project.method.speaking import LANGUAGE, refusing, tell

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
REGION = ("region", "province", "class")
OWN = (*REGION, "asked", "must", "must_not", "low", "high")
QUOTA = ("project", "province", "class", "low", "high", "penalty")
_SOFT = "soft"
_EACH = "*"


@click.command("coordinate")
@click.argument("table", type=FILE)
@click.option("--quotas", type=FILE, help="名额表 / a table of quotas")
@click.option("--threshold", default="0", show_default=True, help="门槛分 / points that a claim must exceed")
@click.option(
    "--low", type=click.IntRange(0), default=1, show_default=True, help="至少认领 / projects at least"
)
@click.option(
    "--high", type=click.IntRange(0), default=2, show_default=True, help="至多认领 / projects at most"
)
@click.option("--why", is_flag=True, help="逐一说明调整的原因和代价 / reason and price of every change")
@click.option("--out", type=click.Path(path_type=Path), help="csv, xlsx, json")
@LANGUAGE
def coordinate_command(table: Path, language: str, out: Path | None, **options: Any) -> None:
    """任务分领统筹：名额之内的最优认领 / the best claims within quotas, exactly.

    TABLE: region, province, class, 每个项目一列得分 / a column of scores per project (empty: not open); 可选 /
    optional: asked, must, must_not (项目以空格分开 / projects with blanks between), low, high.

    --quotas: project, province, class, low, high, penalty. 空 / empty: all together; *: each; penalty 空 / empty:
    hard; soft: 只在不得已时不满足 / broken only where it must be.
    """
    with refusing(language):
        question = _question(table, options)
        plan = coordinate(question)
        found = changes(question, plan) if options["why"] else ()
    tables.write_rows(_rows(question, plan, {one.region: one for one in found}, language), out)
    tell(plan.reasons, language)
    tell([one.reason for one in plan.shortages], language)


def _question(path: Path, options: dict[str, Any]) -> Question:
    read = tables.read_table(path)
    _needed(read, REGION)
    projects = tuple(name for name in read.columns if name not in OWN)
    regions = tuple(_region(row, projects, options) for row in read.records())
    question = Question(regions, projects, threshold=_number(options["threshold"], "--threshold"))
    if options["quotas"] is None:
        return question
    given = tables.read_table(options["quotas"])
    _needed(given, QUOTA)
    quotas = [quota for row in given.records() for quota in _quotas(row, question)]
    return Question(regions, projects, tuple(quotas), question.threshold)


def _needed(read: tables.Table, names: tuple[str, ...]) -> None:
    lacking = [name for name in names if name not in read.columns]
    if lacking:
        raise click.ClickException(f"缺少列 / columns are missing: {', '.join(lacking)}")


def _region(row: dict[str, str], projects: tuple[str, ...], options: dict[str, Any]) -> Region:
    code = row["region"]
    asked = row.get("asked", "")
    return Region(
        code,
        row["province"],
        row["class"],
        {name: _number(row[name], f"{code} {name}") for name in projects if row[name]},
        tuple(asked.split()) if asked else None,
        tuple(row.get("must", "").split()),
        tuple(row.get("must_not", "").split()),
        _whole(row.get("low") or str(options["low"]), code),
        _whole(row.get("high") or str(options["high"]), code),
    )


def _quotas(row: dict[str, str], question: Question) -> list[Quota]:
    place = f"{row['project']} {row['province']} {row['class']}"
    low, high = _whole(row["low"] or "0", place), _whole(row["high"], place) if row["high"] else None
    penalty = dominant(question) if row["penalty"] == _SOFT else None
    if row["penalty"] not in ("", _SOFT):
        penalty = _number(row["penalty"], place)
    provinces = _scope(row["province"], {one.province for one in question.regions})
    classes = _scope(row["class"], {one.region_class for one in question.regions})
    projects = question.projects if row["project"] == _EACH else (row["project"],)
    return [
        Quota(project, province, kind, low, high, penalty)
        for project in projects
        for province in provinces
        for kind in classes
    ]


def _scope(cell: str, every: set[str]) -> list[str | None]:
    return [*sorted(every)] if cell == _EACH else [cell or None]


def _number(text: str, place: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise click.ClickException(f"{place}: 不是数 / no number: {text}") from error


def _whole(text: str, place: str) -> int:
    if not text.isdecimal():
        raise click.ClickException(f"{place}: 不是整数 / no whole number: {text}")
    return int(text)


def _rows(question: Question, plan: Plan, why: dict[str, Change], language: str) -> list[dict[str, Any]]:
    rows = []
    for code, projects in plan.claims.items():
        region = question.by_code[code]
        row: dict[str, Any] = {"region": code, "province": region.province, "class": region.region_class}
        row["claims"] = " ".join(projects)
        change = why.get(code)
        if change is not None:
            row |= {"asked": " ".join(change.asked), "price": change.price, "keeping": change.keeping}
            row["reasons"] = "; ".join(speak(reason, language) for reason in change.reasons)
        rows.append(row)
    return rows
