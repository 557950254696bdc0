"""The class of X on day D answers as of that day, and as known at a time, after a later change."""

from datetime import UTC, date, datetime

from fivefold.classify.class_lists.actions import class_list_draft, class_list_issue
from fivefold.classify.class_lists.queries import class_list_in_force, class_of, classes_of, history_of
from fivefold.classify.regions.areas import area_record_fact
from fivefold.classify.regions.models import AdminArea, Region
from fivefold.lifecycle.clock import FrozenClock


def _at(year, month=6):
    return FrozenClock(datetime(year, month, 1, tzinfo=UTC))


def _issue(programme, actor, valid_from, clock):
    draft = class_list_draft(programme=programme, valid_from=valid_from, actor=actor, clock=clock)
    number = f"演示〔{valid_from.year}〕{draft.pk.hex}号"
    return class_list_issue(
        class_list=draft, signer_post="演示主任", document_number=number, actor=actor, clock=clock
    )


def _capital_moves(small, centre):
    """乙市 becomes the capital on 2026-01-01, recorded in May 2026; list 2 follows in June."""
    first = _issue(small, centre, date(2024, 1, 1), _at(2024))
    area = AdminArea.objects.get(programme=small, code="9102")
    area_record_fact(
        area=area, key="provincial_capital", value="是", valid_from=date(2026, 1, 1), valid_to=None,
        source="演示文件", actor=centre, clock=_at(2026, 5),
    )  # fmt: skip
    second = _issue(small, centre, date(2026, 1, 1), _at(2026))
    return first, second, Region.objects.select_related("area", "programme__pack_version").get(area=area)


def test_each_day_keeps_its_class(small, centre):
    """2.1b: the class on a day before the change is still the earlier one, on a day after it the later one."""
    first, second, region = _capital_moves(small, centre)
    before, after = class_of(region, date(2025, 12, 31)), class_of(region, date(2026, 1, 1))
    assert (before.class_code, before.class_list) == ("class-2", first)
    assert (after.class_code, after.rule_code, after.class_list) == ("class-1", "R1c", second)
    assert class_of(region, date(2023, 12, 31)) is None


def test_what_was_known_then(small, centre):
    """2.1b: asked as known before list 2 was recorded, 2026 still answers with list 1."""
    first, second, region = _capital_moves(small, centre)
    then = datetime(2026, 5, 31, tzinfo=UTC)
    assert class_of(region, date(2026, 3, 1), then).class_code == "class-2"
    assert class_of(region, date(2026, 3, 1)).class_code == "class-1"
    assert class_list_in_force(small, date(2026, 3, 1), then) == first
    assert class_list_in_force(small, date(2026, 3, 1)) == second


def test_classes_of_a_whole_list(small, centre, django_assert_num_queries):
    _first, second, region = _capital_moves(small, centre)
    with django_assert_num_queries(2):
        classes = classes_of(second)
    assert {Region.objects.get(pk=pk).area.code: key for pk, key in classes.items()} == {
        "9101": "class-1",
        "9102": "class-1",
        "9301": "class-3",
    }
    assert [row.class_list.number for row in history_of(region)] == [2, 1]
