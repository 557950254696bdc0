"""A claim that the province writes on a region's behalf is marked so wherever it is shown (decisions 24)."""

import pytest
from django.urls import reverse

from cast import open_round
from claim_stage import filed, live, whole
from fivefold.claim.claims import actions

NOTE, MARK = "由演示省代甲市填报。", "演示省代报"


def at(name, claim):
    return reverse(f"claims:{name}", kwargs={"slug": "test", "claim_id": claim.pk})


def shown(client, nation, seat, address):
    return nation.login(client, seat).get(address).content.decode()


@pytest.fixture
def round_(nation):
    return live(open_round(nation))


def plan_of(round_, claim):
    kwargs = {"slug": "test", "round_id": round_.pk, "region_id": claim.region_id}
    return reverse("claims:plan", kwargs=kwargs)


@pytest.mark.parametrize("page", ["edit", "check"])
def test_the_form_of_a_draft_says_who_writes_it_for_whom(client, nation, round_, page):
    theirs = whole(nation, round_, by="coordinator", place="演示省")
    own = whole(nation, round_, "乙市")
    assert NOTE in shown(client, nation, "演示省 coordinator", at(page, theirs))
    assert "填报。" not in shown(client, nation, "乙市 filler", at(page, own))


def test_lists_mark_it_and_only_it(client, nation, round_):
    claim = whole(nation, round_, by="coordinator", place="演示省")
    whole(nation, round_, order=2)
    index = f"{reverse('claims:index', args=['test'])}?round={round_.pk}"
    for address in (index, plan_of(round_, claim)):
        assert shown(client, nation, "演示省 coordinator", address).count(MARK) == 1


def test_the_reviewers_list_marks_what_was_confirmed(client, nation, round_):
    claim = filed(nation, round_)
    actions.claim_confirm(claim=claim, actor=nation.actor("甲市 signer"))
    address = reverse("claims:bulk", kwargs={"slug": "test", "round_id": round_.pk})
    assert shown(client, nation, "演示省 reviewer", address).count(MARK) == 1
