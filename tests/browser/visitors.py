"""Visitors of the running site: one browser context each, signed in once per role."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM = os.environ.get("FIVEFOLD_CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PASSWORD = "fivefold-demo"
HEIGHTS = {1440: 900, 390: 844}
PATIENCE = 30_000


@dataclass(frozen=True)
class Site:
    """The running demonstration: its address and its data folder."""

    url: str
    data: Path


@dataclass
class Visitors:
    """Opens contexts and closes them all; ``cookies`` outlives it, by site and role."""

    browser: Browser
    site: Site
    cookies: dict[str, dict]
    contexts: list[BrowserContext] = field(default_factory=list)

    def context(self, role: str = "", *, width: int = 1440, language: str = "zh-hans") -> BrowserContext:
        """Open a context: signed in as ``demo-<role>`` ("" for a citizen), in a language, at a width."""
        key = f"{self.site.url} {role}"
        if role and key not in self.cookies:
            self.cookies[key] = self._sign_in(role)
        made = self.new(width, storage_state=self.cookies.get(key))
        speak(made, self.site, language)
        return made

    def page(self, role: str = "", *, width: int = 1440, language: str = "zh-hans") -> Page:
        """Open a page in a context of its own."""
        return self.context(role, width=width, language=language).new_page()

    def close(self) -> None:
        """Close what was opened."""
        for context in self.contexts:
            context.close()

    def new(self, width: int = 1440, **options) -> BrowserContext:
        """Open a context of somebody who is not signed in."""
        context = self.browser.new_context(
            viewport={"width": width, "height": HEIGHTS[width]}, accept_downloads=True, **options
        )
        context.set_default_timeout(PATIENCE)
        self.contexts.append(context)
        return context

    def _sign_in(self, role: str) -> dict:
        """Sign in by the form, as a person does, and return the cookies."""
        context = self.new(1440)
        page = context.new_page()
        page.goto(f"{self.site.url}/accounts/login/")
        page.fill("input[name=login]", f"demo-{role}")
        page.fill("input[name=password]", PASSWORD)
        page.locator("main form button").click()
        page.wait_for_url(lambda address: "/accounts/login" not in address)
        return context.storage_state()


def speak(context: BrowserContext, site: Site, language: str) -> None:
    """Switch the language of a context, as the button in the header does."""
    context.add_cookies([{"name": "language", "value": language, "url": site.url}])
