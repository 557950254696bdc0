"""A real installation in a folder of its own: filled by a command or a few lines, then server and worker."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from browser.visitors import Site

REGIONS = "64"
PATIENCE = 120  # seconds that a busy machine may take to start or to stop a process
TESTS = Path(__file__).parents[1]
_BEGIN = """
import json
from fivefold.project.cli import set_up
set_up()
from django.core.management import call_command
from browser import beginnings
call_command("migrate", verbosity=0, interactive=False)
call_command("createcachetable", verbosity=0)
"""


def demonstration(data: Path) -> None:
    """Fill a folder with the demonstration of a small nation."""
    _run(data, "-m", "fivefold", "demo", "--prepare-only", "--regions", REGIONS)


def founding(data: Path) -> None:
    """Fill a folder with an installation on its first day: a programme, its top body, two administrators."""
    _run(data, "-c", f"{_BEGIN}beginnings.first_day()")


def open_round(data: Path) -> dict[str, list[str]]:
    """Fill a folder with a round that has just opened; return log-in and password by role and body."""
    return json.loads(_run(data, "-c", f"{_BEGIN}print(json.dumps(beginnings.open_round()))"))


@contextmanager
def served(data: Path) -> Iterator[Site]:
    """Serve what is in a folder; what server and worker say goes to server.log and worker.log there."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {**_environment(data), "FIVEFOLD_PUBLIC_URL": url}
    commands = {"server": ["serve", "--port", str(port), "--workers", "1"], "worker": ["worker"]}
    running = []
    try:
        for name, command in commands.items():
            with (data / f"{name}.log").open("wb") as log:
                line = [sys.executable, "-m", "fivefold", *command]
                running.append(subprocess.Popen(line, env=environment, stderr=log))
        _wait(f"{url}/accounts/login/")
        yield Site(url, data)
    finally:
        for process in running:
            process.terminate()
        for process in running:
            _end(process)


def _environment(data: Path) -> dict[str, str]:
    return {
        **os.environ, "FIVEFOLD_DATA": str(data), "FIVEFOLD_DEMO": "1", "PYTHONPATH": str(TESTS),
        "FIVEFOLD_DATABASE": f"sqlite:///{data}/fivefold.sqlite3",
    }  # fmt: skip


def _run(data: Path, *arguments: str) -> bytes:
    made = subprocess.run(
        [sys.executable, *arguments], env=_environment(data), check=False, capture_output=True
    )
    assert made.returncode == 0, made.stderr.decode()
    return made.stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _end(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()


def _wait(url: str) -> None:
    for _ in range(10 * PATIENCE):
        try:
            urllib.request.urlopen(url, timeout=5).read()  # noqa: S310 - our own server
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server did not answer")
