"""What the commands say beside their tables: reasons and refusals, in Chinese or English."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click

from fivefold.method.reason import Reason, Refused, speak

LANGUAGE = click.option(
    "--language",
    type=click.Choice(["zh", "en"]),
    default="zh",
    show_default=True,
    help="说明的语言 / of the reasons",
)


def tell(reasons: Iterable[Reason], language: str) -> None:
    """Write one sentence per reason to the error stream, so that the table alone goes to the output."""
    for reason in reasons:
        click.echo(speak(reason, language), err=True)


@contextmanager
def refusing(language: str) -> Iterator[None]:
    """End the command with the sentences of a refusal, and exit status 1."""
    try:
        yield
    except Refused as refusal:
        raise click.ClickException("; ".join(refusal.spoken(language))) from refusal
