"""Every page of the division opens for those it is meant for, with a constant number of queries."""

import pytest
from django.urls import reverse

from fivefold.classify.guidance.models import Guidance
from fivefold.classify.class_lists.actions import class_list_draft
from cast import CLOCK, NOW
from datetime import date


def _get(client, name, **kwargs):
    return client.get(reverse(name, kwargs={"slug": "test", **kwargs}))


def test_lists_open_for_a_region(nation, client):
    nation.login(client, "乙市 filler")
    for name in ("regions:list", "regions:provinces", "class_lists:list", "guidance:list"):
        response = _get(client, name)
        assert response.status_code == 200, name
    assert "乙市" in _get(client, "regions:list").content.decode()


def test_area_page(nation, client):
    nation.login(client, "乙市 filler")
    response = _get(client, "regions:area", code="9102")
    assert response.status_code == 200
    text = response.content.decode()
    assert "乙市" in text and "第二类" in text


def test_centre_pages(nation, client):
    nation.login(client, "centre publisher")
    for name in ("register:upload", "class_lists:draft", "guidance:write"):
        assert _get(client, name).status_code == 200
    assert _get(client, "class_lists:detail", pk=nation.class_list.pk).status_code == 200
    draft = class_list_draft(programme=nation.programme, valid_from=date(2026, 2, 1), actor=nation.actor("centre publisher"), clock=CLOCK)
    assert _get(client, "class_lists:detail", pk=draft.pk).status_code == 200
    for act in ("batch", "leave", "fact", "rename", "split", "merge"):
        assert _get(client, f"regions:{act}", code="9102").status_code == 200, act
