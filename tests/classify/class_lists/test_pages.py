"""The pages of class lists."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fivefold.classify.class_lists.models import ClassEntry, ClassList
from fivefold.orgs.models import Person


@pytest.fixture
def at_centre(small, centre, client):
    client.force_login(Person.objects.get(pk=centre.seat.person_id))
    return client


def _url(name, slug="empty", **more):
    return reverse(f"class_lists:{name}", kwargs={"slug": slug, **more})


def _drafted(client):
    client.post(_url("draft"), {"valid_from": "2024-01-01"})
    return ClassList.objects.get(state="drafted")


def test_from_draft_to_issue(at_centre):
    """2.0: draft, override, issue with signer and number, downloads; each from its page."""
    draft = _drafted(at_centre)
    assert at_centre.get(_url("detail", pk=draft.pk)).status_code == 200
    entry = ClassEntry.objects.get(class_list=draft, area__code="9103")
    override = _url("override", pk=draft.pk, entry_id=entry.pk)
    refused = at_centre.post(override, {"class_code": "class-1", "signer": "演示主任", "reason": ""})
    assert refused.status_code == 422
    at_centre.post(override, {"class_code": "class-1", "signer": "演示主任", "reason": "演示理由"})
    entry.refresh_from_db()
    assert (entry.outcome, entry.class_code) == ("overridden", "class-1")
    at_centre.post(_url("redraft", pk=draft.pk))
    assert (
        at_centre.post(_url("issue", pk=draft.pk), {"signer_post": "", "document_number": "x"}).status_code
        == 422
    )
    at_centre.post(
        _url("issue", pk=draft.pk), {"signer_post": "演示主任", "document_number": "演示〔2024〕1号"}
    )
    draft.refresh_from_db()
    assert (draft.state, draft.number) == ("issued", 1)
    page = at_centre.get(_url("detail", pk=draft.pk)).content.decode()
    for wanted in ("演示理由", "演示主任", draft.sha256, "演示〔2024〕1号"):
        assert wanted in page
    data = at_centre.get(_url("download", pk=draft.pk, kind="json")).content
    assert json.loads(data)["number"] == 1
    for kind in ("xlsx", "docx", "pdf"):
        assert at_centre.get(_url("download", pk=draft.pk, kind=kind)).status_code == 200
    assert at_centre.get(_url("download", pk=draft.pk, kind="odt")).status_code == 404
    assert (
        at_centre.post(_url("issue", pk=draft.pk), {"signer_post": "a", "document_number": "b"}).status_code
        == 409
    )


def test_gaps_are_shown_with_what_is_missing(at_centre, small):
    """2.1b: what fits no rule is listed with its facts, never silently left out."""
    from classify.class_lists.test_issue import _with_a_gap

    _with_a_gap(small)
    draft = _drafted(at_centre)
    page = at_centre.get(_url("detail", pk=draft.pk)).content.decode()
    assert "演示己县" in page
    assert "省直辖县级" in page
    assert "disabled" in page


def test_drafts_are_the_centres(nation, client, at_centre):
    draft = _drafted(at_centre)
    nation.login(client, "乙市 filler")
    assert client.get(_url("list", slug="test")).status_code == 200
    assert client.get(_url("detail", slug="test", pk=nation.class_list.pk)).status_code == 200
    assert client.get(_url("detail", slug="test", pk=draft.pk)).status_code == 404
    assert client.post(_url("draft", slug="test"), {"valid_from": "2024-01-01"}).status_code == 403


def test_discarding_needs_a_reason(at_centre):
    draft = _drafted(at_centre)
    assert at_centre.post(_url("discard", pk=draft.pk), {"reason": " "}).status_code == 422
    at_centre.post(_url("discard", pk=draft.pk), {"reason": "演示"})
    draft.refresh_from_db()
    assert draft.state == "discarded"


def test_the_number_of_queries_is_constant(at_centre):
    draft = _drafted(at_centre)

    def count(query):
        with CaptureQueriesContext(connection) as found:
            assert at_centre.get(_url("detail", pk=draft.pk) + query).status_code == 200
        return len(found)

    assert count("?q=9101") == count("?class=class-2") == count("")
