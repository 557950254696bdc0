"""``fivefold demo``: prepare, show the progress, serve on this machine, print address and log-ins."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

HOST = "127.0.0.1"


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
    from fivefold.packs.models import Programme
    from fivefold.project.demo.build import build

    if Programme.objects.filter(slug="demo").exists():
        click.echo("  the demonstration is there already · 演示数据已就绪")
        return
    build(regions=regions, step=_step)


def _start(*arguments: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "FIVEFOLD_DEMO": "1"}
    return subprocess.Popen([sys.executable, "-m", "fivefold", *arguments], env=environment)  # noqa: S603 - our own commands


def _serve(port: int, ready: Callable[[], None]) -> None:
    processes = [_start("serve", "--host", HOST, "--port", str(port)), _start("worker")]
    try:
        ready()
        while all(process.poll() is None for process in processes):
            time.sleep(0.5)
    except KeyboardInterrupt:
        click.echo("\nstopped · 已停止")
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(timeout=10)


def _announce(port: int) -> None:
    from fivefold.project.demo.build import logins
    from fivefold.project.demo.people import PASSWORD

    click.echo(f"\n  http://{HOST}:{port}/    Ctrl-C stops · 按 Ctrl-C 停止\n  password · 密码: {PASSWORD}\n")
    for login in logins():
        click.echo(f"    {login.username:<22} {login.role} · {login.place}")


@click.command()
@click.option("--port", default=8000, show_default=True)
@click.option("--regions", default=416, show_default=True, help="size of the fictional nation")
@click.option("--prepare-only", is_flag=True, help="fill the database and stop")
def demo(port: int, regions: int, prepare_only: bool) -> None:
    """Run the demonstration on this machine: everything in it is fictional but the register of divisions."""
    os.environ["FIVEFOLD_DEMO"] = "1"
    from fivefold.project.cli import set_up

    began = time.monotonic()
    set_up()
    from django.conf import settings

    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    click.echo("Fivefold 五分 · demo 演示")
    _prepare()
    _fill(regions)
    click.echo(f"  ready in {time.monotonic() - began:.0f} s · 准备完毕")
    if not prepare_only:
        _serve(port, lambda: _announce(port))
