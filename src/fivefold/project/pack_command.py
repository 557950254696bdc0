"""``fivefold pack``: checking programme packs."""

from pathlib import Path

import click


@click.group()
def pack() -> None:
    """Programme packs."""


@pack.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def check(folder: Path) -> None:
    """Check a pack folder and run its own examples; faults are printed as file:line:column."""
    from fivefold.packs.cli_check import check_folder

    code, lines = check_folder(folder)
    for line in lines:
        click.echo(line)
    raise SystemExit(code)
