"""The tables that coordination is asked with: scores of regions, and quotas."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import lcm
from pathlib import Path
from typing import Any, TypeVar

import click

from fivefold.method.claim.coordination import Question, Quota, Region, dominant
from fivefold.project.method import tables
from fivefold.project.method.cells import EmptyCellError, WrongCellError, check_filled, figure, whole_number

REGION = ("region", "province", "class")
OWN = (*REGION, "asked", "must", "must_not", "low", "high")
QUOTA = ("project", "province", "class", "low", "high", "penalty")
_SOFT = "soft"
_EACH = "*"
_LONGEST = 2**62

_Called = TypeVar("_Called", bound=Callable[..., Any])
_OPTIONS = (
    click.option(
        "--threshold", default="0", show_default=True, help="门槛分 / points that a claim must exceed"
    ),
    click.option(
        "--low", type=click.IntRange(0), default=1, show_default=True, help="至少认领 / projects at least"
    ),
    click.option(
        "--high", type=click.IntRange(0), default=2, show_default=True, help="至多认领 / projects at most"
    ),
)


def with_limits(command: _Called) -> _Called:
    """Add the options that every question of coordination has: threshold, low, high."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def read_question(path: Path, quotas_path: Path | None, options: dict[str, Any]) -> Question:
    """Return the question of a table of scores and one of quotas.

    Raises `click.ClickException` for a missing column or a cell that is no number, and as `Question` does.
    """
    read = tables.read_table(path)
    _needed(read, REGION)
    check_filled(read, path, *REGION)
    projects = tuple(name for name in read.columns if name not in OWN)
    regions = tuple(_region(row, projects, options) for row in read.records())
    question = Question(regions, projects, threshold=_number(options["threshold"], "--threshold"))
    if quotas_path is None:
        return _fits(question)
    given = tables.read_table(quotas_path)
    _needed(given, QUOTA)
    check_filled(given, quotas_path, "project")
    quotas = [quota for row in given.records() for quota in _quotas(row, question)]
    return _fits(Question(regions, projects, tuple(quotas), question.threshold))


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


def _fits(question: Question) -> Question:
    """Return the question. `WrongCellError` if its points, as whole numbers of their last decimal, are too long.

    The solver counts in 64 bits: the largest number of points, once for every region and quota, must fit.
    """
    points = [question.threshold, *(quota.penalty or 0 for quota in question.quotas)]
    points += [score for region in question.regions for score in region.scores.values()]
    exact = [Fraction(one) for one in points]
    units = lcm(*(one.denominator for one in exact)) * max(map(abs, exact))
    if units * (len(question.regions) + len(question.quotas) + 2) > _LONGEST:
        raise WrongCellError(
            "数值位数过多，请减少小数位数 / the numbers have too many digits in all: round them to fewer decimals"
        )
    return question


def _number(text: str, place: str) -> Decimal:
    found = figure(text, place)
    if found is None:
        raise EmptyCellError(f"{place}: 不能为空 / must not be empty")
    return found


def _whole(text: str, place: str) -> int:
    found = whole_number(text, place) if text.isdecimal() else None
    if found is None:
        raise WrongCellError(f"{place}: 不是整数 / no whole number: {text[:40]}")
    return found
