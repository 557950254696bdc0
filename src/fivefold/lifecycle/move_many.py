"""``move_many``: the same move of many rows of one subject in a fixed number of queries.

Posting a list moves hundreds of claims at once. Every guarantee of ``move`` is kept: rows are locked (in the
order of their keys) and read again, the move is looked up and authorised row by row, each row gets a leaf,
its notices and its to-do, and reactions run for each. If one row is refused, nothing has happened.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from fivefold.ledger.record import Recorded, record_many
from fivefold.lifecycle import telling
from fivefold.lifecycle.actor import Actor
from fivefold.lifecycle.clock import DATABASE_CLOCK, Clock
from fivefold.lifecycle.models import Stateful
from fivefold.lifecycle.move import authorise, need_words, new_entry, planned_move, table_of
from fivefold.lifecycle.origin import origin_of
from fivefold.lifecycle.reactions import Happening, react
from fivefold.lifecycle.table import Move

S = TypeVar("S", bound=Stateful)


def lock_many(rows: Sequence[S], *, related: Sequence[str] = ()) -> list[S]:
    """Return the rows as they stand now, locked in the order of their keys, with ``related`` selected."""
    if not rows:
        return []
    model = type(rows[0])
    found = model._base_manager.select_for_update(of=("self",)).select_related(*related)  # noqa: SLF001 - the manager that hides nothing
    return list(found.filter(pk__in=[row.pk for row in rows]).order_by("pk"))


def move_many(
    rows: Sequence[S],
    event: str,
    *,
    actor: Actor | Callable[[S], Actor],
    clock: Clock = DATABASE_CLOCK,
    because: str = "",
    params: Callable[[S], Mapping[str, Any]] | None = None,
    caused_by: Recorded | None = None,
    related: Sequence[str] = (),
) -> list[Recorded]:
    """Move rows of one subject and programme by ``event``; return the leaves in the order of their keys.

    ``related`` names what the rows' facts, names and bodies read, so that it comes with the lock; ``params``
    makes the leaf's parameters of a row, and ``actor`` may name the actor of each. ``rows`` themselves are
    brought up to date. Raises as ``move`` does.
    """
    locked = lock_many(rows, related=related)
    if not locked:
        return []
    at = clock.now()
    table = table_of(locked[0])
    actors = [actor if isinstance(actor, Actor) else actor(row) for row in locked]
    planned = [_checked(row, event, who, because, caused_by) for row, who in zip(locked, actors, strict=True)]
    changes = [{"from": row.state, "to": move.target} for row, move in zip(locked, planned, strict=True)]
    _change(locked, planned, at)
    news = [
        new_entry(row, event, who, at, because, {**change, **(params(row) if params else {})})
        for row, who, change in zip(locked, actors, changes, strict=True)
    ]
    entries = record_many(origin_of(locked[0].programme_row()), news)
    told = list(zip(locked, planned, entries, strict=True))
    telling.tell_many(
        [n for row, move, entry in told for n in telling.notices_of(row, entry, move.tells, table.view)]
    )
    telling.hand_over_many([(row, table.state(move.target)) for row, move, _ in told], at)
    _bring_up_to_date(rows, locked)
    for row, who, entry in zip(locked, actors, entries, strict=True):
        react(Happening(row, entry, who, clock))
    return entries


def _checked(row: Stateful, event: str, actor: Actor, because: str, caused_by: Recorded | None) -> Move:
    planned = planned_move(table_of(row), row, event)
    authorise(actor, planned, caused_by, row)
    need_words(planned.needs_reason, because, event)
    return planned


def _change(rows: Sequence[Stateful], planned: Sequence[Move], at: Any) -> None:
    ways: dict[tuple[str, str], list[Stateful]] = defaultdict(list)
    for row, move in zip(rows, planned, strict=True):
        ways[row.state, move.target].append(row)
        row.state, row.state_since = move.target, at
    for (source, target), moved in ways.items():
        model = type(moved[0])
        model._base_manager.filter(pk__in=[row.pk for row in moved], state=source).update(  # noqa: SLF001 - see lock_many
            state=target, state_since=at
        )


def _bring_up_to_date(rows: Sequence[Stateful], locked: Sequence[Stateful]) -> None:
    now = {row.pk: row for row in locked}
    for row in rows:
        row.state, row.state_since = now[row.pk].state, now[row.pk].state_since
