"""Columns of a table by their names, in English or Chinese."""

import click

from fivefold.project.method.tables import Table


def column(table: Table, *names: str) -> str:
    """Return the first of the names that heads a column. `click.ClickException` if none does."""
    for name in names:
        if name in table.columns:
            return name
    raise click.ClickException(f"缺少列 / a column is missing: {' | '.join(names)}")
