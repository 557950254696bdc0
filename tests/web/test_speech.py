"""Times, numbers and names as people write them, in both languages."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from fivefold.web import speech
from fivefold.web.release import release
from fivefold.web.roles import role_label
from fivefold.web.yearline import year_line

MOMENT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@pytest.mark.usefixtures("chinese")
def test_chinese():
    assert speech.programme_time(MOMENT) == "2026年11月23日 18:00（北京时间）"
    assert speech.day(date(2026, 1, 5)) == "2026年1月5日"
    assert speech.day(datetime(2026, 11, 23, 17, 0, tzinfo=UTC)) == "2026年11月24日"
    assert speech.zh_lang("演示甲市") == "演示甲市"
    assert speech.name_lang() == ""
    assert [speech.numeral(n) for n in (1, 5, 11)] == ["一", "五", "11"]
    assert speech.title_of("试点", "Pilot") == "试点"
    assert role_label("reviewer") == "审核人"


@pytest.mark.usefixtures("english")
def test_english():
    assert speech.programme_time(MOMENT) == "23 November 2026, 18:00 (Beijing time)"
    assert speech.zh_lang("演示<市>") == '<span lang="zh-Hans">演示&lt;市&gt;</span>'
    assert speech.title_of("试点", "Pilot") == "Pilot"
    assert speech.title_of("试点", "") == "试点"
    assert speech.numeral(3) == "3"


MIDNIGHT = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)  # the 24th begins in Beijing


@pytest.mark.usefixtures("chinese")
def test_a_deadline_at_midnight_is_shown_on_the_last_day_on_which_one_can_act():
    assert speech.last_day(MIDNIGHT) == "2026年11月23日"
    assert speech.until_clock(MIDNIGHT) == "2026年11月23日 24:00"
    assert speech.until_time(MIDNIGHT) == "2026年11月23日 24:00（北京时间）"
    assert speech.until_time(MOMENT) == "2026年11月23日 18:00（北京时间）"
    assert (speech.last_day(MOMENT), speech.until_clock(MOMENT)) == ("2026年11月23日", "2026年11月23日 18:00")
    with timezone.override(ZoneInfo("Asia/Urumqi")):
        assert speech.until_clock(MIDNIGHT) == "2026年11月23日 22:00"


@pytest.mark.usefixtures("english")
def test_a_deadline_at_midnight_in_english():
    assert speech.last_day(MIDNIGHT) == "23 November 2026"
    assert speech.until_time(MIDNIGHT) == "23 November 2026, 24:00 (Beijing time)"


@pytest.mark.usefixtures("english")
def test_other_zones_are_named():
    with timezone.override(ZoneInfo("Asia/Urumqi")):
        assert speech.programme_time(MOMENT) == "23 November 2026, 16:00 (Asia/Urumqi)"


def test_nothing_is_nothing():
    assert speech.programme_time(None) == speech.day(None) == speech.clock(None) == ""
    assert speech.last_day(None) == speech.until_clock(None) == speech.until_time(None) == ""
    assert speech.decimal_plain(None) == "—"
    assert speech.decimal_plain(Decimal("1E+3")) == "1000"


def test_release_is_the_projects():
    assert release() == "0.1.0"


@dataclass
class Mark:
    at: datetime
    label: str
    kind: str
    position: int
    when: str


def mark(day, label, position, when):
    return Mark(datetime(2026, 11, day, tzinfo=UTC), label, "deadline", position, when)


def test_year_line_gives_room_to_what_comes_and_drops_what_does_not_fit():
    marks = [
        mark(1, "过去一", 49, "past"),
        mark(25, "将来二", 52, "future"),
        mark(24, "将来一", 51, "future"),
        mark(30, "年末", 100, "future"),
    ]
    line = year_line(marks, 50)
    assert [(m.label, m.lane) for m in line.marks] == [
        ("过去一", ""),
        ("将来一", "below"),
        ("将来二", ""),
        ("年末", "above"),
    ]
    assert line.marks[3].anchor == "end"
    assert line.next.label == "将来一"
    assert line.today == "50%"


def test_a_programme_without_dates_has_no_line():
    assert year_line([], 50) is None
