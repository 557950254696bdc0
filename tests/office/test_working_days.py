"""Tables of working days: recorded by the system administrator alone, version by version, each in the log whole."""

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cast import CLOCK, later
from fivefold.ledger import reading
from fivefold.lifecycle.errors import NotAllowed, ReasonMissing
from fivefold.lifecycle.origin import origin_of
from fivefold.method.reason import Refused
from fivefold.office.working_days.actions import working_days_record
from fivefold.office.working_days.days import Arrangement, YearDays, spans, working_count, year_days
from fivefold.office.working_days.reading import arrangements_of_file, arrangements_of_text, template
from fivefold.packs.models import WorkingDays

ADMIN = "office system_admin"
SOURCE = "演示〔2025〕7号 关于2026年放假安排的通知"
OFF = tuple(date(2026, 10, day) for day in range(1, 8))
DAYS = YearDays(2026, OFF, (date(2026, 10, 10),))
OFFICE = reverse("office:working_days_of", args=["test"])
MEMBERS = reverse("working_days:years", args=["test"])
TYPED = {
    "year": "2026",
    "source": SOURCE,
    "off": "2026-10-01 至 2026-10-07\n",
    "worked": "2026-10-10",
    "because": "",
}


def recorded(nation, days=DAYS, seen=0, who=ADMIN, because="", clock=CLOCK):
    return working_days_record(
        programme=nation.programme, days=days, source=SOURCE, seen=seen, because=because,
        actor=nation.actor(who), clock=clock,
    )  # fmt: skip


def codes(problems):
    return [(problem.cell, problem.code) for problem in problems]


def test_arrangements_make_a_table_in_order():
    arrangements = [
        Arrangement(date(2026, 10, 10), date(2026, 10, 10), worked=True, place="A6"),
        Arrangement(date(2026, 10, 1), date(2026, 10, 7), worked=False, place="A5"),
    ]
    assert year_days(2026, arrangements) == (DAYS, [])
    assert spans(OFF) == [(date(2026, 10, 1), date(2026, 10, 7))]
    # 261 weekdays of 2026, less five weekdays of the holiday, and one Saturday made up.
    assert working_count(DAYS.table(SOURCE)) == 261 - 5 + 1


@pytest.mark.parametrize(
    ("first", "last", "worked", "code"),
    [
        ("2026-10-07", "2026-10-01", False, "backwards"),
        ("2026-01-01", "2026-03-02", False, "too_long"),
        ("2025-12-31", "2025-12-31", False, "other_year"),
        ("2026-10-09", "2026-10-09", True, "not_weekend"),
        ("2026-05-01", "2026-05-01", False, "twice"),
    ],
)
def test_each_fault_is_told_at_its_place(first, last, worked, code):
    sound = Arrangement(date(2026, 5, 1), date(2026, 5, 1), worked=False, place="A5")
    faulty = Arrangement(date.fromisoformat(first), date.fromisoformat(last), worked=worked, place="A6")
    days, problems = year_days(2026, [sound, faulty])
    assert codes(problems) == [("A6", f"working_days.{code}")]
    assert all(problems[0].reason.params.values())
    assert days.days_off == (date(2026, 5, 1),)


def test_an_empty_table_is_a_fault():
    assert codes(year_days(2026, [])[1]) == [("", "working_days.none")]


def test_typed_lines_are_read_and_faults_name_their_line():
    found, problems = arrangements_of_text("2026-10-01 至 2026-10-07\n\n十月一日\n2026-02-30", worked=False)
    assert found == [Arrangement(date(2026, 10, 1), date(2026, 10, 7), worked=False, place="1")]
    assert codes(problems) == [("3", "working_days.line"), ("4", "working_days.line")]


def test_the_template_comes_back_as_it_went():
    found, problems = arrangements_of_file(template(2026, DAYS.table(SOURCE)), "working-days-2026.xlsx")
    assert problems == []
    assert year_days(2026, found) == (DAYS, [])


def test_a_file_says_its_faults_at_their_cells():
    text = "首日,末日,安排\n2026-10-01,2026-10-07,放假\n十月十日,,上班\n2026-10-12,,加班\n"
    found, problems = arrangements_of_file(text.encode(), "days.csv")
    assert [one.place for one in found] == ["A2"]
    assert [problem.cell for problem in problems] == ["A3", "C4"]


def test_a_table_is_recorded_and_stands_whole_in_the_log(nation):
    row = recorded(nation)
    assert (row.year, row.version, row.recorded_at) == (2026, 1, CLOCK.now())
    (entry,) = reading.history(origin_of(nation.programme), "working_days", str(row.pk))
    assert (entry.id, entry.kind, entry.role) == (row.entry_id, "working_days.recorded", "system_admin")
    assert entry.params == {
        "subject": "2026",
        "year": 2026,
        "version": 1,
        "source": SOURCE,
        "days_off": [f"2026-10-0{day}" for day in range(1, 8)],
        "working_weekends": ["2026-10-10"],
    }


def test_a_change_is_a_further_version_with_a_reason(nation):
    first = recorded(nation)
    changed = YearDays(2026, OFF[:3], ())
    with pytest.raises(ReasonMissing):
        recorded(nation, changed, seen=1)
    with pytest.raises(Refused) as refused:
        recorded(nation, changed, seen=0, because="通知有更正")
    assert refused.value.reasons[0].code == "working_days.moved_on"
    second = recorded(nation, changed, seen=1, because="通知有更正", clock=later(days=1))
    assert (second.version, second.because) == (2, "通知有更正")
    first.refresh_from_db()
    assert first.days_off == [day.isoformat() for day in OFF]
    assert reading.size(origin_of(nation.programme)) == 2


@pytest.mark.parametrize(
    "who", ["office security_admin", "office audit_admin", "centre publisher", "甲市 signer"]
)
def test_nobody_else_records(nation, who):
    with pytest.raises(NotAllowed):
        recorded(nation, who=who)
    assert reading.size(origin_of(nation.programme)) == 0
    assert recorded(nation).version == 1


def test_the_administrator_types_checks_and_records(nation, client):
    nation.login(client, ADMIN)
    assert client.get(reverse("office:working_days")).context["table"].rows[0][0].href == OFFICE
    check = client.post(OFFICE, TYPED)
    assert check.status_code == 200
    assert WorkingDays.objects.count() == 0
    # 1, 2, 5, 6, 7 October become free, the tenth is made up; the weekend between is free anyway.
    assert [row[1:] for row in check.context["changes"].rows] == [("上班", "放假")] * 5 + [("放假", "上班")]
    opened = client.get(check.context["action"], {"token": check.context["token"]})
    assert (opened.status_code, opened.url, WorkingDays.objects.count()) == (302, OFFICE, 0)
    answer = client.post(check.context["action"], {"token": check.context["token"]})
    row = WorkingDays.objects.get()
    assert answer.url == reverse("office:working_days_version", args=["test", row.pk])
    page = client.get(answer.url)
    assert page.context["page"].title == "2026年工作日表（第1版）"
    assert [one.value for one in page.context["page"].rows][:3] == ["现行", SOURCE, "257"]
    again = client.post(check.context["action"], {"token": check.context["token"]})
    assert again.status_code == 422
    assert "刚由他人更新" in again.content.decode()


def test_a_replaced_table_needs_a_reason_and_says_by_what_it_was_replaced(nation, client):
    first = recorded(nation)
    nation.login(client, ADMIN)
    answer = client.post(OFFICE, TYPED)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["because"])
    check = client.post(OFFICE, {**TYPED, "off": "2026-10-01 至 2026-10-08", "because": "通知有更正"})
    assert [str(row[0]) for row in check.context["changes"].rows] == ["2026年10月8日 星期四"]
    client.post(check.context["action"], {"token": check.context["token"]})
    page = client.get(reverse("office:working_days_version", args=["test", first.pk])).context["page"]
    assert page.rows[0].value == "已由第2版替换"
    assert [row[0].text for row in page.versions.rows] == ["第2版", "第1版"]


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({"off": "十月一日"}, ["off"]),
        ({"worked": "x"}, ["worked"]),
        ({"year": "2026年"}, ["year"]),
        ({"source": ""}, ["source"]),
    ],
)
def test_faulty_fields_keep_what_was_typed(nation, client, changed, fields):
    answer = nation.login(client, ADMIN).post(OFFICE, {**TYPED, **changed})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, fields)
    assert answer.context["form"]["because"].value() == ""
    assert WorkingDays.objects.count() == 0


def test_typed_days_that_do_not_fit_are_listed(nation, client):
    answer = nation.login(client, ADMIN).post(OFFICE, {**TYPED, "worked": "2026-10-09"})
    assert answer.status_code == 422
    assert [row[0] for row in answer.context["problems"].rows] == ["1"]
    nothing = client.post(OFFICE, {**TYPED, "off": "", "worked": ""})
    assert list(nothing.context["problems"].rows) == [("整表", "表中没有任何放假或调休安排。")]


def test_a_workbook_is_read_and_its_faults_stand_at_their_cells(nation, client):
    nation.login(client, ADMIN)
    url = reverse("office:working_days_template", args=["test", 2026])
    book = openpyxl.load_workbook(io.BytesIO(client.get(url).content))
    sheet = book["工作日"]
    head = next(row[0].row for row in sheet.iter_rows() if row[0].value == "首日*")
    for offset, values in enumerate((("2026-10-01", "2026-10-07", "放假"), ("2026-10-09", None, "上班")), 1):
        for column, value in enumerate(values, 1):
            sheet.cell(head + offset, column).value = value
    answer = client.post(OFFICE, {**TYPED, "off": "", "worked": "", "file": upload(book)})
    assert answer.status_code == 422
    assert [row[0] for row in answer.context["problems"].rows] == [f"A{head + 2}"]
    sheet.cell(head + 2, 1).value = "2026-10-10"
    check = client.post(OFFICE, {**TYPED, "off": "", "worked": "", "file": upload(book)})
    assert check.status_code == 200
    assert len(check.context["days"].rows) == 2


def upload(book):
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("days.xlsx", out.getvalue())


def test_a_file_that_is_none_and_both_ways_at_once_are_refused(nation, client):
    nation.login(client, ADMIN)
    program = SimpleUploadedFile("days.xlsx", b"MZ" + bytes(200))
    answer = client.post(OFFICE, {**TYPED, "off": "", "worked": "", "file": program})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["file"])
    both = client.post(OFFICE, {**TYPED, "file": SimpleUploadedFile("days.csv", b"x")})
    assert (both.status_code, list(both.context["form"].errors)) == (422, ["file"])


def test_a_check_of_another_programme_or_altered_records_nothing(nation, client):
    nation.login(client, ADMIN)
    check = client.post(OFFICE, TYPED)
    for token in ("", check.context["token"] + "x"):
        assert client.post(check.context["action"], {"token": token}).status_code == 422
    other = type(nation.programme).objects.create(
        slug="other", title="另一演示计划", pack_version=nation.programme.pack_version,
        time_zone="Asia/Shanghai", created_at=CLOCK.now(),
    )  # fmt: skip
    url = reverse("office:working_days_record", args=[other.slug])
    assert client.post(url, {"token": check.context["token"]}).status_code == 422
    assert WorkingDays.objects.count() == 0


@pytest.mark.parametrize("who", ["甲市 filler", "演示省 reviewer", "centre observer"])
def test_members_read_the_tables_and_cannot_record(nation, client, who):
    row = recorded(nation)
    nation.login(client, who)
    page = client.get(MEMBERS)
    assert page.context["table"].rows[0][1].href == reverse("working_days:version", args=["test", row.pk])
    assert "form" not in page.context
    assert client.get(reverse("working_days:version", args=["test", row.pk])).status_code == 200
    assert client.get(OFFICE).status_code == 403
    assert client.get(reverse("working_days:version", args=["test", nation.programme.pk])).status_code == 404


def test_an_administrator_sees_the_tables_and_nothing_else_of_the_programme(nation, client):
    """The system administrator touches no business data: neither the year's dates nor the divisions are shown."""
    assert nation.login(client, ADMIN).get(MEMBERS).status_code == 404
    page = client.get(OFFICE)
    assert (page.status_code, page.context["shell"]["programme"]) == (200, None)
    unknown = reverse("office:working_days_of", args=["unknown"])
    assert client.get(unknown).status_code == 404


def test_english_pages_speak_english(nation, client):
    recorded(nation)
    nation.login(client, ADMIN)
    client.cookies["language"] = "en"
    page = client.get(OFFICE).content.decode()
    assert "version 1" in page
    assert "Record a table" in page
