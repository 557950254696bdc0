"""``move`` and ``act``: each refused case shares its set-up with the allowed one; one leaf or none."""

import pytest
from django.db.models import QuerySet

from cast import CLOCK, NOW, later, open_round
from fivefold.authz.permissions import Permission as P
from fivefold.claim.models import Claim, ClaimRound
from fivefold.ledger import reading
from fivefold.lifecycle.actor import PUBLIC, SYSTEM, Actor
from fivefold.lifecycle.clock import DATABASE_CLOCK
from fivefold.lifecycle.errors import NotAllowed, ReasonMissing, UnplannedMoveError, WrongState
from fivefold.lifecycle.models import Deadline, Stateful
from fivefold.lifecycle.move import act, begin, lock, move, require
from fivefold.lifecycle.origin import origin_of
from fivefold.lifecycle.reactions import _reactions, on, reactions
from fivefold.lifecycle.table import Where
from fivefold.lifecycle.tables import REGISTRY
from fivefold.notices.models import Notice, ToDo


@pytest.fixture
def claim(nation):
    row = Claim(
        round=open_round(nation),
        region=nation.regions["甲市"],
        project=nation.edition.projects.first(),
        class_code="c",
    )
    return begin(row, actor=nation.actor("甲市 filler"), permission=P.CLAIM_DRAFT, clock=CLOCK)


def leaves(nation):
    return reading.size(origin_of(nation.programme))


def test_a_draft_begins_in_the_first_state_with_a_turn_but_no_leaf(nation, claim):
    assert (claim.state, claim.state_since) == ("drafted", NOW)
    assert leaves(nation) == 0
    todos = ToDo.objects.order_by("role")
    assert [(todo.code, todo.role, todo.body.name, todo.due_at) for todo in todos] == [
        ("todo.claim.drafted", "filler", "甲市", claim.round.closes_at),
        ("todo.claim.drafted", "signer", "甲市", claim.round.closes_at),
    ]


def test_nobody_begins_a_row_for_another_body(nation, claim):
    row = Claim(
        round=claim.round, region=claim.region, project=nation.edition.projects.last(), class_code="c"
    )
    with pytest.raises(NotAllowed) as refused:
        begin(row, actor=nation.actor("乙市 filler"), permission=P.CLAIM_DRAFT, clock=CLOCK)
    assert refused.value.reasons[0].code == "authz.out_of_reach"
    assert Claim.objects.count() == 1


def test_a_move_changes_the_state_and_adds_one_leaf(nation, claim):
    entry = move(
        claim, "claim.submitted", actor=nation.actor("甲市 signer"), clock=later(days=1), params={"n": 1}
    )
    stored = Claim.objects.get()
    assert (stored.state, stored.state_since, claim.state) == ("submitted", later(days=1).now(), "submitted")
    assert leaves(nation) == 1
    facts = reading.entry(entry.id)
    assert facts.params == {"subject": claim.subject_name(), "from": "drafted", "to": "submitted", "n": 1}
    assert (facts.role, facts.body_name) == ("signer", "甲市")


def test_the_turn_goes_to_the_reviewing_body_which_is_told(nation, claim):
    move(claim, "claim.submitted", actor=nation.actor("甲市 signer"), clock=CLOCK)
    waiting = ToDo.objects.get(done_at=None)
    assert (waiting.code, waiting.body.name, waiting.role) == ("todo.claim.submitted", "演示省", "reviewer")
    assert waiting.due_at == claim.round.review_closes_at
    notice = Notice.objects.get()
    assert (notice.code, notice.body.name, notice.permission) == (
        "notice.claim.submitted",
        "演示省",
        "claim:view",
    )


def test_a_stranger_s_move_changes_nothing(nation, claim):
    with pytest.raises(NotAllowed) as refused:
        move(claim, "claim.submitted", actor=nation.actor("乙市 signer"), clock=CLOCK)
    assert refused.value.permission is P.CLAIM_SUBMIT
    assert (Claim.objects.get().state, leaves(nation)) == ("drafted", 0)


def test_a_move_from_another_state_is_refused_in_words(nation, claim):
    stale = Claim.objects.get()
    move(claim, "claim.submitted", actor=nation.actor("甲市 signer"), clock=CLOCK)
    with pytest.raises(WrongState) as refused:
        move(stale, "claim.submitted", actor=nation.actor("甲市 signer"), clock=CLOCK)
    assert refused.value.reasons[0].params["state"].code == "state.claim.submitted"
    assert leaves(nation) == 1


def test_an_unknown_event_is_a_defect(nation, claim):
    with pytest.raises(UnplannedMoveError):
        move(claim, "claim.eaten", actor=nation.actor("甲市 signer"), clock=CLOCK)
    with pytest.raises(KeyError):
        act(claim, "claim.eaten", actor=nation.actor("甲市 signer"), clock=CLOCK)


@pytest.mark.parametrize("because", ["", "  \n"])
def test_a_reason_is_words(nation, claim, because):
    with pytest.raises(ReasonMissing):
        move(claim, "claim.withdrawn", actor=nation.actor("甲市 signer"), clock=CLOCK, because=because)
    move(claim, "claim.withdrawn", actor=nation.actor("甲市 signer"), clock=CLOCK, because=" 另有安排 ")
    assert reading.history(origin_of(nation.programme), "claim", str(claim.pk))[0].because == "另有安排"


def test_a_cause_allows_what_the_actor_may_not(nation, claim, monkeypatch):
    monkeypatch.setitem(_reactions, "region.left", [])
    cause = move(
        nation.regions["甲市"],
        "region.left",
        actor=nation.actor("centre publisher"),
        clock=CLOCK,
        because="退出",
    )
    signer = nation.actor("甲市 signer")
    with pytest.raises(NotAllowed):
        move(claim, "claim.closed", actor=signer, clock=CLOCK, because="退出")
    move(claim, "claim.closed", actor=signer, clock=CLOCK, because="退出", caused_by=cause)
    assert Claim.objects.get().state == "closed"


def test_the_system_moves_only_where_the_table_says_so(nation, claim):
    with pytest.raises(NotAllowed):
        move(claim, "claim.submitted", actor=SYSTEM, clock=CLOCK)
    Claim.objects.update(state="filed")
    with pytest.raises(NotAllowed):
        move(claim, "claim.confirmed", actor=SYSTEM, clock=CLOCK)
    entry = move(claim, "claim.lapsed", actor=SYSTEM, clock=CLOCK)
    assert reading.entry(entry.id).role == "system"
    assert PUBLIC.leaf()["role"] == "public"


def test_an_act_is_recorded_without_a_move(nation, claim):
    act(claim, "claim.noted", actor=nation.actor("演示省 reviewer"), clock=CLOCK, params={"note": "x"})
    assert (Claim.objects.get().state, leaves(nation)) == ("drafted", 1)
    with pytest.raises(NotAllowed):
        act(claim, "claim.noted", actor=nation.actor("样例省 reviewer"), clock=CLOCK)
    with pytest.raises(WrongState):
        act(claim, "claim.corrected", actor=nation.actor("centre publisher"), clock=CLOCK, because="x")
    assert leaves(nation) == 1


def test_the_system_may_act(nation, claim):
    act(claim, "claim.noted", actor=SYSTEM, clock=CLOCK)
    assert leaves(nation) == 1


def test_reactions_run_in_the_same_transaction(nation, claim):
    seen = []

    @on("claim.submitted", "test reaction")
    def reaction(happening):
        seen.append((happening.row.state, happening.entry.kind))

    on("claim.submitted", "test reaction")(reaction)
    try:
        assert reactions()["claim.submitted"].count("test reaction") == 1
        move(claim, "claim.submitted", actor=nation.actor("甲市 signer"), clock=CLOCK)
    finally:
        _reactions["claim.submitted"] = [
            (n, r) for n, r in _reactions["claim.submitted"] if n != "test reaction"
        ]
    assert seen == [("submitted", "claim.submitted")]


def test_lock_returns_the_row_as_it_stands(claim):
    Claim.objects.update(basis="advantage")
    assert (claim.basis, lock(claim).basis) == ("", "advantage")


def test_lock_asks_the_database_for_the_row(claim, monkeypatch):
    """SQLite locks as a whole and would not miss it; PostgreSQL does."""
    asked, locking = [], QuerySet.select_for_update

    def spy(rows, **how):
        asked.append((rows.model, how))
        return locking(rows, **how)

    monkeypatch.setattr(QuerySet, "select_for_update", spy)
    lock(claim)
    assert asked == [(Claim, {"of": ("self",)})]


def test_require_speaks_the_decision(nation, claim):
    require(nation.actor("甲市 signer"), P.CLAIM_SUBMIT, claim)
    with pytest.raises(NotAllowed):
        require(Actor(), P.CLAIM_SUBMIT, claim)


def test_a_row_without_body_tells_nobody(nation, claim):
    Claim.objects.update(state="approved", review_step=1)
    approved = Claim.objects.get()
    assert approved.body_at(Where.REVIEW) is None


def test_deadlines_in_force():
    deadline = Deadline(code="closes", due_at=NOW)
    assert (deadline.effective, str(deadline)) == (NOW, "closes 2026-09-01")
    deadline.extended_until = later(days=2).now()
    assert deadline.effective == later(days=2).now()


def test_the_database_s_clock_is_utc(db):
    assert DATABASE_CLOCK.now().utcoffset().total_seconds() == 0


@pytest.mark.parametrize("method", ["object_facts", "programme_row", "subject_name"])
def test_subclasses_say_what_they_are(method):
    with pytest.raises(NotImplementedError):
        getattr(Stateful, method)(None)
    with pytest.raises(NotImplementedError):
        Stateful.body_at(None, Where.OWN)
    assert Stateful.turn_due(None) is None


def test_tables_find_their_parts():
    table = REGISTRY["claim"]
    with pytest.raises(KeyError):
        table.state("lost")
    with pytest.raises(KeyError):
        table.find_act("lost")
    assert table.find_move("drafted", "claim.approved") is None
    assert not table.has_event("region.left")
    assert ClaimRound.SUBJECT in REGISTRY
