"""Facts with two times; renaming, splitting and merging keep the history."""

from datetime import UTC, date, datetime

import pytest

from classify.real import CLOCK
from fivefold.classify.class_lists.actions import class_list_draft
from fivefold.classify.class_lists.queries import entries
from fivefold.classify.regions.areas import NewArea, area_merge, area_record_fact, area_rename, area_split
from fivefold.classify.regions.models import AdminArea, AreaFact, AreaSuccession, Region
from fivefold.classify.regions.queries import area_called, facts_of_areas
from fivefold.lifecycle.clock import FrozenClock
from fivefold.lifecycle.errors import WrongState
from fivefold.method.reason import Refused
from fivefold.orgs.models import Body
from fivefold.packs.programmes import pack_of

ON = date(2026, 3, 1)


def _area(programme, code):
    return AdminArea.objects.select_related("programme__pack_version").get(
        programme=programme, code=code, valid_to=None
    )


def _codes(programme, day, centre):
    draft = class_list_draft(programme=programme, valid_from=day, actor=centre, clock=CLOCK)
    return [row.area.code for row in entries(draft)]


def test_a_fact_answers_as_of_a_day_and_as_known(small, centre):
    area = _area(small, "9102")
    recorded = datetime(2026, 5, 1, tzinfo=UTC)
    area_record_fact(
        area=area,
        key="sub_provincial",
        value="是",
        valid_from=ON,
        valid_to=None,
        source="演示文件",
        actor=centre,
        clock=FrozenClock(recorded),
    )

    def asked(day, known_at=None):
        return facts_of_areas(pack_of(small), [area], day, known_at)[area.pk]["sub_provincial"]

    later = datetime(2026, 12, 1, tzinfo=UTC)
    assert [asked(date(2026, 2, 28), later), asked(ON, later)] == [False, True]
    assert AreaFact.objects.filter(area=area, key="sub_provincial").count() == 2


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"key": "weather"}, "regions.unknown_fact"),
        ({"value": "也许"}, "pack.value.not_flag"),
        ({"source": ""}, "regions.source_missing"),
        ({"valid_to": ON}, "regions.period_empty"),
    ],
)
def test_a_fact_is_refused(small, centre, changes, code):
    values = {
        "key": "sub_provincial",
        "value": "1",
        "valid_from": ON,
        "valid_to": None,
        "source": "演示",
        **changes,
    }
    with pytest.raises(Refused, match=code):
        area_record_fact(area=_area(small, "9102"), actor=centre, clock=CLOCK, **values)


def test_a_fact_can_be_recorded_as_not_known(small, centre):
    area = _area(small, "9102")
    made = area_record_fact(
        area=area, key="sub_provincial", value="", valid_from=ON, valid_to=None, source="演示", actor=centre,
        clock=CLOCK,
    )  # fmt: skip
    made.refresh_from_db()
    assert made.value is None
    assert facts_of_areas(pack_of(small), [area], ON)[area.pk]["sub_provincial"] is None


def test_what_is_not_known_of_an_area_is_not_known_of_the_renamed_one(small, centre):
    old = _area(small, "9101")
    old.facts.filter(key="sub_provincial").delete()
    new = area_rename(
        area=old, new=NewArea("9101", "演示新甲市"), on=ON, reason="演示", actor=centre, clock=CLOCK
    )
    assert not new.facts.filter(key="sub_provincial").exists()
    assert facts_of_areas(pack_of(small), [new], ON)[new.pk]["provincial_capital"] is True


def test_a_renamed_area_goes_on_with_its_region(small, centre):
    old = _area(small, "9101")
    new = area_rename(
        area=old,
        new=NewArea("9101", "演示新甲市", "地级市"),
        on=ON,
        reason="演示批复",
        actor=centre,
        clock=CLOCK,
    )
    region = Region.objects.get(programme=small, body__code="9101")
    assert (region.area, Body.objects.get(pk=region.body_id).name) == (new, "演示新甲市")
    assert facts_of_areas(pack_of(small), [new], ON)[new.pk]["provincial_capital"] is True
    assert area_called(centre.seat, small, "9101", date(2026, 2, 28)).name == "演示甲市"
    assert area_called(centre.seat, small, "9101", ON).name == "演示新甲市"
    with pytest.raises(WrongState):
        area_rename(
            area=old,
            new=NewArea("9199", "演示"),
            on=date(2026, 4, 1),
            reason="再改",
            actor=centre,
            clock=CLOCK,
        )


def test_a_split_keeps_the_history_and_names_its_heir(small, centre):
    """2.1b: before the day the whole is listed, from the day on its parts."""
    old = _area(small, "9102")
    made = area_split(
        area=old,
        into=[NewArea("9110", "演示东市"), NewArea("9111", "演示西市")],
        heir="9110",
        on=ON,
        reason="演示批复",
        actor=centre,
        clock=CLOCK,
    )
    assert _codes(small, date(2026, 2, 28), centre) == ["9101", "9102", "9103", "9301"]
    assert _codes(small, ON, centre) == ["9101", "9103", "9110", "9111", "9301"]
    region = Region.objects.get(programme=small, body__code="9102")
    assert (region.area, region.state) == (made[0], "participating")
    assert [(row.before.code, row.after.code) for row in AreaSuccession.objects.order_by("after__code")] == [
        ("9102", "9110"),
        ("9102", "9111"),
    ]


def test_a_split_without_heir_ends_the_participation(small, centre):
    area_split(
        area=_area(small, "9102"),
        into=[NewArea("9110", "演示东市"), NewArea("9111", "演示西市")],
        heir="",
        on=ON,
        reason="演示批复",
        actor=centre,
        clock=CLOCK,
    )
    region = Region.objects.get(programme=small, body__code="9102")
    assert (region.state, region.left_on) == ("left", ON)


def test_a_merger_goes_on_in_one_and_ends_the_others(small, centre):
    first, second = _area(small, "9101"), _area(small, "9102")
    made = area_merge(
        areas=[first, second],
        into=NewArea("9120", "演示大市"),
        heir=first,
        on=ON,
        reason="演示批复",
        actor=centre,
        clock=CLOCK,
    )
    states = {
        row.body.code: (row.state, row.area_id)
        for row in Region.objects.filter(programme=small).select_related("body")
    }
    assert states["9101"] == ("participating", made.pk)
    assert states["9102"] == ("left", second.pk)
    assert _codes(small, ON, centre) == ["9103", "9120", "9301"]


@pytest.mark.parametrize(
    ("into", "heir", "on", "code"),
    [
        ([NewArea("9110", "一")], "", ON, "regions.split_needs_two"),
        ([NewArea("9110", "一"), NewArea("9110", "二")], "", ON, "regions.split_needs_two"),
        ([NewArea("9110", "一"), NewArea("9111", "二")], "9112", ON, "regions.unknown_heir"),
        ([NewArea("9101", "一"), NewArea("9111", "二")], "", ON, "regions.code_taken"),
    ],
)
def test_a_split_is_refused(small, centre, into, heir, on, code):
    before = AdminArea.objects.count()
    with pytest.raises(Refused, match=code):
        area_split(
            area=_area(small, "9102"), into=into, heir=heir, on=on, reason="说明", actor=centre, clock=CLOCK
        )
    assert AdminArea.objects.count() == before
