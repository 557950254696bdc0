"""A real server and worker on the demonstration of a small nation, and a chromium that sees nothing else."""

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
from playwright.sync_api import Browser, sync_playwright

from browser.visitors import ARGUMENTS, CHROMIUM, Site, Visitors

REGIONS = "64"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait(url: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(url, timeout=5).read()  # noqa: S310 - our own server
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server did not answer")


@contextmanager
def served(data: Path) -> Iterator[Site]:
    """Make the demonstration in a folder and serve it; what it says goes to server.log and worker.log there."""
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ, "FIVEFOLD_DATA": str(data), "FIVEFOLD_DEMO": "1", "FIVEFOLD_PUBLIC_URL": url,
        "FIVEFOLD_DATABASE": f"sqlite:///{data}/fivefold.sqlite3",
    }  # fmt: skip

    def fivefold(*arguments: str) -> list[str]:
        return [sys.executable, "-m", "fivefold", *arguments]

    made = subprocess.run(
        fivefold("demo", "--prepare-only", "--regions", REGIONS),
        env=environment,
        check=False,
        capture_output=True,
    )
    assert made.returncode == 0, made.stderr.decode()
    with (data / "server.log").open("wb") as server, (data / "worker.log").open("wb") as worker:
        running = [
            subprocess.Popen(
                fivefold("serve", "--port", str(port), "--workers", "1"), env=environment, stderr=server
            ),
            subprocess.Popen(fivefold("worker"), env=environment, stderr=worker),
        ]
        try:
            _wait(f"{url}/accounts/login/")
            yield Site(url, data)
        finally:
            for process in running:
                process.terminate()
            for process in running:
                process.wait(timeout=20)


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Iterator[Site]:
    """The demonstration that pages are looked at on; nobody changes anything there."""
    with served(tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def signed_in() -> dict[str, dict]:
    """The cookies of each log-in, so that nobody signs in twice."""
    return {}


@pytest.fixture
def visitors(browser, site, signed_in) -> Iterator[Visitors]:
    """Open the site as somebody: ``visitors.page("signer", width=390, language="en")``."""
    made = Visitors(browser, site, signed_in)
    yield made
    made.close()
