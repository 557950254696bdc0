"""The measured pages and the bare ones beside them must stay in step with our tables and addresses."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import reverse

from bare import tables, usual_settings
from bare.views import usual
from cast import open_round
from claim_stage import submitted
from inside import pages


@pytest.fixture
def staged(nation):
    round_ = open_round(nation)
    return nation, round_, submitted(nation, round_)


def rows_of(made):
    return [list(table.values()) for table in made]


def test_bare_list_has_the_regions_with_their_classes(staged):
    (table,) = tables.regions()
    rows = list(table.values())
    assert (table.counted, table.rows.count()) == (True, 4)
    assert [row[0] for row in rows] == ["甲市", "乙市", "丙市", "丁区"]


def test_bare_page_of_a_region_and_of_a_claim(staged):
    nation, _, claim = staged
    region = nation.regions["甲市"]
    assert rows_of(tables.region(region.pk))[0] == [
        ("甲市", "9101", "地级市", "演示省", region.batch, "participating")
    ]
    one, milestones, reviews, history = rows_of(tables.claim(claim.pk))
    assert one[0][:2] == ("甲市", claim.project.title)
    assert (len(milestones), len(reviews), len(history)) == (1, 0, 1)


def test_bare_round_and_board_count_the_claims(staged):
    nation, _, claim = staged
    assert rows_of(tables.round_())[2] == [("演示省", "submitted", 1)]
    regions, projects, claims, assessed = rows_of(tables.board(nation.provinces["演示省"].pk))
    assert (len(regions), len(projects), len(assessed)) == (2, 11, 0)
    assert claims == [("甲市", claim.project.title, "submitted", "advantage")]


def test_bare_assessment_and_posting_are_empty_before_anything_is_there(staged):
    _, _, claim = staged
    assert rows_of(tables.assessment(claim.pk, claim.project.code)) == [[], [], []]
    assert rows_of(tables.posting()) == [[], []]


def test_every_address_that_is_measured_exists(staged):
    _, round_, _ = staged
    addresses = {page.key: page.address for page in pages.PAGES}
    assert list(addresses) == ["regions", "region", "round", "board", "claim", "assessment", "posting"]
    assert addresses["regions"]() == reverse("regions:list", kwargs={"slug": "test"})
    assert addresses["round"]() == reverse("rounds:page", kwargs={"slug": "test", "round_id": round_.pk})


def test_usual_page_reads_the_same_columns_from_objects(staged, settings):
    settings.ROOT_URLCONF = "bare.urls"
    settings.TEMPLATES = usual_settings.TEMPLATES
    settings.MIDDLEWARE = []
    request = RequestFactory().get("/usual/regions/")
    request.user = AnonymousUser()
    for made, count in ((tables.regions, 1), (tables.round_, 5)):
        text = usual(request, made).content.decode()
        assert text.count("<table>") == count
        assert "甲市" in text or "演示省" in text
