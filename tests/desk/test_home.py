"""Front page, workbench, programme page and inbox."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from cast import CLOCK, NOW, open_round
from claim.postings.posted import approve
from claim_stage import drafted, live
from fivefold.authz.permissions import Permission as P
from fivefold.claim.assessments.editing import assessment_begin
from fivefold.claim.models import Claim, ClaimRound
from fivefold.lifecycle.move import begin, move
from fivefold.notices.models import CalendarEntry, Notice


@pytest.fixture
def claim(nation):
    row = Claim(
        round=open_round(nation),
        region=nation.regions["甲市"],
        project=nation.edition.projects.first(),
        class_code="c",
    )
    return begin(row, actor=nation.actor("甲市 filler"), permission=P.CLAIM_DRAFT, clock=CLOCK)


def test_the_front_page_is_open_and_says_what_comes_next(db, client):
    answer = client.get("/")
    assert answer.status_code == 200
    assert "尚未建立试点计划" in answer.content.decode()


def test_the_front_page_names_the_programmes(nation, client):
    assert "演示计划" in client.get("/").content.decode()


def test_the_workbench_shows_what_waits_one_click_from_the_act(nation, client, claim):
    page = nation.login(client, "甲市 filler").get("/")
    (task,) = page.context["bench"].tasks
    assert claim.subject_name() in task.label
    assert task.tag.kind in {"turn", "late"}
    assert nation.login(client, "乙市 filler").get("/").context["bench"].tasks == []


def labels(nation, client, who):
    return [task.label for task in nation.login(client, who).get("/").context["bench"].tasks]


def test_a_region_is_told_what_it_can_begin_while_the_round_is_open(nation, client):
    """ui rule 1: nothing was begun, so no row waits, and yet it is the region's turn."""
    round_ = live(open_round(nation))
    begin = ["开始自评：演示认领轮次", "选择认领项目：演示认领轮次"]
    assert labels(nation, client, "甲市 filler") == begin
    assert labels(nation, client, "甲市 signer") == begin
    assert labels(nation, client, "演示省 reviewer") == []
    assessment_begin(
        round_=round_, region=nation.regions["甲市"], actor=nation.actor("甲市 filler"), clock=CLOCK
    )
    drafted(nation, round_)
    assert [label for label in labels(nation, client, "甲市 filler") if label in begin] == []
    assert labels(nation, client, "乙市 filler") == begin
    ClaimRound.objects.filter(pk=round_.pk).update(closes_at=timezone.now())
    assert labels(nation, client, "乙市 filler") == []


def test_a_region_outside_the_round_has_nothing_to_begin(nation, client):
    round_ = live(open_round(nation))
    region = nation.regions["乙市"]
    type(region).objects.filter(pk=region.pk).update(batch="batch-2")
    assert labels(nation, client, "乙市 filler") == []
    type(region).objects.filter(pk=region.pk).update(batch=round_.batches[0], state="left")
    assert labels(nation, client, "乙市 filler") == []


def test_what_can_be_begun_stands_by_its_date_among_what_waits(nation, client):
    """The publisher's approved claims are dealt with together: one line, due when the reviews end."""
    round_ = live(open_round(nation))
    assert labels(nation, client, "centre publisher") == []
    approve(nation, round_, "甲市", 1)
    approve(nation, round_, "丙市", 2)
    (task,) = nation.login(client, "centre publisher").get("/").context["bench"].tasks
    assert task.label == "已审核通过、待张榜的认领2项（演示认领轮次）"
    assert (task.url, task.tag.kind) == (reverse("postings:index", args=["test"]), "turn")
    assert labels(nation, client, "centre observer") == []


def test_an_empty_workbench_says_what_comes_next(nation, client):
    page = nation.login(client, "甲市 signer").get("/")
    assert "目前没有待办事项" in page.content.decode()


def test_the_workbench_costs_the_same_however_much_waits(nation, client, claim, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    nation.login(client, "甲市 filler")
    with CaptureQueriesContext(connection) as one:
        client.get("/")
    for project in nation.edition.projects.all()[1:4]:
        row = Claim(round=claim.round, region=claim.region, project=project, class_code="c")
        begin(row, actor=nation.actor("甲市 filler"), permission=P.CLAIM_DRAFT, clock=CLOCK)
    with CaptureQueriesContext(connection) as four:
        assert len(client.get("/").context["bench"].tasks) == 4
    assert len(four) == len(one)


@pytest.mark.parametrize("who", ["甲市 signer", "演示省 reviewer", "centre publisher", "centre observer"])
def test_a_programme_s_page_opens_for_its_seats(nation, client, who):
    page = nation.login(client, who).get(reverse("desk:programme", args=["test"]))
    assert page.status_code == 200
    assert [d.key for d in page.context["divisions"]] == ["classify", "decompose", "claim"]


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("centre publisher", "4个地区中1个已审核或已公布；地区提交截止："),
        ("centre observer", "4个地区中1个已审核或已公布；地区提交截止："),
        ("演示省 reviewer", "2个地区中0个已审核或已公布；地区提交截止："),
        ("样例省 reviewer", "1个地区中1个已审核或已公布；地区提交截止："),
        ("甲市 signer", "地区提交截止："),
        ("丙市 signer", "地区提交截止："),
    ],
)
def test_how_far_the_round_is_counts_what_the_seat_may_count(nation, client, who, said):
    """What another province has reviewed and nobody has posted is not even a number."""
    approve(nation, open_round(nation), "丙市", 1)
    page = nation.login(client, who).get(reverse("desk:programme", args=["test"])).content.decode()
    assert f'<p class="note">{said}' in page


@pytest.mark.parametrize(
    ("who", "leads"), [("centre publisher", True), ("centre observer", True), ("甲市 signer", False)]
)
def test_the_log_is_one_click_away_for_whoever_may_read_it(nation, client, who, leads):
    page = nation.login(client, who).get(reverse("desk:programme", args=["test"]))
    log = reverse("audit:log", args=["test"])
    assert (log in page.content.decode()) is leads
    assert (client.get(log).status_code == 200) is leads


def test_strangers_get_404_or_the_sign_in(nation, client):
    url = reverse("desk:programme", args=["test"])
    assert client.get(url).url.startswith("/accounts/login/")
    assert nation.login(client, "office system_admin").get(url).status_code == 404
    assert client.get(reverse("desk:programme", args=["nowhere"])).status_code == 404


def test_a_notice_is_shown_once_and_read_once_per_person(nation, client, claim):
    move(claim, "claim.submitted", actor=nation.actor("甲市 signer"), clock=CLOCK)
    nation.login(client, "演示省 reviewer")
    assert Notice.objects.count() == 1
    page = client.get(reverse("desk:notices"))
    assert page.context["shell"]["unread"] == 1
    assert len(page.context["table"].rows) == 1
    assert client.post(reverse("desk:notices_read")).status_code == 302
    assert client.get(reverse("desk:notices")).context["shell"]["unread"] == 0
    assert client.post(reverse("desk:notices_read")).status_code == 302


def test_notices_of_a_lost_permission_are_not_shown(nation, client, claim):
    move(claim, "claim.submitted", actor=nation.actor("甲市 signer"), clock=CLOCK)
    Notice.objects.update(permission="posting:issue")
    page = nation.login(client, "演示省 reviewer").get(reverse("desk:notices"))
    assert len(page.context["table"].rows) == 0


def test_the_year_line_stands_on_programme_pages(nation, client):
    CalendarEntry.objects.create(
        programme=nation.programme, code="subject.claim", params={}, kind="round", at=NOW.replace(year=2027)
    )
    page = nation.login(client, "甲市 signer").get(reverse("desk:programme", args=["test"]))
    assert all(0 <= mark.position <= 100 for mark in page.context["shell"]["year_line"])


def test_the_frame_is_remembered_but_never_shown_to_another_seat_or_out_of_date(nation, client):
    """Parts are kept by what they show: seat, rights, notices, dates and address are each request's own."""
    page = reverse("desk:programme", args=["test"])

    def shown(who, language="zh-hans"):
        nation.login(client, who)
        client.cookies["language"] = language
        return client.get(page).content.decode()

    first, again = shown("甲市 signer"), shown("甲市 signer")
    token = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
    assert len(set(token.findall(first))) == 1
    assert token.findall(first)[0] != token.findall(again)[0]
    assert token.sub("", first) == token.sub("", again)
    assert "\ue000" not in first
    assert "甲市" in first
    other = shown("演示省 reviewer")
    assert "甲市 " not in other[: other.index("<main")]
    assert "演示省" in other
    board = reverse("board:index", args=["test"])
    assert (board in first, board in other) == (False, True)
    assert "Sign out" in shown("甲市 signer", "en")
    CalendarEntry.objects.create(
        programme=nation.programme, code="subject.claim", params={}, kind="round", at=timezone.now()
    )
    assert '<svg class="year-line"' not in first
    assert '<svg class="year-line"' in shown("甲市 signer")
    nation.programme.title = "另一个名称"
    nation.programme.save()
    assert "另一个名称" in shown("甲市 signer")
    named = client.get(page + "?next=%22%3E%3Cscript%3E").content.decode()
    assert "<script>" not in named.replace("<script src", "")


def test_seat_switch_language_and_large_text(nation, client):
    nation.login(client, "甲市 signer")
    other = nation.seats["乙市 signer"].id
    client.post(reverse("web:seat_switch"), {"seat": other})
    assert client.session["seat"] == nation.seats["甲市 signer"].id
    answer = client.post(reverse("web:large_text"), {"next": "https://evil.example/"})
    assert (answer.url, answer.cookies["large_text"].value) == ("/", "1")
    assert 'class="large-text"' in client.get("/").content.decode()
    assert client.post(reverse("web:large_text"), {"next": "/notices/"}).url == "/notices/"
    client.post(reverse("set_language"), {"language": "en", "next": "/"})
    assert '<html lang="en"' in client.get("/").content.decode()
