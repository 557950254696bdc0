"""What comes out of the printer: no furniture, nothing cut at the right, and on every sheet whose data, where, when."""

import pytest
from pypdfium2 import PdfDocument

pytestmark = pytest.mark.browser
FURNITURE = (
    ".me", ".divisions", ".subnav", ".year", ".filters", ".pager", ".actions", ".downloads", ".tabs", ".crumbs",
    ".foot", ".button", ".sort-mark",
)  # fmt: skip
SHEETS = {"portrait": 672, "landscape": 1001}
"""Widths of an A4 sheet between its margins of 16 mm, in px of 1/96 inch."""


def printed(page, width: int):
    """Lay the page out as for a sheet of this width."""
    page.set_viewport_size({"width": width, "height": 1000})
    page.emulate_media(media="print")


def texts(page) -> list[str]:
    """Print the page and return the text of each sheet without blanks."""
    made = PdfDocument(page.pdf(prefer_css_page_size=True))
    return ["".join(sheet.get_textpage().get_text_bounded().split()) for sheet in made]


def shown(page, selector: str) -> int:
    """Count the elements that take room on the page."""
    return sum(one.is_visible() for one in page.locator(selector).all())


@pytest.mark.parametrize(
    ("role", "path", "sheet"),
    [
        ("publisher", "/p/demo/board/", "landscape"),
        ("publisher", "/p/demo/regions/", "portrait"),
        ("publisher", "/p/demo/assessments/", "portrait"),
        ("publisher", "/p/demo/claims/", "portrait"),
        ("", "/public/demo/1/", "portrait"),
    ],
)
def test_a_printed_page_has_no_furniture_and_fits_the_sheet(visitors, site, role, path, sheet):
    page = visitors.page(role)
    page.goto(site.url + path)
    furniture = [one for one in FURNITURE if shown(page, one)]
    assert {".foot", ".filters", ".button"} <= set(furniture)
    assert page.locator(".paper-foot").is_hidden()
    printed(page, SHEETS[sheet])
    assert [one for one in FURNITURE if shown(page, one)] == []
    assert page.evaluate("document.documentElement.scrollWidth") == SHEETS[sheet]
    heads = page.locator("main thead")
    styles = heads.evaluate_all("all => all.map(one => getComputedStyle(one).display)")
    assert set(styles) == {"table-header-group"}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_sheet_says_whose_data_where_and_when(visitors, site, language, tmp_path):
    page = visitors.page("publisher", language=language)
    page.goto(f"{site.url}/p/demo/regions/?sort=name")
    today, said = (
        page.locator(".year svg text.now").text_content(),
        {"zh-hans": "打印日期：", "en": "Printed on "},
    )
    sheets = texts(page)
    assert len(sheets) > 1
    for number, text in enumerate(sheets, 1):
        for part in (
            "演示数据", f"{site.url}/p/demo/regions/?sort=name", f"{said[language]}{today}", f"{number}/{len(sheets)}",
        ):  # fmt: skip
            assert "".join(part.split()) in text


def test_the_widest_table_is_whole_and_its_heads_stand_on_every_sheet(visitors, site):
    page = visitors.page("publisher")
    page.goto(f"{site.url}/p/demo/board/")
    heads = page.locator(".matrix thead th").all_inner_texts()
    assert len(heads) == 13
    said = ["".join(head.split())[-2:] for head in heads]
    sheets = texts(page)
    assert len(sheets) > 1
    for sheet in sheets:
        assert [head for head in said if head not in sheet] == []


def test_without_script_the_foot_stands_at_the_end(visitors, site):
    context = visitors.new(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}/public/demo/1/")
    assert page.locator(".paper-foot").is_hidden()
    printed(page, SHEETS["portrait"])
    assert page.locator(".paper-foot .address").inner_text() == f"{site.url}/public/demo/1/"
