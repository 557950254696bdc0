"""A citizen's objection: by text alone, nothing typed is lost, found again by the receipt code."""

import re

import pytest
from django.test import Client

from claim.postings.posted import (
    PUBLISHER,
    post,
)
from desk.public.freezing import standing
from desk.public.reading import PAGE, TEXT, text_of
from fivefold.claim.models import Objection
from fivefold.claim.objections.actions import Answer, objection_answer
from fivefold.claim.objections.receipts import new_code, sealed

pytestmark = pytest.mark.django_db


def objected(client, **changes):
    form = text_of(client.get(f"{PAGE}object/"))
    sealed = re.search(r'name="receipt" value="([^"]+)"', form)[1]
    return client.post(
        f"{PAGE}object/", {"seq": "3", "text": TEXT, "receipt": sealed, "website": "", **changes}
    )


def test_a_citizen_objects_without_cookies_and_finds_the_answer(nation):
    posting = post(nation)
    client = Client(enforce_csrf_checks=True)
    with standing(posting.issued_at):
        given = objected(client)
    code = re.search(r"receipt-code\">([0-9A-Z-]{23})<", text_of(given))[1]
    objection = Objection.objects.get()
    assert (objection.text, objection.entry.seq, objection.body) == (TEXT, 3, None)
    assert code not in str(Objection.objects.values())
    assert TEXT not in text_of(client.get(PAGE))
    found = text_of(client.post("/public/receipt/", {"code": code}))
    assert TEXT in found
    objection_answer(
        objection=objection,
        actor=nation.actor(PUBLISHER),
        answer=Answer(upheld=False, reason="经核实，名称无误。"),
    )
    assert "经核实，名称无误。" in text_of(client.post("/public/receipt/", {"code": code.lower()}))
    page = text_of(client.get(PAGE))
    assert "经核实，名称无误。" in page
    assert TEXT not in page
    assert client.post("/public/receipt/", {"code": "AAAAA"}).status_code == 400


@pytest.mark.parametrize(
    "changes",
    [{"text": "短"}, {"text": "长" * 2001}, {"seq": "99"}, {"website": "http://x"}, {"receipt": "made-up"}],
)
def test_a_refused_objection_keeps_what_was_typed(nation, client, changes):
    posting = post(nation)
    with standing(posting.issued_at):
        answer = objected(client, **changes)
    assert answer.status_code == 400
    assert changes.get("text", TEXT) in text_of(answer)
    assert not Objection.objects.exists()


@pytest.mark.parametrize(
    "changes", [{"text": "另一份异议：第三条的项目名称有误。"}, {"seq": "2"}, {"seq": ""}]
)
def test_a_page_sent_again_with_something_else_is_refused_and_keeps_what_was_typed(nation, client, changes):
    posting = post(nation)
    sent = {"seq": "3", "text": TEXT, "receipt": sealed(new_code()), "website": ""}
    with standing(posting.issued_at):
        answers = [client.post(f"{PAGE}object/", {**sent, **more}) for more in ({}, {}, changes)]
    assert [answer.status_code for answer in answers] == [200, 200, 400]
    page = text_of(answers[2])
    assert "已提交过" in page
    assert changes.get("text", TEXT) in page
    kept = Objection.objects.get()
    assert (kept.text, kept.entry.seq) == (TEXT, 3)


def test_after_the_notice_the_form_gives_way_to_the_date(nation, client):
    posting = post(nation)
    with standing(posting.notice_until):
        page = client.get(f"{PAGE}object/")
        assert "2026年9月16日" in text_of(page)
        assert 'name="receipt"' not in text_of(page)
