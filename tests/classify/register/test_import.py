"""Imports of the register and of participation: every fault at its cell, and all or nothing."""

from datetime import date

import pytest

from classify.files import HEADS, as_csv, as_xlsx, line, nation_rows
from classify.real import CLOCK
from fivefold.classify.regions.models import AdminArea, AreaFact, BatchStay, Region
from fivefold.classify.register.actions import (
    ImportRefused,
    Upload,
    Wanted,
    lines_of,
    plan_of,
    register_confirm,
    register_discard,
    register_import_file,
    register_upload,
)
from fivefold.classify.register.models import RegisterImport
from fivefold.ledger.reading import history
from fivefold.lifecycle.actor import SYSTEM
from fivefold.lifecycle.errors import NotAllowed, WrongState
from fivefold.lifecycle.origin import origin_of
from fivefold.method.reason import Refused
from fivefold.orgs.models import Body

ON = date(2024, 1, 1)
AREAS = Wanted("areas", ON)


def _plan(programme, data, kind="areas", name="演示名录.csv", on=ON):
    found = lines_of(programme, Upload(data, name, "text/csv"), kind, guarded=False)
    return plan_of(programme, found, Wanted(kind, on))


def _import(programme, data, kind="areas", on=ON):
    return register_import_file(
        programme=programme,
        upload=Upload(data, "演示.csv", "text/csv"),
        wanted=Wanted(kind, on),
        actor=SYSTEM,
        clock=CLOCK,
    )


def _faults(plan):
    return [(found.cell, found.reason.code) for found in plan.problems]


def test_a_register_makes_areas_bodies_regions_and_leaves(small):
    """2.1a, 2.1e: regions with their batch; the municipality is the province of its district."""
    assert sorted(Region.objects.values_list("area__name", "batch", "body__path")) == [
        ("演示丁区", "batch-1", "00/93/9301/"),
        ("演示乙市", "batch-2", "00/91/9102/"),
        ("演示甲市", "batch-1", "00/91/9101/"),
    ]
    assert list(Body.objects.filter(level=1).values_list("name", flat=True)) == ["演示省", "演示市"]
    assert AdminArea.objects.get(code="9101").pinyin == "yanshijiashi ysjs"
    assert sorted(BatchStay.objects.values_list("since", flat=True)) == [ON, ON, ON]
    imported = RegisterImport.objects.get()
    [leaf] = history(origin_of(small), "register_import", str(imported.pk))
    assert (leaf.kind, leaf.params["rows"], leaf.params["joined"]) == ("register.imported", 6, 3)
    assert leaf.params["sha256"] == imported.stored.sha256
    joined = history(origin_of(small), "region", str(Region.objects.get(area__code="9102").pk))
    assert [(entry.kind, entry.params["batch"]) for entry in joined] == [("region.joined", "batch-2")]


def test_a_workbook_says_the_same_as_csv(empty):
    """2.1a: xlsx and csv of the same rows give the same plan; heads may be Chinese."""
    chinese = {
        "code": "代码",
        "name": "名称",
        "level": "层级",
        "kind": "类型",
        "parent_code": "上级代码",
        "batch": "期别",
    }
    rows = nation_rows()
    heads = [chinese.get(head, head) for head in HEADS]
    turned = [{chinese.get(key, key): value for key, value in row.items()} for row in rows]
    from_csv = _plan(empty, as_csv(rows))
    from_xlsx = _plan(empty, as_xlsx(turned, heads), name="演示.xlsx")
    assert from_csv.problems == from_xlsx.problems == []
    assert from_csv.digest() == from_xlsx.digest()
    assert (len(from_xlsx.new), len(from_xlsx.joined)) == (6, 3)


def test_four_hundred_rows_with_an_error_list(empty):
    """2.1a: import of 400 rows from xlsx with an error list, each error at its cell."""
    rows = [line("91", "演示省", "province", "省")]
    rows += [
        line(f"9{n:05d}", f"演示{n}市", "prefecture", "地级市", "91", str(1 + n % 2)) for n in range(1, 401)
    ]
    rows[7]["parent_code"] = "999"
    rows[9]["batch"] = "第九期"
    rows[11]["sub_provincial"] = "也许"
    plan = _plan(empty, as_xlsx(rows), name="演示.xlsx")
    assert plan.rows == 401
    assert [(found.cell, found.reason.code) for found in plan.problems] == [
        ("E9", "register.parent_unknown"),
        ("P11", "register.batch_unknown"),
        ("H13", "documents.sheet.not_boolean"),
    ]


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"c9102": {"parent_code": "77"}}, [("E4", "register.parent_unknown")]),
        ({"c91": {"parent_code": "9101"}}, [("E2", "register.circle"), ("E3", "register.circle")]),
        ({"c9103": {"code": "9102"}}, [("A7", "documents.sheet.repeated")]),
        ({"c9103": {"batch": "第三期"}}, [("P7", "register.batch_unknown")]),
        ({"c9103": {"batch": "第一期、第二期"}}, [("P7", "register.two_batches")]),
        ({"c9103": {"level": "city"}}, [("C7", "register.level")]),
        ({"c9103": {"kind": "王国"}}, [("D7", "pack.value.not_one_of")]),
        ({"c93": {"batch": "1"}}, [("P5", "register.not_a_region")]),
        ({"c9103": {"out_of_scope": "1", "batch": "1"}}, [("P7", "register.excluded")]),
        ({"c9103": {"code_origin": "猜的"}}, [("M7", "pack.value.not_one_of")]),
        ({"c9103": {"valid_from": "2025-01-01", "valid_to": "2024-01-01"}}, [("G7", "register.dates")]),
        ({"c9103": {"name": ""}}, [("B7", "documents.sheet.required")]),
        ({"c9103": {"code": "91 03?"}}, [("A7", "register.code")]),
    ],
)
def test_each_fault_stands_at_its_cell(empty, changes, faults):
    """2.1a: unknown parent, circle, duplicate code, unknown batch, two batches, unknown level, each at its cell."""
    plan = _plan(empty, as_csv(nation_rows(**changes)))
    assert _faults(plan) == faults
    with pytest.raises(ImportRefused):
        _import(empty, as_csv(nation_rows(**changes)))
    assert (AdminArea.objects.count(), Region.objects.count(), RegisterImport.objects.count()) == (0, 0, 0)


def test_a_file_without_rows_or_columns(empty):
    assert _faults(_plan(empty, as_csv([]))) == [("", "register.no_rows")]
    heads = [head for head in HEADS if head != "level"]
    assert ("", "documents.sheet.column_missing") in _faults(_plan(empty, as_csv(nation_rows(), heads)))


def test_nothing_is_saved_before_it_is_confirmed(empty, centre):
    """2.1a: the preview keeps the file and writes nothing; confirming writes all; twice is refused."""
    upload = Upload(as_csv(nation_rows()), "演示.csv", "text/csv")
    row = register_upload(programme=empty, upload=upload, wanted=AREAS, actor=centre, clock=CLOCK)
    assert (AdminArea.objects.count(), row.outcome["new"], row.outcome["joined"]) == (0, 6, 3)
    register_confirm(row=row, actor=centre, clock=CLOCK)
    assert AdminArea.objects.count() == 6
    with pytest.raises(WrongState):
        register_confirm(row=row, actor=centre, clock=CLOCK)
    with pytest.raises(WrongState):
        register_discard(row=row, actor=centre, clock=CLOCK)
    assert AdminArea.objects.count() == 6


def test_a_preview_that_is_out_of_date_is_refused(empty, centre):
    upload = Upload(as_csv(nation_rows()), "演示.csv", "text/csv")
    row = register_upload(programme=empty, upload=upload, wanted=AREAS, actor=centre, clock=CLOCK)
    _import(empty, as_csv(nation_rows()[:1]))
    with pytest.raises(Refused, match="moved_on"):
        register_confirm(row=row, actor=centre, clock=CLOCK)
    assert AdminArea.objects.count() == 1


def test_only_the_centre_imports(nation):
    upload = Upload(as_csv(nation_rows()), "演示.csv", "text/csv")
    with pytest.raises(NotAllowed):
        register_upload(
            programme=nation.programme,
            upload=upload,
            wanted=AREAS,
            actor=nation.actor("演示省 coordinator"),
            clock=CLOCK,
        )
    assert RegisterImport.objects.count() == 0


def test_the_same_file_again_changes_nothing(small):
    plan = _plan(small, as_csv(nation_rows()))
    assert (plan.empty, plan.unchanged, plan.problems) == (True, 6, [])
    with pytest.raises(Refused, match="changes_nothing"):
        _import(small, as_csv(nation_rows()))


def test_changed_facts_are_recorded_from_the_day(small):
    """2.1b: a changed fact of a later import leaves the earlier answer alone."""
    rows = nation_rows(c9102={"sub_provincial": "1"})
    plan = _plan(small, as_csv(rows), on=date(2026, 1, 1))
    assert [(change.row.code, dict(change.columns)) for change in plan.changed] == [
        ("9102", {"sub_provincial": ("0", "1")})
    ]
    _import(small, as_csv(rows), on=date(2026, 1, 1))
    facts = AreaFact.objects.filter(area__code="9102", key="sub_provincial").order_by("id")
    assert [(fact.value, fact.valid_from) for fact in facts] == [(False, None), (True, date(2026, 1, 1))]


def test_a_changed_name_begins_a_new_life(small):
    _import(small, as_csv(nation_rows(c9102={"name": "演示新乙市"})), on=date(2026, 1, 1))
    lives = AdminArea.objects.filter(code="9102").order_by("name")
    assert [(life.name, life.valid_from, life.valid_to) for life in lives] == [
        ("演示乙市", None, date(2026, 1, 1)),
        ("演示新乙市", date(2026, 1, 1), None),
    ]
    region = Region.objects.get(body__code="9102")
    assert (region.area.name, region.body.name) == ("演示新乙市", "演示新乙市")


def test_another_batch_is_no_matter_of_an_import(small):
    """2.1a: a region cannot slip into a second batch by a file."""
    plan = _plan(small, as_csv(nation_rows(c9101={"batch": "2"})))
    assert _faults(plan) == [("P3", "register.batch_differs")]


def test_participation_alone(small):
    """2.1a: a list of codes and batches takes in areas of the register, and nothing else."""
    data = "代码,名称,期别\n9103,演示戊市,第二期\n9101,,1\n".encode()
    plan = _plan(small, data, "participation")
    assert (plan.joined, plan.unchanged, plan.problems) == ({"9103": "batch-2"}, 1, [])
    _import(small, data, "participation", on=date(2025, 1, 1))
    joined = Region.objects.get(area__code="9103")
    assert (joined.batch, joined.joined_on, joined.body.path) == ("batch-2", date(2025, 1, 1), "00/91/9103/")


def test_participation_faults(small):
    data = "代码,名称,期别\n9999,,1\n9103,别名市,1\n91,,1\n9102,,1\n".encode()
    assert _faults(_plan(small, data, "participation")) == [
        ("A2", "register.code_unknown"),
        ("B3", "register.name_differs"),
        ("C4", "register.not_a_region"),
        ("C5", "register.batch_differs"),
    ]
