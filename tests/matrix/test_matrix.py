"""State x move x seat, against the oracle: each case adds exactly one leaf, or is refused and adds none."""

from datetime import date

import pytest
from django.db import transaction

from cast import CLOCK, NOW, issued_class_list, issued_edition, later, open_round
from fivefold.claim.models import Assessment, Claim, Extension, Objection, Posting
from fivefold.classify.models import Guidance
from fivefold.classify.register.models import RegisterImport
from fivefold.files.store import store
from fivefold.ledger import reading
from fivefold.lifecycle.actor import Actor
from fivefold.lifecycle.errors import NotAllowed, WrongState
from fivefold.lifecycle.move import act, move
from fivefold.lifecycle.origin import origin_of
from fivefold.lifecycle.reactions import _reactions
from fivefold.lifecycle.tables import REGISTRY
from fivefold.method.reason import Refused
from matrix.oracle import ANY, ELSEWHERE, EXPECTED, SAME


def _claim(nation):
    return Claim.objects.create(
        round=open_round(nation), region=nation.regions["甲市"], project=nation.edition.projects.first(),
        class_code="c", state="drafted", state_since=NOW,
    )  # fmt: skip


def _posting(nation):
    return Posting.objects.create(
        round=open_round(nation), title="榜", notice_days=7, state="issued", state_since=NOW
    )


BUILDERS = {
    "claim": _claim,
    "assessment": lambda n: Assessment.objects.create(
        round=open_round(n), region=n.regions["甲市"], class_code="c", state="drafted", state_since=NOW
    ),
    "region": lambda n: n.regions["甲市"],
    "area": lambda n: n.regions["甲市"].area,
    "register_import": lambda n: RegisterImport.objects.create(
        programme=n.programme, kind="areas", changes_from=NOW.date(), state="uploaded", state_since=NOW,
        stored=store(b"x", name="x.csv", media="text/csv", at=NOW),
    ),
    "extension": lambda n: Extension.objects.create(
        round=open_round(n), body=n.provinces["演示省"], deadline="closes", asked_until=later(days=40).now(),
        reason="r", asked_at=NOW, asked_by_post="p", state="asked", state_since=NOW,
    ),
    "claim_round": open_round,
    "posting": _posting,
    "class_list": lambda n: n.class_list,
    "edition": lambda n: n.edition,
    "guidance": lambda n: Guidance.objects.create(
        programme=n.programme, title="t", text="t", state="drafted", state_since=NOW
    ),
    "objection": lambda n: Objection.objects.create(
        posting=_posting(n), body=n.regions["甲市"].body, text="t", raised_on=date(2026, 9, 1),
        state="raised", state_since=NOW,
    ),
}  # fmt: skip


@pytest.fixture
def without_reactions(monkeypatch):
    """The matrix asks for the move alone; what follows from it is tested where it lives."""
    for event in _reactions:
        monkeypatch.setitem(_reactions, event, [])


def test_the_oracle_speaks_of_every_move_and_act():
    assert set(EXPECTED) == set(BUILDERS) == set(REGISTRY)
    for subject, table in REGISTRY.items():
        events = {planned.event for planned in (*table.moves, *table.acts)} - ELSEWHERE
        assert events == set(EXPECTED[subject]), subject


def outcome(row, event, actor, is_act):
    """Try one case in a savepoint: (state it ended in or None, leaves added)."""
    origin = origin_of(row.programme_row())
    before = reading.size(origin)
    point = transaction.savepoint()
    try:
        (act if is_act else move)(row, event, actor=actor, clock=CLOCK, because="理由")
        ended = type(row)._base_manager.get(pk=row.pk).state
    except (NotAllowed, WrongState):
        ended = None
    added = reading.size(origin) - before
    transaction.savepoint_rollback(point)
    return ended, added


@pytest.mark.parametrize("subject", sorted(EXPECTED))
def test_every_state_move_and_seat(nation, subject, without_reactions):
    row = BUILDERS[subject](nation)
    table = REGISTRY[subject]
    actors = {name: nation.actor(name) for name in nation.seats} | {"public": Actor()}
    acts = {planned.event for planned in table.acts}
    wrong = []
    for state in table.states:
        type(row)._base_manager.filter(pk=row.pk).update(state=state.code)
        for event, (sources, target, allowed) in EXPECTED[subject].items():
            for name, actor in actors.items():
                may = name in allowed and (sources == ANY or state.code in sources)
                expected = (state.code if target == SAME else target, 1) if may else (None, 0)
                found = outcome(type(row)._base_manager.get(pk=row.pk), event, actor, event in acts)
                if found != expected:
                    wrong.append((state.code, event, name, expected, found))
    assert wrong == []


def test_refusals_are_sentences(nation):
    claim = _claim(nation)
    for name in nation.seats:
        with pytest.raises(Refused) as refused:
            move(claim, "claim.approved", actor=nation.actor(name), clock=CLOCK)
        assert all(refused.value.spoken("zh-hans"))
        assert all(refused.value.spoken("en"))


def test_helpers_of_the_cast_build_what_they_say(nation):
    assert issued_edition(nation.programme, code="b", items=1).projects.count() == 11
    nation.class_list.delete()
    assert issued_class_list(nation).entries.count() == 4
