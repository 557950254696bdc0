"""Seats as frozen facts: what authorisation and the ledger need to know about who acts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import DateTimeField, Q, QuerySet, UUIDField

from fivefold.ledger.prepared import Prepared, Slot
from fivefold.orgs.models import Person, Seat


@dataclass(frozen=True, slots=True)
class SeatFacts:
    """One seat: ids as text.

    ``body_path`` is the body's place in the programme's tree ("" for the installation).
    """

    id: str
    person_id: str
    person_name: str
    role: str
    programme_id: str
    body_id: str
    body_code: str
    body_name: str
    body_path: str
    body_level: int


def seat_facts(seat: Seat) -> SeatFacts:
    """Freeze a seat. Reads ``person`` and ``body``: select them with the seat."""
    body = seat.body
    return SeatFacts(
        id=str(seat.pk),
        person_id=str(seat.person_id),
        person_name=seat.person.name,
        role=seat.role,
        programme_id=str(seat.programme_id or ""),
        body_id=str(body.pk) if body else "",
        body_code=body.code if body else "",
        body_name=body.name if body else "",
        body_path=body.path if body else "",
        body_level=body.level if body else 0,
    )


_VALUES = (
    "id", "person_id", "person__name", "role", "programme_id", "body_id", "body__code", "body__name", "body__path",
    "body__level",
)  # fmt: skip


_FIELDS = tuple(name.replace("__", "_") for name in _VALUES[:-1])
_of_person = Prepared(
    lambda: _in_force(Slot("person", UUIDField()), Slot("at", DateTimeField())).values_list(*_VALUES)
)


def seats_of(person: Person, at: datetime) -> tuple[SeatFacts, ...]:
    """Return the person's seats at ``at`` as facts, oldest first."""
    return tuple(_facts(values) for values in _of_person.rows(person=person.pk, at=at))


def _facts(values: tuple[Any, ...]) -> SeatFacts:
    texts = (str(value or "") for value in values[:-1])
    return SeatFacts(**dict(zip(_FIELDS, texts, strict=True)), body_level=values[-1] or 0)


def _in_force(person: Any, at: Any) -> QuerySet[Seat]:
    return (
        Seat.objects.filter(person=person, person__is_active=True, appointed_at__lte=at)
        .filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at))
        .order_by("appointed_at", "id")
    )


def seats_in_force(person: Person, at: datetime) -> QuerySet[Seat]:
    """Return the person's seats that have begun and not ended at ``at``, oldest first."""
    return _in_force(person, at).select_related("person", "body", "programme")
