"""The whole round clicked through in a browser, once in Chinese and once in English, each act by whose act it is."""

import json
import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from browser.beginnings import this_month
from browser.mouse import Mouse, arrive
from journeys import acts
from journeys.acts import HOME, Office
from journeys.pages import Page
from journeys.worlds import PILOT

pytestmark = pytest.mark.browser
REGION = PILOT.region[0]
UNIT = "演示牵头单位"
UPHELD, DISMISSED = "演示：核实无误，予以更正。", "演示：名单以批次为准，并无遗漏。"


@pytest.fixture(params=["zh-hans", "en"])
def office(request, newcomers) -> Office:
    """A new installation in one language; the publisher is appointed."""
    made = Office(PILOT, request.param, arrive=lambda language: arrive(newcomers, language))
    made.appoint("publisher")
    return made


def rows_of(hands: Mouse, subject: str) -> list[str]:
    """The addresses of all rows that a subject's first page lists."""
    links = [link for _text, link in hands.open(f"{HOME}{subject}/").links]
    return sorted({link for link in links if re.fullmatch(rf"{HOME}{subject}/[0-9a-f-]{{36}}/", link)})


def register_and_classify(office: Office) -> None:
    """A register with a fault cannot be confirmed; the right one is, and is classified and signed."""
    publisher = office.hands("publisher")
    refused = acts.upload_register(publisher, PILOT.register.replace(b"9102", b"9101"))
    assert not any(form.action.endswith("/confirm/") for form in refused.forms)
    preview = acts.upload_register(publisher, PILOT.register)
    publisher.send(preview, preview.form(action="/confirm/"))
    acts.issue_classes(publisher, acts.draft_classes(publisher)).says("演示〔2026〕分类1号")


def open_the_round(office: Office) -> None:
    """Issue the guideline's edition and open a round from yesterday to a month from now."""
    publisher = office.hands("publisher")
    acts.issue_guideline(publisher)
    acts.open_round(publisher, acts.prepare_round(publisher, PILOT.batch, **this_month()))


def appoint_everybody(office: Office) -> None:
    """One person per role."""
    for role in ("filler", "signer"):
        office.appoint(role, REGION)
    office.appoint("reviewer", PILOT.reviewing)


def assess(office: Office) -> None:
    """The first project by typing and autosave, evidence by upload, the rest by workbook; then hand in."""
    filler, signer = office.hands("filler", REGION), office.hands("signer", REGION)
    overview = acts.begin_assessment(filler)
    first = acts.projects_of(overview)[0]
    type_and_leave(filler, first)
    acts.attach_evidence(filler, first)
    book = filler.fetch(f"{overview.path}workbook.xlsx")
    cells = {"得分": 0, "工作状态": "未开展"}  # what scores nothing needs no evidence
    rest = {code: cells for code in acts.item_codes(book) if not code.startswith(first.split("/")[-2])}
    preview = acts.bring_back(filler, filler.open(overview.path), acts.filled_in(book, rest))
    filler.send(preview, preview.form("version"))
    acts.hand_in(signer, signer.open(overview.path))
    locked = filler.open(first)
    assert not any("version" in form.names for form in locked.forms), "submission locks"


def type_and_leave(filler: Mouse, address: str) -> None:
    """Type scores, press nothing, wait until the page says that it saved, and find them after a reload."""
    page = filler.open(address)
    form = page.form("version", "base")
    typed = {name: "2.50" for name in form.names if name.startswith("score:")}
    typed |= {name: "done" for name in form.names if name.startswith("work_status:")}
    box = filler.fill_in(page, form, **typed)
    box.locator("[data-save-state][data-state=saved]").wait_for()
    again = filler.open(address).form("version", "base")
    assert {name: again.values[name] for name in typed} == {name: [value] for name, value in typed.items()}


def claim(office: Office) -> list[str]:
    """Two claims are drafted, checked and submitted; a third is refused with the limit's reason."""
    filler, signer = office.hands("filler", REGION), office.hands("signer", REGION)
    plan, made = filler.open(f"{HOME}claims/"), []
    due = str(date.today() + timedelta(days=200))  # noqa: DTZ011 - the site runs today
    for project in PILOT.projects[: PILOT.cap]:
        edit = acts.begin_claim(filler, plan, project)
        filled = acts.fill_claim(filler, edit, PILOT.basis, m0_due_on=due)
        made.append(filled.path.removesuffix("check/"))
        acts.submit_claim(signer, made[-1])
    acts.no_further_claim(filler, plan, PILOT.projects[PILOT.cap], PILOT.cap)
    return made


def review(office: Office, claims: list[str]) -> None:
    """A part of the first claim is returned, rewritten, submitted again; then both are approved."""
    filler, signer = office.hands("filler", REGION), office.hands("signer", REGION)
    reviewer = office.hands("reviewer", PILOT.reviewing)
    why = "演示：请改写这一部分。"
    acts.judge(reviewer, claims[0], "return", parts=[PILOT.part], because=why)
    edit = filler.open(f"{claims[0]}edit/")
    edit.says(why)
    acts.fill_claim(filler, edit, PILOT.basis, **{PILOT.part_field: "演示：改写后的内容"})
    acts.submit_claim(signer, claims[0])
    for address in claims:
        acts.judge(reviewer, address, "approve")


def post(office: Office) -> None:
    """Post; the list is public at once; going back and pressing again posts nothing."""
    publisher = office.hands("publisher")
    check = acts.prepare_list(publisher, PILOT.mark)
    posted = acts.post(publisher, check)
    posted.says(PILOT.number)
    publisher.tab.go_back()
    stale = publisher.seen()
    if any("seen" in form.names for form in stale.forms):
        publisher.press(publisher.fill_in(stale, stale.form("seen")))
    assert len(rows_of(publisher, "postings")) == 1


def verify(office: Office, folder: Path) -> None:
    """What a citizen downloads verifies on the command line and on the public page; one altered word is named."""
    citizen = office.arrive(office.language)
    page = when_rendered(citizen, "/public/journey/1/")
    files = {ending: citizen.fetch(page.link(f"list.{ending}")) for ending in ("json", "docx", "pdf")}
    for ending, data in files.items():
        (folder / f"list.{ending}").write_bytes(data)
    spoiled = files["json"].replace(UNIT.encode(), "演示牵头单为".encode(), 1)
    (folder / "spoiled.json").write_bytes(spoiled)
    bundle = str(folder / "list.json")
    for name, more in (
        ("list.json", []),
        ("list.docx", ["--bundle", bundle]),
        ("list.pdf", ["--bundle", bundle]),
    ):
        assert told(folder / name, *more, language=office.language).returncode == 0
    named = told(folder / "spoiled.json", language=office.language)
    assert (named.returncode, PILOT.region[1] in named.stdout) == (1, True)
    checker = citizen.open("/public/verify/")
    for name, kind in (("list.json", "done"), ("spoiled.json", "error")):
        data = (folder / name).read_bytes()
        citizen.send(checker, checker.form("file"), files={"file": (name, data)})
        assert citizen.tab.locator(f".verdict .notice-{kind}").count() == 1, (name, citizen.tab.content())


def told(path: Path, *more: str, language: str) -> subprocess.CompletedProcess[str]:
    """Ask the command about a file."""
    line = [sys.executable, "-m", "fivefold", "verify", str(path), *more, "--lang", language[:2]]
    return subprocess.run(line, check=False, capture_output=True, text=True)


def when_rendered(hands: Mouse, address: str) -> Page:
    """Reload until the worker has made the documents."""
    for _ in range(60):
        page = hands.open(address)
        if any(link.endswith("list.pdf") for _text, link in page.links):
            return page
        hands.tab.wait_for_timeout(500)
    return pytest.fail("the documents were not made")


def object_and_correct(office: Office) -> None:
    """A citizen objects and gets the answer by code; a region's objection is upheld and corrected as number 2."""
    citizen, publisher = office.arrive(office.language), office.hands("publisher")
    signer = office.hands("signer", REGION)
    page = citizen.open("/public/journey/1/object/")
    given = citizen.send(page, page.form("text", "receipt"), text="演示：我认为这份榜单漏了一个地区。")
    code = next(word for word in given.text.split() if word.count("-") == 3)
    [theirs] = rows_of(publisher, "objections")
    acts.answer(publisher, theirs, verdict="dismissed", reason=DISMISSED)
    page = citizen.open("/public/receipt/")
    citizen.send(page, page.form("code"), code=code).says(DISMISSED)
    [posting] = rows_of(signer, "postings")
    page = signer.follow(signer.open(posting), "/objections/to/")
    raised = signer.send(page, page.form("text"), seq="1", text="演示：第一项的牵头单位写错了。")
    amended = {"seq": "1", "remedy": "amend", "lead_unit": "演示更正后的单位"}
    answered = acts.answer(publisher, raised.path, verdict="upheld", reason=UPHELD, **amended)
    number = posting.removeprefix(f"{HOME}postings/")
    acts.post(publisher, publisher.send(answered, answered.form(action=f"/correct/{number}")))


def correction(office: Office) -> None:
    """The corrected list is public under the next number and says what it corrects; the first one says so too."""
    citizen = office.arrive(office.language)
    page = when_rendered(citizen, "/public/journey/2/")
    page.says("演示更正后的单位")
    bundle = json.loads(citizen.fetch(page.link("list.json")))
    assert bundle["posting"]["corrects"]["number"] == 1
    assert citizen.open("/public/journey/1/").link("/public/journey/2/")


def test_the_whole_round_in_a_browser(office, tmp_path):
    register_and_classify(office)
    open_the_round(office)
    appoint_everybody(office)
    assess(office)
    claims = claim(office)
    review(office, claims)
    post(office)
    verify(office, tmp_path)
    object_and_correct(office)
    correction(office)
