"""Telling people: notices to roles at bodies, and the to-do of whose turn it is."""

from collections.abc import Iterable
from datetime import datetime

from fivefold.authz.permissions import Permission
from fivefold.ledger.record import Recorded
from fivefold.lifecycle.models import Stateful
from fivefold.lifecycle.table import State, Turn
from fivefold.notices.models import Notice, ToDo


def tell(row: Stateful, entry: Recorded, turns: Iterable[Turn], view: Permission) -> None:
    """Give each role named in ``turns`` one notice of the entry; rights are asked again when it is shown."""
    notices = []
    for turn in turns:
        body = row.body_at(turn.where)
        if body is None:
            continue
        notices.append(
            Notice(
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
        )
    Notice.objects.bulk_create(notices, ignore_conflicts=True)


def hand_over(row: Stateful, state: State, at: datetime) -> None:
    """Close the to-dos of the row and open one for the role whose turn the new state is."""
    ToDo.objects.filter(subject_type=row.SUBJECT, subject_id=str(row.pk), done_at=None).update(done_at=at)
    body = row.body_at(state.turn.where) if state.turn else None
    if state.turn is None or body is None:
        return
    ToDo.objects.create(
        programme=row.programme_row(),
        body=body,
        role=state.turn.role.value,
        code=f"todo.{row.SUBJECT}.{state.code}",
        params={"subject": row.subject_name()},
        subject_type=row.SUBJECT,
        subject_id=str(row.pk),
        since=at,
        due_at=row.turn_due(),
    )
