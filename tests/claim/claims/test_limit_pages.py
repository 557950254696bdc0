"""Buttons that cannot work say why: a claim beyond the limit, a claim that another role hands in."""

import pytest
from django.urls import reverse

from cast import open_round
from claim_stage import drafted, live, whole


@pytest.fixture
def round_(nation):
    return open_round(nation)


def test_the_page_of_a_further_claim_has_no_button_once_the_limit_is_reached(client, nation, round_):
    """4.5b: a button that cannot work is disabled with its reason (decisions 21)."""
    live(round_)
    filler = nation.login(client, "甲市 filler")
    where = reverse("claims:begin", args=["test", round_.pk, nation.regions["甲市"].pk])
    drafted(nation, round_, order=1)
    assert "data-guard" in filler.get(f"{where}?project=P03").content.decode()
    drafted(nation, round_, order=2)
    text = filler.get(f"{where}?project=P03").content.decode()
    assert ("data-guard" in text, "disabled" in text, "认领3项，超过上限2项" in text) == (False, True, True)


def test_a_filler_is_told_who_hands_in(client, nation, round_):
    live(round_)
    claim = whole(nation, round_)
    url = reverse("claims:check", args=["test", claim.pk])
    assert "由甲市·签发人提交" in nation.login(client, "甲市 filler").get(url).content.decode()
    assert "由甲市·签发人提交" not in nation.login(client, "甲市 signer").get(url).content.decode()
