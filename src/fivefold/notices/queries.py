"""Reading notices, to-dos and dates, by seat."""

from datetime import datetime

from django.db.models import F, QuerySet

from fivefold.notices.models import CalendarEntry, Notice, ToDo
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.models import Programme


def inbox(seat: SeatFacts) -> QuerySet[Notice]:
    """Return the notices to the seat's role at its body, newest first; none to a seat of the installation."""
    if not seat.body_id:
        return Notice.objects.none()
    return Notice.objects.filter(programme_id=seat.programme_id, body_id=seat.body_id, role=seat.role)


def unread_count(seat: SeatFacts) -> int:
    """Return how many notices the person of this seat has not opened."""
    return inbox(seat).exclude(read_by__id=seat.person_id).count()


def waiting(seat: SeatFacts) -> QuerySet[ToDo]:
    """Return what waits for the seat, by due date, undated last; nothing for a seat of the installation."""
    if not seat.body_id:
        return ToDo.objects.none()
    found = ToDo.objects.filter(body_id=seat.body_id, role=seat.role, done_at=None)
    return found.order_by(F("due_at").asc(nulls_last=True), "since", "id")


def calendar_between(programme: Programme, start: datetime, end: datetime) -> QuerySet[CalendarEntry]:
    """Return the programme's dates in [start, end), in order."""
    return CalendarEntry.objects.filter(programme=programme, at__gte=start, at__lt=end)
