"""``move`` and ``act``: lock the row, read the clock, look the move up, decide, save, record, tell, react."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from fivefold.authz.decide import Decision, decide
from fivefold.authz.permissions import Permission
from fivefold.ledger.record import NewEntry, Recorded, record
from fivefold.lifecycle import telling
from fivefold.lifecycle.actor import Actor
from fivefold.lifecycle.clock import DATABASE_CLOCK, Clock
from fivefold.lifecycle.errors import NotAllowed, ReasonMissing, UnplannedMoveError, WrongState
from fivefold.lifecycle.models import Stateful
from fivefold.lifecycle.origin import origin_of
from fivefold.lifecycle.reactions import Happening, react
from fivefold.lifecycle.table import SYSTEM_CAUSE, Move, Table
from fivefold.lifecycle.tables import REGISTRY
from fivefold.method.reason import Reason

S = TypeVar("S", bound=Stateful)


def lock(row: S) -> S:
    """Return the row as it stands in the database now, locked until the transaction ends."""
    return type(row)._base_manager.select_for_update(of=("self",)).get(pk=row.pk)  # noqa: SLF001 - the manager that hides nothing


def table_of(row: Stateful) -> Table:
    """Return the state table of a row."""
    return REGISTRY[row.SUBJECT]


def check(actor: Actor, permission: Permission, row: Stateful) -> Decision:
    """Decide whether the actor may use ``permission`` on the row.

    The system may what its tables allow by cause.
    """
    return decide(actor.seat, permission, row.object_facts())


def require(actor: Actor, permission: Permission, row: Stateful) -> None:
    """Raise NotAllowed, with the reason, unless the actor may use ``permission`` on the row."""
    decision = check(actor, permission, row)
    if not decision.allowed:
        raise NotAllowed(permission, decision.reason)


def planned_move(table: Table, row: Stateful, event: str) -> Move:
    """Return the move that ``event`` is for the row as it stands.

    Raises WrongState and UnplannedMoveError.
    """
    found = table.find_move(row.state, event)
    if found is not None:
        return found
    if not table.has_event(event):
        raise UnplannedMoveError(f"{table.subject} knows no {event}")
    raise WrongState(
        Reason(
            "lifecycle.wrong_state",
            {"subject": row.subject_name(), "state": state_name(row), "event": event_name(event)},
        )
    )


def state_name(row: Stateful) -> Reason:
    """Return the row's state as words."""
    return Reason(f"state.{row.SUBJECT}.{row.state}", {})


def event_name(event: str) -> Reason:
    """Return an event as a noun, such as "submission of the claim"."""
    return Reason(f"act.{event}", {})


def need_words(needs: bool, because: str, event: str) -> None:  # noqa: FBT001 - the table's own flag
    """Raise ReasonMissing when the table asks for words and there are none."""
    if needs and not because.strip():
        raise ReasonMissing(Reason("lifecycle.reason_missing", {"event": event_name(event)}))


def new_entry(
    row: Stateful, event: str, actor: Actor, at: datetime, because: str, params: Mapping[str, Any]
) -> NewEntry:
    """Return the leaf-to-be of an act on the row."""
    seat = actor.seat
    return NewEntry(
        kind=event,
        subject_type=row.SUBJECT,
        subject_id=str(row.pk),
        actor=actor.leaf(),
        at=at,
        params={"subject": row.subject_name(), **params},
        because=because.strip(),
        body=row.object_facts().body_path,
        body_name=seat.body_name if seat else "",
        name_snapshot=seat.person_name if seat else "",
    )


def _record(
    row: Stateful, event: str, actor: Actor, at: datetime, because: str, params: Mapping[str, Any]
) -> Recorded:
    return record(origin_of(row.programme_row()), new_entry(row, event, actor, at, because, params))


def authorise(actor: Actor, planned: Move, caused_by: Recorded | None, row: Stateful) -> None:
    """Raise NotAllowed unless the actor may, or the move's table lists the cause."""
    causes = {caused_by.kind} if caused_by else set()
    if actor.system:
        causes.add(SYSTEM_CAUSE)
    if not causes & planned.causes:
        require(actor, planned.permission, row)


def move(
    row: S,
    event: str,
    *,
    actor: Actor,
    clock: Clock = DATABASE_CLOCK,
    because: str = "",
    params: Mapping[str, Any] | None = None,
    values: Mapping[str, Any] | None = None,
    caused_by: Recorded | None = None,
) -> Recorded:
    """Move ``row`` by the move called ``event`` and return the leaf that records it.

    The row is locked and read again first; ``row`` itself is brought up to date. ``params`` go into the leaf;
    ``values`` are further fields that change with the state: who may is decided before, whose turn comes is
    read after. With ``caused_by`` a move that its table lists under that cause needs no permission of the
    actor's own.

    Raises WrongState when the row stands elsewhere, NotAllowed when the actor may not, ReasonMissing, and
    UnplannedMoveError for an event that no table holds.
    """
    fresh = lock(row)
    at = clock.now()
    planned = planned_move(table_of(fresh), fresh, event)
    authorise(actor, planned, caused_by, fresh)
    need_words(planned.needs_reason, because, event)
    source = fresh.state
    changed = {**(values or {}), "state": planned.target, "state_since": at}
    for name, value in changed.items():
        setattr(row, name, value)
        setattr(fresh, name, value)
    type(fresh)._base_manager.filter(pk=fresh.pk, state=source).update(**changed)  # noqa: SLF001 - see lock
    entry = _record(
        fresh, event, actor, at, because, {"from": source, "to": planned.target, **(params or {})}
    )
    telling.tell(fresh, entry, planned.tells, table_of(fresh).view)
    telling.hand_over(fresh, table_of(fresh).state(planned.target), at)
    react(Happening(row, entry, actor, clock))
    return entry


def act(
    row: S,
    event: str,
    *,
    actor: Actor,
    clock: Clock = DATABASE_CLOCK,
    because: str = "",
    params: Mapping[str, Any] | None = None,
) -> Recorded:
    """Record an act that changes a submitted or official object but not its state.

    Raises as ``move`` does.
    """
    fresh = lock(row)
    at = clock.now()
    planned = table_of(fresh).find_act(event)
    if planned.states and fresh.state not in planned.states:
        raise WrongState(
            Reason(
                "lifecycle.wrong_state",
                {"subject": fresh.subject_name(), "state": state_name(fresh), "event": event_name(event)},
            )
        )
    if not actor.system:
        require(actor, planned.permission, fresh)
    need_words(planned.needs_reason, because, event)
    entry = _record(fresh, event, actor, at, because, params or {})
    telling.tell(fresh, entry, planned.tells, table_of(fresh).view)
    react(Happening(row, entry, actor, clock))
    return entry


def begin(row: S, *, actor: Actor, permission: Permission, clock: Clock = DATABASE_CLOCK) -> S:
    """Save a new row in the first state of its table and give the turn to its owner; a draft leaves no leaf.

    Raises NotAllowed unless the actor may use ``permission`` on it.
    """
    table = table_of(row)
    row.state, row.state_since = table.states[0].code, clock.now()
    require(actor, permission, row)
    row.save(force_insert=True)
    telling.hand_over(row, table.states[0], row.state_since)
    return row
