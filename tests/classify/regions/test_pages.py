"""The pages of regions: list with filters, as of a day, provinces, one region, and the forms of the centre."""

import io
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from classify.files import as_csv, line
from classify.real import CLOCK
from fivefold.classify.class_lists.actions import class_list_draft, class_list_issue, class_list_override
from fivefold.classify.class_lists.models import ClassEntry
from fivefold.classify.regions.models import AdminArea, BatchStay, ProfileFact, Region
from fivefold.classify.register.actions import Upload, Wanted, register_import_file
from fivefold.lifecycle.actor import SYSTEM
from fivefold.orgs.models import Person
from fivefold.web.speech import day


@pytest.fixture
def at_centre(small, centre, client):
    client.force_login(Person.objects.get(pk=centre.seat.person_id))
    return client


@pytest.fixture
def classified(small, centre):
    draft = class_list_draft(programme=small, valid_from=date(2024, 1, 1), actor=centre, clock=CLOCK)
    return class_list_issue(
        class_list=draft, signer_post="演示主任", document_number="演示〔2024〕1号", actor=centre, clock=CLOCK
    )


def _url(name, **more):
    return reverse(f"regions:{name}", kwargs={"slug": "empty", **more})


def _names(client, query=""):
    text = client.get(_url("list") + query).content.decode()
    every = AdminArea.objects.filter(level__in=("prefecture", "county")).values_list("name", flat=True)
    return sorted(name for name in every if f">{name}<" in text)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["演示丁区", "演示乙市", "演示戊市", "演示甲市"]),
        ("?batch=batch-1", ["演示丁区", "演示甲市"]),
        ("?batch=batch-2", ["演示乙市"]),
        ("?batch=none", ["演示戊市"]),
        ("?class=class-1", ["演示甲市"]),
        ("?class=class-2", ["演示乙市", "演示戊市"]),
        ("?class=none", []),
        ("?province=93", ["演示丁区"]),
        ("?kind=市辖区", ["演示丁区"]),
        ("?q=yanshijia", ["演示甲市"]),
        ("?q=ysyi", []),
        ("?q=ysys", ["演示乙市"]),
        ("?q=9103", ["演示戊市"]),
        ("?q=乙&batch=batch-1", []),
    ],
)
def test_the_list_filters(at_centre, classified, query, names):
    """2.1a: the register is filtered by batch, class, province, kind and name."""
    assert _names(at_centre, query) == names


def test_the_list_answers_as_of_a_day(at_centre, classified):
    """2.1b: before the list was valid there is no class to show."""
    assert "第一类" in at_centre.get(_url("list")).content.decode()
    earlier = at_centre.get(_url("list") + "?on=2023-12-31&class=class-1")
    assert "演示甲市" not in earlier.content.decode()


def test_the_list_is_sorted_and_survives_a_broken_address(at_centre, classified):
    text = at_centre.get(_url("list") + "?sort=-code&page=x&on=soon").content.decode()
    assert text.index("演示丁区") < text.index("演示戊市") < text.index("演示甲市")


def test_downloads_carry_the_label_and_the_filter(at_centre, classified):
    book = openpyxl.load_workbook(
        io.BytesIO(at_centre.get(_url("download", kind="xlsx") + "?batch=batch-1").content)
    )
    rows = list(book.active.values)
    assert "演示数据" in str(rows[0][0])
    assert [row[1] for row in rows if str(row[0]).startswith("9")] == ["演示甲市", "演示丁区"]
    answer = at_centre.get(_url("download", kind="csv"))
    assert "演示数据" in answer.content.decode("utf-8-sig")
    assert at_centre.get(_url("download", kind="pdf")).status_code == 404


def test_provinces_lead_to_their_regions(at_centre, classified):
    """2.1e: the municipality stands among the provinces, with its district below it."""
    text = at_centre.get(_url("provinces")).content.decode()
    assert "演示市" in text
    assert f"{_url('list')}?province=93" in text
    assert f'href="{_url("provinces_file")}"' in text


def test_provinces_with_their_numbers_come_as_a_workbook(at_centre, classified):
    """ui rule 4: beside the map a table, beside the table its workbook, with numbers as numbers."""
    sheet = openpyxl.load_workbook(io.BytesIO(at_centre.get(_url("provinces_file")).content)).active
    rows = [list(row) for row in sheet.values]
    assert "演示数据" in str(rows[0][0])
    head = next(place for place, row in enumerate(rows) if "第一类地区" in row)
    found = {row[0]: row[1:6] for row in rows[head + 1 :] if row[0]}
    total = found.pop("合计")
    assert found["演示市"] == [0, 0, 1, 0, 1]
    assert total == [sum(column) for column in zip(*found.values(), strict=True)]


def test_a_region_page_shows_rule_facts_and_blocks(at_centre, classified):
    """2.1b, 2.2: the page shows the class with the rule that placed it, the facts used, and the three blocks."""
    text = at_centre.get(_url("area", code="9101")).content.decode()
    for wanted in ("第一类地区", "R1c", "省会（首府）", "权能", "禀赋", "功能", "演示〔2024〕1号", "第一期"):
        assert wanted in text, wanted


def test_an_area_outside_has_a_page_too(at_centre, classified):
    assert at_centre.get(_url("area", code="9103")).status_code == 200
    assert at_centre.get(_url("area", code="9999")).status_code == 404


def test_ids_lead_to_pages(at_centre):
    region = Region.objects.get(body__code="9101")
    assert at_centre.get(_url("by_id", pk=region.pk)).url == _url("area", code="9101")
    assert at_centre.get(_url("area_by_id", pk=region.area_id)).url == _url("area", code="9101")


def test_forms_of_the_centre(at_centre):
    """2.1a: the acts of the centre from their pages; what was typed survives a refusal."""
    day = {"on": "2026-01-01"}
    refused = at_centre.post(_url("batch", code="9102"), {"batch": "batch-2", "reason": "留住的理由", **day})
    assert refused.status_code == 422
    assert "留住的理由" in refused.content.decode()
    done = at_centre.post(_url("batch", code="9102"), {"batch": "batch-1", "reason": "演示", **day})
    assert done.url == _url("area", code="9102")
    assert BatchStay.objects.get(region__body__code="9102", until=None).batch == "batch-1"
    at_centre.post(_url("leave", code="9102"), {"on": "2026-02-01", "reason": "演示"})
    at_centre.post(_url("return", code="9102"), {"on": "2026-03-01", "batch": "batch-2", "reason": "演示"})
    assert Region.objects.get(body__code="9102").state == "participating"
    at_centre.post(
        _url("describe", code="9102", block="endowment"),
        {"key": "population", "value": "31", "source": "演示", "as_of": "2025-01-01"},
    )
    assert ProfileFact.objects.get().value == "31"
    at_centre.post(
        _url("fact", code="9102"),
        {"key": "sub_provincial", "value": "是", "source": "演示", "valid_from": "2026-01-01"},
    )
    at_centre.post(
        _url("rename", code="9103"),
        {"name": "演示己市", "code": "9103", "kind": "地级市", "reason": "演示", **day},
    )
    assert at_centre.get(_url("area", code="9103")).content.decode().count("演示己市") > 0


def test_split_and_merge_from_their_pages(at_centre):
    wrong = at_centre.post(
        _url("split", code="9102"), {"into": "只有名称", "on": "2026-01-01", "reason": "演示"}
    )
    assert (wrong.status_code, AdminArea.objects.count()) == (422, 6)
    at_centre.post(
        _url("split", code="9102"),
        {"into": "9110，演示东市\n9111, 演示西市", "heir": "9110", "on": "2026-01-01", "reason": "演示"},
    )
    assert AdminArea.objects.count() == 8
    at_centre.post(
        _url("merge", code="9110"),
        {"others": "9111 9103", "name": "演示合市", "code": "9120", "on": "2026-02-01", "reason": "演示"},
    )
    assert Region.objects.get(body__code="9102").area.name == "演示合市"
    unknown = at_centre.post(
        _url("merge", code="9120"),
        {"others": "9999", "name": "演示", "code": "9130", "on": "2026-03-01", "reason": "演示"},
    )
    assert unknown.status_code == 422


def test_a_province_sees_no_button_and_is_refused(nation, client):
    nation.login(client, "演示省 coordinator")
    address = reverse("regions:leave", kwargs={"slug": "test", "code": "9102"})
    assert (
        "regions/9102/leave"
        not in client.get(reverse("regions:area", kwargs={"slug": "test", "code": "9102"})).content.decode()
    )
    assert client.post(address, {"on": "2026-01-01", "reason": "演示"}).status_code == 403
    assert Region.objects.get(body__code="9102").state == "participating"


def test_the_number_of_queries_is_constant(at_centre, small, classified, django_assert_max_num_queries):
    def count(query=""):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as found:
            assert at_centre.get(_url("list") + query).status_code == 200
        return len(found)

    few = [count("?q=9101"), count("?batch=batch-1"), count()]
    rows = [line(f"91{n:03d}", f"演示{n}市", "prefecture", "地级市", "91", "1") for n in range(100, 160)]
    register_import_file(
        programme=small,
        upload=Upload(as_csv(rows), "c.csv", "text/csv"),
        wanted=Wanted("areas", date(2024, 1, 1)),
        actor=SYSTEM,
        clock=CLOCK,
    )
    assert {*few, count()} == {few[0]}


def test_an_overridden_class_is_shown_as_placed_by_hand(small, centre, at_centre):
    """The signature stands first, with reason, signer and day; the rule below it as overruled, not as the placer."""
    draft = class_list_draft(programme=small, valid_from=date(2024, 1, 1), actor=centre, clock=CLOCK)
    entry = ClassEntry.objects.get(class_list=draft, area__code="9103")
    class_list_override(
        class_list=draft, entry_id=entry.pk, class_code="class-1", reason="原文未写明", signer="演示主任",
        actor=centre, clock=CLOCK,
    )  # fmt: skip
    issued = class_list_issue(
        class_list=draft, signer_post="演示主任", document_number="演示〔2024〕1号", actor=centre, clock=CLOCK
    )
    signed = day(issued.issued_at)
    page = at_centre.get(_url("area", code="9103")).content.decode()
    rule = page[page.index("<dt>规则</dt>") :]
    assert rule.startswith("<dt>规则</dt><dd>人工调整</dd>")
    shown = [f"<dd>{text}</dd>" for text in ("人工调整", "原文未写明", "演示主任", signed)]
    places = [rule.index(text) for text in [*shown, "<dt>被调整的规则判定</dt>"]]
    assert places == sorted(places)
    overruled = rule[places[-1] :]
    assert "：第二类地区</dd>" in overruled[: overruled.index("</dd>") + 5]
    assert f"人工调整：原文未写明（演示主任签字，{signed}）" in page
    other = at_centre.get(_url("area", code="9102")).content.decode()
    assert "人工调整" not in other
    listed = at_centre.get(_url("list") + "?q=9103").content.decode()
    assert ">人工调整<" in listed
    assert f">{entry.rule_code}<" not in listed
