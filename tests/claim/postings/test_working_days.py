"""Terms in working days: counted by the administrator's tables, kept when a table changes, never beyond them."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from cast import CLOCK, later
from claim.postings.posted import PUBLISHER, after, approved_round, draft, issue, post
from fivefold.claim.assessments.actions import confirm_until
from fivefold.claim.models import Assessment, Objection, Posting
from fivefold.claim.objections.actions import objection_raise, objection_receive
from fivefold.claim.objections.receipts import new_code
from fivefold.ledger import reading
from fivefold.lifecycle.origin import origin_of
from fivefold.method.reason import Reason, Refused, speak
from fivefold.notices.models import Notice, ToDo
from fivefold.office.working_days.actions import working_days_record
from fivefold.office.working_days.days import YearDays
from fivefold.packs.programmes import install_pack
from fivefold.project.housekeeping import keep_house
from packs.pack_copies import SHIYU, copy_of

NATIONAL = tuple(date(2026, 10, day) for day in range(1, 8))
TERMS = {"notice": (15, 10), "answer": (15, 20), "acknowledgement": (10, 10), "confirm": (10, 10)}


@pytest.fixture
def nation(nation, tmp_path):
    """The nation under a pack whose terms are all in working days."""
    for term, (before, days) in TERMS.items():
        folder = copy_of(
            SHIYU, tmp_path, "claim.yaml",
            f"{term}: {{days: {before}, kind: calendar", f"{term}: {{days: {days}, kind: working",
        )  # fmt: skip
    nation.programme.pack_version = install_pack(folder, CLOCK.now())
    nation.programme.save()
    return nation


def record(nation, year, off=(), seen=0, because=""):
    days = YearDays(year, off or (date(year, 1, 1),), ())
    return working_days_record(
        programme=nation.programme, days=days, source="演示通知", seen=seen, because=because,
        actor=nation.actor("office system_admin"), clock=CLOCK,
    )  # fmt: skip


def code(refused):
    return [(reason.code, dict(reason.params)) for reason in refused.value.reasons]


def test_nothing_is_posted_beyond_the_tables_and_the_page_says_why(nation, client):
    posting = draft(nation, approved_round(nation))
    with pytest.raises(Refused) as refused:
        issue(nation, posting)
    assert code(refused) == [("pack.calendar.no_year", {"year": 2026})]
    assert Posting.objects.get().state == "drafted"
    page = nation.login(client, PUBLISHER).get(reverse("postings:check", args=["test", posting.pk]))
    assert any("没有" in said and "年的工作日表" in said for said in page.context["refusals"])
    assert "请系统管理员在“工作日”页面录入" in page.content.decode()
    record(nation, 2026)
    assert issue(nation, posting).state == "issued"


def test_a_running_notice_keeps_its_last_day_and_the_log_names_the_table(nation):
    """Ten working days after Tuesday 1 September end on Tuesday the 15th."""
    record(nation, 2026)
    posting = post(nation)
    ends = datetime(2026, 9, 15, 16, 0, tzinfo=UTC)
    assert (posting.notice_until, posting.acknowledge_until) == (ends, ends)
    record(nation, 2026, (date(2026, 9, 7), date(2026, 9, 8)), seen=1, because="演示更正")
    posting.refresh_from_db()
    assert posting.notice_until == ends
    (entry, *_rest) = reading.history(origin_of(nation.programme), "posting", str(posting.pk))
    assert entry.params["working_days"] == {"2026": 1}
    assert confirm_until(posting.round, CLOCK.now()) == datetime(2026, 9, 17, 16, 0, tzinfo=UTC)


def told(nation):
    """What the publisher was told of tables, newest first, in the words of the inbox."""
    found = Notice.objects.filter(code="notice.working_days.recorded", body=nation.centre, role="publisher")
    return [speak(Reason(one.code, one.params), "zh-hans") for one in found.order_by("-at", "-id")]


def test_the_publisher_is_told_which_running_days_stay_and_which_are_set(nation, client):
    record(nation, 2026)
    nothing = (
        "已录入2026年工作日表第1版。不变的：期限未满的榜单（—）仍以印发的日期为准，待答复异议0件、待确认代报0件的截止日不变；"
        "变动的：0件未定答复日的异议按新表确定日期。"
    )
    assert told(nation) == [nothing]
    posting = post(nation)
    objection_raise(posting=posting, actor=nation.actor("乙市 signer"), text="有误", clock=after(posting))
    filed = Assessment.objects.create(
        round=posting.round, region=nation.regions["甲市"], class_code="class1", state="filed",
        state_since=CLOCK.now(), confirm_by=after(posting, days=9).now(),
    )  # fmt: skip
    late = Objection.objects.create(
        posting=posting, text="有误", receipt_sha256="1" * 64, raised_on=date(2026, 12, 24), state="raised",
        state_since=CLOCK.now(),
    )  # fmt: skip
    before = (posting.notice_until, posting.acknowledge_until, filed.confirm_by)
    record(nation, 2026, (date(2026, 9, 7),), seen=1, because="演示更正")
    assert told(nation)[0] == (
        "已录入2026年工作日表第2版。不变的：期限未满的榜单（演示〔2026〕1号）仍以印发的日期为准，待答复异议1件、"
        "待确认代报1件的截止日不变；变动的：0件未定答复日的异议按新表确定日期。"
    )
    record(nation, 2027)
    assert told(nation)[0].endswith("变动的：1件未定答复日的异议按新表确定日期。")
    assert keep_house(CLOCK) == 1
    for row in (posting, filed, late):
        row.refresh_from_db()
    assert (posting.notice_until, posting.acknowledge_until, filed.confirm_by) == before
    assert late.answer_by is not None
    table = nation.login(client, PUBLISHER).get(reverse("desk:notices")).context["table"]
    assert "2027年工作日表第1版" in str(table.rows)
    assert not Notice.objects.filter(code="notice.working_days.recorded").exclude(role="publisher").exists()


def test_filing_for_a_region_waits_for_the_table(nation):
    round_ = approved_round(nation)
    with pytest.raises(Refused) as refused:
        confirm_until(round_, CLOCK.now())
    assert code(refused) == [("pack.calendar.no_year", {"year": 2026})]
    record(nation, 2026)
    assert confirm_until(round_, CLOCK.now()) == datetime(2026, 9, 15, 16, 0, tzinfo=UTC)


def test_an_objection_is_taken_without_a_table_and_dated_once_it_is_there(nation, client):
    """Twenty working days after 24 December 2026: with a table that ends with the year, then with the next one too."""
    record(nation, 2026)
    posting = post(nation, clock=later(days=107))
    late = after(posting, days=7)
    mine = objection_raise(posting=posting, actor=nation.actor("乙市 signer"), text="有误", clock=late)
    theirs = objection_receive(posting=posting, text="有误", code=new_code(), clock=late)
    assert (mine.raised_on, mine.answer_by, theirs.answer_by) == (date(2026, 12, 24), None, None)
    page = nation.login(client, "乙市 signer").get(reverse("objections:detail", args=["test", mine.pk]))
    assert "待该年工作日表录入后告知" in page.content.decode()
    assert keep_house(late) == 0
    record(nation, 2027, (date(2027, 1, 1),))
    assert keep_house(late) == 2
    # 25 and 28-31 December, then 4-8, 11-15 and 18-22 January: the twentieth is Friday the 22nd.
    ends = datetime(2027, 1, 22, 16, 0, tzinfo=UTC)
    assert set(Objection.objects.values_list("answer_by", flat=True)) == {ends}
    due = ToDo.objects.filter(subject_type="objection", done_at=None).values_list("due_at", flat=True)
    assert {moment.replace(second=0) for moment in due} == {datetime(2027, 1, 22, 15, 59, tzinfo=UTC)}
    assert keep_house(late) == 0


def test_the_log_names_every_table_that_a_term_reaches_into(nation):
    """On 24 December: three working days of notice end on the 29th, ten to acknowledge in January."""
    record(nation, 2026)
    record(nation, 2027)
    row = draft(nation, approved_round(nation))
    Posting.objects.filter(pk=row.pk).update(notice_days=3)
    posting = issue(nation, row, clock=later(days=114))
    assert (posting.notice_until.year, posting.acknowledge_until.year) == (2026, 2027)
    (entry, *_rest) = reading.history(origin_of(nation.programme), "posting", str(posting.pk))
    assert entry.params["working_days"] == {"2026": 1, "2027": 1}
