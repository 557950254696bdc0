"""Every route of the program as it looks in Chinese at both widths: what no link of the demonstration reaches.

English is looked at by links: the names on the stage are Chinese only, and would count there as words not translated.

The stage of the matrix has one thing of every kind in every state; its probes name every route and how it is asked.
"""

import pytest
from django.test import Client

from browser.error_pages import ASKED, HANDLED, answered
from browser.faults import Listener
from browser.stage_site import URL, StageSite, pages, without_page
from browser.test_pages import SHOTS, look
from matrix.routes import EVERYBODY
from matrix.stage import set_up
from matrix.test_routes import ask

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
LANGUAGES = ("zh-hans",)


@pytest.fixture
def stage(db, settings, tmp_path):
    """The stage, its clock standing."""
    with set_up(tmp_path) as made:
        settings.MEDIA_ROOT, settings.LOG_KEY_FILE = made.folder / "files", made.folder / "log.key"
        yield made


@pytest.fixture
def clients(stage) -> dict[str, Client]:
    """One client for each seat, and one for nobody."""
    made = {name: Client(raise_request_exception=False) for name in sorted(EVERYBODY)}
    for name in EVERYBODY - {""}:
        stage.nation.login(made[name], name)
    return made


@pytest.fixture
def tab(browser):
    """A page of a browser that asks nobody but us."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_every_route_that_no_link_reaches(stage, clients, tab, known):
    SHOTS.mkdir(parents=True, exist_ok=True)
    site, listener, wrong, faces = StageSite(), Listener(tab), [], {view for view, _ in known}
    tab.route(f"{URL}/**", site.fulfil)
    for probe, to, name in pages(stage, clients):
        if probe.method == "GET" and probe.route in faces:
            continue
        for spoken in LANGUAGES:
            clients[name].cookies["language"] = spoken
            answer = ask(stage, clients[name], probe, to)
            assert answer.status_code == probe.expected(name), probe.key
            site.show(tab, to, answer)
            shot = f"{probe.method.lower()}.{probe.route.replace(':', '.')}"
            heard = [said for said in listener.take() if "Failed to load resource" not in said]
            wrong += [(probe.key, spoken, fault) for fault in look(tab, shot, spoken) + heard]
    assert not wrong, "\n".join(" ".join(one) for one in wrong)


def test_every_page_of_an_error(stage, clients, tab):
    SHOTS.mkdir(parents=True, exist_ok=True)
    site, wrong, client = StageSite(), [], clients["甲市 filler"]
    tab.route(f"{URL}/**", site.fulfil)
    for name in sorted([*HANDLED, *ASKED]):
        for spoken in LANGUAGES:
            client.cookies["language"] = spoken
            site.show(tab, "/somewhere/", answered(client, name, spoken))
            wrong += [(name, spoken, fault) for fault in look(tab, f"error.{name}", spoken)]
    assert wrong == []


# Routes without a page of their own, and why.
NO_PAGE = {
    "a file is downloaded": {
        "assessments:csv", "assessments:evidence_file", "assessments:workbook", "assessments:xlsx", "board:file",
        "claims:beside_class", "claims:file", "claims:workbook", "guideline:canonical", "guideline:template",
        "guideline:workbook", "office:working_days_template", "regions:download", "regions:provinces_file",
        "register:problems", "register:template", "rounds:provinces_file",
    },
    "public, for programs": {"desk:log_key", "public:checkpoint", "public:consistency", "public:download"},
    "saved while one types": {"assessments:autosave", "claims:autosave"},
    "a button leads to the page of the thing": {
        "claims:note", "class_lists:redraft", "desk:notices_read", "guidance:publish", "guideline:assign",
        "guideline:release", "objections:correct", "office:person_act", "office:seat_end", "postings:acknowledge",
        "postings:prepare", "postings:rerender", "regions:area_by_id", "regions:by_id", "register:check",
        "register:confirm", "register:discard", "set_language", "web:large_text", "web:seat_switch",
    },
    "asks for the password first": {
        "account_confirm_login_code", "account_set_password", "mfa_activate_totp", "mfa_authenticate",
        "mfa_generate_recovery_codes", "mfa_reauthenticate",
    },
}  # fmt: skip


def test_what_has_no_page_is_known(stage, clients):
    """Every other route was looked at: by a link of the demonstration, or above."""
    assert without_page(stage, clients) == set().union(*NO_PAGE.values())
