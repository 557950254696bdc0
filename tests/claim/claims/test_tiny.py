"""The same journey on another pack: two levels, cap 3, own bases and parts, review by the head office, no extension."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cast import CLOCK, NOW, open_round
from claim_stage import build_network, codes, drafted, project
from fivefold.claim.claims import actions, drafting, reviewing
from fivefold.claim.claims.drafting import Edit
from fivefold.claim.claims.models import Claim
from fivefold.claim.claims.parts import asked_fields
from fivefold.claim.rounds import actions as rounds
from fivefold.claim.rounds import extensions, queries
from fivefold.claim.rounds.actions import RoundPlan
from fivefold.claim.rounds.models import ClaimRound
from fivefold.method.reason import Refused
from fivefold.packs.programmes import pack_of

VALUES = {
    "basis": "curiosity",
    "basis_reason": "演示",
    "lead_unit": "演示小组",
    "expected_output": "演示：一份办法",
}


@pytest.fixture
def network(db):
    return build_network()


def test_the_form_has_the_packs_parts_only(network):
    assert asked_fields(pack_of(network.programme)) == (
        "basis", "basis_reason", "aim_province", "lead_unit", "expected_output",
    )  # fmt: skip


def test_the_fourth_claim_is_refused_here(network):
    """4.5b: the cap is the pack's: three here."""
    round_ = open_round(network)
    assert (round_.cap_max, round_.review_levels) == (3, [0])
    for order in (1, 2, 3):
        drafted(network, round_, "东馆", order)
    with pytest.raises(Refused) as refusal:
        drafted(network, round_, "东馆", 4)
    assert codes(refusal) == ["claim.cap"]


def test_the_journey_from_opening_to_approval(network):
    """1.2, 4.2b, 4.9: opened by the gate, submitted with what this pack asks for, approved by the head office."""
    plan = RoundPlan(
        "演示认办",
        ["spring"],
        network.edition,
        network.class_list,
        NOW,
        NOW + timedelta(days=20),
        NOW + timedelta(days=25),
    )
    publisher = network.actor("总社 publisher")
    round_ = rounds.round_prepare(programme=network.programme, plan=plan, actor=publisher, clock=CLOCK)
    rounds.round_open(round_=round_, actor=publisher, clock=CLOCK)
    claim = drafted(network, round_, "东馆")
    with pytest.raises(Refused) as refusal:
        actions.claim_submit(claim=claim, actor=network.actor("东馆 signer"), clock=CLOCK)
    assert codes(refusal) == ["claims.part_missing"] * 3
    # The names are those of the form, which are the pack's own.
    assert sorted(refusal.value.spoken("zh_Hans")) == [
        "“可供他馆借鉴之处”尚未填写。", "“承办小组”尚未填写。", "“认领依据”尚未填写。",
    ]  # fmt: skip
    drafting.claim_edit(
        claim=claim, version=0, edit=Edit(VALUES), actor=network.actor("东馆 filler"), clock=CLOCK
    )
    actions.claim_submit(claim=claim, actor=network.actor("东馆 signer"), clock=CLOCK)
    reviewing.claim_approve(claim=claim, actor=network.actor("总社 reviewer"), clock=CLOCK)
    assert [row.stages["reviewed"] for row in queries.progress(round_, NOW)] == [1]


def test_no_extension_where_the_pack_has_none(network):
    round_ = open_round(network)
    faults = extensions.asking_faults(round_, network.regions["东馆"].body)
    assert [reason.code for reason in faults] == ["rounds.extension_not_allowed"]


def test_pages_work_without_provinces(client, network):
    now = timezone.now()
    round_ = open_round(network)
    ClaimRound.objects.filter(pk=round_.pk).update(
        opens_at=now - timedelta(days=400),
        closes_at=now + timedelta(days=9),
        review_closes_at=now + timedelta(days=9),
    )
    claim = drafted(network, round_, "东馆")
    at = {"slug": "network", "claim_id": claim.pk}
    network.login(client, "东馆 filler")
    for name in ("page", "edit", "check"):
        assert client.get(reverse(f"claims:{name}", kwargs=at)).status_code == 200
    text = client.get(reverse("claims:edit", kwargs=at)).content.decode()
    assert "愿意一试" in text
    assert "decision_file" not in text
    network.login(client, "总社 publisher")
    board = client.get(reverse("board:index", args=["network"])).content.decode()
    assert "东馆" in board
    assert "西馆" in board
    page = client.get(
        reverse("rounds:page", kwargs={"slug": "network", "round_id": round_.pk})
    ).content.decode()
    assert "Asia/Urumqi" in page
    assert Claim.objects.get().project == project(network, 1)
