"""``fivefold method digest``: the canonical digest of a json file."""

from pathlib import Path

import click

from fivefold.method import canonical
from fivefold.project.method.cells import FILE
from fivefold.project.method.tables import TOO_DEEP


@click.command()
@click.argument("file", type=FILE)
def digest(file: Path) -> None:
    """规范摘要：RFC 8785 规范形式的 SHA-256 / SHA-256 of the canonical form, whatever spaces and order of names.

    FILE: json. 带小数的数写成文本 / numbers with a fraction are written as text.
    """
    try:
        click.echo(canonical.digest(canonical.loads(file.read_bytes())))
    except ValueError as error:
        raise click.ClickException(f"{file.name}: 没有规范形式 / has no canonical form: {error}") from error
    except RecursionError:
        raise click.ClickException(f"{file.name}: {TOO_DEEP}") from None
