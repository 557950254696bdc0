"""Pages of rounds and extensions over HTTP."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cast import NOW, open_round
from claim_stage import live, submitted
from fivefold.claim.rounds.models import ClaimRound, Extension
from fivefold.classify.models import ClassEntry, ClassList
from fivefold.web import speech


def at(name, row=None):
    kwargs = {"slug": "test"} | ({"round_id": row.pk} if row else {})
    return reverse(f"rounds:{name}", kwargs=kwargs)


def local(moment):
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def typed(nation, **changes):
    now = timezone.now()
    values = {
        "title": "演示一轮", "batches": ["batch-1"], "edition": str(nation.edition.pk),
        "class_list": str(nation.class_list.pk), "opens_at": local(now), "closes_at": local(now + timedelta(days=30)),
        "review_closes_at": local(now + timedelta(days=37)),
    }  # fmt: skip
    return {**values, **changes}


def test_a_round_is_prepared_opened_closed_and_reopened_on_pages(client, nation):
    """1.2: the office opens a round from the page, after looking at what is pinned."""
    nation.login(client, "centre publisher")
    assert (
        "Asia/Shanghai" in client.get(at("new")).content.decode()
        or "北京时间" in client.get(at("new")).content.decode()
    )
    client.post(at("new"), typed(nation))
    row = ClaimRound.objects.get()
    assert client.get(at("amend", row)).status_code == 200
    client.post(at("amend", row), typed(nation, title="演示二轮"))
    assert "演示二轮" in client.get(at("open", row)).content.decode()
    assert client.post(at("open", row), {"sure": "1"}).status_code == 302
    assert client.post(at("open", row), {"sure": "1"}).status_code == 409
    client.post(at("close", row), {"sure": "1"})
    later = {
        "closes_at": local(timezone.now() + timedelta(days=5)),
        "review_closes_at": local(timezone.now() + timedelta(days=9)),
    }
    assert client.post(at("reopen", row), {**later, "because": ""}).status_code == 422
    assert client.post(at("reopen", row), {**later, "because": "演示"}).status_code == 302
    row.refresh_from_db()
    assert (row.title, row.state) == ("演示二轮", "opened")


def test_moments_are_typed_in_the_programmes_zone(client, nation):
    nation.login(client, "centre publisher")
    client.post(
        at("new"),
        typed(
            nation,
            opens_at="2026-09-01T09:00",
            closes_at="2026-10-01T00:00",
            review_closes_at="2026-10-08T00:00",
        ),
    )
    row = ClaimRound.objects.get()
    assert row.closes_at.isoformat() == "2026-09-30T16:00:00+00:00"


def test_faults_stand_at_their_fields_and_nothing_typed_is_lost(client, nation):
    nation.login(client, "centre publisher")
    response = client.post(at("new"), typed(nation, title="演示一轮", closes_at="2020-01-01T00:00"))
    text = response.content.decode()
    assert response.status_code == 422
    assert "演示一轮" in text
    assert "认领截止时间应晚于开始时间" in text
    assert ClaimRound.objects.count() == 0


def test_the_page_says_why_a_round_cannot_open(client, nation):
    """1.2: the refusal names each unclassified region of the batch."""
    nation.login(client, "centre publisher")
    client.post(at("new"), typed(nation))
    row = ClaimRound.objects.get()
    button = '<button class="button button-official"'
    assert button in client.get(at("open", row)).content.decode()
    ClassEntry.objects.filter(region=nation.regions["乙市"]).delete()
    page = client.get(at("open", row)).content.decode()
    assert "乙市（9102）" in page
    # The act would be refused: the button is disabled, with the reason beside it.
    assert button not in page
    assert 'disabled>开启本轮</button><span class="reason">' in page
    response = client.post(at("open", row), {"sure": "1"})
    assert (response.status_code, "乙市（9102）" in response.content.decode()) == (422, True)
    row.refresh_from_db()
    assert row.state == "prepared"


def test_a_round_whose_time_is_over_has_no_button_to_open_it(client, nation):
    row = open_round(nation, state="prepared")
    now = timezone.now()
    ClaimRound.objects.filter(pk=row.pk).update(
        opens_at=now - timedelta(days=9), closes_at=now - timedelta(days=1)
    )
    page = nation.login(client, "centre publisher").get(at("open", row)).content.decode()
    assert 'disabled>开启本轮</button><span class="reason">所填截止时间已经过去。' in page


@pytest.mark.parametrize("seat", ["演示省 coordinator", "甲市 signer", "centre observer"])
def test_only_the_office_manages_rounds(client, nation, seat):
    row = open_round(nation)
    nation.login(client, seat)
    for name in ("open", "close", "reopen", "discard", "amend"):
        assert client.post(at(name, row), {"because": "x"}).status_code == 403
    assert client.get(at("new")).status_code == 403


def test_a_prepared_round_is_unknown_to_others(client, nation):
    row = open_round(nation, state="prepared")
    assert nation.login(client, "演示省 reviewer").get(at("page", row)).status_code == 404
    assert nation.login(client, "centre publisher").get(at("page", row)).status_code == 200


def test_counts_are_shown_to_those_above_and_of_others_to_nobody(client, nation):
    """4.0: per province for the centre; a province sees its own row, a region none."""
    row = live(open_round(nation))
    submitted(nation, row, "甲市")
    centre = nation.login(client, "centre publisher").get(at("page", row)).content.decode()
    assert "演示省" in centre
    assert "样例省" in centre
    assert "已认领" in centre
    province = nation.login(client, "演示省 reviewer").get(at("page", row)).content.decode()
    assert "演示省" in province
    assert "样例省" not in province
    region = nation.login(client, "甲市 filler").get(at("page", row)).content.decode()
    assert "样例省" not in region
    assert "各省进度" not in region


@pytest.mark.parametrize(
    ("seat", "sent"),
    [
        ("centre publisher", "3"),
        ("centre observer", "3"),
        ("演示省 reviewer", "1"),
        ("样例省 reviewer", "2"),
        ("甲市 signer", ""),
    ],
)
def test_the_list_counts_the_claims_that_the_seat_may_count(client, nation, seat, sent):
    """The centre all, a province its own, a region none: not even how many others there are."""
    row = live(open_round(nation))
    submitted(nation, row, "甲市")
    for order in (2, 3):
        submitted(nation, row, "丙市", order)
    page = nation.login(client, seat).get(at("index")).content.decode()
    assert re.findall(r'data-label="已提交认领">(\d+)<', page) == ([sent] if sent else [])
    assert ("已提交认领" in page) == bool(sent)


def test_a_round_says_which_class_list_it_uses_whatever_is_issued_later(client, nation):
    """2.0: later pages show which version of the classification they used."""
    row = open_round(nation)
    ClassList.objects.create(
        programme=nation.programme, number=2, valid_from=NOW.date(), issued_at=NOW, pack_sha256="0" * 64,
        sha256="2" * 64, state="issued", state_since=NOW,
    )  # fmt: skip
    page = nation.login(client, "甲市 filler").get(at("page", row)).content.decode()
    assert "第1号" in page
    assert "1" * 12 in page
    assert "第2号" not in page


def test_the_provinces_come_as_a_workbook(client, nation):
    from fivefold.documents.sheets_in import ColumnSchema, TableSchema, read_table

    row = live(open_round(nation))
    submitted(nation, row, "甲市")
    data = nation.login(client, "centre publisher").get(at("provinces_file", row)).content
    schema = TableSchema((ColumnSchema("claimed", ("已认领",)), ColumnSchema("none", ("未开始",))))
    rows = [(r.values["claimed"], r.values["none"]) for r in read_table(data, "p.xlsx", schema).rows]
    assert rows == [("1", "1"), ("0", "1"), ("0", "1")]
    assert nation.login(client, "甲市 filler").get(at("provinces_file", row)).status_code == 403


def client_state(client, nation, seat, page):
    return nation.login(client, seat).get(page).context["state"]


def test_an_extension_is_asked_and_decided_on_pages(client, nation):
    """6.12: asker, reason and decision on the page."""
    row = live(open_round(nation))
    nation.login(client, "演示省 coordinator")
    until = local(row.closes_at + timedelta(days=5))
    assert client.get(at("ask", row)).status_code == 200
    sent = {"deadline": "closes", "until": until, "because": "", "post": "演示处长"}
    assert client.post(at("ask", row), sent).status_code == 422
    assert client.post(at("ask", row), {**sent, "because": "演示：汛期"}).status_code == 302
    made = Extension.objects.get()
    page = reverse("rounds:extension", kwargs={"slug": "test", "extension_id": made.pk})
    assert client.post(page, {"because": "自己批", "until": until}).status_code == 403
    assert nation.login(client, "样例省 coordinator").get(page).status_code == 404
    assert nation.login(client, "甲市 signer").get(page).status_code == 404
    state = client_state(client, nation, "演示省 coordinator", page)
    assert (state.turn, state.mine, state.until) == (
        "演示中央办公室·发布人", False, speech.until_time(row.closes_at),
    )  # fmt: skip
    assert client_state(client, nation, "centre publisher", page).mine
    text = client.get(page).content.decode()
    assert "演示：汛期" in text
    assert "答复单位" not in text
    assert client.post(page, {"because": "演示：同意", "until": until}).status_code == 302
    decided = client.get(page)
    assert (decided.context["state"].turn, decided.context["state"].until) == ("", "")
    assert [r.value for r in decided.context["rows"] if r.label == "答复单位"] == ["演示中央办公室"]
    listed = client.get(at("extensions", row)).content.decode()
    assert "演示：同意" in listed
    assert "演示处长" in listed
    assert client.post(page, {"because": "再来", "until": until, "then": "refuse"}).status_code == 409


def test_the_list_sorts_and_survives_a_broken_address(client, nation):
    live(open_round(nation))
    nation.login(client, "甲市 filler")
    for query in ("", "?sort=-title", "?sort=closes&page=99", "?sort=nonsense&page=x"):
        response = client.get(at("index") + query)
        assert "演示认领轮次" in response.content.decode()


def test_the_empty_list_says_what_comes_next(client, nation):
    text = nation.login(client, "甲市 filler").get(at("index")).content.decode()
    assert "还没有认领轮次" in text
    assert "开启" in text
