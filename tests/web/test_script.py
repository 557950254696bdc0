"""app.js in a real browser: no typed text is lost, no act happens twice or unasked, progress is followed."""

import json
import re

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("english")]

HOST = "http://fivefold.test"
POLICY = "default-src 'self'"
SCRIPT = settings.PACKAGE / "web" / "static" / "web" / "app.js"
ONCE = """const form = document.forms[0];
form.addEventListener("submit", (event) => {
  window.sent = (window.sent || 0) + (event.defaultPrevented ? 0 : 1);
  event.preventDefault();
});
form.requestSubmit();
form.requestSubmit();"""
HEAD = '<!doctype html><meta charset="utf-8"><script src="/app.js" defer></script>'
DIALOG = """<dialog id="confirm-dialog"><form method="dialog"><p data-question></p>
<button value="yes">Yes</button><button value="no">No</button></form></dialog>"""


def form() -> str:
    """A form with autosave, its words in English."""
    return f"""<form method="post" action="/send" data-autosave="/save" data-key="k" data-guard>
<input type="hidden" name="csrfmiddlewaretoken" value="token"><input type="hidden" name="version" value="1">
{render_to_string("web/components/save_state.html")}
<div class="field"><label>Text <textarea name="text">old</textarea></label></div>
<div class="field"><label><input type="checkbox" name="sure" value="yes"> Sure</label></div>
<button>Send</button></form>"""


class Site:
    """A page and answers to what it asks; remembers every request that writes."""

    def __init__(self, page):
        self.page = page
        self.body = ""
        self.answers = {}
        self.asked = []
        self.problems = []
        page.on(
            "console", lambda message: self.problems.append(message.text) if message.type == "error" else None
        )
        page.route(f"{HOST}/**", self.answer)

    def answer(self, route, request):
        path = request.url.removeprefix(HOST)
        if path == "/app.js":
            route.fulfill(path=SCRIPT, content_type="text/javascript")
            return
        if request.method == "POST":
            fields = re.findall(r'name="([^"]+)"\r\n\r\n(.*?)\r\n--', request.post_data or "", re.DOTALL)
            self.asked.append((path, fields))
        found = self.answers.get(path)
        reply = found.pop(0) if isinstance(found, list) else found
        if reply == "offline":
            route.abort()
        elif isinstance(reply, tuple):
            route.fulfill(status=reply[0], body=json.dumps(reply[1]), content_type="application/json")
        else:
            html = f"{HEAD}{self.body}{DIALOG}"
            route.fulfill(body=html, content_type="text/html", headers={"Content-Security-Policy": POLICY})

    def open(self, body, **answers):
        self.body = body
        self.answers = {f"/{path}": reply for path, reply in answers.items()}
        self.page.goto(f"{HOST}/")

    @property
    def state(self):
        return self.page.locator("[data-save-state]")


@pytest.fixture
def site(browser):
    context = browser.new_context()
    made = Site(context.new_page())
    yield made
    context.close()
    assert [text for text in made.problems if "Failed to load resource" not in text] == []


def test_only_changed_fields_are_saved(site):
    site.open(form(), save=(200, {"version": "2", "at": "10:32"}))
    site.page.fill("textarea", "new")
    expect(site.state).to_have_text("Saved at 10:32", timeout=5000)
    fields = [("csrfmiddlewaretoken", "token"), ("version", "1"), ("changed", "text"), ("text", "new")]
    assert site.asked == [("/save", fields)]
    assert site.page.locator("[name=version]").input_value() == "2"
    site.page.uncheck("[name=sure]") if site.page.is_checked("[name=sure]") else site.page.check(
        "[name=sure]"
    )
    expect(site.state).to_have_attribute("data-state", "saved", timeout=5000)
    site.page.wait_for_function("document.querySelector('[data-save-state]').dataset.state === 'saved'")
    site.page.wait_for_timeout(1500)
    assert site.asked[1][1][1:] == [("version", "2"), ("changed", "sure"), ("sure", "yes")]


def test_what_could_not_be_saved_comes_back_after_a_reload(site):
    site.open(form(), save="offline")
    site.page.fill("textarea", "typed on the train")
    expect(site.state).to_have_attribute("data-state", "offline", timeout=5000)
    site.page.on("dialog", lambda dialog: dialog.accept())
    site.answers["/save"] = (200, {"version": "2", "at": "10:40"})
    site.page.reload()
    expect(site.page.locator("textarea")).to_have_value("typed on the train")
    expect(site.state).to_have_text("Saved at 10:40", timeout=5000)
    assert site.page.evaluate("sessionStorage.length") == 0


def test_a_lost_session_keeps_the_text(site):
    site.open(form(), save=(403, {}))
    site.page.fill("textarea", "after the log-out")
    expect(site.state).to_have_attribute("data-state", "refused", timeout=5000)
    assert "after the log-out" in site.page.evaluate("sessionStorage.getItem('draft:k')")


def test_a_conflict_shows_both_and_overwrites_nothing(site):
    conflict = (409, {"version": "5", "conflicts": {"text": "<b>theirs</b>"}})
    site.open(form(), save=[conflict, (200, {"version": "6", "at": "11:00"})])
    site.page.fill("textarea", "mine")
    expect(site.state).to_have_attribute("data-state", "conflict", timeout=5000)
    shown = ["Saved by others: <b>theirs</b>", "Yours stands in the field and is not saved yet."]
    expect(site.page.locator(".conflict p")).to_have_text(shown)
    assert site.page.locator("textarea").input_value() == "mine"
    site.page.get_by_role("button", name="Keep mine").click()
    expect(site.state).to_have_text("Saved at 11:00", timeout=5000)
    assert site.asked[-1][1][1:] == [("version", "5"), ("changed", "text"), ("text", "mine")]


def test_a_conflict_says_the_value_in_words_and_takes_it_as_the_form_writes_it(site):
    answer = {"version": "5", "conflicts": {"text": "under_way"}, "told": {"text": "under way (20:31)"}}
    site.open(form(), save=(409, answer))
    site.page.fill("textarea", "mine")
    expect(site.page.locator(".conflict p").first).to_have_text(
        "Saved by others: under way (20:31)", timeout=5000
    )
    site.page.get_by_role("button", name="Take theirs").click()
    assert site.page.locator("textarea").input_value() == "under_way"


def test_taking_theirs_puts_it_into_the_field(site):
    site.open(form(), save=(409, {"version": "5", "conflicts": {"text": "theirs"}}))
    site.page.fill("textarea", "mine")
    site.page.get_by_role("button", name="Take theirs").click(timeout=5000)
    assert site.page.locator("textarea").input_value() == "theirs"


def test_a_wrong_field_is_marked_and_kept(site):
    site.open(form(), save=(200, {"version": "2", "errors": {"text": "Too long."}}))
    site.page.fill("textarea", "x" * 10)
    expect(site.page.locator(".autosave-error")).to_have_text("Too long.", timeout=5000)
    assert "xxxxxxxxxx" in site.page.evaluate("sessionStorage.getItem('draft:k')")


def test_a_form_is_sent_once(site):
    site.open('<form method="post" action="/send" data-guard><button>Send</button></form>')
    site.page.evaluate(ONCE)
    assert site.page.evaluate("window.sent") == 1


def test_an_act_is_asked_before_and_only_done_when_agreed(site):
    site.open(
        '<form method="post" action="/send" data-confirm="Post the list?">'
        '<button name="act" value="post">Post</button></form>'
    )
    site.page.get_by_role("button", name="Post").click()
    expect(site.page.locator("dialog")).to_contain_text("Post the list?")
    site.page.get_by_role("button", name="No").click()
    assert site.asked == []
    site.page.get_by_role("button", name="Post").click()
    site.page.locator("dialog button[value=yes]").click()
    site.page.wait_for_url("**/send")
    assert [path for path, _ in site.asked] == ["/send"]


def test_progress_is_followed_to_its_result(site):
    box = (
        '<div data-progress-url="/job"><span data-progress-text></span><progress></progress>'
        "<p data-progress-detail></p></div>"
    )
    half = (200, {"state": "running", "done": 1, "total": 2, "detail": "Row 1"})
    site.open(box, job=[half, (200, {"state": "done", "done": 2, "total": 2, "url": "/result"})])
    expect(site.page.locator("[data-progress-text]")).to_have_text("1 / 2 (50 %)", timeout=5000)
    site.page.wait_for_url("**/result", timeout=8000)
