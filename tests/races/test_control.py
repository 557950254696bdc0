"""The control experiment of every scenario: the same acts without their guards must break, on both databases.

Nothing is written by hand here: the real action runs, with the locks made plain reads, the transaction taken away and a
barrier between check and write (decisions 31). All eight clients then leave their leaf where one may. If one of these
still came out right, the races of ``test_every_move`` would prove nothing about it. One act is guarded by a unique
constraint too, on one of the databases: it is named, and there seven clients get a database error for a sentence.
"""

import pytest
from django.db import IntegrityError, connection

from cast import build_nation
from fivefold.classify.register import actions as register
from races.scenarios import SCENARIOS
from races.test_every_move import _raced, leaves
from races.unguarded import part_before, part_check_and_write, take_guards_away, unguarded
from racing import CLIENTS

# Acts that write rows of their own before they move: who comes later would see them, so all wait there too.
EARLIER = {"register.imported": (register, "_write")}
# Of those, what a constraint stops before the move, and where: ``area_code_once`` counts two areas without a first day
# as the same on PostgreSQL only (``nulls_distinct``).
CONSTRAINED = {("register.imported", "postgresql")}


@pytest.fixture
def nation(transactional_db):
    return build_nation()


def constrained(contest):
    """Whether this database has a guard of its own before the leaf of the contest."""
    return (contest.event, connection.vendor) in CONSTRAINED


def everybody_acts(contest):
    """Hold the contest without its guards."""
    model, pk = type(contest.row), contest.row.pk
    with pytest.MonkeyPatch.context() as patched:
        take_guards_away(patched)
        if contest.event in EARLIER:
            part_before(patched, *EARLIER[contest.event])
        if not constrained(contest):
            part_check_and_write(patched, contest.event)
        return unguarded(*[lambda: contest.work(model.objects.get(pk=pk))] * CLIENTS)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.__name__)
def test_without_its_guards_every_client_acts(nation, scenario):
    for contest in scenario(nation):
        before = leaves(nation, contest.row)
        results = everybody_acts(contest)
        added = leaves(nation, contest.row)[len(before) :].count(contest.event)
        errors = sum(isinstance(one, IntegrityError) for one in results)
        if constrained(contest):
            assert (contest.event, added, errors) == (contest.event, 1, CLIENTS - 1)
        else:
            assert (contest.event, added) == (contest.event, CLIENTS)


def test_what_is_treated_apart_is_among_the_scenarios():
    assert {event for event, _ in CONSTRAINED} <= set(EARLIER) <= _raced()
