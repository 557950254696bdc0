"""``move_many``: many rows move as one would, or none does, in a fixed number of queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import CLOCK, NOW, open_round
from fivefold.authz.permissions import Permission as P
from fivefold.claim.models import Claim
from fivefold.ledger import reading
from fivefold.lifecycle.errors import NotAllowed, ReasonMissing, UnplannedMoveError, WrongState
from fivefold.lifecycle.move import begin, move
from fivefold.lifecycle.move_many import lock_many, move_many
from fivefold.lifecycle.origin import origin_of
from fivefold.lifecycle.reactions import _reactions
from fivefold.notices.models import Notice, ToDo

RELATED = ("round__programme", "region__body__parent", "project")


@pytest.fixture
def claims(nation):
    round_ = open_round(nation)
    rows = [
        Claim(round=round_, region=nation.regions["甲市"], project=project, class_code="c")
        for project in nation.edition.projects.all()[:3]
    ]
    actor = nation.actor("甲市 filler")
    return [begin(row, actor=actor, permission=P.CLAIM_DRAFT, clock=CLOCK) for row in rows]


@pytest.fixture
def signer(nation):
    return nation.actor("甲市 signer")


def leaves(nation):
    return reading.size(origin_of(nation.programme))


def test_every_row_gets_its_leaf_its_notice_and_its_turn(nation, claims, signer):
    entries = move_many(
        claims, "claim.submitted", actor=signer, clock=CLOCK, params=lambda row: {"n": row.project.order}
    )
    assert [entry.index for entry in entries] == [0, 1, 2]
    assert {(row.state, row.state_since) for row in claims} == {("submitted", NOW)}
    assert set(Claim.objects.values_list("state", flat=True)) == {"submitted"}
    facts = [reading.entry(entry.id) for entry in entries]
    assert [fact.subject_id for fact in facts] == sorted(str(row.pk) for row in claims)
    assert {(fact.params["from"], fact.params["to"]) for fact in facts} == {("drafted", "submitted")}
    assert sorted(fact.params["n"] for fact in facts) == [1, 2, 3]
    assert Notice.objects.count() == 3
    assert (
        sorted(ToDo.objects.filter(done_at=None).values_list("code", flat=True))
        == ["todo.claim.submitted"] * 3
    )
    assert ToDo.objects.exclude(done_at=None).count() == 6


def test_no_row_no_move(nation, signer):
    assert lock_many([]) == []
    assert move_many([], "claim.submitted", actor=signer, clock=CLOCK) == []


def test_rows_of_several_states_move_together(nation, claims, signer):
    Claim.objects.filter(pk=claims[1].pk).update(state="returned")
    entries = move_many(claims, "claim.submitted", actor=signer, clock=CLOCK)
    assert {reading.entry(entry.id).params["from"] for entry in entries} == {"drafted", "returned"}
    assert set(Claim.objects.values_list("state", flat=True)) == {"submitted"}


@pytest.mark.parametrize(
    ("who", "event", "refusal"),
    [
        ("甲市 signer", "claim.withdrawn", ReasonMissing),
        ("乙市 signer", "claim.submitted", NotAllowed),
        ("甲市 signer", "claim.confirmed", WrongState),
        ("甲市 signer", "claim.lost", UnplannedMoveError),
    ],
)
def test_refusals_are_those_of_move(nation, claims, who, event, refusal):
    with pytest.raises(refusal):
        move_many(claims, event, actor=nation.actor(who), clock=CLOCK)
    assert leaves(nation) == 0


def test_one_refused_row_holds_all_back(nation, claims, signer):
    move(claims[2], "claim.submitted", actor=signer, clock=CLOCK)
    with pytest.raises(WrongState):
        move_many(claims, "claim.submitted", actor=signer, clock=CLOCK)
    assert sorted(Claim.objects.values_list("state", flat=True)) == ["drafted", "drafted", "submitted"]
    assert leaves(nation) == 1


def test_a_cause_carries_all_rows(nation, claims, signer, monkeypatch):
    monkeypatch.setitem(_reactions, "region.left", [])
    cause = move(
        nation.regions["甲市"],
        "region.left",
        actor=nation.actor("centre publisher"),
        clock=CLOCK,
        because="退出",
    )
    move_many(claims, "claim.closed", actor=signer, clock=CLOCK, because="退出", caused_by=cause)
    assert set(Claim.objects.values_list("state", flat=True)) == {"closed"}


def test_reactions_run_for_every_row_after_all_have_moved(nation, claims, signer, monkeypatch):
    seen = []

    def reaction(happening):
        moved = Claim.objects.filter(state="submitted").count()
        seen.append((str(happening.row.pk), moved))

    monkeypatch.setitem(_reactions, "claim.submitted", [("test", reaction)])
    move_many(claims, "claim.submitted", actor=signer, clock=CLOCK)
    assert seen == [(pk, 3) for pk in sorted(str(row.pk) for row in claims)]


def test_the_number_of_queries_does_not_grow(nation, claims, signer):
    counts = []
    for rows in (claims[:1], claims[1:]):
        with CaptureQueriesContext(connection) as queries:
            move_many(rows, "claim.submitted", actor=signer, clock=CLOCK, related=RELATED)
        counts.append(len(queries))
    assert counts[0] >= counts[1] > 0
