"""Every page of every role: a screenshot in both languages at both widths, and nothing wrong with it.

Screenshots are written to the folder named by FIVEFOLD_SHOTS (default: var/screenshots) for somebody to look at.
"""

import os
from pathlib import Path

import pytest

from browser.crawl import crawl
from browser.faults import ROOT, Listener, accessibility, language, layout, wording
from browser.visitors import HEIGHTS, speak

pytestmark = pytest.mark.browser
SHOTS = Path(os.environ.get("FIVEFOLD_SHOTS", ROOT / "var" / "screenshots"))
ROLES = (
    "publisher", "signer", "coordinator", "reviewer", "filler", "observer", "adviser", "judge",
    "system-admin", "security-admin", "audit-admin", "",
)  # fmt: skip
AXE_AT = {"zh-hans": 1440, "en": 390}
STARTS = {"": ["/", "/public/", "/accounts/login/", "/design/"]}


def look(page, name: str, spoken: str) -> list[str]:
    """Shoot the page at both widths and say what is wrong with it.

    axe looks at the wide page in Chinese and at the narrow one in English: its rules ask for structure and colour.
    """
    said = []
    for width, height in HEIGHTS.items():
        page.set_viewport_size({"width": width, "height": height})
        page.screenshot(path=SHOTS / f"{name}-{spoken[:2]}-{width}.png", full_page=True)
        found = accessibility(page) if AXE_AT[spoken] == width else []
        said += [f"{width}: {fault}" for fault in layout(page) + found]
    return said + language(page, spoken) + wording(page)


@pytest.mark.parametrize("role", ROLES)
def test_every_page_in_both_languages_and_widths(visitors, site, known, role):
    SHOTS.mkdir(parents=True, exist_ok=True)
    context = visitors.context(role)
    page = context.new_page()
    listener = Listener(page)
    wrong = []
    addresses = crawl(context.request, site.url, STARTS.get(role, ["/"]), known)
    for spoken in ("zh-hans", "en"):
        speak(context, site, spoken)
        for view, address in addresses.items():
            page.goto(address)
            name = f"{view}-{role or 'public'}"
            wrong += [(address, spoken, fault) for fault in look(page, name, spoken) + listener.take()]
    assert not wrong, "\n".join(" ".join(one) for one in wrong)


def test_the_roles_together_saw_the_whole_site(known):
    """Runs last in this file: every division's main pages were among those visited."""
    expected = {
        "desk:home", "desk:programme", "regions:list", "class_lists:list", "guideline:list", "rounds:index",
        "assessments:list", "postings:index", "objections:index", "audit:log", "office:people", "office:seats",
    }  # fmt: skip
    assert expected - {view for view, _face in known} == set()
