"""The second pack is unlike the first in every way that a pack can say."""

from datetime import date

import pytest
from pack_copies import SHIYU, TINY

from fivefold.packs.loader import load_pack
from fivefold.packs.workdays import NoWorkingYearError, is_working_day, last_day


@pytest.fixture(scope="module")
def tiny():
    return load_pack(TINY)


def test_nothing_of_the_first_pack_is_hard_wired(tiny):
    shiyu = load_pack(SHIYU)
    assert (len(tiny.programme.levels), tiny.participant_level) == (2, 1)
    assert (tiny.claim.cap.min, tiny.claim.cap.max) == (1, 3)
    assert [len(block.projects) for block in tiny.decompose.editions[0].blocks] == [3, 2]
    assert [step.level for step in tiny.claim.review] == [tiny.programme.levels[0].key]
    assert {tiny.claim.notice.kind, shiyu.claim.notice.kind} == {"working", "calendar"}
    assert tiny.claim.posting.audience == "programme"
    assert tiny.programme.vocabulary.claim.zh == "认办"
    assert not {entry.key for entry in tiny.programme.classes} & {
        entry.key for entry in shiyu.programme.classes
    }
    assert not tiny.claim.not_applicable.allowed
    assert tiny.claim.required_parts == ("basis", "plan_unit", "outputs")


def test_lookups_by_key(tiny):
    assert tiny.title.en == "Service plan of a fictional library network"
    assert tiny.level("branch").label.zh == "分馆"
    assert tiny.level_index("branch") == 1
    assert tiny.level_of_area("branch").key == "branch"
    assert tiny.level_of_area("county") is None
    assert tiny.region_class("large").number == 1
    assert tiny.batch("spring").starts == "2026-03"
    assert tiny.official_text("posting").title_lines[0].zh == "关于公布各分馆认办服务的公告"
    edition = tiny.decompose.edition("standard-a")
    assert [item.code for item in edition.items_for("small")] == ["S1.1", "S2.1", "S3.1", "S4.1", "S5.1"]
    for missing in (
        lambda: tiny.level("roof"),
        lambda: tiny.region_class("x"),
        lambda: tiny.official_text("correction"),
    ):
        with pytest.raises(KeyError):
            missing()


def test_working_days_by_the_table(tiny):
    years = tiny.calendar.working_years
    days = [date(2026, 5, day) for day in range(1, 11)]
    assert [day.day for day in days if is_working_day(day, years)] == [5, 6, 7, 8, 9]
    assert last_day(date(2026, 9, 30), 2, "working", years) == date(2026, 10, 7)
    assert last_day(date(2026, 9, 30), 2, "calendar") == date(2026, 10, 2)
    with pytest.raises(NoWorkingYearError) as caught:
        last_day(date(2027, 12, 31), 1, "working", years)
    assert caught.value.spoken("zh") == (
        "没有 2028 年的工作日表，无法计算期限；请系统管理员在“工作日”页面录入该年的放假调休安排。",
    )
    with pytest.raises(NoWorkingYearError):
        is_working_day(date(2026, 1, 1), ())
