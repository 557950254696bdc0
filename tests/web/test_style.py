"""The look: contrast of every pair in use, weight of the sheets, no colour outside the tokens."""

import re
import warnings
from pathlib import Path

import pytest
from django.conf import settings
from whitenoise.middleware import WhiteNoiseMiddleware

from fivefold.web.design.palette import colours, contrast, pairs

STATIC = settings.PACKAGE / "web" / "static" / "web"
SHEETS = sorted(STATIC.glob("*.css"))
CSS_CAP = 60_000
FIRST_LOAD_CAP = 150_000


@pytest.mark.parametrize("pair", pairs(), ids=lambda pair: f"{pair.front}-on-{pair.ground}")
def test_every_pair_in_use_has_its_contrast(pair):
    assert pair.contrast >= pair.needed


def test_contrast_agrees_with_the_standard():
    assert contrast("#000000", "#ffffff") == 21
    assert contrast("#777777", "#777777") == 1
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


def test_all_sheets_stay_below_the_cap():
    assert sum(sheet.stat().st_size for sheet in SHEETS) < CSS_CAP


def test_first_load_stays_below_the_cap():
    vendor = settings.ROOT / "third_party" / "htmx" / "htmx.min.js"
    own = [*SHEETS, STATIC / "app.js", STATIC / "mark.svg", vendor]
    assert sum(path.stat().st_size for path in own) < FIRST_LOAD_CAP


@pytest.mark.parametrize("sheet", [s for s in SHEETS if s.name != "tokens.css"], ids=lambda path: path.name)
def test_colours_live_in_the_tokens(sheet: Path):
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    allowed = {"#000"} if sheet.name == "print.css" else set()
    assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", text)) <= allowed
    assert "gradient" not in text


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_every_variable_is_declared(sheet: Path):
    declared = set(re.findall(r"(--[a-z0-9-]+):", (STATIC / "tokens.css").read_text(encoding="utf-8")))
    assert set(re.findall(r"var\((--[a-z0-9-]+)", sheet.read_text(encoding="utf-8"))) <= declared


def test_vermilion_stays_with_official_acts_and_errors():
    wanted = ("official", "seal", "error", "wrong", "refused", "conflict", "diff")
    for sheet in SHEETS:
        text = sheet.read_text(encoding="utf-8")
        for rule in re.findall(r"([^{}]+)\{([^{}]*vermilion[^{}]*)\}", text):
            assert sheet.name == "tokens.css" or any(word in rule[0] for word in wanted), rule


def test_five_accents_one_per_division():
    accents = [name for name in colours() if name.startswith("accent-")]
    assert accents == [f"accent-{key}" for key in ("classify", "decompose", "claim", "create", "share")]
    assert len({colours()[name] for name in accents}) == 5


def test_sheets_and_scripts_are_served_from_where_they_lie_without_a_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        served = WhiteNoiseMiddleware(lambda request: None).files
    assert {"/static/web/base.css", "/static/web/app.js", "/static/vendor/htmx.min.js"} <= served.keys()
