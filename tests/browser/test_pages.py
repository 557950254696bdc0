"""Every page of every role: a screenshot in both languages at both widths, and no accessibility violation.

Screenshots are written to the folder named by FIVEFOLD_SHOTS (default: var/screenshots) for somebody to look at.
"""

import os
from pathlib import Path
from urllib.parse import urlparse

import pytest
from browser.crawl import crawl, view_of

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
SHOTS = Path(os.environ.get("FIVEFOLD_SHOTS", ROOT / "var" / "screenshots"))
AXE = (ROOT / "third_party" / "axe" / "axe.min.js").read_text()
ROLES = (
    "", "signer", "filler", "reviewer", "coordinator", "publisher", "observer", "adviser", "judge",
    "system-admin", "security-admin", "audit-admin",
)  # fmt: skip
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def known() -> set[str]:
    return set()


def faults(page) -> list[str]:
    """axe's violations, a page wider than the screen, a missing or second main heading."""
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    said = [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        said.append("wider than the screen")
    if page.locator("h1").count() != 1:
        said.append(f"{page.locator('h1').count()} main headings")
    return said


@pytest.mark.parametrize("role", ROLES)
def test_every_page_in_both_languages_and_widths(open_site, site, known, role):
    SHOTS.mkdir(parents=True, exist_ok=True)
    addresses = crawl(open_site(role), site.url, "/", known)
    wrong = []
    for language in ("zh-CN", "en"):
        for width in (1440, 390):
            page = open_site(role, width=width, language=language)
            errors: list[str] = []
            page.on("pageerror", lambda error, errors=errors: errors.append(str(error)))
            for address in addresses:
                page.goto(address)
                name = f"{view_of(urlparse(address).path).replace(':', '.')}-{role or 'public'}-{language[:2]}-{width}.png"
                page.screenshot(path=SHOTS / name, full_page=True)
                wrong += [(address, language, width, fault) for fault in [*faults(page), *errors]]
                errors.clear()
    assert wrong == []


def test_the_roles_together_saw_the_whole_site(known):
    """Runs last in this file: every division's main pages were among those visited."""
    expected = {
        "desk:home", "desk:programme", "regions:list", "class_lists:list", "guideline:list", "rounds:index",
        "assessments:list", "postings:index", "objections:index", "audit:log", "office:people", "office:seats",
    }  # fmt: skip
    assert expected - known == set()
