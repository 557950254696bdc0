"""Decisions: each refused case shares its set-up with the allowed one."""

import dataclasses

import pytest

from fivefold.authz.decide import decide, permissions_of
from fivefold.authz.facts import ObjectFacts
from fivefold.authz.permissions import Permission as P
from fivefold.orgs.seats import SeatFacts

REGION = SeatFacts("s", "p", "n", "signer", "prog", "b", "9101", "甲市", "00/91/9101/", 2)
PROVINCE = dataclasses.replace(REGION, role="reviewer", body_path="00/91/", body_level=1)
CENTRE = dataclasses.replace(REGION, role="publisher", body_path="00/", body_level=0)
OWN = ObjectFacts("prog", "00/91/9101/", "submitted")


def verdict(seat, permission, facts=OWN, **kwargs):
    decision = decide(seat, permission, facts, **kwargs)
    return decision.allowed, decision.reason.code


def test_a_role_that_has_the_permission_uses_it_on_its_own_body():
    assert verdict(REGION, P.CLAIM_SUBMIT) == (True, "authz.allowed")


def test_a_role_without_the_permission_is_refused():
    assert verdict(PROVINCE, P.CLAIM_SUBMIT) == (False, "authz.role_lacks")


def test_own_reach_ends_at_the_own_body():
    sibling = dataclasses.replace(OWN, body_path="00/91/9102/")
    assert verdict(REGION, P.CLAIM_SUBMIT, sibling) == (False, "authz.out_of_reach")


def test_subtree_reach_ends_at_the_province():
    other = dataclasses.replace(OWN, body_path="00/92/9201/")
    assert verdict(PROVINCE, P.CLAIM_REVIEW) == (True, "authz.allowed")
    assert verdict(PROVINCE, P.CLAIM_REVIEW, other) == (False, "authz.out_of_reach")


def test_a_path_is_not_a_prefix_by_accident():
    longer = dataclasses.replace(OWN, body_path="00/910/9101/")
    assert verdict(PROVINCE, P.CLAIM_REVIEW, longer) == (False, "authz.out_of_reach")


def test_programme_reach_ends_at_the_programme():
    other = dataclasses.replace(OWN, programme="elsewhere")
    assert verdict(CENTRE, P.CLAIM_VIEW) == (True, "authz.allowed")
    assert verdict(CENTRE, P.CLAIM_VIEW, other) == (False, "authz.out_of_reach")


def test_published_things_are_seen_within_the_programme():
    published = dataclasses.replace(OWN, body_path="", published=True)
    assert verdict(REGION, P.CLASS_LIST_VIEW, published) == (True, "authz.allowed")
    assert verdict(REGION, P.CLASS_LIST_VIEW, dataclasses.replace(published, published=False)) == (
        False,
        "authz.out_of_reach",
    )


def test_the_public_sees_what_is_published_and_nothing_else():
    published = dataclasses.replace(OWN, published=True)
    assert verdict(None, P.POSTING_VIEW, published) == (True, "authz.allowed")
    assert verdict(None, P.POSTING_VIEW, OWN) == (False, "authz.out_of_reach")
    assert verdict(None, P.CLAIM_VIEW, published) == (False, "authz.role_lacks")


def test_whoever_wrote_it_does_not_review_it():
    written = dataclasses.replace(OWN, owners=frozenset({"p"}))
    assert verdict(PROVINCE, P.CLAIM_REVIEW, written) == (False, "authz.own_work")
    assert verdict(dataclasses.replace(PROVINCE, person_id="q"), P.CLAIM_REVIEW, written)[0]
    assert not verdict(dataclasses.replace(PROVINCE, person_id="q"), P.CLAIM_REVIEW, written, persons=["p"])[
        0
    ]


def test_four_eyes_do_not_hinder_other_acts():
    written = dataclasses.replace(OWN, owners=frozenset({"p"}))
    assert verdict(REGION, P.CLAIM_SUBMIT, written) == (True, "authz.allowed")


def test_only_the_level_whose_turn_it_is_reviews():
    turn = dataclasses.replace(OWN, turn_level=1)
    assert verdict(PROVINCE, P.CLAIM_REVIEW, turn) == (True, "authz.allowed")
    higher = dataclasses.replace(PROVINCE, body_path="00/", body_level=0)
    assert verdict(higher, P.CLAIM_REVIEW, turn) == (False, "authz.not_your_turn")


def test_an_unknown_role_may_do_nothing():
    assert permissions_of(dataclasses.replace(REGION, role="king")) == {}


@pytest.mark.parametrize("role", ["system_admin", "security_admin", "audit_admin"])
def test_administrators_hold_no_business_permission(role):
    business = {
        p for p in P if p.value.split(":")[0] in {"claim", "assessment", "posting", "objection", "round"}
    }
    assert not business & set(permissions_of(dataclasses.replace(REGION, role=role)))


def test_installation_reach_covers_any_programme():
    auditor = dataclasses.replace(REGION, role="audit_admin", programme_id="", body_path="")
    assert verdict(auditor, P.AUDIT_VIEW) == (True, "authz.allowed")


def test_what_everybody_may_see_not_everybody_may_change():
    published = dataclasses.replace(OWN, body_path="00/92/9201/", published=True)
    assert verdict(REGION, P.CLAIM_VIEW, published) == (True, "authz.allowed")
    assert verdict(REGION, P.REGION_DESCRIBE, published) == (False, "authz.out_of_reach")
