"""Profile, batches, leaving and returning."""

from datetime import date

import pytest

from cast import CLOCK
from fivefold.classify.regions.actions import (
    region_change_batch,
    region_describe,
    region_leave,
    region_return,
)
from fivefold.classify.regions.models import BatchStay, Region
from fivefold.classify.regions.queries import batch_on, participants, profile_of
from fivefold.ledger.reading import history
from fivefold.lifecycle.errors import NotAllowed, ReasonMissing, WrongState
from fivefold.lifecycle.origin import origin_of
from fivefold.lifecycle.reactions import on
from fivefold.method.reason import Refused

DAY = date(2026, 8, 1)


def _kinds(nation, region):
    return [entry.kind for entry in history(origin_of(nation.programme), "region", str(region.pk))]


def test_one_batch_at_a_time_with_history(nation):
    """2.1a: a region is in one batch at a time; the earlier stay stays answerable."""
    region, actor = nation.regions["乙市"], nation.actor("centre publisher")
    region_change_batch(region=region, batch="batch-2", on=DAY, reason="演示调整", actor=actor, clock=CLOCK)
    assert Region.objects.get(pk=region.pk).batch == "batch-2"
    assert BatchStay.objects.filter(region=region, until__isnull=True).count() == 1
    assert [batch_on(region, day) for day in (date(2026, 7, 31), DAY, date(2025, 1, 1))] == [
        "batch-1",
        "batch-2",
        "",
    ]
    assert {row.area.name for row in participants(nation.programme, ["batch-2"])} == {"乙市"}
    assert _kinds(nation, region) == ["region.batch_changed"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"batch": "batch-1"}, "regions.same_batch"),
        ({"batch": "batch-9"}, "regions.unknown_batch"),
        ({"on": date(2025, 1, 1)}, "regions.before_stay"),
    ],
)
def test_a_batch_change_is_refused(nation, changes, code):
    values = {"batch": "batch-2", "on": DAY, "reason": "说明", **changes}
    with pytest.raises(Refused, match=code):
        region_change_batch(
            region=nation.regions["乙市"], actor=nation.actor("centre publisher"), clock=CLOCK, **values
        )
    assert BatchStay.objects.filter(region=nation.regions["乙市"]).count() == 1


def test_a_batch_change_needs_a_reason_and_the_centre(nation):
    region = nation.regions["乙市"]
    with pytest.raises(ReasonMissing):
        region_change_batch(
            region=region,
            batch="batch-2",
            on=DAY,
            reason="",
            actor=nation.actor("centre publisher"),
            clock=CLOCK,
        )
    with pytest.raises(NotAllowed):
        region_change_batch(
            region=region,
            batch="batch-2",
            on=DAY,
            reason="说明",
            actor=nation.actor("演示省 coordinator"),
            clock=CLOCK,
        )


def test_leaving_reacts_and_returning_keeps_history(nation):
    """4.3d: leaving the pilot is an act with a reason that others react to; the history stays."""
    told = []

    @on("region.left", "test: what hangs on a region")
    def _react(happening):
        told.append((happening.row.pk, happening.row.left_on))

    region, actor = nation.regions["乙市"], nation.actor("centre publisher")
    region_leave(region=region, on=DAY, reason="演示退出", actor=actor, clock=CLOCK)
    assert told == [(region.pk, DAY)]
    assert participants(nation.programme, ["batch-1"]).filter(pk=region.pk).count() == 0
    assert batch_on(region, date(2026, 7, 31)) == "batch-1"
    with pytest.raises(WrongState):
        region_leave(region=region, on=DAY, reason="再退", actor=actor, clock=CLOCK)
    with pytest.raises(Refused, match="before_leaving"):
        region_return(
            region=region, batch="batch-1", on=date(2026, 7, 1), reason="说明", actor=actor, clock=CLOCK
        )
    region_return(
        region=region, batch="batch-2", on=date(2026, 8, 20), reason="恢复", actor=actor, clock=CLOCK
    )
    found = Region.objects.get(pk=region.pk)
    assert (found.state, found.batch, found.left_on) == ("participating", "batch-2", None)
    assert _kinds(nation, region) == ["region.left", "region.returned"]


def test_the_profile_keeps_every_fact_with_source_and_day(nation):
    """2.2: each fact of the three blocks has source and date; a later one stands beside the earlier."""
    region, actor = nation.regions["乙市"], nation.actor("乙市 filler")
    for value, day in (("310.5", date(2025, 12, 31)), ("312", date(2026, 6, 30))):
        region_describe(
            region=region,
            block="endowment",
            key="population",
            value=value,
            source="演示统计",
            as_of=day,
            actor=actor,
            clock=CLOCK,
        )
    assert [(row.key, row.value, row.source, row.as_of) for row in profile_of(region)] == [
        ("population", "312", "演示统计", date(2026, 6, 30)),
        ("population", "310.5", "演示统计", date(2025, 12, 31)),
    ]
    assert _kinds(nation, region) == ["region.described", "region.described"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"value": "很多"}, "pack.value.not_exact"),
        ({"value": " "}, "regions.value_missing"),
        ({"source": " "}, "regions.source_missing"),
        ({"as_of": date(2027, 1, 1)}, "regions.day_ahead"),
        ({"key": "weather"}, "regions.unknown_profile_fact"),
    ],
)
def test_a_profile_fact_is_refused(nation, changes, code):
    values = {
        "block": "endowment",
        "key": "population",
        "value": "1",
        "source": "演示",
        "as_of": DAY,
        **changes,
    }
    with pytest.raises(Refused, match=code):
        region_describe(
            region=nation.regions["乙市"], actor=nation.actor("乙市 filler"), clock=CLOCK, **values
        )
    assert profile_of(nation.regions["乙市"]) == []


def test_others_do_not_describe_a_region(nation):
    with pytest.raises(NotAllowed):
        region_describe(
            region=nation.regions["乙市"], block="endowment", key="population", value="1", source="演示", as_of=DAY,
            actor=nation.actor("甲市 filler"), clock=CLOCK,
        )  # fmt: skip
