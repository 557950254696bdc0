"""``fivefold serve`` and ``fivefold worker``: the two processes of an installation."""

import os
import signal
import time
from types import FrameType

import click

_IDLE_SECONDS = 0.5
_HOUSE_SECONDS = 60.0


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=2, show_default=True)
def serve(host: str, port: int, workers: int) -> None:
    """Serve the pages."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fivefold.project.settings")
    Granian(
        "fivefold.project.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=1,
        respawn_failed_workers=True,
        log_access=False,
        log_level=LogLevels.warning,
    ).serve()


@click.command()
def worker() -> None:
    """Do the long work: imports, documents, lapsed confirmations."""
    from fivefold.project.cli import set_up

    set_up()
    from fivefold.jobs.queue import run_one
    from fivefold.project.housekeeping import keep_house

    stopping: list[int] = []

    def stop(signum: int, frame: FrameType | None) -> None:
        stopping.append(signum)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    looked = -_HOUSE_SECONDS
    while not stopping:
        if time.monotonic() - looked >= _HOUSE_SECONDS:
            keep_house()
            looked = time.monotonic()
        if run_one() is None:
            time.sleep(_IDLE_SECONDS)
