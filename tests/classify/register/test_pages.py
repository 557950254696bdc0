"""The pages of an import: upload, preview that survives a reload, problems at their cells, confirmation."""

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from classify.files import as_csv, as_xlsx, line, nation_rows
from classify.real import CLOCK, publisher_of
from fivefold.classify.regions.models import AdminArea, Region
from fivefold.classify.register import actions, checking
from fivefold.classify.register.models import RegisterImport
from fivefold.jobs.queue import Progress, run_waiting
from fivefold.orgs.models import Person
from jobs.planner import known


@pytest.fixture
def at_centre(empty, centre, client):
    client.force_login(Person.objects.get(pk=centre.seat.person_id))
    return client


def _url(name, **more):
    return reverse(f"register:{name}", kwargs={"slug": "empty", **more})


def _upload(client, data, name="演示名录.csv", kind="areas"):
    file = SimpleUploadedFile(name, data)
    return client.post(_url("upload"), {"file": file, "kind": kind, "changes_from": "2024-01-01"})


def test_from_upload_to_register(at_centre):
    """2.1a: nothing is saved before the confirmation; the preview survives a reload."""
    answer = _upload(at_centre, as_xlsx(nation_rows()), "演示名录.xlsx")
    row = RegisterImport.objects.get()
    assert answer.url == _url("preview", pk=row.pk)
    for _reload in range(2):
        page = at_centre.get(answer.url)
        assert (page.status_code, AdminArea.objects.count()) == (200, 0)
        assert "演示甲市" in page.content.decode()
    done = at_centre.post(_url("confirm", pk=row.pk))
    assert done.status_code == 302
    assert (AdminArea.objects.count(), Region.objects.count()) == (6, 3)
    assert at_centre.post(_url("confirm", pk=row.pk)).status_code == 409
    assert at_centre.get(answer.url).status_code == 200


def test_problems_are_listed_at_their_cells_and_block(at_centre):
    """2.1a: with problems nothing can be confirmed; the list comes as a workbook too."""
    _upload(at_centre, as_csv(nation_rows(c9102={"parent_code": "77"}, c9103={"batch": "第九期"})))
    row = RegisterImport.objects.get()
    text = at_centre.get(_url("preview", pk=row.pk)).content.decode()
    assert "E4" in text
    assert "P7" in text
    assert "disabled" in text
    assert at_centre.post(_url("confirm", pk=row.pk)).status_code == 302
    assert (AdminArea.objects.count(), RegisterImport.objects.get().state) == (0, "uploaded")
    book = openpyxl.load_workbook(io.BytesIO(at_centre.get(_url("problems", pk=row.pk)).content))
    cells = [cell.value for cell in book.active["A"]]
    assert cells[-2:] == ["E4", "P7"]
    assert "演示数据" in str(book.active["A1"].value)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("名录.xlsx", b"MZ\x90\x00 not a workbook"),
        ("名录.exe", b"MZ"),
        ("名录.xlsm", b"PK\x03\x04"),
        ("名录.csv", b""),
        ("机密★名录.csv", as_csv(nation_rows())),
    ],
)
def test_hostile_files_do_not_come_in(at_centre, name, data):
    answer = _upload(at_centre, data, name)
    assert answer.status_code == 422
    assert RegisterImport.objects.count() == 0


def test_a_gbk_file_is_understood(at_centre):
    data = as_csv(nation_rows()).decode().encode("gb18030")
    _upload(at_centre, data)
    assert RegisterImport.objects.get().outcome["new"] == 6


def test_discarding_leaves_the_register_alone(at_centre):
    _upload(at_centre, as_csv(nation_rows()))
    row = RegisterImport.objects.get()
    at_centre.post(_url("discard", pk=row.pk))
    assert (AdminArea.objects.count(), RegisterImport.objects.get().state) == (0, "discarded")
    assert at_centre.post(_url("discard", pk=row.pk)).status_code == 409


def test_a_register_that_moved_on_is_shown_anew(at_centre, empty, centre):
    _upload(at_centre, as_csv(nation_rows()))
    row = RegisterImport.objects.get()
    other = actions.Upload(as_csv(nation_rows()[:2]), "a.csv", "text/csv")
    actions.register_import_file(
        programme=empty,
        upload=other,
        wanted=actions.Wanted("areas", date(2024, 1, 1)),
        actor=centre,
        clock=CLOCK,
    )
    at_centre.post(_url("confirm", pk=row.pk))
    assert AdminArea.objects.count() == 2
    row.refresh_from_db()
    assert (row.state, row.outcome["new"], row.outcome["unchanged"]) == ("uploaded", 4, 2)
    at_centre.post(_url("confirm", pk=row.pk))
    assert AdminArea.objects.count() == 6


def test_a_large_file_is_checked_and_written_by_the_worker(at_centre, monkeypatch):
    """2.1a: a large import runs with progress, can be left and found again, and is written once."""
    monkeypatch.setattr(actions, "INLINE_BYTES", 100)
    monkeypatch.setattr(checking, "PART", 20)
    steps = []
    monkeypatch.setattr(Progress, "step", lambda _, done, total, **__: steps.append((done, total)))
    rows = [line("91", "演示省", "province", "省")]
    rows += [line(f"9{n:05d}", f"演示{n}市", "prefecture", "地级市", "91", "1") for n in range(1, 51)]
    answer = _upload(at_centre, as_csv(rows))
    row = RegisterImport.objects.get()
    assert answer.url == reverse("web:job", args=[row.job_id])
    assert row.outcome == {}
    assert at_centre.get(_url("preview", pk=row.pk)).status_code == 200
    assert [job.result["url"] for job in run_waiting()] == [_url("preview", pk=row.pk)]
    assert steps == [(0, 100), (39, 100), (69, 100), (99, 100), (100, 100)]
    at_centre.post(_url("confirm", pk=row.pk))
    assert AdminArea.objects.count() == 0
    steps.clear()
    run_waiting()
    assert steps == [(0, 100), (23, 100), (36, 100), (50, 100), (100, 100)]
    row.refresh_from_db()
    assert (row.state, Region.objects.count()) == ("imported", 50)
    if connection.vendor == "sqlite":
        assert set(known(AdminArea._meta.db_table).values()) == {51}


def test_empty_workbooks_have_the_right_heads(at_centre):
    answer = at_centre.get(_url("template", kind="areas"))
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
    heads = next(row for row in rows if row[0] == "代码")
    assert heads[:5] == ("代码", "名称", "层级", "类型", "上级代码")
    assert heads[-1] == "期别"
    assert at_centre.get(_url("template", kind="other")).status_code == 404


def test_others_do_not_see_imports(nation, client):
    nation.login(client, "演示省 coordinator")
    address = reverse("register:upload", kwargs={"slug": "test"})
    assert client.get(address).status_code == 403
    publisher = publisher_of(nation.programme)
    row = actions.register_upload(
        programme=nation.programme,
        upload=actions.Upload(as_csv(nation_rows()), "a.csv", "text/csv"),
        wanted=actions.Wanted("areas", date(2024, 1, 1)),
        actor=publisher,
        clock=CLOCK,
    )
    nation.login(client, "centre publisher")
    assert client.get(reverse("register:preview", kwargs={"slug": "test", "pk": row.pk})).status_code == 200
