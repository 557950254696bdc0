"""Answering on the page: the disputed entry stands there, what is required is marked, a correction is checked first."""

import html

import pytest
from django.urls import reverse

from claim.objections.test_objections import answered, corrected, raised, received
from claim.postings.posted import PUBLISHER, post
from fivefold.claim.models import Objection

pytestmark = pytest.mark.django_db
AMEND = {"verdict": "upheld", "reason": "属实。", "seq": "3", "remedy": "amend", "lead_unit": "乙市新单位"}


@pytest.fixture
def posting(nation):
    return post(nation)


@pytest.fixture
def desk(nation, client):
    return nation.login(client, PUBLISHER)


def page_of(objection):
    return reverse("objections:detail", args=["test", objection.pk])


def text_of(response):
    return html.unescape(response.content.decode())


def test_the_disputed_entry_is_put_in(nation, posting, desk):
    page = desk.get(page_of(raised(nation, posting)))
    assert page.context["form"]["seq"].value() == 3


def test_the_number_is_that_of_the_list_in_force(nation, posting, desk):
    """乙市's entry is struck; 丙市's objection to entry 4 of the first list is about entry 3 of the second."""
    late = received(posting)
    Objection.objects.filter(pk=late.pk).update(entry=posting.entries.get(seq=4))
    gone = received(posting)
    Objection.objects.filter(pk=gone.pk).update(entry=posting.entries.get(seq=3))
    answered(nation, raised(nation, posting))
    corrected(nation, posting)
    assert desk.get(page_of(late)).context["form"]["seq"].value() == 3
    assert desk.get(page_of(gone)).context["form"]["seq"].value() is None


def test_an_objection_to_the_whole_list_names_no_entry(posting, desk):
    assert desk.get(page_of(received(posting))).context["form"]["seq"].value() is None


def test_what_is_required_is_marked(nation, posting, desk):
    page = text_of(desk.get(page_of(raised(nation, posting))))
    assert page.count("（必填）") == 2
    assert page.count("（成立时必填）") == 2
    assert page.count("（更正时至少填一项）") == 2


def test_the_pages_say_where_one_is(nation, posting, desk):
    objection = raised(nation, posting)
    number, index = posting.document_number, ("异议", "/p/test/objections/")
    page = page_of(objection)
    lists = [
        ("公布的榜单", "/p/test/postings/"),
        (number, f"/p/test/postings/{posting.pk}/"),
        ("提出异议", ""),
    ]
    for answer, trail in (
        (desk.get(page), [index, (number, "")]),
        (desk.post(page, AMEND), [index, (number, page), ("核对答复", "")]),
        (
            nation.login(desk, "乙市 signer").get(reverse("objections:raise", args=["test", posting.pk])),
            lists,
        ),
    ):
        assert [(link.label, link.url) for link in answer.context["crumbs"]] == trail


def test_a_dismissal_is_recorded_at_once(nation, posting, desk):
    objection = raised(nation, posting)
    sent = desk.post(page_of(objection), {"verdict": "dismissed", "reason": "不属实。"})
    assert sent.status_code == 302
    assert Objection.objects.get().state == "dismissed"


def test_an_answer_that_changes_the_list_is_checked_first(nation, posting, desk):
    objection = raised(nation, posting)
    page = desk.post(page_of(objection), AMEND)
    assert Objection.objects.get().state == "raised"
    assert "乙市演示牵头单位 → 乙市新单位" in text_of(page)
    sent = {**AMEND, "step": "confirmed", "seen": page.context["page"].seen}
    assert f'name="seen" value="{sent["seen"]}"' in text_of(page)
    assert desk.post(page_of(objection), sent).status_code == 302
    kept = Objection.objects.get()
    assert (kept.state, kept.amendment) == ("upheld", {"lead_unit": "乙市新单位"})


def test_striking_is_checked_too_and_a_citizens_text_is_mentioned(posting, desk):
    page = desk.post(page_of(received(posting)), {**AMEND, "remedy": "strike"})
    assert "从榜单中删除" in text_of(page)
    assert "否，只公开答复" in text_of(page)


def test_going_back_loses_nothing(nation, posting, desk):
    objection = raised(nation, posting)
    page = desk.post(page_of(objection), {**AMEND, "step": "edit", "seen": "x"})
    form = page.context["form"]
    assert {name: str(form[name].value()) for name in AMEND} == AMEND
    assert form["seen"].value() == ""
    assert Objection.objects.get().state == "raised"


def test_an_entry_that_changed_meanwhile_is_checked_again(nation, posting, desk):
    """After the check another correction struck the entry: number 3 is another region's now."""
    objection = received(posting)
    seen = desk.post(page_of(objection), AMEND).context["page"].seen
    answered(nation, raised(nation, posting))
    corrected(nation, posting)
    page = desk.post(page_of(objection), {**AMEND, "step": "confirmed", "seen": seen})
    assert page.status_code == 400
    assert "第3条发生了变化" in text_of(page)
    assert Objection.objects.get(pk=objection.pk).state == "raised"


def test_the_check_refuses_what_the_record_would_refuse(nation, posting, desk):
    page = desk.post(page_of(raised(nation, posting)), {**AMEND, "lead_unit": "乙市演示牵头单位"})
    assert page.status_code == 400
    assert page.templates[0].name == "claim/objections/detail.html"


def test_nobody_else_sees_the_check(nation, posting, client):
    objection = raised(nation, posting)
    assert nation.login(client, "乙市 signer").post(page_of(objection), AMEND).status_code == 403
