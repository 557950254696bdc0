"""Telling: who gets a notice, and whose turn it is."""

import pytest

from cast import CLOCK, NOW, open_round
from fivefold.authz.permissions import Permission as P
from fivefold.authz.roles import Role
from fivefold.claim.models import Claim
from fivefold.ledger.record import Recorded
from fivefold.lifecycle import telling
from fivefold.lifecycle.move import begin
from fivefold.lifecycle.table import State, Turn, Where
from fivefold.notices.models import Notice, ToDo

ENTRY = Recorded("e1", "o", 0, "claim.noted", NOW)


@pytest.fixture
def claim(nation):
    row = Claim(
        round=open_round(nation),
        region=nation.regions["甲市"],
        project=nation.edition.projects.first(),
        class_code="c",
    )
    return begin(row, actor=nation.actor("甲市 filler"), permission=P.CLAIM_DRAFT, clock=CLOCK)


def test_each_role_at_its_body_is_told(claim):
    turns = (
        Turn(Role.SIGNER, Where.OWN),
        Turn(Role.COORDINATOR, Where.PARENT),
        Turn(Role.PUBLISHER, Where.TOP),
        Turn(Role.REVIEWER, Where.REVIEW),
    )
    telling.tell(claim, ENTRY, turns, P.CLAIM_VIEW)
    told = Notice.objects.order_by("body__path").values_list("body__name", "role", "entry_id", "at")
    # A draft is in nobody's review, so nobody is told there.
    assert list(told) == [
        ("演示中央办公室", "publisher", "e1", NOW),
        ("演示省", "coordinator", "e1", NOW),
        ("甲市", "signer", "e1", NOW),
    ]


@pytest.mark.parametrize(
    ("state", "waiting"),
    [
        (State("filed", Turn(Role.SIGNER, Where.OWN)), ["signer"]),
        (
            State("returned", Turn(Role.FILLER, Where.OWN), also=(Turn(Role.SIGNER, Where.OWN),)),
            ["filler", "signer"],
        ),
        (State("approved", Turn(Role.PUBLISHER, Where.TOP, each=False)), []),
        (State("submitted", Turn(Role.REVIEWER, Where.REVIEW)), []),
        (State("posted"), []),
    ],
)
def test_the_turn_passes_on_or_ends(claim, state, waiting):
    telling.hand_over(claim, state, NOW)
    assert sorted(ToDo.objects.filter(done_at=None).values_list("role", flat=True)) == waiting
    drafted = ToDo.objects.filter(code="todo.claim.drafted").exclude(done_at=None)
    assert sorted(drafted.values_list("role", "done_at")) == [("filler", NOW), ("signer", NOW)]
