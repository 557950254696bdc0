"""A real server and worker on the demonstration of a small nation, and a chromium that blocks everything else."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

ROOT = Path(__file__).parents[2]
CHROMIUM = os.environ.get("FIVEFOLD_CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PASSWORD = "fivefold-demo"


@dataclass(frozen=True)
class Site:
    """The running demonstration: its address and its data folder."""

    url: str
    data: Path


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait(url: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(url, timeout=2).read()  # noqa: S310 - our own server
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server did not answer")


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Iterator[Site]:
    data = tmp_path_factory.mktemp("site")
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ, "FIVEFOLD_DATA": str(data), "FIVEFOLD_DEMO": "1", "FIVEFOLD_PUBLIC_URL": url,
        "FIVEFOLD_DATABASE": f"sqlite:///{data}/fivefold.sqlite3",
    }  # fmt: skip

    def fivefold(*arguments: str) -> list[str]:
        return [sys.executable, "-m", "fivefold", *arguments]

    subprocess.run(
        fivefold("demo", "--prepare-only", "--regions", "64"), env=environment, check=True, capture_output=True
    )
    running = [
        subprocess.Popen(fivefold("serve", "--port", str(port), "--workers", "1"), env=environment),
        subprocess.Popen(fivefold("worker"), env=environment),
    ]
    try:
        _wait(url)
        yield Site(url, data)
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(timeout=20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_site(browser, site):
    """Return a function that opens the site as somebody: ``open_site("signer", width=390, language="en")``."""
    contexts: list[BrowserContext] = []

    def opened(role: str = "", *, width: int = 1440, language: str = "zh-CN"):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, locale=language, accept_downloads=True
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        if role:
            sign_in(page, site.url, role)
        return page

    yield opened
    for context in contexts:
        context.close()


def sign_in(page, url: str, role: str) -> None:
    page.goto(f"{url}/accounts/login/")
    page.fill("input[name=login]", f"demo-{role}")
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button[type=submit], main form button:not([type])")
    page.wait_for_load_state()
    assert "/accounts/login" not in page.url
