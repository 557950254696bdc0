"""Templates and scripts keep to the content security policy and make no query."""

import hashlib
import re

import pytest
from django.conf import settings

TEMPLATES = sorted((settings.PACKAGE / "web").rglob("*.html"))
COMPONENTS = settings.PACKAGE / "web" / "templates" / "web" / "components"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_inline_style_or_script(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", text)


def test_script_builds_nothing_from_text():
    text = (settings.PACKAGE / "web" / "static" / "web" / "app.js").read_text(encoding="utf-8")
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|\beval\(|new Function|document\.write", text
    )


@pytest.mark.parametrize("name", ["htmx", "axe"])
def test_carried_assets_are_what_they_were(name):
    folder = settings.ROOT / "third_party" / name
    for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, file = line.split()
        assert hashlib.sha256((folder / file).read_bytes()).hexdigest() == digest
    assert "Licence:" in (folder / "README.md").read_text(encoding="utf-8")


def test_every_component_is_in_the_reference():
    text = (settings.ROOT / "docs" / "reference" / "components.md").read_text(encoding="utf-8")
    assert [path.stem for path in COMPONENTS.glob("*.html") if f"`{path.stem}`" not in text] == []


def test_every_component_is_shown_on_the_page_of_components():
    shown = {"components", "design", "web"}
    text = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES if path.parent.name in shown)
    assert [p.stem for p in COMPONENTS.glob("*.html") if f"components/{p.name}" not in text] == []
