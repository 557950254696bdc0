"""``fivefold register`` and ``fivefold claims``: bringing files in without a browser, by the same actions."""

from datetime import date, datetime
from pathlib import Path

import click

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)

_NO_DATABASE = (
    "没有可用的数据库：请用 FIVEFOLD_DATA 指定数据目录（或用 FIVEFOLD_DATABASE 指定数据库），并先运行 fivefold manage"
    " migrate / there is no database to use: name its folder by FIVEFOLD_DATA (or the database by FIVEFOLD_DATABASE),"
    " and run fivefold manage migrate first"
)


def _fail(lines: list[str]) -> None:
    for line in lines:
        click.echo(line, err=True)
    raise SystemExit(1)


def ready() -> None:
    """Set up, and end with a sentence where there is no database or one without tables."""
    from fivefold.project.cli import set_up

    set_up()
    from django.db import DatabaseError

    from fivefold.packs.models import Programme

    try:
        Programme.objects.exists()
    except DatabaseError as error:
        raise click.ClickException(f"{_NO_DATABASE} ({error})") from error


@click.group()
def register() -> None:
    """The register of administrative areas."""


@register.command("import")
@click.argument("programme")
@click.argument("file", type=FILE)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="the day from which changes hold (today)")
@click.option("--check", is_flag=True, help="say what would change and save nothing")
@click.option("--language", default="zh-hans", show_default=True)
def register_import(programme: str, file: Path, on: datetime | None, check: bool, language: str) -> None:
    """Import a register (csv, xlsx) into a programme; problems are printed cell by cell and nothing is saved."""
    ready()
    from fivefold.classify.regions.commands import (
        check_register,
        figures_line,
        import_register,
        problem_lines,
    )
    from fivefold.classify.register.actions import ImportRefused
    from fivefold.method.reason import Refused
    from fivefold.packs.models import Programme

    found = Programme.objects.select_related("pack_version").filter(slug=programme).first()
    if found is None:
        raise click.BadParameter(f"no programme called {programme}")
    day = on.date() if on else date.today()  # noqa: DTZ011 - the day of the person at the keyboard
    try:
        if check:
            plan = check_register(found, file, on=day)
            if plan.problems:
                _fail(problem_lines(plan, language))
            click.echo(figures_line(plan, language))
            return
        import_register(found, file, on=day)
    except ImportRefused as refused:
        _fail([*problem_lines(refused.plan, language), *refused.spoken(language)])
    except Refused as refused:
        _fail(list(refused.spoken(language)))
    click.echo("ok")


@click.group()
def claims() -> None:
    """Claims of projects."""


@claims.command("import")
@click.argument("programme")
@click.argument("file", type=FILE)
@click.option("--user", required=True, help="sign-in name of the person who acts")
@click.option("--role", required=True, help="the role of their seat, such as coordinator")
@click.option("--round", "title", default="", help="title of the round (the one opened last)")
@click.option("--check", is_flag=True, help="say what would change and save nothing")
@click.option("--language", default="zh-hans", show_default=True)
def claims_import(
    programme: str, file: Path, user: str, role: str, title: str, check: bool, language: str
) -> None:
    """Bring in claims from a workbook, all or none; a claim beyond the cap is refused at its cell."""
    ready()
    from fivefold.claim.claims.commands import UnknownNameError, actor_of, import_claims, round_of
    from fivefold.method.reason import Refused

    try:
        report = import_claims(
            round_=round_of(programme, title),
            path=file,
            actor=actor_of(programme, user, role),
            language=language,
            dry_run=check,
        )
    except UnknownNameError as error:
        raise click.BadParameter(str(error)) from error
    except Refused as refused:
        _fail(list(refused.spoken(language)))
    if report.faults:
        _fail(list(report.faults))
    click.echo(f"begun {report.begun}, changed {report.changed}")
