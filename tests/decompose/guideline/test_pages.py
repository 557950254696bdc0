"""Pages of the guideline: who sees what, what a draft asks for, how much a page costs."""

import json

import pytest

from cast import CLOCK
from fivefold.decompose.guideline.actions import edition_issue, edition_seed, unit_assign
from fivefold.decompose.guideline.models import Assignment, GuidelineEdition, Item, Project
from fivefold.decompose.guideline.queries import content_of, lead_units, projects_of
from fivefold.ledger.reading import history
from fivefold.lifecycle.errors import WrongState
from fivefold.lifecycle.origin import origin_of
from fivefold.method.reason import Refused

BASE = "/p/test/guideline/"


@pytest.fixture
def draft(nation):
    return edition_seed(
        programme=nation.programme, code="guideline-2021", actor=nation.actor("centre publisher"), clock=CLOCK
    )


def test_regions_see_issued_editions_only(nation, draft, client):
    nation.login(client, "甲市 filler")
    page = client.get(BASE).content.decode()
    assert "演示指引" in page
    assert draft.planned_name not in page
    assert client.get(f"{BASE}{draft.pk}/").status_code == 404
    assert client.get(f"{BASE}{nation.edition.pk}/").status_code == 200
    assert client.get(f"{BASE}new/").status_code == 403


def test_a_stranger_is_sent_to_sign_in(nation, client):
    assert client.get(BASE).status_code == 302


def test_the_centre_walks_from_seed_to_issue(nation, client):
    """3.1, 3.2: begun in the browser, issued, and shown with its eleven projects."""
    nation.login(client, "centre publisher")
    answer = client.post(f"{BASE}new/", {"code": "guideline-2021", "own_code": "g-1", "with_items": "yes"})
    edition = GuidelineEdition.objects.get(code="g-1")
    assert answer["Location"] == f"{BASE}{edition.pk}/"
    page = client.get(answer["Location"]).content.decode()
    for project in projects_of(edition):
        assert project.title in page
    assert client.post(f"{BASE}{edition.pk}/issue/").status_code == 302
    edition.refresh_from_db()
    assert edition.state == "issued"
    assert edition.sha256 in client.get(f"{BASE}{edition.pk}/").content.decode()
    assert client.post(f"{BASE}{edition.pk}/issue/").status_code == 409


def test_what_is_missing_is_named_and_nothing_is_issued(nation, draft, client):
    nation.login(client, "centre publisher")
    Item.objects.filter(project__edition=draft, code="P01-01").update(aim="")
    answer = client.post(f"{BASE}{draft.pk}/issue/")
    assert answer.status_code == 422
    assert "P01-01" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.state == "drafted"


def test_names_stay_chinese_on_english_pages(nation, draft, client):
    """3.2: an official name is marked as Chinese, the pack's translation stands beside it."""
    nation.login(client, "centre publisher")
    client.cookies["language"] = "en"
    for address in ("", "full/", "projects/P05/"):
        page = client.get(f"{BASE}{draft.pk}/{address}").content.decode()
        assert "防范化解公共安全风险" in page
        assert 'lang="zh-Hans"' in page
        assert "Preventing and defusing risks to public safety" in page


def test_each_project_has_its_lead_unit(nation, draft, client):
    """3.2, 6.0: a field for the lead unit; one lead per level, a new one replaces it, an issued edition records it."""
    nation.login(client, "centre publisher")
    page = client.get(f"{BASE}{draft.pk}/projects/P01/").content.decode()
    assert 'name="new_unit"' in page
    address = f"{BASE}{draft.pk}/projects/P01/units/"
    for name in ("演示单位甲", "演示单位乙"):
        assert (
            client.post(address, {"unit": "", "new_unit": name, "level": "0", "role": "lead"}).status_code
            == 302
        )
    client.post(address, {"unit": "演示单位甲", "new_unit": "", "level": "0", "role": "cooperate"})
    project = Project.objects.get(edition=draft, code="P01")
    assert lead_units(draft) == {project.pk: "演示单位乙"}
    assert list(project.assignments.values_list("role", "unit__name")) == [
        ("cooperate", "演示单位甲"),
        ("lead", "演示单位乙"),
    ]
    actor = nation.actor("centre publisher")
    edition_issue(edition=draft, actor=actor, clock=CLOCK)
    sha256 = GuidelineEdition.objects.get(pk=draft.pk).sha256
    unit_assign(project=project, unit_name="演示单位丙", level=1, role="lead", actor=actor, clock=CLOCK)
    last = history(origin_of(nation.programme), "edition", str(draft.pk))[-1]
    assert (last.kind, last.params["unit"], last.params["duty"]) == (
        "edition.unit_assigned",
        "演示单位丙",
        "牵头",
    )
    assert content_of(draft).digest() == sha256


def test_a_duty_is_taken_back(nation, draft, client):
    actor = nation.actor("centre publisher")
    project = Project.objects.get(edition=draft, code="P02")
    made = unit_assign(
        project=project, unit_name="演示单位甲", level=0, role="guide", actor=actor, clock=CLOCK
    )
    nation.login(client, "centre publisher")
    address = f"{BASE}{draft.pk}/projects/P02/units/{made.pk}/release/"
    assert client.post(address).status_code == 302
    assert not Assignment.objects.exists()
    assert client.post(address).status_code == 422


def test_units_refuse_what_makes_no_sense(nation, draft):
    actor = nation.actor("centre publisher")
    project = Project.objects.get(edition=draft, code="P02")
    for name, level, role in ((" ", 0, "lead"), ("甲", 9, "lead"), ("甲", 0, "boss")):
        with pytest.raises(Refused):
            unit_assign(project=project, unit_name=name, level=level, role=role, actor=actor, clock=CLOCK)
    GuidelineEdition.objects.filter(pk=draft.pk).update(state="discarded")
    with pytest.raises(WrongState):
        unit_assign(project=project, unit_name="甲", level=0, role="lead", actor=actor, clock=CLOCK)


def test_the_canonical_json_is_for_download(nation, client):
    nation.login(client, "甲市 filler")
    answer = client.get(f"{BASE}{nation.edition.pk}/edition.json")
    assert json.loads(answer.content)["blocks"][0]["projects"][0]["title"] == "推进市域社会治理体制现代化"


def test_a_page_of_55_items_costs_no_more_than_one_of_11(
    nation, draft, client, django_assert_max_num_queries
):
    nation.login(client, "centre publisher")
    with django_assert_max_num_queries(22):
        client.get(f"{BASE}{draft.pk}/")
    Item.objects.filter(project__edition=draft).exclude(order=1).delete()
    with django_assert_max_num_queries(22):
        client.get(f"{BASE}{draft.pk}/")


def test_dates_are_changed_and_never_turned_round(nation, draft, client):
    nation.login(client, "centre publisher")
    values = {
        "title": "演示指引乙",
        "title_en": "",
        "planned_name": "",
        "drafted_on": "2026-03-01",
        "issued_on": "2026-02-01",
    }
    answer = client.post(f"{BASE}{draft.pk}/edit/", values)
    assert answer.status_code == 422
    assert "演示指引乙" in answer.content.decode()
    values["issued_on"] = ""
    assert client.post(f"{BASE}{draft.pk}/edit/", values).status_code == 302
    draft.refresh_from_db()
    assert (str(draft.drafted_on), draft.issued_on) == ("2026-03-01", None)


def test_two_editions_never_carry_one_title(nation, draft, client):
    """What is chosen by its title must be told apart: seeded ones get their code, a typed title is refused."""
    nation.login(client, "centre publisher")
    client.post(f"{BASE}new/", {"code": "guideline-2021", "own_code": "g-2", "with_items": "no"})
    second = GuidelineEdition.objects.get(code="g-2")
    assert (draft.title, second.title) == (draft.planned_name, f"{draft.planned_name}（g-2）")
    values = {"title": f" {draft.title[:2]} {draft.title[2:]}", "title_en": "", "planned_name": ""}
    answer = client.post(f"{BASE}{second.pk}/edit/", values)
    assert answer.status_code == 422
    at_field = answer.context["form"].errors
    assert list(at_field) == ["title"]
    assert "本计划已有名为" in at_field["title"][0]
    second.refresh_from_db()
    assert second.title == f"{draft.planned_name}（g-2）"
    assert client.post(f"{BASE}{draft.pk}/edit/", {**values, "title": draft.title}).status_code == 302
    client.post(f"{BASE}{draft.pk}/discard/", {"because": "演示"})
    assert client.post(f"{BASE}{second.pk}/edit/", values).status_code == 302
