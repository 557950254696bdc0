"""The rules on the real register: every region has one class and a shown rule, or stands as a gap."""

from collections import Counter
from datetime import date

import pytest
from django.urls import reverse

from classify.real import CLOCK
from fivefold.classify.class_lists.actions import class_list_draft
from fivefold.classify.class_lists.queries import entries
from fivefold.classify.regions.models import AdminArea
from fivefold.orgs.models import Body, Person

ON = date(2024, 1, 1)


@pytest.fixture
def drafted(real, publisher):
    return class_list_draft(programme=real, valid_from=ON, actor=publisher, clock=CLOCK)


def _line(drafted, name):
    return entries(drafted).get(area__name=name)


def test_every_candidate_is_listed_once(drafted):
    """2.1b: every region has exactly one class and a shown rule; gaps are listed, none silent."""
    rows = list(entries(drafted))
    assert Counter((row.outcome, row.class_code) for row in rows) == {
        ("placed", "class-1"): 32,
        ("placed", "class-2"): 316,
        ("placed", "class-3"): 86,
        ("gap", ""): 20,
    }
    assert len({row.area_id for row in rows}) == len(rows) == 454
    assert all(row.rule_code for row in rows if row.outcome == "placed")
    assert all(row.reasons for row in rows)


@pytest.mark.parametrize(
    ("name", "class_code", "rule", "decisive"),
    [
        ("青岛市", "class-1", "R1a", ("independent_planning", True)),
        ("郑州市", "class-1", "R1c", ("provincial_capital", True)),
        ("济南市", "class-1", "R1b", ("sub_provincial", True)),
        ("河北雄安新区", "class-2", "R2d", ("kind", "国家级新区")),
        ("石河子市", "class-2", "R2c", ("kind", "兵团师市")),
        ("兴安盟", "class-2", "R2b", ("kind", "盟")),
        ("淮安市", "class-2", "R2a", ("kind", "地级市")),
        ("城口县", "class-3", "R3", ("under_municipality", True)),
    ],
)
def test_who_is_placed_by_which_rule(drafted, name, class_code, rule, decisive):
    """2.1c, 2.1d, 2.1e: 青岛 and 郑州 class 1, each by its own rule; 雄安, 师市, 盟 class 2; 重庆's 城口县 class 3."""
    line = _line(drafted, name)
    assert (line.outcome, line.class_code, line.rule_code) == ("placed", class_code, rule)
    assert line.facts[decisive[0]] == decisive[1]


def test_zhengzhou_is_not_sub_provincial(drafted):
    """2.1c: 郑州 is a capital and not a sub-provincial city, and is class 1 all the same."""
    line = _line(drafted, "郑州市")
    assert line.facts["sub_provincial"] is False
    assert line.facts["provincial_capital"] is True


def test_a_municipality_is_the_province_of_its_districts(real, drafted):
    """2.1e: the municipality itself is a province-level unit, not a region."""
    body = Body.objects.get(programme=real, name="重庆市")
    assert (body.level, body.path) == (1, "00/500000/")
    area = AdminArea.objects.get(programme=real, name="城口县")
    assert area.path == "500000/500229/"
    assert not entries(drafted).filter(area__level="province").exists()


def test_gaps_say_what_is_missing(drafted):
    """2.1b: 济源 fits no rule, and the list says so with the facts that were looked at."""
    line = _line(drafted, "济源市")
    assert (line.outcome, line.class_code) == ("gap", "")
    assert line.reasons[0] == {"code": "classify.gap.no_rule", "params": {}}
    assert line.facts["kind"] == "省直辖县级"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("370200", ("青岛市", "第一类地区", "R1a 计划单列市")),
        ("410100", ("郑州市", "第一类地区", "R1c 省会市")),
        ("X13-XA", ("河北雄安新区", "第二类地区", "R2d", "自拟")),
        ("659001", ("石河子市", "第二类地区", "R2c")),
        ("152200", ("兴安盟", "第二类地区", "R2b")),
        ("500229", ("城口县", "第三类地区", "R3")),
    ],
)
def test_the_page_of_an_area_says_why(real, publisher, client, code, words):
    """2.1b-e: each area's page shows its class with the rule that places it, before any list is issued too."""
    client.force_login(Person.objects.get(pk=publisher.seat.person_id))
    page = client.get(reverse("regions:area", kwargs={"slug": "real", "code": code})).content.decode()
    for word in words:
        assert word in page, word


def test_the_pages_speak_english_too(real, publisher, client):
    client.force_login(Person.objects.get(pk=publisher.seat.person_id))
    client.cookies["language"] = "en"
    page = client.get(reverse("regions:area", kwargs={"slug": "real", "code": "370200"})).content.decode()
    for word in ("Class 1 regions", "City under independent planning", '<span lang="zh-Hans">'):
        assert word in page, word
    listed = client.get(reverse("regions:list", kwargs={"slug": "real"}) + "?q=qingdao").content.decode()
    assert "青岛市" in listed
    assert "Prefecture-level city" in listed
