"""The stage of the matrix as a site: a browser's requests are answered in this process, where the stage's clock stands.

On the stage there is one thing of every kind in every state that a page asks for, so every route can be looked at, by
a seat that may, as it answers to being opened and to a form that is sent.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.test import Client
from playwright.sync_api import Page, Route

from matrix.routes import Probe
from matrix.stage import Stage
from matrix.test_routes import PROBES, address, ask

URL = "http://stage.example"
PASSED_ON = ("content-type", "content-security-policy", "cache-control")


@dataclass
class StageSite:
    """Answers a browser: the address that is looked at by what it was answered, files as anybody gets them.

    The browser asks from a place of its own, where the stage's database is not: what is read there is read before.
    """

    files: Client = field(default_factory=Client)
    answer: HttpResponse | None = None
    path: str = ""

    def show(self, page: Page, path: str, answer: HttpResponse) -> None:
        """Let the browser open ``path`` and get this answer."""
        self.path, self.answer = urlsplit(path).path, answer
        page.goto(URL + path)

    def fulfil(self, route: Route) -> None:
        """Answer one request of the browser."""
        asked = urlsplit(route.request.url)
        own = asked.path == self.path and route.request.is_navigation_request()
        given = self.answer if own else self.files.get(asked.path)
        body = b"".join(given.streaming_content) if given.streaming else given.content
        headers = {name: given.headers[name] for name in PASSED_ON if name in given.headers}
        route.fulfill(status=given.status_code, headers=headers, body=body)


def who(probe: Probe) -> str:
    """A seat that the probe lets in; nobody where anybody may."""
    return min(probe.may)


def pages(stage: Stage, clients: dict[str, Client]) -> Iterator[tuple[Probe, str, str]]:
    """Yield every probe that a page answers, with its address and who looks at it."""
    for probe in PROBES:
        if probe.may and not probe.route.startswith("api:"):
            name, to = who(probe), address(stage, probe)
            answer = ask(stage, clients[name], probe, to)
            if "location" not in answer.headers and "text/html" in answer.headers.get("content-type", ""):
                yield probe, to, name


def without_page(stage: Stage, clients: dict[str, Client]) -> set[str]:
    """Return the routes that answer nobody with a page."""
    shown = {probe.route for probe, _to, _name in pages(stage, clients)}
    return {probe.route for probe in PROBES if not probe.route.startswith("api:")} - shown
