"""Every state, move, act, notice and to-do speaks both languages."""

import pytest

from fivefold.authz.permissions import Permission
from fivefold.lifecycle.tables import REGISTRY
from fivefold.method.reason import codes


def _needed():
    for subject, table in REGISTRY.items():
        for state in table.states:
            yield f"state.{subject}.{state.code}"
            if state.turn:
                yield f"todo.{subject}.{state.code}"
        for planned in (*table.moves, *table.acts):
            yield f"act.{planned.event}"
            yield f"event.{planned.event}"
            if planned.tells:
                yield f"notice.{planned.event}"


@pytest.mark.parametrize("code", sorted(set(_needed())))
def test_it_can_be_said(code):
    assert code in codes()


def test_tables_are_closed():
    """Moves start and end in states that exist; every state but the first can be reached.

    Permissions are real.
    """
    for table in REGISTRY.values():
        known = {state.code for state in table.states}
        assert len(known) == len(table.states)
        assert all(move.sources <= known and move.target in known for move in table.moves)
        assert {table.states[0].code, *(move.target for move in table.moves)} == known
        assert all(isinstance(move.permission, Permission) for move in table.moves)
        finals = {state.code for state in table.states if state.final}
        assert not any(move.sources & finals for move in table.moves)
        keys = [(source, move.event) for move in table.moves for source in move.sources]
        assert len(keys) == len(set(keys))
