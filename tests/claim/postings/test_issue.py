"""Posting a list: one transaction freezes it, numbers it, moves the claims and records it (4.13, decisions 16)."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cast import CLOCK, NOW, later, open_round
from claim.postings.posted import PUBLISHER, WORDING, approve, approved_round, draft, issue, post
from claim_stage import approved as approved_by_acts
from claim_stage import submitted as sent_by_acts
from fivefold.claim.models import Claim, Posting, PostingEntry
from fivefold.claim.postings.actions import Wording, posting_issue, posting_prepare, posting_revise
from fivefold.claim.postings.preparing import prepare
from fivefold.claim.postings.queries import by_id, without_claim
from fivefold.jobs.models import Job
from fivefold.ledger import reading
from fivefold.ledger.models import Entry
from fivefold.lifecycle.errors import NotAllowed, WrongState
from fivefold.lifecycle.move import act, move
from fivefold.lifecycle.origin import origin_of
from fivefold.lifecycle.standing import behind_the_log
from fivefold.method import canonical
from fivefold.method.reason import Refused
from fivefold.notices.models import CalendarEntry, Notice, ToDo
from fivefold.notices.queries import calendar_between
from fivefold.packs.models import Programme
from leaves import tell_moves

pytestmark = pytest.mark.django_db


def test_the_list_is_ordered_frozen_and_sealed(nation):
    """4.13: frozen list in the order of codes and projects, document number, digest, one leaf with all digests."""
    posting = post(nation)
    data = json.loads(posting.canonical)
    assert canonical.dumps(data).decode() == posting.canonical
    lines = [
        (e["seq"], e["province"]["name"], e["region"]["name"], e["project"]["code"]) for e in data["entries"]
    ]
    codes = dict(nation.edition.projects.values_list("order", "code"))
    assert lines == [
        (1, "演示省", "甲市", codes[1]),
        (2, "演示省", "甲市", codes[11]),
        (3, "演示省", "乙市", codes[2]),
        (4, "样例省", "丙市", codes[3]),
        (5, "示例市", "丁区", codes[4]),
    ]
    assert data["entries"][0] == {
        "seq": 1,
        "province": {"code": "91", "name": "演示省"},
        "region": {"code": "9101", "name": "甲市"},
        "class": {"code": "class-1", "name": "第一类地区"},
        "project": {"code": codes[1], "name": nation.edition.projects.get(order=1).title},
        "lead_unit": "甲市演示牵头单位",
        "leader_post": "演示岗位",
        "basis": "advantage",
        "output": "演示经验",
        "claim": str(Claim.objects.get(region=nation.regions["甲市"], project__order=1).pk),
        "filed_by": "",
    }
    assert (posting.number, posting.document_number, posting.state) == (1, "演示〔2026〕1号", "issued")
    assert data["issued_at"] == "2026-09-01T02:00:00.000000Z"
    assert data["notice"] == {"days": 15, "kind": "calendar", "from": "2026-09-02", "until": "2026-09-16"}
    assert (data["label"], data["corrects"]) == ("演示数据", None)
    facts = reading.entry(posting.issue_entry_id)
    assert facts.kind == "posting.issued"
    assert facts.params["digest"] == posting.digest == canonical.digest(data)
    assert facts.params["entries"] == [canonical.digest(entry) for entry in data["entries"]]
    assert facts.params["number"] == 1
    assert set(facts.params["fields"]) == set(data) - {"entries"}


def test_scores_and_reasons_of_a_claim_are_never_printed(nation):
    text = post(nation).canonical
    assert "不公开" not in text


def test_every_claim_moves_with_a_leaf_and_a_notice_of_its_own(nation):
    posting = post(nation)
    assert set(Claim.objects.values_list("state", flat=True)) == {"posted"}
    origin = origin_of(nation.programme)
    page, total = reading.page(origin, start=0, count=100)
    assert total == 5 + 6
    assert sorted(e.kind for e in page[:6]) == ["claim.posted"] * 5 + ["posting.issued"]
    moved = next(e for e in page if e.kind == "claim.posted")
    assert (moved.params["from"], moved.params["to"]) == ("approved", "posted")
    assert moved.params["posting"] == posting.document_number
    assert Notice.objects.filter(code="notice.claim.posted").count() == 10
    assert not ToDo.objects.filter(subject_type="claim", done_at=None).exists()
    assert list(reading.damage(origin)) == []


def test_regions_are_asked_to_acknowledge_and_the_year_shows_the_dates(nation):
    posting = post(nation)
    asked = ToDo.objects.filter(code="todo.posting.acknowledge", done_at=None)
    assert sorted(asked.values_list("body__name", "role")) == [
        (name, "signer") for name in ("丁区", "丙市", "乙市", "甲市")
    ]
    assert {todo.due_at for todo in asked} == {posting.acknowledge_until - timedelta(seconds=1)}
    dates = CalendarEntry.objects.order_by("code", "body_path").values_list("code", "body_path")
    paths = sorted(nation.regions[name].body.path for name in ("丁区", "丙市", "乙市", "甲市"))
    assert list(dates) == [
        *(("calendar.posting.acknowledge", path) for path in paths),
        ("calendar.posting.issued", ""),
        ("calendar.posting.notice_ends", ""),
    ]


def test_only_those_on_a_list_see_until_when_it_is_acknowledged(nation, client, monkeypatch):
    """Regions on it, their provinces and the centre, each once; the same number of queries for everybody."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    round_ = open_round(nation)
    for name, place in (("乙市", 2), ("甲市", 11)):
        approve(nation, round_, name, place)
    post(nation, round_)
    others = {"丁区 signer": False, "丙市 signer": False, "样例省 reviewer": False}
    seen = {"甲市 signer": True, "乙市 filler": True, "演示省 reviewer": True, "centre observer": True}
    asked = set()
    for who, shown in (others | seen).items():
        page = nation.login(client, who).get(reverse("desk:programme", args=["test"]))
        labels = [mark.label for mark in page.context["shell"]["year_line"]]
        assert sum("签收截止" in label for label in labels) == int(shown), who
        assert sum("公示期满" in label for label in labels) == 1
        assert [link.label for link in page.context["upcoming"] if "签收截止" in link.label] == [
            label for label in labels if "签收截止" in label
        ]
        seat = nation.seats[who]
        with CaptureQueriesContext(connection) as queries:
            calendar_between(nation.programme, NOW, NOW + timedelta(days=40), seat.body_path)
        asked.add(len(queries))
    assert asked == {1}


def test_pressing_twice_posts_once(nation):
    posting = draft(nation, approved_round(nation))
    issue(nation, posting)
    with pytest.raises(WrongState) as refused:
        posting_issue(posting=posting, actor=nation.actor(PUBLISHER), seen="", clock=later(minutes=1))
    assert refused.value.reasons[0].code == "lifecycle.wrong_state"
    assert Posting.objects.count() == 1
    assert PostingEntry.objects.count() == 5
    assert Job.objects.count() == 1


def test_a_list_that_changed_since_it_was_checked_is_not_posted(nation):
    round_ = approved_round(nation)
    posting = draft(nation, round_)
    seen = prepare(by_id(str(posting.pk))).fingerprint
    approve(nation, round_, "乙市", 5)
    with pytest.raises(Refused) as refused:
        posting_issue(posting=posting, actor=nation.actor(PUBLISHER), seen=seen)
    assert refused.value.reasons[0].code == "claim.postings.list_changed"
    assert set(Claim.objects.values_list("state", flat=True)) == {"approved"}
    assert reading.size(origin_of(nation.programme)) == 6


def test_numbers_run_through_the_programme_without_gaps(nation):
    first = post(nation)
    round_ = first.round
    approve(nation, round_, "丙市", 6)
    second = issue(nation, draft(nation, round_, clock=later(days=1)), clock=later(days=1))
    assert (second.number, second.document_number) == (2, "演示〔2026〕2号")
    approve(nation, round_, "丙市", 7)
    third = issue(nation, draft(nation, round_, Wording(("题",), "甲发")), clock=later(days=200))
    assert (third.number, third.document_number) == (3, "甲发〔2027〕1号")


def test_a_partial_list_names_as_without_claim_no_region_of_another_province(nation):
    round_ = open_round(nation)
    approve(nation, round_, "甲市", 1)
    posting = draft(nation, round_)
    assert [region.body.name for region in without_claim(posting)] == ["乙市", "丙市", "丁区"]
    posting.provinces = ["91"]
    assert [region.body.name for region in without_claim(posting)] == ["乙市"]


def test_a_partial_list_holds_the_chosen_provinces_and_each_claim_is_in_one_list_in_force(nation):
    round_ = approved_round(nation)
    part = issue(nation, draft(nation, round_, Wording(("甲",), "演示", "", ("91",))))
    rest = issue(nation, draft(nation, round_))
    names = lambda posting: [e["region"]["name"] for e in json.loads(posting.canonical)["entries"]]  # noqa: E731 - used twice
    assert names(part) == ["甲市", "甲市", "乙市"]
    assert names(rest) == ["丙市", "丁区"]
    lines = PostingEntry.objects.filter(posting__state="issued").values_list("claim_id", flat=True)
    assert len(lines) == len(set(lines)) == 5


def test_only_the_publisher_prepares_and_posts(nation):
    round_ = approved_round(nation)
    posting = draft(nation, round_)
    seen = prepare(by_id(str(posting.pk))).fingerprint
    others = [name for name in nation.seats if name != PUBLISHER]
    for name in others:
        with pytest.raises(NotAllowed):
            posting_issue(posting=posting, actor=nation.actor(name), seen=seen)
        with pytest.raises(NotAllowed):
            posting_prepare(round_=round_, actor=nation.actor(name), wording=WORDING)
    assert Posting.objects.get().state == "drafted"
    assert reading.size(origin_of(nation.programme)) == 5


def test_a_claim_without_a_unit_is_named_and_not_posted(nation):
    round_ = approved_round(nation)
    approve(nation, round_, "乙市", 7, lead_unit=" ")
    with pytest.raises(Refused) as refused:
        prepare(draft(nation, round_))
    project = nation.edition.projects.get(order=7).title
    assert refused.value.spoken("zh") == (f"以下认领没有责任单位，不能公布：乙市·{project}。",)


def test_a_round_with_nothing_approved_has_nothing_to_post(nation):
    from cast import open_round

    with pytest.raises(Refused) as refused:
        prepare(draft(nation, open_round(nation)))
    assert refused.value.reasons[0].code == "claim.postings.empty"


@pytest.mark.parametrize(
    "said",
    [
        {"title_lines": ("关于另一件事的通知",)},
        {"prefix": "另发"},
        {"source": "另一来源"},
    ],
)
def test_a_wording_that_changed_since_it_was_checked_is_not_posted(nation, said):
    posting = draft(nation, approved_round(nation))
    seen = prepare(by_id(str(posting.pk))).fingerprint
    posting_revise(posting=posting, actor=nation.actor(PUBLISHER), wording=replace(WORDING, **said))
    with pytest.raises(Refused) as refused:
        posting_issue(posting=posting, actor=nation.actor(PUBLISHER), seen=seen)
    assert refused.value.reasons[0].code == "claim.postings.list_changed"
    assert Posting.objects.get().state == "drafted"


def test_lists_of_another_programme_do_not_count(nation):
    other = Programme.objects.create(
        slug="other", title="另一计划", pack_version=nation.programme.pack_version, demo=True, created_at=NOW
    )
    Posting.objects.create(
        round=open_round(nation, programme=other), title="榜", prefix="演示", number=1, notice_days=7,
        state="issued", state_since=NOW, issued_at=NOW,
    )  # fmt: skip
    posting = post(nation)
    assert (posting.number, posting.document_number) == (1, "演示〔2026〕1号")


def held_back(nation, round_, name="乙市", place=7):
    """A submitted claim whose row somebody edits in the database, so that it stands there as approved."""
    claim = approve(nation, round_, name, place, state="submitted")
    tell_moves([claim])
    Claim.objects.filter(pk=claim.pk).update(state="approved")
    return claim


@pytest.mark.parametrize("behind", [False, True])
def test_a_claim_that_only_the_database_calls_approved_is_refused(nation, behind):
    """Posting asks the log: the same claim is posted when it was approved, refused when its row was edited."""
    round_ = open_round(nation)
    claim = held_back(nation, round_) if behind else approve(nation, round_, "乙市", 7)
    posting = draft(nation, round_)
    if not behind:
        assert [str(line.claim_id) for line in issue(nation, posting).entries.all()] == [str(claim.pk)]
        return
    with pytest.raises(Refused) as refused:
        issue(nation, posting)
    assert [reason.code for reason in refused.value.reasons] == ["claim.postings.not_approved_in_log"]
    assert f"乙市·{claim.project.title}" in refused.value.spoken("zh")[0]
    assert (Posting.objects.get().state, Claim.objects.get().state) == ("drafted", "approved")


@pytest.mark.parametrize("more", [False, True])
def test_a_claim_that_does_not_say_what_was_approved_is_not_posted(nation, more):
    """What was edited in the database after the approval is held back; the same claim as approved is posted."""
    round_ = open_round(nation)
    claim, other = approved_by_acts(nation, round_), approved_by_acts(nation, round_, "乙市", 2)
    posting = draft(nation, round_)
    assert len(prepare(posting).claims) == 2
    edited = [claim] if more else [claim, other]
    Claim.objects.filter(pk__in=[one.pk for one in edited]).update(lead_unit="数据库改写的单位")
    if more:
        assert [line.claim for line in issue(nation, posting).entries.all()] == [other]
        assert Claim.objects.get(pk=claim.pk).state == "approved"
        return
    with pytest.raises(Refused) as refused:
        issue(nation, posting)
    assert [reason.code for reason in refused.value.reasons] == ["claim.postings.altered_since_approval"]
    assert f"甲市·{claim.project.title}" in refused.value.spoken("zh")[0]
    assert Posting.objects.get().state == "drafted"


def test_a_claim_that_neither_was_approved_nor_says_what_was_sent_is_held_back_once(nation):
    round_ = open_round(nation)
    claim = sent_by_acts(nation, round_)
    other = approved_by_acts(nation, round_, "乙市", 2)
    Claim.objects.filter(pk=claim.pk).update(state="approved", lead_unit="数据库改写的单位")
    Claim.objects.filter(pk=other.pk).update(lead_unit="数据库改写的单位")
    with pytest.raises(Refused) as refused:
        prepare(draft(nation, round_))
    assert [(one.code, len(one.params["entries"])) for one in refused.value.reasons] == [
        ("claim.postings.not_approved_in_log", 1),
        ("claim.postings.altered_since_approval", 1),
    ]


def test_a_claim_that_was_approved_before_approvals_sealed_it_is_posted(nation):
    round_ = open_round(nation)
    claim = approve(nation, round_, "甲市", 1)
    Claim.objects.update(lead_unit="后来的单位")
    assert [one.pk for one in prepare(draft(nation, round_)).claims] == [claim.pk]


def test_a_claim_that_was_returned_after_its_approval_is_refused_whatever_its_row_says(nation):
    """The latest move counts: an approval before a return is none any more; a note after it changes nothing."""
    round_ = open_round(nation)
    claim = approve(nation, round_, "乙市", 7)
    reviewer = nation.actor("演示省 reviewer")
    act(claim, "claim.noted", actor=reviewer, clock=CLOCK)
    seen = prepare(draft(nation, round_))
    assert [one.pk for one in seen.claims] == [claim.pk]
    move(claim, "claim.returned", actor=reviewer, clock=CLOCK, because="佐证不清")
    Claim.objects.update(state="approved")
    with pytest.raises(Refused) as refused:
        prepare(draft(nation, round_))
    assert refused.value.reasons[0].code == "claim.postings.not_approved_in_log"


@pytest.mark.parametrize(
    "forged",
    [{"leaf": '"to":"approved"'}, {"kind": "claim.approved"}, {"subject_id": "other"}],
)
def test_a_forged_leaf_does_not_approve(nation, forged):
    """A leaf whose text or columns were edited says nothing, whichever way it was done."""
    round_ = open_round(nation)
    claim = held_back(nation, round_)
    approve(nation, round_, "丙市", 8)
    leaf = Entry.objects.get(subject_id=str(claim.pk))
    if "leaf" in forged:
        forged = {"leaf": leaf.leaf.replace('"to":"submitted"', forged["leaf"])}
        assert forged["leaf"] != leaf.leaf
    Entry.objects.filter(pk=leaf.pk).update(**forged)
    assert [one.region.body.name for one in prepare(draft(nation, round_)).claims] == ["丙市"]


def test_a_claim_held_back_after_the_check_makes_another_list_of_it(nation):
    round_ = approved_round(nation)
    posting = draft(nation, round_)
    seen = prepare(by_id(str(posting.pk))).fingerprint
    held_back(nation, round_)
    with pytest.raises(Refused) as refused:
        posting_issue(posting=posting, actor=nation.actor(PUBLISHER), seen=seen)
    assert refused.value.reasons[0].code == "claim.postings.list_changed"


def test_the_log_is_asked_once_however_many_claims(nation, django_assert_num_queries):
    round_ = approved_round(nation)
    for number in (1, 5):
        claims = list(Claim.objects.select_related("round__programme")[:number])
        with django_assert_num_queries(1):
            assert behind_the_log(claims) == []
    with django_assert_num_queries(0):
        assert behind_the_log([]) == []
    assert round_.claims.count() == 5
