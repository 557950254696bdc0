"""Every page that takes a file, with a workbook of each hostile kind: its sentence, nothing saved, no crash (2.1a)."""

import html

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile

from files.outcomes import SPOILED, outcome
from fivefold.method.reason import speak
from matrix.test_routes import PROBES, _files_of_the_stage, address, clients, stage

__all__ = ["_files_of_the_stage", "clients", "stage"]  # fixtures

pytestmark = pytest.mark.django_db
PAGES = {
    "register:upload": "centre publisher",
    "claims:import": "演示省 coordinator",
    "guideline:import": "centre publisher",
    "office:working_days_of": "office system_admin",
    "assessments:evidence": "演示省 coordinator",
    "assessments:evidence_replace": "演示省 coordinator",
    "assessments:import": "甲市 filler",
    "public:verify": "",
}
OWN_WORDS = {"public:verify"}  # reads what it is sent by its own, narrower reader and keeps nothing
FIELDS = {"kind": "areas", "changes_from": "2026-08-01", "title": "演示", "year": "2027", "source": "演示"}
# An empty file gets the form's own sentence; what only a reader finds costly is refused where it is read.
LATER = {"files.empty", "files.too_costly"}
_WORKBOOKS = [
    one
    for one in SPOILED
    if one.filename.endswith((".xlsx", ".xlsm"))
    and one.expect - LATER
    and all(code.startswith("files.") for code in one.expect)
]
# One of each reason: which files get which reason is the subject of ``test_spoiled``.
HOSTILE = list({one.expect: one for one in _WORKBOOKS}.values())


def counts():
    """How many rows every table of the project holds."""
    models = [model for model in apps.get_models() if model.__module__.startswith("fivefold.")]
    return {model._meta.label: model._base_manager.count() for model in models}


def fault(route, answer, one):
    """What is wrong with an answer to a hostile file; empty where nothing is."""
    expected = {200, 400} if route in OWN_WORDS else {422}
    if answer.status_code not in expected:
        return f"{answer.status_code}"
    page = html.unescape(answer.content.decode())
    said = [speak(reason, "zh_Hans") in page for reason in outcome(one).reasons]
    return "" if all(said) or route in OWN_WORDS else "the sentence of the reason is not on the page"


@pytest.mark.parametrize("route", PAGES)
def test_no_hostile_workbook_passes_a_page(stage, clients, route):
    probe = next(probe for probe in PROBES if (probe.route, probe.method) == (route, "POST"))
    before, to, wrong = counts(), address(stage, probe), []
    for one in HOSTILE:
        sent = {**probe.body(), **FIELDS, "file": SimpleUploadedFile(one.filename, one.build())}
        found = fault(route, clients[PAGES[route]].post(to, sent), one)
        wrong += [(one.name, found)] if found else []
    assert (wrong, counts()) == ([], before)


def test_there_are_enough_hostile_workbooks():
    assert len(HOSTILE) >= 20
