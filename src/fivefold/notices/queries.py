"""Reading notices, to-dos and dates, by seat."""

from collections.abc import Mapping
from datetime import datetime
from itertools import starmap
from typing import Any, NamedTuple

from django.db.models import CharField, Count, DateTimeField, Exists, F, OuterRef, Q, QuerySet, UUIDField
from django.db.models.functions import Length, Substr

from fivefold.ledger.prepared import Prepared, Slot
from fivefold.notices.models import CalendarEntry, Notice, ToDo
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.models import Programme


def inbox(seat: SeatFacts) -> QuerySet[Notice]:
    """Return the notices to the seat's role at its body, newest first; none to a seat of the installation."""
    if not seat.body_id:
        return Notice.objects.none()
    return Notice.objects.filter(programme_id=seat.programme_id, body_id=seat.body_id, role=seat.role)


def _unread() -> QuerySet[Any]:
    read = Notice.read_by.through.objects.filter(
        notice_id=OuterRef("pk"), person_id=Slot("person", UUIDField())
    )
    told = Notice.objects.filter(
        programme_id=Slot("programme", UUIDField()),
        body_id=Slot("body", UUIDField()),
        role=Slot("role", CharField()),
    )
    return told.filter(~Exists(read)).order_by().values("role").annotate(n=Count("pk")).values_list("n")


_unread_count = Prepared(_unread)


def unread_count(seat: SeatFacts) -> int:
    """Return how many notices the person of this seat has not opened."""
    if not seat.body_id:
        return 0
    known = {
        "programme": seat.programme_id,
        "body": seat.body_id,
        "role": seat.role,
        "person": seat.person_id,
    }
    return next((number for (number,) in _unread_count.rows(**known)), 0)


def waiting(seat: SeatFacts) -> QuerySet[ToDo]:
    """Return what waits for the seat, by due date, undated last; nothing for a seat of the installation."""
    if not seat.body_id:
        return ToDo.objects.none()
    found = ToDo.objects.filter(body_id=seat.body_id, role=seat.role, done_at=None)
    return found.order_by(F("due_at").asc(nulls_last=True), "since", "id")


class YearDate(NamedTuple):
    """A date of the programme's year: ``code`` and ``params`` say what it is."""

    at: datetime
    code: str
    params: Mapping[str, Any]
    kind: str
    subject_type: str
    subject_id: str


def _dates() -> QuerySet[Any]:
    path, whole = Slot("path", CharField()), Length(F("body_path"))
    rows = CalendarEntry.objects.alias(
        above=Substr(path, 1, whole), below=Substr("body_path", 1, Length(Slot("branch", CharField())))
    ).filter(
        Q(above=F("body_path")) | Q(below=Slot("branch", CharField())),
        programme_id=Slot("programme", UUIDField()),
        at__gte=Slot("start", DateTimeField()),
        at__lt=Slot("end", DateTimeField()),
    )
    return rows.values_list(*YearDate._fields).distinct()


_calendar = Prepared(_dates)
_NOWHERE = "-"  # no path begins so


def calendar_between(programme: Programme, start: datetime, end: datetime, path: str = "") -> list[YearDate]:
    """Return the dates in [start, end), in order: everybody's, and those of bodies above, at and below ``path``.

    A date that several bodies have comes once. Without a path (no seat in the programme) only everybody's.
    """
    known = {"programme": programme.pk, "start": start, "end": end, "path": path, "branch": path or _NOWHERE}
    return list(starmap(YearDate, _calendar.rows(**known)))
