"""Pages of postings: prepare, check, post, acknowledge, by HTTP."""

import re

import pytest
from django.utils import timezone

from cast import open_round
from claim.postings.posted import (
    PUBLISHER,
    approve,
    approved_round,
    draft,
    post,
    posted_with_documents,
)
from claim_stage import approved as approved_by_acts
from fivefold.claim.models import Acknowledgement, Claim, Posting
from fivefold.claim.postings.queries import by_id
from fivefold.jobs.queue import run_waiting

pytestmark = pytest.mark.django_db


def seen_on(response):
    return re.search(r'name="seen" value="([0-9a-f]{64})"', response.content.decode())[1]


def test_from_the_round_to_the_posted_list(nation, client):
    """4.13: prepare, check exactly what is posted, post; a second press posts nothing."""
    round_ = approved_round(nation)
    nation.login(client, PUBLISHER)
    index = client.get("/p/test/postings/")
    assert "5项已通过的认领" in index.content.decode() or "5 approved claims" in index.content.decode()
    url = f"/p/test/postings/prepare/{round_.pk}/"
    form = client.get(url).content.decode()
    assert "关于公布试点地区任务认领情况的通知" in form
    assert 'value="演示"' in form
    answer = client.post(url, {"title_lines": "关于公布\n名单的通知", "mark": "演示"})
    posting = Posting.objects.get()
    check = f"/p/test/postings/{posting.pk}/check/"
    assert (answer.status_code, answer["Location"]) == (302, check)
    again = client.get(url)
    assert again["Location"] == check
    page = client.get(check)
    assert "演示〔" in page.content.decode()
    issued = client.post(check, {"seen": seen_on(page)}, follow=True)
    assert issued.redirect_chain[-1][0] == f"/p/test/postings/{posting.pk}/"
    twice = client.post(check, {"seen": seen_on(page)}, follow=True)
    assert twice.status_code == 200
    assert Posting.objects.count() == 1
    assert by_id(str(posting.pk)).title == "关于公布名单的通知"
    assert set(Claim.objects.values_list("state", flat=True)) == {"posted"}


def test_the_check_page_names_what_is_left_out_and_why(nation, client):
    round_ = open_round(nation)
    approve(nation, round_, "甲市", 1)
    approve(nation, round_, "乙市", 2, state="returned")
    approve(nation, round_, "丙市", 3, state="submitted")
    nation.login(client, PUBLISHER)
    page = client.get(f"/p/test/postings/{draft(nation, round_).pk}/check/").content.decode()
    left = page[page.index('id="left-out-caption"') :]
    assert "乙市" in left
    assert "丙市" in left
    assert "示例市丁区" in left
    assert "甲市" not in left[: left.index("</table>")]


@pytest.mark.parametrize("more", [False, True])
def test_the_check_page_names_a_claim_that_the_log_does_not_call_approved(nation, client, more):
    """It stands under what is left out, with a sentence above; the others can be posted all the same."""
    round_ = open_round(nation)
    claim = approve(nation, round_, "甲市", 1, state="submitted")
    Claim.objects.update(state="approved")
    if more:
        approve(nation, round_, "丙市", 3)
    nation.login(client, PUBLISHER)
    check = f"/p/test/postings/{draft(nation, round_).pk}/check/"
    answer = client.get(check)
    page = answer.content.decode()
    left = page[page.index('id="left-out-caption"') :]
    assert "甲市" in left[: left.index("</table>")]
    assert "数据库中为“已通过”，存证日志中没有记录：不予公布" in left
    assert page.count(f"不予公布：甲市·{claim.project.title}。") == (
        1 if more else 2
    )  # beside the button too
    assert bool(answer.context["page"].fingerprint) is more
    if more:
        client.post(check, {"seen": seen_on(answer)})
        assert set(Claim.objects.values_list("region__body__name", "state")) == {
            ("甲市", "approved"),
            ("丙市", "posted"),
        }


def test_the_check_page_names_a_claim_that_does_not_say_what_was_approved(nation, client):
    round_ = open_round(nation)
    claim = approved_by_acts(nation, round_)
    Claim.objects.update(means="数据库改写的做法")
    nation.login(client, PUBLISHER)
    page = client.get(f"/p/test/postings/{draft(nation, round_).pk}/check/").content.decode()
    assert "通过之后在数据库中被改动：不予公布" in page
    assert f"不予公布：甲市·{claim.project.title}。" in page


def test_a_changed_list_is_shown_again_instead_of_posted(nation, client):
    round_ = approved_round(nation)
    nation.login(client, PUBLISHER)
    check = f"/p/test/postings/{draft(nation, round_).pk}/check/"
    seen = seen_on(client.get(check))
    approve(nation, round_, "丙市", 8)
    answer = client.post(check, {"seen": seen}, follow=True)
    assert answer.redirect_chain[-1][0] == check
    assert Posting.objects.get().state == "drafted"
    assert seen_on(answer) != seen


def test_strangers_get_404_and_the_wrong_role_403(nation, client):
    posting = draft(nation, approved_round(nation))
    check, detail = (f"/p/test/postings/{posting.pk}/{part}" for part in ("check/", ""))
    assert client.get(detail).status_code == 404
    assert client.get(check).status_code == 302
    nation.login(client, "甲市 signer")
    assert client.get(detail).status_code == 404
    assert client.get(check).status_code == 403
    assert client.post(check, {"seen": ""}).status_code == 403
    nation.login(client, "office audit_admin")
    assert client.get(detail).status_code == 404


def test_a_region_acknowledges_once(nation, client):
    """4.14: acknowledgement by region."""
    posting = post(nation)
    nation.login(client, "甲市 signer")
    page = f"/p/test/postings/{posting.pk}/"
    assert f'action="{page}acknowledge/"' in client.get(page).content.decode()
    client.post(f"{page}acknowledge/")
    client.post(f"{page}acknowledge/")
    assert Acknowledgement.objects.count() == 1
    assert f'action="{page}acknowledge/"' not in client.get(page).content.decode()
    nation.login(client, "甲市 filler")
    assert client.post(f"{page}acknowledge/").status_code == 403


def test_every_reader_inside_sees_an_issued_list_and_only_signers_the_button(nation, client):
    posting = post(nation)
    page = f"/p/test/postings/{posting.pk}/"
    for name, seat in nation.seats.items():
        nation.login(client, name)
        answer = client.get(page)
        inside = bool(seat.programme_id)
        assert answer.status_code == (200 if inside else 404), name
        assert (f"{page}acknowledge/" in answer.content.decode()) == (inside and seat.role == "signer")


def test_the_number_of_queries_does_not_depend_on_the_length(nation, client, django_assert_max_num_queries):
    posting = posted_with_documents(nation)
    nation.login(client, PUBLISHER)
    page = f"/p/test/postings/{posting.pk}/"
    client.get(page)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        client.get(page)
    round_ = posting.round
    for place in (5, 6, 7, 8):
        approve(nation, round_, "丙市", place)
    from claim.postings.posted import issue

    longer = issue(nation, draft(nation, round_))
    run_waiting()
    with CaptureQueriesContext(connection) as many:
        client.get(f"/p/test/postings/{longer.pk}/")
    assert len(many) == len(few)


@pytest.mark.parametrize("address", ["/p/test/postings/", "/public/", "/"])
def test_the_number_of_queries_does_not_depend_on_the_number_of_lists(nation, client, address):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    round_ = post(nation).round
    nation.login(client, PUBLISHER)
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for place in (6, 7):
        approve(nation, round_, "丙市", place)
        post(nation, round_)
    with CaptureQueriesContext(connection) as three:
        client.get(address)
    assert Posting.objects.filter(state="issued").count() == 3
    assert len(three) == len(one)


def test_a_draft_can_be_worded_again_and_discarded_with_a_reason(nation, client):
    posting = draft(nation, approved_round(nation))
    nation.login(client, PUBLISHER)
    base = f"/p/test/postings/{posting.pk}"
    client.post(f"{base}/wording/", {"title_lines": "新题", "mark": "新", "provinces": ["91"]})
    assert (by_id(str(posting.pk)).title, by_id(str(posting.pk)).provinces) == ("新题", ["91"])
    assert client.post(f"{base}/discard/", {"because": ""}).status_code == 200
    client.post(f"{base}/discard/", {"because": "重拟"})
    assert Posting.objects.get().state == "discarded"
    assert set(Claim.objects.values_list("state", flat=True)) == {"approved"}
    assert client.get(f"{base}/").status_code == 200


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_speaks_both_languages(nation, client, language):
    posting = post(nation)
    nation.login(client, PUBLISHER)
    client.cookies["language"] = language
    for address in ("/p/test/postings/", f"/p/test/postings/{posting.pk}/"):
        answer = client.get(address)
        assert answer.status_code == 200
    assert timezone.get_current_timezone_name() == "Asia/Shanghai"


@pytest.mark.parametrize(
    ("language", "said"), [("zh-hans", "这一地址不是页面"), ("en", "This address is no page")]
)
def test_the_address_of_a_button_opened_as_a_page_is_told_in_words(nation, client, language, said):
    address = f"/p/test/postings/{post(nation).pk}/acknowledge/"
    nation.login(client, "甲市 signer")
    client.cookies["language"] = language
    opened = client.get(address)
    assert (opened.status_code, opened["Allow"]) == (405, "POST")
    assert said in opened.content.decode()
    assert 'href="/"' in opened.content.decode()
    assert client.post(address).status_code == 302
