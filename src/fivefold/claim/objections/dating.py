"""Days of answer for objections that came in before the table of working days of that year was recorded."""

from datetime import datetime

from django.db.models import QuerySet

from fivefold.claim.objections.actions import answer_by
from fivefold.claim.objections.models import Objection
from fivefold.claim.postings.terms import last_moment, midnight
from fivefold.lifecycle.move import lock
from fivefold.lifecycle.transactions import action
from fivefold.notices.models import ToDo
from fivefold.packs.models import Programme


@action
def _date(objection: Objection) -> bool:
    fresh = lock(objection)
    until = _until(objection)
    if fresh.state != "raised" or fresh.answer_by is not None or until is None:
        return False
    fresh.answer_by = until
    fresh.save(update_fields=["answer_by"])
    waiting = ToDo.objects.filter(subject_type=Objection.SUBJECT, subject_id=str(fresh.pk), done_at=None)
    waiting.update(due_at=last_moment(until))
    return True


def objections_date(*, programme: Programme) -> int:
    """Set the day by which undated objections are to be answered, where the tables now reach; return how many.

    Counted from the day each was raised. Repeatable: each is decided in a transaction of its own.
    """
    return sum(_date(objection) for objection in _undated(programme))


def dateable(programme: Programme) -> list[Objection]:
    """Return the undated objections whose day the tables in force now give."""
    return [objection for objection in _undated(programme) if _until(objection) is not None]


def _undated(programme: Programme) -> QuerySet[Objection]:
    rows = Objection.objects.filter(posting__round__programme=programme, state="raised", answer_by=None)
    return rows.select_related("posting__round__programme__pack_version").order_by("pk")


def _until(objection: Objection) -> datetime | None:
    begin = midnight(objection.posting.round.programme, objection.raised_on)
    return answer_by(objection.posting, begin)
