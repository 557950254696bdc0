"""Telling people: notices to roles at bodies, and the to-do of whose turn it is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from fivefold.authz.permissions import Permission
from fivefold.authz.roles import Role
from fivefold.ledger.record import Recorded
from fivefold.lifecycle.models import Stateful
from fivefold.lifecycle.table import State, Turn
from fivefold.notices.models import Notice, ToDo
from fivefold.orgs.models import Body


def notices_of(row: Stateful, entry: Recorded, turns: Iterable[Turn], view: Permission) -> Iterator[Notice]:
    """Yield one notice of the entry for each role named in ``turns`` that has a body."""
    for turn in turns:
        body = row.body_at(turn.where)
        if body is None:
            continue
        yield Notice(
            programme=row.programme_row(),
            body=body,
            role=turn.role.value,
            code=f"notice.{entry.kind}",
            params={"subject": row.subject_name()},
            permission=view.value,
            subject_type=row.SUBJECT,
            subject_id=str(row.pk),
            entry_id=entry.id,
            at=entry.at,
        )


def tell(row: Stateful, entry: Recorded, turns: Iterable[Turn], view: Permission) -> None:
    """Give each role named in ``turns`` one notice of the entry; rights are asked again when it is shown."""
    Notice.objects.bulk_create(notices_of(row, entry, turns, view), ignore_conflicts=True)


def tell_many(notices: Iterable[Notice]) -> None:
    """Give many notices at once."""
    Notice.objects.bulk_create(notices, ignore_conflicts=True, batch_size=500)


def tell_bodies(
    row: Stateful,
    entry: Recorded,
    bodies: Iterable[Body],
    roles: Sequence[Role],
    view: Permission,
    *,
    code: str = "",
    params: Mapping[str, Any] | None = None,
) -> None:
    """Give each role at each body one notice of the entry that leads to ``row``: those no turn of a table names.

    ``code`` and ``params`` say it where the event's own sentence does not.
    """
    tell_many(
        Notice(
            programme=row.programme_row(),
            body=body,
            role=role.value,
            code=code or f"notice.{entry.kind}",
            params=params or {"subject": row.subject_name()},
            permission=view.value,
            subject_type=row.SUBJECT,
            subject_id=str(row.pk),
            entry_id=entry.id,
            at=entry.at,
        )
        for body in bodies
        for role in roles
    )


def _todos(row: Stateful, state: State, at: datetime) -> Iterator[ToDo]:
    for turn in state.turns:
        body = row.body_at(turn.where) if turn.each else None
        if body is None:
            continue
        yield ToDo(
            programme=row.programme_row(),
            body=body,
            role=turn.role.value,
            code=f"todo.{row.SUBJECT}.{state.code}",
            params={"subject": row.subject_name()},
            subject_type=row.SUBJECT,
            subject_id=str(row.pk),
            since=at,
            due_at=row.turn_due(),
        )


def hand_over(row: Stateful, state: State, at: datetime) -> None:
    """Close the to-dos of the row and open one for each role whose turn the new state is."""
    hand_over_many([(row, state)], at)


def hand_over_many(handed: Sequence[tuple[Stateful, State]], at: datetime) -> None:
    """Do for many rows of one subject what ``hand_over`` does for one."""
    ids = [str(row.pk) for row, _ in handed]
    ToDo.objects.filter(subject_type=handed[0][0].SUBJECT, subject_id__in=ids, done_at=None).update(
        done_at=at
    )
    opened = [todo for row, state in handed for todo in _todos(row, state, at)]
    ToDo.objects.bulk_create(opened, batch_size=500)
