"""A region beside its class: quartiles by the advice's own rule, n, nothing below three (decisions 25, ui rule 4)."""

import io
from decimal import Decimal
from fractions import Fraction

import openpyxl
import pytest
from django.urls import reverse

from cast import open_round
from claim_stage import live, project
from fivefold.claim.assessments.models import Answer, Assessment
from fivefold.claim.assessments.queries import percent
from fivefold.claim.claims.advising import advice_for
from fivefold.claim.claims.comparing import class_figures, class_radar, own_figure
from fivefold.claim.claims.queries import projects_of
from fivefold.method.reason import speak

from .test_advising import assess, peer


def compared(nation, others):
    round_ = open_round(nation)
    assess(nation, round_, nation.regions["乙市"], [9, 5, 5])
    for number, score in enumerate(others):
        assess(nation, round_, peer(nation, number), [score])
    return round_, advice_for(round_, nation.regions["乙市"], "class-2", whole_class=True)


def test_quartiles_are_the_marks_of_the_advice(nation):
    _, advice = compared(nation, [2, 4, 6, 8, 10])
    first = project(nation, 1).pk
    assert class_figures(advice, first) == (Decimal("40.0"), Decimal("60.0"), Decimal("80.0"), 5)
    assert own_figure(advice, first) == Decimal("90.0")


def test_below_three_regions_there_is_no_figure_and_no_radar(nation):
    round_, advice = compared(nation, [2, 4])
    assert class_figures(advice, project(nation, 1).pk) == (None, None, None, 2)
    assert class_radar(advice, projects_of(round_), nation.regions["乙市"], "二类", "#") is None


def test_three_regions_make_a_radar_with_n(nation):
    round_, advice = compared(nation, [2, 4, 6])
    radar = class_radar(advice, projects_of(round_), nation.regions["乙市"], "二类", "#")
    assert (radar.own, radar.peers, radar.axes[0].own) == (
        "乙市",
        "二类 · 全部同类地区 · n = 3",
        Decimal("90.0"),
    )
    assert [axis.short for axis in radar.axes] == [str(p.order) for p in projects_of(round_)]


def test_percents_are_rounded_half_up():
    shares = (Fraction(2, 3), Fraction(1, 2000), Fraction(1, 3), None)
    assert [percent(share) for share in shares] == [Decimal("66.7"), Decimal("0.1"), Decimal("33.3"), None]


def test_before_anything_is_answered_there_is_no_own_figure(nation):
    round_, advice = compared(nation, [2, 4, 6])
    region, first = nation.regions["乙市"], project(nation, 1).pk
    assert own_figure(advice, first) == Decimal("90.0")
    Answer.objects.filter(assessment__region=region).update(score=None)
    assert own_figure(advice_for(round_, region, "class-2", whole_class=True), first) is None


@pytest.mark.parametrize(("lacking", "among"), [(0, "n = 5"), (2, "n = 3–5"), (3, None)])
def test_the_radar_says_the_least_and_most_regions_and_is_none_below_three(nation, lacking, among):
    """The last regions answered nothing of the first project."""
    round_, _ = compared(nation, [2, 4, 6, 8, 10])
    region = nation.regions["乙市"]
    others = list(Assessment.objects.exclude(region=region).order_by("region__body__path"))
    silent = others[len(others) - lacking :]
    Answer.objects.filter(assessment__in=silent, item__project=project(nation, 1)).delete()
    advice = advice_for(round_, region, "class-2", whole_class=True)
    radar = class_radar(advice, projects_of(round_), region, "二类", "#")
    assert (radar and radar.peers) == (among and f"二类 · 全部同类地区 · {among}")


def test_the_radar_names_the_body_whose_regions_are_compared(nation):
    round_, _ = compared(nation, [2, 4, 6])
    near = advice_for(round_, nation.regions["乙市"], "class-2")
    radar = class_radar(near, projects_of(round_), nation.regions["乙市"], "二类", "#")
    assert radar.peers == "二类 · 演示省 · n = 3"


def test_the_plan_page_shows_the_radar_with_its_table(client, nation):
    round_, _ = compared(nation, [2, 4, 6])
    live(round_)
    url = reverse("claims:plan", args=["test", round_.pk, nation.regions["乙市"].pk])
    text = nation.login(client, "乙市 filler").get(url).content.decode()
    assert "本地区自评与同类地区对照" in text
    assert text.count('class="dot"') == len(projects_of(round_))
    assert reverse("claims:beside_class", args=["test", round_.pk, nation.regions["乙市"].pk]) in text


def test_the_workbook_holds_what_the_page_shows(client, nation):
    round_, _ = compared(nation, [2, 4, 6])
    advice = advice_for(live(round_), nation.regions["乙市"], "class-2")
    url = reverse("claims:beside_class", args=["test", round_.pk, nation.regions["乙市"].pk])
    response = nation.login(client, "乙市 filler").get(url)
    sheet = openpyxl.load_workbook(io.BytesIO(response.content))["自评与同类对照"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    first = next(row for row in rows if str(row[0]).startswith("1. "))
    assert first[1:8] == [90, 20, 40, 60, 3, "最具优势", "是"]
    said = [speak(reason, "zh_Hans") for reason in advice.advice[project(nation, 1).pk].reasons]
    assert first[8].split("\n") == said
    assert len([row for row in rows if str(row[0])[:1].isdigit()]) == len(projects_of(round_))
