"""Advice fed from self-assessments: reasons, n, the wider comparison for few peers, never a rank (4.5a)."""

from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from cast import NOW, _body, open_round
from claim_stage import live, project
from fivefold.claim.assessments.models import Answer, Assessment
from fivefold.claim.claims.advising import advice_for
from fivefold.classify.models import AdminArea, ClassEntry, Region
from fivefold.decompose.models import Item
from fivefold.method.reason import Reason


def assess(nation, round_, region, scores, state="submitted"):
    """Give every item of project n the n-th score, the last one for the rest."""
    made = Assessment.objects.create(
        round=round_, region=region, class_code="class-2", state=state, state_since=NOW
    )
    for item in Item.objects.filter(project__edition=nation.edition).select_related("project"):
        score = scores[min(item.project.order, len(scores)) - 1]
        Answer.objects.create(assessment=made, item=item, score=Decimal(score), edited_at=NOW)
    return made


def peer(nation, number, province="演示省"):
    parent = nation.provinces[province]
    code, name = f"{parent.code}5{number}", f"{province}{number}市"
    area = AdminArea.objects.create(
        programme=nation.programme,
        code=code,
        name=name,
        level="prefecture",
        source="演示数据",
        recorded_at=NOW,
    )
    region = Region.objects.create(
        programme=nation.programme, area=area, body=_body(nation.programme, parent, code, name, 2), batch="batch-1",
        joined_on=NOW.date(), state="participating", state_since=NOW,
    )  # fmt: skip
    ClassEntry.objects.create(
        class_list=nation.class_list, region=region, area=area, outcome="placed", class_code="class-2"
    )
    return region


@pytest.fixture
def round_(nation):
    return open_round(nation)


def codes(reasons):
    return [reason.code for reason in reasons]


def test_advice_cites_at_least_three_facts_and_n(nation, round_):
    """4.5a: the advice cites three facts or more, the number of peers among them."""
    assess(nation, round_, nation.regions["乙市"], [9, 5, 5])
    for number in range(4):
        assess(nation, round_, peer(nation, number), [6, 5, 5])
    found = advice_for(round_, nation.regions["乙市"], "class-2")
    one = found.advice[project(nation, 1).pk]
    assert (one.basis, one.strength, one.suggested) == ("advantage", Decimal("30.0"), True)
    assert len(one.reasons) >= 3
    assert [r.params["count"] for r in one.reasons if r.code == "advice.peers_province"] == [4]


def test_advice_says_how_firm_it_is_and_with_which_seed(nation, round_):
    """4.5a: kept in so many of 1,000 draws; the seed is the round's first day in the programme's zone."""
    assess(nation, round_, nation.regions["乙市"], [9, 5, 5])
    for number in range(4):
        assess(nation, round_, peer(nation, number), [6, 5, 5])
    found = advice_for(round_, nation.regions["乙市"], "class-2")
    firm = [r for r in found.advice[project(nation, 1).pk].reasons if r.code == "advice.stability"]
    day = int(f"{round_.opens_at.astimezone(ZoneInfo('Asia/Shanghai')):%Y%m%d}")
    assert firm == [
        Reason("advice.stability", {"draws": 1000, "kept": 1000, "percent": Decimal("100.0"), "seed": day})
    ]


def test_what_the_draws_do_not_keep_is_not_advised(nation, round_):
    """4.5a: a hair above the low mark, which most draws put higher, so that there was nothing to build on."""
    assess(nation, round_, nation.regions["乙市"], [Decimal("5.1")])
    for number, score in enumerate([0, 5, 10, 10, 10, 10, 10, 10]):
        assess(nation, round_, peer(nation, number), [score])
    found = advice_for(round_, nation.regions["乙市"], "class-2")
    assert (found.advice, {one.reason.code for one in found.unsaid.values()}) == (
        {},
        {"advice.unsaid.unstable"},
    )


def test_few_peers_in_the_province_widen_to_the_nation_and_say_so(nation, round_):
    """4.5a with decisions 25: below three in the province a stated wider comparison."""
    assess(nation, round_, nation.regions["乙市"], [9])
    assess(nation, round_, peer(nation, 1), [6])
    for number in range(3):
        assess(nation, round_, peer(nation, number, "样例省"), [6])
    found = advice_for(round_, nation.regions["乙市"], "class-2")
    reasons = found.advice[project(nation, 1).pk].reasons
    assert [r.params["count"] for r in reasons if r.code == "advice.peers_nation"] == [4]
    assert "advice.peers_province" not in codes(reasons)


def test_fewer_than_three_anywhere_say_nothing(nation, round_):
    assess(nation, round_, nation.regions["乙市"], [9])
    assess(nation, round_, peer(nation, 1), [6])
    found = advice_for(round_, nation.regions["乙市"], "class-2")
    assert found.advice == {}
    assert {one.reason.code for one in found.unsaid.values()} == {"advice.unsaid.few_peers"}


def test_only_handed_in_assessments_of_others_count(nation, round_):
    assess(nation, round_, nation.regions["乙市"], [9], state="drafted")
    for number in range(4):
        assess(nation, round_, peer(nation, number), [6], state="submitted" if number else "drafted")
    found = advice_for(round_, nation.regions["乙市"], "class-2")
    assert len(found.peers) == 3
    assert found.own[project(nation, 1).pk].score == Decimal("18.00")


def test_reading_less_gives_the_same_advice(nation, round_):
    """The province alone and the whole class lead to the same advice where the province suffices."""
    assess(nation, round_, nation.regions["乙市"], [9, 4, 7, 2])
    for number in range(4):
        assess(nation, round_, peer(nation, number), [6 + number % 2, 5, 8, 3])
        assess(nation, round_, peer(nation, number, "样例省"), [2, 9, 1, 9])
    near = advice_for(round_, nation.regions["乙市"], "class-2")
    wide = advice_for(round_, nation.regions["乙市"], "class-2", whole_class=True)
    assert (near.advice, near.unsaid) == (wide.advice, wide.unsaid)
    assert (len(near.peers), len(wide.peers)) == (4, 8)


def test_the_plan_page_shows_reasons_and_no_rank(client, nation, round_):
    """4.5a: advice first, with its reasons; no place and no rank."""
    live(round_)
    assess(nation, round_, nation.regions["乙市"], [9, 5, 5])
    for number in range(4):
        assess(nation, round_, peer(nation, number), [6, 5, 5])
    url = reverse("claims:plan", args=["test", round_.pk, nation.regions["乙市"].pk])
    text = nation.login(client, "乙市 filler").get(url).content.decode()
    assert "90.0" in text
    assert "4个" in text or "4 个" in text
    assert "第1名" not in text
    review = text.index("认领建议")
    assert review < text.index("全部项目都在计划之中")
