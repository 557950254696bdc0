"""Cells as facts: read as what the rules ask of them, and left as text where they are not."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal

import click

from fivefold.method.classify import All, Any, Condition, Eq, In, IsFalse, IsTrue, Ne, Not, NotIn, Value
from fivefold.project.method.cells import figure, whole_number

_WORDS = {"是": True, "true": True, "yes": True, "否": False, "false": False, "no": False}


def kinds_of(conditions: Iterable[Condition]) -> dict[str, set[type]]:
    """Return the types that the conditions ask of each fact."""
    found: dict[str, set[type]] = {}
    for condition in conditions:
        for fact, kind in _kinds(condition):
            found.setdefault(fact, set()).add(kind)
    return found


def fact_of(cell: str, kinds: set[type]) -> Value | None:
    """Return the value of a cell for a fact of which these types are asked; None for an empty cell.

    Where it is of none of them it is yes or no by its word, else text; the method then says that the type is wrong.
    """
    if not cell:
        return None
    for kind in (date, int, Decimal):
        if kind in kinds:
            with suppress(ValueError, click.ClickException):
                value = _READ[kind](cell)
                if value is not None:
                    return value
    return cell if kinds == {str} else _WORDS.get(cell.lower(), cell)


def _kinds(condition: Condition) -> Iterator[tuple[str, type]]:
    if isinstance(condition, All | Any):
        for part in condition.parts:
            yield from _kinds(part)
    elif isinstance(condition, Not):
        yield from _kinds(condition.part)
    elif isinstance(condition, Eq | Ne):
        yield condition.fact, type(condition.value)
    elif isinstance(condition, In | NotIn):
        yield condition.fact, type(condition.values[0])
    elif isinstance(condition, IsTrue | IsFalse):
        yield condition.fact, bool


def _day(cell: str) -> date:
    """Read a day, and a workbook's midnight."""
    return date.fromisoformat(cell.removesuffix(" 00:00:00"))


_READ: Mapping[type, Callable[[str], Value | None]] = {
    date: _day,
    int: lambda cell: whole_number(cell, ""),
    Decimal: lambda cell: figure(cell, ""),
}
