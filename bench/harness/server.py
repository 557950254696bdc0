"""Servers on the loop-back address: ours as in production, and the bare pages on the same server."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from harness.child import BENCH
from harness.client import HOST, UnexpectedAnswerError, fetch
from harness.cluster import free_port
from harness.processes import start, stop
from harness.stage import Site

WORKERS = 2
_PATIENCE = 40.0
OURS, BARE, USUAL = "ours", "bare", "usual"
_SETTINGS = {BARE: "bare.settings", USUAL: "bare.usual_settings"}


class NotServedError(RuntimeError):
    """A server did not answer in time; the message is what it said."""


def environment(arm: str, site: Site) -> dict[str, str]:
    """Return the environment of an arm's processes."""
    chosen = {"DJANGO_SETTINGS_MODULE": _SETTINGS[arm]} if arm in _SETTINGS else {}
    return {**os.environ, **site.environment, **chosen}


def _command(arm: str, port: int) -> list[str]:
    if arm == OURS:
        there = ["-m", "fivefold", "serve", "--host", HOST]
        return [sys.executable, *there, "--port", str(port), "--workers", str(WORKERS)]
    return [sys.executable, str(BENCH / "bare" / "wsgi.py"), str(port), str(WORKERS)]


@contextmanager
def serving(arm: str, site: Site, path: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Serve an installation; yields the server's process and port once ``path`` answers. Raises NotServedError."""
    port, log = free_port(), site.folder / f"{arm}.log"
    process = start(_command(arm, port), environment(arm, site), log)
    try:
        _wait(process, port, path, log)
        yield process, port
    finally:
        stop(process)


def _wait(process: subprocess.Popen[bytes], port: int, path: str, log: Path) -> None:
    until = time.monotonic() + _PATIENCE
    while process.poll() is None and time.monotonic() < until:
        try:
            fetch(port, path, {}, most=1, seconds=_PATIENCE)
        except UnexpectedAnswerError:
            time.sleep(0.3)
        else:
            return
    raise NotServedError(log.read_text(errors="replace")[-2000:])
