"""``fivefold docs``: write the generated pages, or compare them."""

from pathlib import Path

import click


@click.command()
@click.option(
    "--check", is_flag=True, help="Compare only; exit with 1 when a page is not in step with the code."
)
def docs(*, check: bool) -> None:
    """Write the generated reference pages under docs/reference."""
    from fivefold.project.cli import set_up

    set_up()
    from django.conf import settings

    from fivefold.project.reference.pages import PAGES

    folder = Path(settings.ROOT) / "docs" / "reference"
    folder.mkdir(parents=True, exist_ok=True)
    stale = []
    for name, page in PAGES.items():
        path = folder / name
        text = page()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if not check:
            path.write_text(text, encoding="utf-8")
    for name in stale:
        click.echo(f"{'not in step' if check else 'written'}: docs/reference/{name}")
    if check and stale:
        raise SystemExit(1)
