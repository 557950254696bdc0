"""What goes wrong at a desk: pressed twice, two tabs, a lost session, a wrong file, no mouse, no script (ui.md rule 8).

Each test has a region of the open round to itself, so that none depends on another.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect

from browser.mouse import Mouse
from journeys import acts
from journeys.acts import HOME
from journeys.pages import Page

pytestmark = pytest.mark.browser
MINE, THEIRS = "演示：这边写的情况", "演示：那边写的情况"


def first_project(filler: Mouse) -> Page:
    """Begin the region's assessment, or take it up, and open its first project."""
    listed = filler.open(f"{HOME}assessments/")
    begun = any("/begin/" in link for _text, link in listed.links)
    own = next(
        (link for _text, link in listed.links if re.fullmatch(r".*/assessments/[0-9a-f-]{36}/", link)), ""
    )
    overview = acts.begin_assessment(filler) if begun else filler.open(own)
    return filler.open(acts.projects_of(overview)[0])


def texts(page: Page) -> list[str]:
    """The names of a project page's text fields, in order."""
    return sorted(name for name in page.form("version", "base").names if name.startswith("text:"))


def claims_of(filler: Mouse) -> list[str]:
    """The claims that the plan of the region leads to."""
    links = [link for _text, link in filler.open(f"{HOME}claims/").links]
    return sorted(
        {found[0] for link in links if (found := re.match(rf"{HOME}claims/[0-9a-f-]{{36}}/", link))}
    )


def test_a_button_pressed_twice_acts_once(sit):
    filler = sit("filler 9101")
    plan = filler.open(f"{HOME}claims/")
    page = filler.open(f"{plan.path}begin/?project=P03")
    box = filler.fill_in(page, page.form(action="/begin/"))
    sent = []
    filler.tab.on("request", lambda one: sent.append(one.url) if one.method == "POST" else None)
    with filler.tab.expect_navigation():
        box.locator("button:not([type=button])").first.dblclick()
    filler.tab.wait_for_load_state()
    assert len(sent) == 1
    assert len(claims_of(filler)) == 1


def test_two_tabs_keep_both_texts_and_show_the_conflict(sit):
    filler = sit("filler 9101")
    page = first_project(filler)
    same, other = texts(page)[:2]
    second = Mouse(filler.url, filler.tab.context.new_page())
    there = second.open(page.path)
    first_box = filler.fill_in(page, page.form("version", "base"), **{same: MINE})
    saved(first_box)
    second_box = second.fill_in(there, there.form("version", "base"), **{same: THEIRS, other: THEIRS})
    expect(second_box.locator("[data-save-state]")).to_have_attribute("data-state", "conflict")
    conflict = second_box.locator(".conflict")
    expect(conflict).to_have_count(1)
    expect(conflict.locator("p").first).to_contain_text(MINE)
    expect(second_box.locator(f'[name="{same}"]')).to_have_value(THEIRS)
    conflict.locator("button").last.click()
    saved(second_box)
    again = filler.open(page.path).form("version", "base").values
    assert (again[same], again[other]) == ([THEIRS], [THEIRS])


def saved(box: Locator) -> None:
    """Wait until the page says that it saved."""
    expect(box.locator("[data-save-state]")).to_have_attribute("data-state", "saved")


def test_a_session_lost_in_the_middle_of_a_form_loses_no_text(sit):
    filler = sit("filler 9102")
    page = first_project(filler)
    name = texts(page)[0]
    filler.tab.context.clear_cookies(name="sessionid")
    box = filler.fill_in(page, page.form("version", "base"), **{name: MINE})
    login = filler.press(box)
    assert login.path.startswith("/accounts/login/")
    back = filler.send(
        login, login.form("login", "password"), login=filler.login[0], password=filler.login[1]
    )
    assert back.path == page.path
    expect(filler.tab.locator(f'[name="{name}"]')).to_have_value(MINE)
    saved(filler.tab.locator("form[data-autosave]"))
    assert filler.open(page.path).form("version", "base").values[name] == [MINE]


def test_a_session_lost_before_an_act_loses_no_text_either(sit):
    publisher = sit("publisher 00")
    page = publisher.open(f"{HOME}rounds/new/")
    publisher.tab.context.clear_cookies(name="sessionid")
    login = publisher.press(publisher.fill_in(page, page.form("title", "batches"), title=MINE))
    name, word = publisher.login
    back = publisher.send(login, login.form("login", "password"), login=name, password=word)
    assert back.path == page.path
    expect(publisher.tab.locator('[name="title"]')).to_have_value(MINE)
    elsewhere = publisher.open(f"{HOME}rounds/")
    assert elsewhere.status == 200
    publisher.open(page.path)
    expect(publisher.tab.locator('[name="title"]')).to_have_value("")


def test_a_wrong_file_is_refused_at_its_field_and_the_rest_stays(sit):
    filler = sit("filler 9201")
    page = first_project(filler)
    sheet = filler.follow(page, "/evidence/")
    form = sheet.form("file", "title")
    wrong = {"file": ("佐证.pdf", b"MZ\x90\x00" * 64)}
    filler.send(sheet, form, status=422, files=wrong, title=MINE, dated_on="2026-02-01")
    field = filler.tab.locator("input[name=file]")
    error = filler.tab.locator(f"#{field.get_attribute('id')}_error")
    expect(error).to_be_visible()
    assert error.get_attribute("id") in (field.get_attribute("aria-describedby") or "")
    expect(filler.tab.locator("[name=title]")).to_have_value(MINE)
    filler.tab.locator(".error-summary a").first.click()
    expect(field).to_be_focused()


def test_a_claim_is_written_by_keyboard_alone(sit):
    filler = sit("filler 9201")
    plan = filler.open(f"{HOME}claims/")
    filler.tab.goto(f"{filler.url}{plan.path}begin/?project=P07")
    for _name, kind in stops(filler):
        if kind == "submit":
            break
    arrive_by_enter(filler)
    form = filler.tab.locator("form[data-autosave]")
    typed = acts.CLAIM | acts.MILESTONE
    for name, kind in stops(filler):
        if name in typed and kind != "date":
            filler.tab.keyboard.type(typed[name])
        elif name in typed:
            filler.tab.keyboard.type("12312030")
        elif name == "basis":
            filler.tab.keyboard.press("Space")
        elif name == "check":
            break
    assert form.locator("[name=aim_nation]").input_value() == acts.CLAIM["aim_nation"]
    arrive_by_enter(filler)
    # The decision record's file is chosen in the system's own window; everything else is there.
    kept = filler.open(claims_of(filler)[-1] + "edit/").form("version").values
    assert {name: kept[name] for name in typed if name != "decision_on"} == {
        name: [value] for name, value in typed.items() if name != "decision_on"
    } | {"m0_due_on": ["2030-12-31"]}
    assert kept["basis"] != []


def stops(hands: Mouse) -> Iterator[tuple[str, str]]:
    """Press Tab through the main part of the page: the name and kind of every control that takes the focus."""
    where = "() => { const e = document.activeElement; return [e.name || '', e.type || '', !!e.closest('main form')]; }"
    for _ in range(200):
        hands.tab.keyboard.press("Tab")
        name, kind, inside = hands.tab.evaluate(where)
        if inside:
            yield name, kind
    pytest.fail("the keyboard does not get there")


def arrive_by_enter(hands: Mouse) -> None:
    """Press Enter on what has the focus and wait for the next page."""
    with hands.tab.expect_navigation():
        hands.tab.keyboard.press("Enter")


def test_a_claim_is_written_without_script(sit):
    filler = sit("filler 9102", java_script_enabled=False)
    plan = filler.open(f"{HOME}claims/")
    edit = acts.begin_claim(filler, plan, "P09")
    check = acts.fill_claim(filler, edit, "advantage", m0_due_on="2030-12-31")
    assert check.path.endswith("/check/")
    check.says(acts.CLAIM["lead_unit"], acts.MILESTONE["m0_text"])
