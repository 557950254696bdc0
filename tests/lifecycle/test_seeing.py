"""Whether a row that a log names is there for a seat."""

import pytest

from cast import CLOCK, open_round
from fivefold.authz.permissions import Permission as P
from fivefold.claim.models import Claim
from fivefold.ledger.ids import uuid7
from fivefold.lifecycle.move import begin
from fivefold.lifecycle.seeing import may_look
from fivefold.lifecycle.tables import REGISTRY

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("甲市 filler", True),
        ("演示省 reviewer", True),
        ("centre publisher", True),
        ("乙市 filler", False),
        ("样例省 reviewer", False),
        ("centre observer", False),
        ("office audit_admin", False),
    ],
)
def test_a_row_is_seen_by_whom_its_page_shows_it(nation, who, sees):
    claim = Claim(
        round=open_round(nation),
        region=nation.regions["甲市"],
        project=nation.edition.projects.get(order=1),
        class_code="c",
    )
    begin(claim, actor=nation.actor("甲市 filler"), permission=P.CLAIM_DRAFT, clock=CLOCK)
    assert may_look(nation.seats[who], "claim", str(claim.pk)) is sees


@pytest.mark.parametrize("subject", REGISTRY)
def test_a_row_that_is_gone_is_seen_by_nobody(nation, subject):
    assert not may_look(nation.seats["centre publisher"], subject, str(uuid7()))
