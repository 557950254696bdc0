"""Hands at a real browser: the acts of ``journeys.acts`` done by clicking, typing and pressing buttons."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Response
from playwright.sync_api import Page as Tab

from browser.visitors import Visitors, speak
from journeys.pages import Form, Page, PageReader

MEDIA = {"csv": "text/csv", "png": "image/png", "txt": "text/plain", "json": "application/json"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPEN_UP = "node => { for (let d = node.closest('details'); d; d = d.parentElement.closest('details')) d.open = true; }"


@dataclass
class Mouse:
    """One person at one browser window; the interface is that of ``journeys.hands.Hands``."""

    url: str
    tab: Tab
    login: tuple[str, str] = ("", "")

    def open(self, address: str, status: int = 200) -> Page:
        """Type an address."""
        return self._arrived(self.tab.goto(self.url + address), status)

    def follow(self, page: Page, part: str, status: int = 200) -> Page:
        """Click the link whose text or address contains ``part``."""
        self._stand_on(page)
        link = self.tab.locator(f'a[href="{page.link(part)}"]').first
        link.evaluate(OPEN_UP)
        with self.tab.expect_navigation() as going:
            link.click()
        return self._arrived(going.value, status)

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
        """Fill in a form of the page and press its first button, or the one named ``press``; say yes if asked."""
        box = self.fill_in(page, form, files=files, **typed)
        named = f'button[name="{press}"]' if press else "button:not([type=button])"
        return self.press(box, named, status=status)

    def press(self, box: Locator, button: str = "button:not([type=button])", *, status: int = 200) -> Page:
        """Press a button of a form in the browser; say yes where the page asks."""
        asks = box.get_attribute("data-confirm")
        with self.tab.expect_navigation() as going:
            box.locator(button).first.click()
            if asks:
                self.tab.click("#confirm-dialog button[value=yes]")
        return self._arrived(going.value, status)

    def fill_in(self, page: Page, form: Form, *, files: dict | None = None, **typed: object) -> Locator:
        """Type into a form of the page without sending it; return the form in the browser."""
        self._stand_on(page)
        place = next(place for place, one in enumerate(page.forms) if one is form)
        box = self.tab.locator("form").nth(place)
        form.filled(typed)
        for name, value in typed.items():
            self._type(
                box, name, [str(one) for one in (value if isinstance(value, list | tuple) else [value])]
            )
        for name, (file_name, data) in (files or {}).items():
            media = MEDIA.get(file_name.rsplit(".", 1)[-1], XLSX)
            box.locator(f'[name="{name}"]').set_input_files(
                {"name": file_name, "mimeType": media, "buffer": data}
            )
        return box

    def sign_in(self, username: str, password: str) -> Page:
        """Sign in by the form."""
        self.login = (username, password)
        page = self.open("/accounts/login/")
        return self.send(page, page.form("login", "password"), login=username, password=password)

    def fetch(self, address: str) -> bytes:
        """Download a file: by its link where the page shows one."""
        link = self.tab.locator(f'a[href="{address}"]').first
        if not link.count():
            return self.tab.request.get(self.url + address).body()
        link.evaluate(OPEN_UP)
        with self.tab.expect_download() as coming:
            link.click()
        return coming.value.path().read_bytes()

    def seen(self, status: int = 200) -> Page:
        """Read the page as it stands in the window."""
        html = self.tab.content()
        reader = PageReader(html)
        return Page(status, self._path(), reader.text, reader.links, reader.forms, html.encode())

    def _arrived(self, response: Response | None, status: int) -> Page:
        page = self.seen(response.status if response else 0)
        assert page.status == status, (page.status, page.path, page.text[:3000])
        return page

    def _path(self) -> str:
        parts = urlsplit(self.tab.url)
        return parts.path + (f"?{parts.query}" if parts.query else "")

    def _stand_on(self, page: Page) -> None:
        if self._path() != page.path:
            self.open(page.path)

    def _type(self, box: Locator, name: str, values: list[str]) -> None:
        control = box.locator(f'[name="{name}"]')
        control.first.evaluate(OPEN_UP)
        kind = control.first.get_attribute("type") or control.first.evaluate("node => node.tagName")
        if kind in {"radio", "checkbox"}:
            for choice in control.all():
                wanted = choice.get_attribute("value") in values
                if wanted or kind == "checkbox":
                    choice.set_checked(wanted)
        elif kind == "SELECT":
            control.select_option(values)
        else:
            for place, value in enumerate(values):
                control.nth(place).fill(value)


def arrive(visitors: Visitors, language: str = "zh-hans", **options: object) -> Mouse:
    """Let somebody sit down at a browser of their own."""
    context = visitors.new(**options)
    speak(context, visitors.site, language)
    return Mouse(visitors.site.url, context.new_page())
