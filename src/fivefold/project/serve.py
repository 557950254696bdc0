"""``fivefold serve`` and ``fivefold worker``: the two processes of an installation."""

import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType

import click

_IDLE_SECONDS = 0.5
_HOUSE_SECONDS = 60.0
_DAY_SECONDS = 86_400.0


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=2, show_default=True)
def serve(host: str, port: int, workers: int) -> None:
    """Serve the pages."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    _ready()
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


def _ready() -> None:
    """Set up, and end with a sentence for each fault for which nothing may be served."""
    from fivefold.project.cli import set_up

    set_up()
    from fivefold.project.checks import require_sound

    require_sound()


@dataclass
class _Round:
    """Something that is done now and then, beginning at once."""

    seconds: float
    work: Callable[[], object]
    done: float | None = None

    def go(self) -> None:
        """Do it if it is time."""
        now = time.monotonic()
        if self.done is None or now - self.done >= self.seconds:
            self.work()
            self.done = time.monotonic()


@click.command()
def worker() -> None:
    """Do the long work: imports, documents, lapsed confirmations."""
    _ready()
    from fivefold.jobs.queue import run_one
    from fivefold.jobs.statistics import refresh_statistics
    from fivefold.project.housekeeping import keep_house

    stopping: list[int] = []

    def stop(signum: int, frame: FrameType | None) -> None:
        stopping.append(signum)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    rounds = (_Round(_HOUSE_SECONDS, keep_house), _Round(_DAY_SECONDS, refresh_statistics))
    while not stopping:
        for each in rounds:
            each.go()
        if run_one() is None:
            time.sleep(_IDLE_SECONDS)
