"""Whose turn it is in a round: said with counts, date and link, from what waits in fact."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cast import open_round
from claim_stage import approved, filed, live, submitted
from fivefold.claim.claims.models import Claim
from fivefold.claim.rounds.dossiers import tag_of
from fivefold.claim.rounds.models import ClaimRound
from fivefold.claim.rounds.queries import Waiting
from fivefold.claim.rounds.turns import Wait, state_line, waits
from fivefold.web.speech import programme_time


@pytest.fixture
def round_(nation):
    """One claim waits for review, one for the region's answer, one for correction, one for the posting."""
    row = live(open_round(nation))
    submitted(nation, row, "甲市", 1)
    filed(nation, row, "乙市", 2)
    Claim.objects.filter(pk=submitted(nation, row, "甲市", 3).pk).update(state="returned")
    approved(nation, row, "丙市", 4, "样例省")
    return row


def page(client, nation, seat, row, language="zh-hans"):
    address = reverse("rounds:page", args=["test", row.pk])
    answer = nation.login(client, seat).get(address, headers={"accept-language": language})
    assert answer.status_code == 200
    return answer.content.decode()


def closed_for_claims(row):
    """The time to claim is over, the time to review is not."""
    ClaimRound.objects.filter(pk=row.pk).update(closes_at=timezone.now() - timedelta(days=1))


@pytest.mark.parametrize(
    ("language", "waits", "next_"),
    [
        (
            "zh-hans",
            [
                ("试点地区·填报人、签发人", "尚未提交认领2个"),
                ("试点地区·签发人", "代报待确认1项"),
                ("试点地区·填报人、签发人", "退回待修改1项"),
                ("省级单位·审核人", "待审核1项"),
                ("中央·发布人", "待张榜公布1项"),
            ],
            "省级单位审核，截止",
        ),
        (
            "en",
            [
                ("Pilot region·Filler and Signer", "without a claim sent in: 2"),
                ("Pilot region·Signer", "claims to confirm or disown: 1"),
                ("Pilot region·Filler and Signer", "returned claims to put right: 1"),
                ("Province·Reviewer", "claims to review: 1"),
                ("Centre·Publisher", "claims to post: 1"),
            ],
            "review: Province, until",
        ),
    ],
)
def test_the_line_names_everybody_that_claims_wait_for(client, nation, round_, language, waits, next_):
    html = page(client, nation, "centre publisher", round_, language)
    line = html[html.index('<p class="turn">') : html.index("</header>", html.index('<p class="turn">'))]
    assert "；".join(f"{who}（{what}）" for who, what in waits) in line
    assert next_ in line
    board = f"{reverse('board:index', args=['test'])}?round={round_.pk}&amp;by=regions"
    claims = f"{reverse('claims:index', args=['test'])}?round={round_.pk}&amp;state="
    links = [board, *(claims + state for state in ("filed", "returned", "submitted", "approved"))]
    rows = [f'<a href="{link}">{what}</a>' for link, (_, what) in zip(links, waits, strict=True)]
    assert [row for row in rows if row not in html] == []


def test_after_the_time_to_claim_the_review_is_due_and_the_posting_is_next(client, nation, round_):
    closed_for_claims(round_)
    html = page(client, nation, "centre publisher", round_)
    assert "已逾期，截止时间为" in html
    assert "中央·发布人张榜公布" in html
    assert "按环节审核" not in html


def test_a_seat_is_told_of_its_own_part_alone(client, nation, round_):
    province = page(client, nation, "样例省 reviewer", round_)
    assert "待张榜公布1项" in province
    assert "审核人（待审核" not in province
    region = page(client, nation, "甲市 filler", round_)
    assert "待审核1项" in region
    assert "代报待确认" not in region
    assert "尚未提交" not in region


def test_a_round_where_nothing_waits_says_so_by_silence(client, nation):
    row = live(open_round(nation))
    assert "轮到谁办</h2>" not in page(client, nation, "甲市 filler", row)


@pytest.mark.parametrize(("seconds", "late"), [(-1, False), (0, True)])
def test_the_line_is_due_on_the_earliest_date_and_late_from_then_on(nation, seconds, late):
    row = open_round(nation)
    found = [Wait("甲", "二", row.review_closes_at), Wait("乙", "一", row.closes_at), Wait("丙", "三")]
    line = state_line(row, tag_of(row), found, row.closes_at + timedelta(seconds=seconds))
    assert (line.until, line.late) == (programme_time(row.closes_at), late)
    assert line.turn == "甲（二）；乙（一）；丙（三）"


def test_who_may_not_see_the_claims_is_given_no_link_to_them(nation):
    row = open_round(nation)
    waiting = Waiting(filed=1, approved=1)
    links = {
        name: [bool(wait.url) for wait in waits(row, (), waiting, nation.seats[name])]
        for name in ("centre publisher", "centre observer")
    }
    assert links == {"centre publisher": [True, True], "centre observer": [False, False]}
