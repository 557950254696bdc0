"""Spoiled files at the page: a clear message, at its cell where there is one; nothing saved, nothing crashed."""

import html
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from classify.files import HEADS, as_csv, as_xlsx, nation_rows
from files.spoiled import SPOILED
from fivefold.classify.regions.models import AdminArea, AreaFact, Region
from fivefold.classify.register import actions
from fivefold.classify.register.models import RegisterImport
from fivefold.method.reason import Refused, codes
from fivefold.orgs.models import Person


@pytest.fixture
def at_centre(empty, centre, client):
    client.force_login(Person.objects.get(pk=centre.seat.person_id))
    return client


def _upload(client, data, name):
    address = reverse("register:upload", kwargs={"slug": "empty"})
    form = {"file": SimpleUploadedFile(name, data), "kind": "areas", "changes_from": "2024-01-01"}
    return client.post(address, form)


def _preview(client):
    row = RegisterImport.objects.select_related("programme").order_by("-id").first()
    return row, client.get(reverse("register:preview", kwargs={"slug": "empty", "pk": row.pk}))


def _confirm(client, row):
    return client.post(reverse("register:confirm", kwargs={"slug": "empty", "pk": row.pk}))


def test_no_spoiled_file_changes_the_register(at_centre, subtests):
    """2.1a: whatever is uploaded, the page answers with words and the register stays as it is."""
    for case in SPOILED:
        with subtests.test(case.name):
            answer = _upload(at_centre, case.build(), case.filename)
            assert answer.status_code in {302, 422}
            if answer.status_code == 302:
                _has_problems(at_centre)
            assert (AdminArea.objects.count(), Region.objects.count()) == (0, 0)


def _has_problems(client):
    row, page = _preview(client)
    assert page.status_code == 200
    assert row.outcome["problems"] > 0
    assert {kept["reason"]["code"] for kept in row.outcome["problem_list"]} <= codes()
    assert _confirm(client, row).status_code == 302


def _workbook(change):
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(nation_rows())))
    change(book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _set(cell, value):
    return lambda sheet: sheet.__setitem__(cell, value)


@pytest.mark.parametrize(
    ("data", "name", "cell"),
    [
        (lambda: _workbook(_set("B4", "=1+1")), "公式.xlsx", "B4"),
        (lambda: _workbook(_set("H4", "大概")), "文字.xlsx", "H4"),
        (lambda: _workbook(_set("F4", "2026-13-40")), "日期.xlsx", "F4"),
        (lambda: _workbook(lambda sheet: sheet.merge_cells("B3:B4")), "合并.xlsx", "B3"),
        (lambda: _workbook(_set("A4", "9101")), "重复.xlsx", "A4"),
        (lambda: _workbook(_set("D4", "王国")), "类型.xlsx", "D4"),
        (lambda: as_csv(nation_rows(c9102={"name": "市" * 200})), "长名.csv", "B4"),
        (lambda: as_csv(nation_rows(c9102={"batch": "1 and 2"})), "期别.csv", "P4"),
    ],
)
def test_the_message_stands_at_its_cell(at_centre, data, name, cell):
    """2.1a: the cell is named on the page, and nothing can be confirmed."""
    assert _upload(at_centre, data(), name).status_code == 302
    row, page = _preview(at_centre)
    assert cell in [kept["cell"] for kept in row.outcome["problem_list"]]
    assert f">{cell}<" in html.unescape(page.content.decode())
    _confirm(at_centre, row)
    assert AdminArea.objects.count() == 0


@pytest.mark.parametrize(
    "data",
    [
        lambda: as_csv(nation_rows(c9102={"code": "９１０２"})),
        lambda: as_csv(nation_rows(), HEADS).decode().encode("gb18030"),
        lambda: b"\xef\xbb\xbf" + as_csv(nation_rows()),
    ],
    ids=["full-width figures", "GBK", "byte order mark"],
)
def test_habits_of_offices_are_understood(at_centre, data):
    """2.1a: full-width figures, GBK and a byte order mark come in as what they mean."""
    _upload(at_centre, data(), "名录.csv")
    row, _page = _preview(at_centre)
    assert (row.outcome["problems"], row.outcome["new"]) == (0, 6)
    _confirm(at_centre, row)
    assert AdminArea.objects.filter(code="9102", name="演示乙市").count() == 1


@pytest.mark.parametrize(("spoil", "readings"), [({}, [True]), ({"name": "市" * 200}, [])])
def test_a_file_with_problems_is_not_read_again_and_every_reading_is_guarded(
    at_centre, centre, monkeypatch, spoil, readings
):
    """Reading a hostile file costs what its limits allow, in the child process, once."""
    _upload(at_centre, as_csv(nation_rows(c9102=spoil)), "名录.csv")
    row = RegisterImport.objects.select_related("programme", "stored").get()
    read, guards = actions.read_lines, []

    def watched(*arguments, guarded):
        guards.append(guarded)
        return read(*arguments, guarded=guarded)

    monkeypatch.setattr(actions, "read_lines", watched)
    if spoil:
        with pytest.raises(Refused) as refusal:
            actions.register_confirm(row=row, actor=centre)
        assert [reason.code for reason in refusal.value.reasons] == ["register.has_problems"]
    else:
        actions.register_confirm(row=row, actor=centre)
    assert guards == readings
    assert AreaFact.objects.exists() is not bool(spoil)
