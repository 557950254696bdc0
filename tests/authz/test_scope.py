"""List and decision agree: what a scope lets through is what ``decide`` allows, for every role and object."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cast import NOW, open_round
from fivefold.authz.decide import decide, permissions_of
from fivefold.authz.models import SecurityEvent
from fivefold.authz.permissions import Permission as P
from fivefold.authz.roles import Role
from fivefold.authz.scope import ScopeFields, scope
from fivefold.claim.models import Claim, ClaimRound, Posting
from fivefold.orgs.models import Seat


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

    seat = nation.seats[data.draw(st.sampled_from(sorted(nation.seats)))]
    mixed = dataclasses.replace(seat, role=data.draw(st.sampled_from(list(Role))))
    permission = data.draw(st.sampled_from(list(MODELS)))
    model = MODELS[permission]
    listed = set(model.objects.filter(scope(mixed, permission).q(model.SCOPE)))
    assert listed == {o for o in objects[permission] if decide(mixed, permission, o.object_facts()).allowed}


@pytest.mark.parametrize("role", list(Role))
def test_a_seat_without_a_programme_reaches_no_programme(nation, objects, role):
    import dataclasses

    seat = dataclasses.replace(nation.seats["office audit_admin"], role=role)
    for permission, model in MODELS.items():
        assert not model.objects.filter(scope(seat, permission).q(model.SCOPE)).exists()


def test_the_installation_s_own_things_are_reached_whole(nation):
    """A security administrator sees the seats of every programme."""
    found = Seat.objects.filter(scope(nation.seats["office security_admin"], P.SEAT_VIEW).q(ScopeFields()))
    assert found.count() == Seat.objects.count()


def test_an_unknown_role_may_nothing(nation):
    import dataclasses

    seat = dataclasses.replace(nation.seats["甲市 signer"], role="emperor")
    assert permissions_of(seat) == {}


def test_a_refusal_names_its_moment():
    assert str(SecurityEvent(at=NOW, kind="refused")) == "2026-09-01 02:00 refused"
