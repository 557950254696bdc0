"""Every move of every state table under eight clients at once: one wins, the others get a sentence, one leaf is added.

Moves that a division races by itself are named with the test that does; nothing is left out.
"""

import ast
from pathlib import Path

import pytest

from cast import build_nation
from fivefold.ledger.reading import damage, history
from fivefold.lifecycle.origin import origin_of
from fivefold.lifecycle.tables import REGISTRY
from races.scenarios import SCENARIOS
from racing import CLIENTS, lost, together, won

TESTS = Path(__file__).parents[1] / "claim"
ELSEWHERE = {
    "claims": {
        "claim.submitted": "test_one_submission_wins",
        "claim.filed": "test_one_filing_wins",
        "claim.confirmed": "test_one_confirmation_wins",
        "claim.lapsed": "test_silence_and_answer_at_the_same_moment_confirm_once",
        "claim.disowned": "test_one_disowning_wins",
        "claim.approved": "test_one_approval_wins_and_keeps_one_verdict",
        "claim.returned": "test_one_return_wins_and_keeps_one_verdict",
        "claim.other_suggested": "test_one_suggestion_wins",
        "claim.withdrawn": "test_one_withdrawal_wins",
    },
    "assessments": {
        "assessment.submitted": "test_one_hands_in_one_returns",
        "assessment.returned": "test_one_hands_in_one_returns",
        "assessment.filed": "test_one_files_one_disowns_one_confirms",
        "assessment.disowned": "test_one_files_one_disowns_one_confirms",
        "assessment.confirmed": "test_one_files_one_disowns_one_confirms",
        "assessment.lapsed": "test_silence_and_answer_at_once_confirm_once",
    },
    "postings": {
        "posting.issued": "test_eight_publishers_post_one_list",
        "claim.posted": "test_eight_publishers_post_one_list",
        "posting.corrected": "test_a_correction_is_issued_once",
        "claim.struck": "test_a_correction_is_issued_once",
        "objection.corrected": "test_a_correction_is_issued_once",
        "objection.upheld": "test_eight_answers_to_one_objection_leave_one",
        "objection.dismissed": "test_eight_answers_to_one_objection_leave_one",
    },
}


@pytest.fixture
def nation(transactional_db):
    return build_nation()


def leaves(nation, row):
    return [entry.kind for entry in history(origin_of(nation.programme), row.SUBJECT, str(row.pk))]


def target(row, event):
    return next(move.target for move in REGISTRY[row.SUBJECT].moves if move.event == event)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.__name__)
def test_one_wins_and_seven_get_a_sentence(nation, scenario):
    for contest in scenario(nation):
        rows = ((contest.row, contest.event), *contest.caused)
        before = [leaves(nation, row) for row, _ in rows]
        model, pk = type(contest.row), contest.row.pk
        results = together(*[lambda m=model, k=pk, c=contest: c.work(m.objects.get(pk=k))] * CLIENTS)
        assert (contest.event, len(won(results)), len(lost(results))) == (contest.event, 1, CLIENTS - 1)
        for (row, event), found in zip(rows, before, strict=True):
            row.refresh_from_db()
            assert (event, row.state) == (event, target(row, event))
            assert leaves(nation, row) == [*found, event]
    assert list(damage(origin_of(nation.programme))) == []


def _raced() -> set[str]:
    """The events that the scenarios name, read from their source."""
    tree = ast.parse((Path(__file__).parent / "scenarios.py").read_text(encoding="utf-8"))
    words = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    return words & {move.event for table in REGISTRY.values() for move in table.moves}


def test_no_move_is_left_out():
    moves = {move.event for table in REGISTRY.values() for move in table.moves}
    elsewhere = {event for named in ELSEWHERE.values() for event in named}
    assert (_raced() | elsewhere, _raced() & elsewhere) == (moves, set())


@pytest.mark.parametrize("folder", ELSEWHERE)
def test_the_named_tests_are_there(folder):
    tree = ast.parse((TESTS / folder / "test_races.py").read_text(encoding="utf-8"))
    tests = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    assert set(ELSEWHERE[folder].values()) <= tests
