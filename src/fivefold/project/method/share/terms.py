"""Terms and the administrator's table of working days, as tables."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

import click

from fivefold.method.share.deadlines import Extension, Term, extend, term
from fivefold.method.share.workdays import DayKind, WorkingYear
from fivefold.project.method.cells import FILE, Row, read_sheet

NEEDED = {"name": "名称", "start": "起始时间", "days": "天数", "kind": "日别"}
OPTIONAL = {"until": "延至", "asked_by": "申请", "because": "理由", "decided_by": "决定", "done": "办结时间"}
KINDS: dict[str, DayKind] = {
    "calendar": "calendar", "working": "working", "自然日": "calendar", "工作日": "working",
}  # fmt: skip
_ARRANGED = {"off": "off", "work": "work", "放假": "off", "上班": "work"}
_LONGEST = 366

_Called = TypeVar("_Called", bound=Callable[..., Any])
_OPTIONS = (
    click.option("--zone", default="Asia/Shanghai", show_default=True, help="时区 / time zone"),
    click.option(
        "--workdays", type=FILE, help="工作日表 / first, last, arrangement (首日、末日、安排: 放假, 上班)"
    ),
)


def with_days(command: _Called) -> _Called:
    """Add the options that say how days are counted: zone, workdays."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def read_years(path: Path | None) -> tuple[WorkingYear, ...]:
    """Return the years of a table of working days: one run of days off, or of days worked, a row.

    A year is covered when a day of it stands in the table; nothing is guessed for any other.
    """
    off: set[date] = set()
    worked: set[date] = set()
    rows = read_sheet(path, {"first": "首日", "arrangement": "安排"}, {"last": "末日"}).rows if path else ()
    for row in rows:
        days = worked if row.one_of("arrangement", _ARRANGED) == "work" else off
        days.update(_run(row))
    both = off & worked
    if both:
        raise click.ClickException(f"既放假又上班 / both off and worked: {', '.join(map(str, sorted(both)))}")
    years = sorted({day.year for day in off | worked})
    return tuple(
        WorkingYear(
            year,
            frozenset(day for day in off if day.year == year),
            frozenset(day for day in worked if day.year == year),
        )
        for year in years
    )


def _run(row: Row) -> list[date]:
    first = row.day("first")
    last = row.day("last") if row.get("last") else first
    if not 0 <= (last - first).days < _LONGEST:
        raise row.wrong("last", "末日早于首日，或超过一年 / before the first day, or beyond a year")
    return [first + timedelta(days=count) for count in range((last - first).days + 1)]


def term_of(row: Row, zone: str, years: tuple[WorkingYear, ...]) -> Term:
    """Return the term of a row, extended where `until` says so. Raises as `term` and `extend` do."""
    kind = KINDS[row.one_of("kind", dict(KINDS))]
    try:
        given = term(row.moment("start"), row.whole("days"), kind, zone, years)
    except OverflowError:
        raise row.wrong("days", "到不了的日子 / beyond the calendar") from None
    if not row.get("until"):
        return given
    asked_by, because, decided_by = (row.get(name) for name in ("asked_by", "because", "decided_by"))
    return extend(given, Extension(row.day("until"), asked_by, because, decided_by))
