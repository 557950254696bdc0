"""The installation's own log: people and seats (decisions 14)."""

from datetime import datetime
from typing import Any

from django.conf import settings

from fivefold.ledger.record import NewEntry, Recorded, record
from fivefold.lifecycle.actor import Actor


def accounts_origin() -> str:
    """Return the origin of the installation's log."""
    return f"{settings.SITE_NAME}/accounts"


def record_account(
    kind: str, subject: str, subject_id: str, *, actor: Actor, at: datetime, params: dict[str, Any]
) -> Recorded:
    """Record an act on a person or a seat; the person is named by id and sign-in name only."""
    seat = actor.seat
    return record(
        accounts_origin(),
        NewEntry(
            kind=kind,
            subject_type=subject,
            subject_id=subject_id,
            actor=actor.leaf(),
            at=at,
            params=params,
            name_snapshot=seat.person_name if seat else "",
        ),
    )
