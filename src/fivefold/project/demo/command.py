"""``fivefold demo``: prepare, show the progress, serve on this machine, print address and log-ins."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import click

from fivefold.project.demo.serving import HOST, held, run

_NOT_OURS = (
    "演示数据未准备完，但该数据库不是演示目录中的 SQLite 文件或含有其他数据，不予删除；请用空数据库"
    "（FIVEFOLD_DATABASE）或另一目录（FIVEFOLD_DATA）· the demonstration is unfinished, but the database is not a"
    " SQLite file of the data folder or holds other data, so it is not removed: name an empty database"
    " (FIVEFOLD_DATABASE) or another folder (FIVEFOLD_DATA)"
)


@contextmanager
def _step(text: str) -> Iterator[None]:
    """Show one step with the time it took."""
    click.echo(f"  {text} …", nl=False)
    began = time.monotonic()
    yield
    click.echo(f" {time.monotonic() - began:.1f} s")


def _prepare() -> None:
    from django.core.management import call_command

    with _step("translations · 界面文字"):
        call_command("build_messages", verbosity=0)
    with _step("database · 数据库"):
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)


def _fill(regions: int) -> None:
    from fivefold.project.demo.build import build
    from fivefold.project.demo.renewing import NotOursError, Standing, clear, standing

    found = standing()
    if found is Standing.WHOLE:
        click.echo("  the demonstration is there already · 演示数据已就绪")
        return
    if found is Standing.UNFINISHED:
        try:
            clear()
        except NotOursError as error:
            raise click.ClickException(_NOT_OURS) from error
        click.echo("  an earlier run did not finish: begun anew · 上次准备未完成，现重新准备")
        _prepare()
    build(regions=regions, step=_step)


def _announce(port: int, seconds: float) -> None:
    from fivefold.project.demo.build import logins, waiting
    from fivefold.project.demo.people import PASSWORD

    click.echo(f"  ready in {seconds:.0f} s · 准备完毕")
    click.echo(f"\n  http://{HOST}:{port}/    Ctrl-C stops · 按 Ctrl-C 停止\n  password · 密码: {PASSWORD}\n")
    words = waiting()
    for login in logins():
        waits = f"：{said}" if (said := words.get(login.username)) else ""
        click.echo(f"    {login.username:<22} {login.role} · {login.place}{waits}")


def _possible(context: click.Context, parameter: click.Parameter, regions: int) -> int:
    """Return the number of regions. Raises BadParameter for a nation that cannot be made."""
    from fivefold.packs.fictional import SMALLEST, capacity

    if not SMALLEST <= regions <= capacity():
        message = f"地区数须在 {SMALLEST} 至 {capacity()} 之间 · between {SMALLEST} and {capacity()} regions"
        raise click.BadParameter(message, context, parameter)
    return regions


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option(
    "--regions", default=416, show_default=True, callback=_possible, help="size of the fictional nation"
)
@click.option("--prepare-only", is_flag=True, help="fill the database and stop")
def demo(port: int, regions: int, prepare_only: bool) -> None:
    """Run the demonstration on this machine: everything in it is fictional but the register of divisions."""
    os.environ["FIVEFOLD_DEMO"] = "1"
    # Before the settings are read: this address is printed on the posted list and in its code.
    os.environ.setdefault("FIVEFOLD_PUBLIC_URL", f"http://{HOST}:{port}")
    from fivefold.project.cli import set_up

    began = time.monotonic()
    with nullcontext() if prepare_only else held(port):
        set_up()
        from django.conf import settings

        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        click.echo("Fivefold 五分 · demo 演示")
        _prepare()
        _fill(regions)
    if prepare_only:
        click.echo(f"  prepared in {time.monotonic() - began:.0f} s · 准备完毕")
    else:
        run(port, lambda: _announce(port, time.monotonic() - began))
