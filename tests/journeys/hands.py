"""Hands without a browser: sign in by the form, follow links, fill in what a page shows, press its button."""

import itertools
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from journeys.pages import Form, Page, PageReader

REDIRECT = range(300, 400)
_machines = itertools.count(1)


@dataclass
class Hands:
    """One person (or a citizen) at one machine with an address of its own."""

    language: str = "zh-hans"
    client: Client = field(default_factory=lambda: Client(REMOTE_ADDR=f"10.0.0.{next(_machines) % 250}"))
    login: tuple[str, str] = ("", "")

    def __post_init__(self) -> None:
        self.client.cookies["language"] = self.language

    def open(self, address: str, status: int = 200) -> Page:
        """Open an address, as a link or typed; redirects are followed."""
        return self._arrive(self.client.get(address), address, status)

    def follow(self, page: Page, part: str, status: int = 200) -> Page:
        """Follow the link whose text or address contains ``part``."""
        return self.open(urljoin(page.path, page.link(part)), status)

    def send(
        self,
        page: Page,
        form: Form,
        *,
        status: int = 200,
        press: str = "",
        files: dict | None = None,
        **typed: object,
    ) -> Page:
        """Fill in a form of the page and send it by its first button, or by the one named ``press``.

        ``typed`` names fields; ``files`` holds (name, bytes) by field. Field names that are no words of Python go
        by ``**{"m0_text": ...}``.
        """
        sent: dict[str, object] = dict(form.filled(typed))
        button = next((one for one in form.buttons if press in ("", one[0])), None)
        assert button or not form.buttons, (press, form.buttons)
        if button and button[0]:
            sent[button[0]] = button[1]
        for name, (file_name, data) in (files or {}).items():
            assert name in form.files, (name, form.files)
            sent[name] = SimpleUploadedFile(file_name, data)
        goal = urljoin(page.path, form.action) if form.action else page.path
        call = self.client.post if form.method == "post" else self.client.get
        return self._arrive(call(goal, sent), goal, status)

    def sign_in(self, username: str, password: str) -> Page:
        """Sign in by the form."""
        self.login = (username, password)
        page = self.open("/accounts/login/")
        return self.send(page, page.form("login", "password"), login=username, password=password)

    def fetch(self, address: str) -> bytes:
        """Download a file."""
        response = self.client.get(address)
        assert response.status_code == 200, (response.status_code, address)
        return b"".join(response.streaming_content) if response.streaming else response.content

    def _arrive(self, response, address: str, status: int) -> Page:
        for _ in range(5):
            if response.status_code not in REDIRECT:
                break
            address = urljoin(address, response["Location"])
            response = self.client.get(address)
        assert response.status_code == status, (response.status_code, address, _text(response)[:3000])
        html = response.content.decode() if "html" in response["Content-Type"] else ""
        reader = PageReader(html)
        parts = urlsplit(address)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        return Page(response.status_code, path, reader.text, reader.links, reader.forms, response.content)


def _text(response) -> str:
    return PageReader(response.content.decode(errors="replace")).text
