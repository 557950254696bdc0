"""Columns of a table by their names, in English or Chinese, and exact numbers out of their cells."""

from decimal import Decimal, InvalidOperation

import click

from fivefold.project.method.tables import Table


def column(table: Table, *names: str) -> str:
    """Return the first of the names that heads a column. `click.ClickException` if none does."""
    for name in names:
        if name in table.columns:
            return name
    raise click.ClickException(f"缺少列 / a column is missing: {' | '.join(names)}")


def number(cell: str, where: str) -> Decimal | None:
    """Return the number in a cell, None for an empty one. `click.ClickException` for other text."""
    if not cell:
        return None
    try:
        return Decimal(cell)
    except InvalidOperation as error:
        raise click.ClickException(f"{where}: 不是数 / no number: {cell[:40]}") from error
