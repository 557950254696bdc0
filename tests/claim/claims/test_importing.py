"""Claims by workbook: the columns of the export come back; faults at their cells; the third one is refused."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cast import CLOCK, open_round
from claim_stage import drafted, live, project, submitted
from fivefold.claim.claims import commands, importing
from fivefold.claim.claims.actions import claim_withdraw
from fivefold.claim.claims.importing import read_claims
from fivefold.claim.claims.models import Claim
from fivefold.documents.sheets_out import write_csv
from fivefold.method.reason import Refused

HEADS = ("地区代码", "项目代码", "认领依据", "理由和事实", "责任单位", "阶段节点", "决定日期")


def csv(*rows):
    return write_csv(HEADS, rows)


def row(
    nation,
    code="9101",
    order=1,
    basis="最具优势",
    reason="演示",
    unit="演示办",
    milestones="2026-12-31 出台｜文本",
    day="2026-08-01",
):
    return (code, project(nation, order).code, basis, reason, unit, milestones, day)


def read(nation, round_, *rows, by="演示省 coordinator"):
    return read_claims(round_, csv(*rows), "claims.csv", nation.actor(by))


def faults(reading):
    return [(fault.cell, fault.reason.code) for fault in reading.faults]


def take(nation, round_, reading, by="演示省 coordinator"):
    return importing.claims_import(round_=round_, reading=reading, actor=nation.actor(by), clock=CLOCK)


def test_rows_become_drafts_filed_by_the_province(nation):
    round_ = open_round(nation)
    reading = read(nation, round_, row(nation), row(nation, "9102", 2, basis="最具突破空间"))
    assert faults(reading) == []
    assert take(nation, round_, reading) == {"begun": 2, "changed": 0}
    claim = Claim.objects.get(region=nation.regions["甲市"])
    assert (claim.state, claim.filed_by, claim.basis, claim.lead_unit, claim.decision_on) == (
        "drafted", nation.provinces["演示省"], "advantage", "演示办", date(2026, 8, 1),
    )  # fmt: skip
    assert [(m.text, m.measure) for m in claim.milestones.all()] == [("出台", "文本")]


def test_the_third_claim_is_refused_at_its_cell(nation):
    """4.5b: the third claim is refused in the import, at its cell, and nothing is saved."""
    round_ = open_round(nation)
    drafted(nation, round_, "甲市", 5)
    reading = read(nation, round_, row(nation, order=1), row(nation, order=2))
    assert faults(reading) == [("B3", "claim.cap")]
    with pytest.raises(Refused):
        take(nation, round_, reading)
    assert Claim.objects.count() == 1


def test_every_fault_sits_at_its_cell(nation):
    round_ = open_round(nation)
    submitted(nation, round_, "乙市", 3)
    rows = [
        row(nation, "9999"),
        row(nation, "9201"),
        ("9101", "P99", *row(nation)[2:]),
        row(nation, basis="随便", order=2, day="昨天", milestones="年底\n2026-12-31 可以"),
        row(nation, "9102", 3),
    ]
    assert faults(read(nation, round_, *rows)) == [
        ("A2", "claims.unknown_region"),
        ("A3", "claims.unknown_region"),
        ("B4", "claims.unknown_project"),
        ("C5", "claims.unknown_basis"),
        ("F5", "claims.milestone_line"),
        ("G5", "claims.not_a_day"),
        ("B6", "claims.not_a_draft"),
    ]


def test_a_repeated_claim_and_a_missing_column_are_named(nation):
    round_ = open_round(nation)
    assert faults(read(nation, round_, row(nation), row(nation))) == [("A3", "documents.sheet.repeated")]
    reading = read_claims(
        round_, write_csv(("地区代码",), [("9101",)]), "x.csv", nation.actor("演示省 coordinator")
    )
    assert reading.faults


def test_a_second_import_changes_what_differs(nation):
    round_ = open_round(nation)
    take(nation, round_, read(nation, round_, row(nation)))
    reading = read(nation, round_, row(nation, unit="演示二办"))
    assert [list(line.changed) for line in reading.lines] == [["lead_unit"]]
    assert take(nation, round_, reading) == {"begun": 0, "changed": 1}
    assert Claim.objects.get().lead_unit == "演示二办"


def test_a_regions_own_draft_is_not_touched(nation):
    round_ = open_round(nation)
    drafted(nation, round_, "甲市", 1)
    assert faults(read(nation, round_, row(nation))) == [("B2", "claims.regions_own_draft")]


def test_all_or_nothing_when_something_changed_since_the_preview(nation):
    round_ = open_round(nation)
    reading = read(nation, round_, row(nation, "9102", 1), row(nation, "9101", 1))
    drafted(nation, round_, "甲市", 2)
    drafted(nation, round_, "甲市", 3)
    with pytest.raises(Refused) as refusal:
        take(nation, round_, reading)
    assert refusal.value.reasons[0].code == "claims.row_refused"
    assert Claim.objects.filter(region=nation.regions["乙市"]).count() == 0


def test_the_export_comes_back_unchanged_over_http(client, nation):
    """4.5b: the same columns out and in; preview first, saved on confirmation only."""
    round_ = live(open_round(nation))
    take(nation, round_, read(nation, round_, row(nation)))
    nation.login(client, "演示省 coordinator")
    book = client.get(reverse("claims:workbook", args=["test", round_.pk])).content
    sheet = openpyxl.load_workbook(BytesIO(book))
    page = sheet.worksheets[0]
    head = next(r for r in page.iter_rows() if "地区代码" in [c.value for c in r])
    places = {cell.value: cell.column for cell in head}
    first = head[0].row + 1
    assert page.cell(first, places["试点地区"]).value == "甲市"
    page.cell(first, places["责任单位"]).value = "演示新办"
    page.cell(first + 1, places["地区代码"]).value = "9102"
    page.cell(first + 1, places["项目代码"]).value = project(nation, 4).code
    out = BytesIO()
    sheet.save(out)
    upload = SimpleUploadedFile("认领.xlsx", out.getvalue())
    response = client.post(reverse("claims:import", args=["test", round_.pk]), {"file": upload})
    assert response.status_code == 302
    preview = client.get(response["Location"])
    assert preview.status_code == 200
    assert "责任单位" in preview.content.decode()
    assert Claim.objects.count() == 1
    assert client.post(response["Location"], {"sure": "1"}).status_code == 302
    assert Claim.objects.get(region=nation.regions["甲市"]).lead_unit == "演示新办"
    assert Claim.objects.get(region=nation.regions["乙市"]).project == project(nation, 4)


def test_a_workbook_of_another_seat_or_round_is_refused(client, nation):
    round_ = live(open_round(nation))
    token = importing.keep(round_, csv(row(nation)), "a.csv", nation.actor("演示省 coordinator"), CLOCK)
    with pytest.raises(Refused):
        importing.kept(round_, token, nation.actor("样例省 coordinator"))
    with pytest.raises(Refused):
        importing.kept(round_, token + "x", nation.actor("演示省 coordinator"))
    other = open_round(nation, title="演示另一轮")
    with pytest.raises(Refused):
        importing.kept(other, token, nation.actor("演示省 coordinator"))
    assert len(importing.kept(round_, token, nation.actor("演示省 coordinator")).lines) == 1
    nation.login(client, "样例省 coordinator")
    assert client.get(reverse("claims:import_preview", args=["test", round_.pk, token])).status_code == 422


def test_the_command_refuses_the_third_claim_too(nation, tmp_path):
    """4.5b: the third claim is refused on the command line, at its cell."""
    round_ = open_round(nation)
    path = tmp_path / "claims.csv"
    path.write_bytes(csv(*(row(nation, order=order) for order in (1, 2, 3))))
    actor = nation.actor("演示省 coordinator")
    report = commands.import_claims(round_=round_, path=path, actor=actor, clock=CLOCK)
    assert (report.begun, len(report.faults)) == (0, 1)
    assert report.faults[0].startswith("B4: ")
    path.write_bytes(csv(*(row(nation, order=order) for order in (1, 2))))
    assert commands.import_claims(round_=round_, path=path, actor=actor, dry_run=True, clock=CLOCK).begun == 2
    assert Claim.objects.count() == 0
    assert commands.import_claims(round_=round_, path=path, actor=actor, clock=CLOCK).begun == 2


def test_names_on_the_command_line(nation):
    round_ = open_round(nation)
    assert commands.round_of("test") == round_
    assert commands.round_of("test", "演示认领轮次") == round_
    with pytest.raises(commands.UnknownNameError):
        commands.round_of("test", "另一轮")
    seat = nation.seats["演示省 coordinator"]
    from fivefold.orgs.models import Person

    username = Person.objects.get(pk=seat.person_id).username
    assert commands.actor_of("test", username, "coordinator").seat == seat
    with pytest.raises(commands.UnknownNameError):
        commands.actor_of("test", "nobody", "coordinator")


def send_back(client, round_, data):
    """Bring a workbook in over HTTP and return the answer and, where it was taken, its preview."""
    upload = SimpleUploadedFile("认领.xlsx", data)
    answer = client.post(reverse("claims:import", args=["test", round_.pk]), {"file": upload})
    return client.get(answer["Location"]) if answer.status_code == 302 else answer


def opened_and_saved(data, change=lambda page: None):
    book = openpyxl.load_workbook(BytesIO(data))
    change(book.worksheets[0])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-hans", ("工作簿没有改动", "3行没有改动，保持原样。", "导入另一份工作簿")),
        (
            "en",
            (
                "The workbook changes nothing",
                "3 rows are as they were and are left alone.",
                "another workbook",
            ),
        ),
    ],
)
def test_a_workbook_that_nobody_edited_changes_nothing(client, nation, language, words):
    """Drafts of the region's own and claims sent in stand in it too; who leaves them alone is not refused."""
    round_ = live(open_round(nation))
    take(nation, round_, read(nation, round_, row(nation, "9102", 4)))
    drafted(nation, round_, "甲市", 1)
    submitted(nation, round_, "甲市", 2)
    withdrawn = drafted(nation, round_, "乙市", 5)
    claim_withdraw(claim=withdrawn, actor=nation.actor("乙市 signer"), because="演示", clock=CLOCK)
    Claim.objects.filter(state="submitted").update(means="演示一\r\n演示二")
    nation.login(client, "演示省 coordinator")
    given = client.get(
        reverse("claims:workbook", args=["test", round_.pk]), headers={"accept-language": language}
    ).content
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    for data in (given, opened_and_saved(given)):
        page = send_back(client, round_, data)
        assert page.status_code == 200
        text = page.content.decode()
        assert [word for word in words if word not in text] == []
        assert 'name="sure"' not in text
    assert (Claim.objects.filter(state="drafted").count(), Claim.objects.count()) == (2, 4)


def test_a_change_to_what_was_sent_in_is_still_a_fault_at_its_cell(client, nation):
    round_ = live(open_round(nation))
    submitted(nation, round_, "甲市", 2)
    nation.login(client, "演示省 coordinator")
    given = client.get(reverse("claims:workbook", args=["test", round_.pk])).content

    def another_unit(page):
        head = next(r for r in page.iter_rows() if "地区代码" in [c.value for c in r])
        page.cell(head[0].row + 1, next(c.column for c in head if c.value == "责任单位")).value = "演示新办"

    text = send_back(client, round_, opened_and_saved(given, another_unit)).content.decode()
    assert "工作簿没有改动" not in text
    assert "不能由工作簿修改" in text


@pytest.mark.parametrize(
    ("query", "codes"), [("", ["9101"]), ("?state=drafted", ["9101"]), ("?state=withdrawn", [])]
)
def test_a_withdrawn_claim_is_in_no_workbook(client, nation, query, codes):
    """Brought back, it would begin anew; asking for the withdrawn ones gives no row."""
    round_ = live(open_round(nation))
    drafted(nation, round_, "甲市", 1)
    withdrawn = drafted(nation, round_, "乙市", 5)
    claim_withdraw(claim=withdrawn, actor=nation.actor("乙市 signer"), because="演示", clock=CLOCK)
    nation.login(client, "演示省 coordinator")
    book = client.get(reverse("claims:workbook", args=["test", round_.pk]) + query).content
    page = openpyxl.load_workbook(BytesIO(book)).worksheets[0]
    (place,) = [cell for row in page.iter_rows() for cell in row if cell.value == "地区代码"]
    column = [page.cell(line, place.column).value for line in range(place.row + 1, page.max_row + 1)]
    assert [value for value in column if value] == codes
