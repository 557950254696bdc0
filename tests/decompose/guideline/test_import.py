"""Items of the office's own: template, preview with problems at their cells, one atomic replacement."""

import io
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cast import CLOCK
from fivefold.decompose.guideline.actions import edition_issue, edition_items_replace, edition_seed
from fivefold.decompose.guideline.content import ItemContent
from fivefold.decompose.guideline.incoming import items_of_workbook
from fivefold.decompose.guideline.incoming_yaml import items_of_yaml
from fivefold.decompose.guideline.models import GuidelineEdition, Item
from fivefold.decompose.guideline.queries import content_of
from fivefold.decompose.guideline.uploads import known_in
from fivefold.decompose.guideline.workbook import workbook_of
from fivefold.files.models import StoredFile
from fivefold.method.reason import Refused

BASE = "/p/test/guideline/"
CLASSES = {"class-1": "第一类地区", "class-2": "第二类地区", "class-3": "第三类地区"}


@pytest.fixture
def draft(nation):
    return edition_seed(
        programme=nation.programme, code="guideline-2021", actor=nation.actor("centre publisher"), clock=CLOCK
    )


def edited(data, change):
    """Open a workbook with another hand, change it and save it."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book["指标"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def places(sheet):
    """Head -> column number of the item sheet."""
    return {str(cell.value).rstrip("*"): cell.column for cell in sheet[2]}


def codes(incoming):
    return [(problem.cell, problem.reason.code) for problem in incoming.problems]


def test_an_export_comes_back_unchanged(draft):
    """3.0: what the workbook carries out comes back as the same content, item by item."""
    content = content_of(draft)
    incoming = items_of_workbook(workbook_of(content, CLASSES, with_items=True), "x.xlsx", known_in(draft))
    assert incoming.problems == []
    assert incoming.items == {project.code: list(project.items) for project in content.projects()}


def test_the_template_holds_the_pack_s_projects(draft):
    book = openpyxl.load_workbook(io.BytesIO(workbook_of(content_of(draft), CLASSES, with_items=False)))
    names = [row[2].value for row in book["项目"].iter_rows(min_row=3) if row[2].value]
    assert names == [project.title for project in content_of(draft).projects()]
    assert [cell.value for cell in book["指标"][3]] == [None] * 24


def test_problems_sit_at_their_cells(draft):
    def spoil(sheet):
        at = places(sheet)
        sheet.cell(3, at["项目代码"]).value = "P99"
        sheet.cell(4, at["指标代码"]).value = "有 空格"
        sheet.cell(5, at["满分"]).value = "五分"
        sheet.cell(6, at["目标"]).value = ""
        sheet.cell(7, at["适用类别"]).value = "第一类地区、第九类"
        sheet.cell(8, at["指标代码"]).value = "P02-02"
        sheet.cell(9, at["满分"]).value = "9.125"
        sheet.cell(10, at["等级1起始分"]).value = "99"

    data = edited(workbook_of(content_of(draft), CLASSES, with_items=True), spoil)
    found = codes(items_of_workbook(data, "x.xlsx", known_in(draft)))
    assert set(found) == {
        ("A3", "documents.sheet.not_choice"),
        ("B4", "guideline.import.code"),
        ("U5", "documents.sheet.not_number"),
        ("F6", "documents.sheet.required"),
        ("W7", "guideline.import.class_key"),
        ("B9", "documents.sheet.repeated"),
        ("U9", "guideline.import.decimals"),
        ("I10", "guideline.import.level_score"),
    }


def test_a_file_without_items_says_so(draft):
    known = known_in(draft)
    empty = workbook_of(content_of(draft), CLASSES, with_items=False)
    assert codes(items_of_workbook(empty, "x.xlsx", known)) == [("", "guideline.import.empty")]
    assert [code for _, code in codes(items_of_workbook(b"nonsense", "x.xlsx", known))] == [
        "documents.sheet.no_header"
    ]


YAML = """
projects:
  - code: P01
    items:
      - code: X-1
        kind: basic
        title: 演示指标：一
        aim: 目标
        measure: 方法
        levels:
          - {label: 低, text: 低, from_score: 0}
          - {label: 高, text: 高}
        examples: [例]
        max_score: 7.5
        evidence_required: true
"""


def test_yaml_of_the_pack_s_form_comes_in(draft):
    incoming = items_of_yaml(YAML.encode(), known_in(draft))
    assert incoming.problems == []
    (item,) = incoming.items["P01"]
    assert (item.code, item.max_score, item.levels[0].from_score) == ("X-1", Decimal("7.5"), "0")


@pytest.mark.parametrize(
    ("before", "after", "place", "code"),
    [
        ("P01", "P77", "3:11", "guideline.import.unknown_project"),
        ("7.5", "7.555", "14:20", "guideline.import.decimals"),
        ("max_score", "applies_to: [class-9]\n        max_score", "14:22", "guideline.import.class_key"),
        ("kind: basic", "kind: other", "6:15", "pack.value.not_one_of"),
        ("aim: 目标", "goal: 目标", "8:9", "pack.schema.unknown_key"),
    ],
)  # fmt: skip
def test_yaml_problems_have_line_and_column(draft, before, after, place, code):
    found = codes(items_of_yaml(YAML.replace(before, after).encode(), known_in(draft)))
    assert (place, code) in found


def test_upload_preview_confirm(nation, draft, client):
    """Nothing is saved before the confirmation; then all items are replaced in one action."""
    nation.login(client, "centre publisher")
    content = content_of(draft)

    def change(sheet):
        at = places(sheet)
        sheet.cell(3, at["指标名称"]).value = "改过的指标"
        sheet.delete_rows(4)

    data = edited(workbook_of(content, CLASSES, with_items=True), change)
    upload = SimpleUploadedFile("指标.xlsx", data)
    answer = client.post(f"{BASE}{draft.pk}/import/", {"file": upload})
    assert answer.status_code == 302
    page = client.get(answer["Location"])
    assert page.status_code == 200
    assert content_of(draft) == content
    assert client.post(answer["Location"]).status_code == 302
    after = content_of(draft)
    assert [item.title for item in next(after.projects()).items][:1] == ["改过的指标"]
    assert len(list(after.items())) == 54
    draft.refresh_from_db()
    assert draft.origin == "指标.xlsx"
    assert client.post(answer["Location"]).status_code == 422


def test_a_file_with_errors_saves_nothing(nation, draft, client):
    nation.login(client, "centre publisher")
    before = content_of(draft)
    data = edited(
        workbook_of(before, CLASSES, with_items=True),
        lambda sheet: sheet.cell(3, 1).__setattr__("value", "P99"),
    )
    answer = client.post(f"{BASE}{draft.pk}/import/", {"file": SimpleUploadedFile("x.xlsx", data)})
    page = client.get(answer["Location"]).content.decode()
    assert "A3" in page
    assert client.post(answer["Location"]).status_code == 422
    assert content_of(draft) == before


def test_what_must_not_come_in_is_refused(nation, draft, client):
    nation.login(client, "centre publisher")
    for name, data in (
        ("x.exe", b"MZ"),
        ("x.xlsx", b"MZ"),
        ("x.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("x.xlsx", b""),
    ):
        answer = client.post(f"{BASE}{draft.pk}/import/", {"file": SimpleUploadedFile(name, data)})
        assert answer.status_code == 422


def test_yaml_beyond_its_limit_is_not_kept(client, nation, draft):
    """The largest one that the reader takes is kept; one byte more is refused before it is stored."""
    centre = nation.login(client, "centre publisher")
    for size, status, kept in ((512 * 1024, 302, 1), (512 * 1024 + 1, 422, 1)):
        upload = SimpleUploadedFile("items.yaml", b"#" * size)
        assert centre.post(f"{BASE}{draft.pk}/import/", {"file": upload}).status_code == status
        assert StoredFile.objects.filter(name="items.yaml").count() == kept


def test_a_replacement_is_all_or_nothing(nation, draft):
    before = content_of(draft)
    item = ItemContent(code="X-1", kind="basic", title="一", max_score=Decimal(5))
    actor = nation.actor("centre publisher")
    with pytest.raises(Refused):
        edition_items_replace(edition=draft, items={"P01": [item], "P99": [item]}, origin="x", actor=actor)
    with pytest.raises(Refused):
        edition_items_replace(edition=draft, items={"P01": [item], "P02": [item]}, origin="x", actor=actor)
    assert content_of(draft) == before
    edition_items_replace(edition=draft, items={"P01": [item]}, origin="x", actor=actor)
    assert Item.objects.filter(project__edition=draft).count() == 1


def test_an_issued_edition_takes_no_import(nation, draft, client):
    edition_issue(edition=draft, actor=nation.actor("centre publisher"), clock=CLOCK)
    nation.login(client, "centre publisher")
    assert client.get(f"{BASE}{draft.pk}/import/").status_code == 409
    assert GuidelineEdition.objects.get(pk=draft.pk).state == "issued"
    assert client.get(f"{BASE}{draft.pk}/edition.xlsx").status_code == 200
