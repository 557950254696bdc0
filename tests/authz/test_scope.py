"""List and decision agree: what a scope lets through is what ``decide`` allows, for every role and object."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cast import NOW, open_round
from fivefold.authz.decide import decide
from fivefold.authz.permissions import Permission as P
from fivefold.authz.scope import scope
from fivefold.claim.models import Claim, ClaimRound, Posting


@pytest.fixture
def objects(nation):
    round_ = open_round(nation)
    hidden = open_round(nation, title="准备中", state="prepared")
    projects = list(nation.edition.projects.all())
    claims = [
        Claim.objects.create(
            round=round_, region=region, project=projects[n], class_code="c", state="drafted", state_since=NOW
        )
        for n, region in enumerate(nation.regions.values())
    ]
    postings = [
        Posting.objects.create(round=round_, title=t, notice_days=7, state=t, state_since=NOW)
        for t in ("drafted", "issued", "corrected")
    ]
    return {
        P.POSTING_ISSUE: postings,
        P.CLAIM_SUBMIT: claims,
        P.CLAIM_VIEW: claims,
        P.ROUND_VIEW: [round_, hidden],
        P.POSTING_VIEW: postings,
    }


MODELS = {
    P.POSTING_ISSUE: Posting,
    P.CLAIM_SUBMIT: Claim,
    P.CLAIM_VIEW: Claim,
    P.ROUND_VIEW: ClaimRound,
    P.POSTING_VIEW: Posting,
}


@pytest.mark.parametrize("permission", list(MODELS))
def test_the_list_holds_exactly_what_is_allowed_one_by_one(nation, objects, permission):
    for seat in [None, *nation.seats.values()]:
        listed = set(MODELS[permission].objects.filter(scope(seat, permission).q(MODELS[permission].SCOPE)))
        allowed = {o for o in objects[permission] if decide(seat, permission, o.object_facts()).allowed}
        assert listed == allowed, (seat, permission)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(data=st.data())
def test_list_and_decision_agree_for_any_seat_anywhere(nation, objects, data):
    """Any role on any body of the tree, also roles where they do not belong."""
    import dataclasses

    seat = data.draw(st.sampled_from(sorted(nation.seats.values(), key=lambda s: s.id)))
    other = data.draw(st.sampled_from(sorted(nation.seats.values(), key=lambda s: s.id)))
    mixed = dataclasses.replace(seat, role=other.role)
    permission = data.draw(st.sampled_from(list(MODELS)))
    model = MODELS[permission]
    listed = set(model.objects.filter(scope(mixed, permission).q(model.SCOPE)))
    assert listed == {o for o in objects[permission] if decide(mixed, permission, o.object_facts()).allowed}
