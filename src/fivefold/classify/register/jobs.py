"""Checking and writing large imports in the background, with progress."""

from collections.abc import Mapping
from typing import Any

from fivefold.classify.register import actions
from fivefold.classify.register.models import RegisterImport
from fivefold.classify.register.queries import import_called
from fivefold.jobs.queue import Progress, Told, register
from fivefold.jobs.statistics import refresh_statistics
from fivefold.lifecycle.actor import SYSTEM, Actor
from fivefold.method.reason import Refused
from fivefold.orgs.models import Seat
from fivefold.orgs.seats import seat_facts
from fivefold.web.addresses import reverse

# The whole is told in hundredths: reading and comparing tell how far they are, one transaction cannot.
_ALL, _READ, _COMPARED = 100, 10, 50


def _between(progress: Progress, start: int, end: int) -> Told:
    """Return how a part of the work, from ``start`` to ``end`` of the whole, tells how far it is."""

    def told(done: int, total: int) -> None:
        progress.step(start + (end - start) * done // max(total, 1), _ALL)

    return told


def _address(row: RegisterImport) -> dict[str, str]:
    return {"url": reverse("register:preview", kwargs={"slug": row.programme.slug, "pk": row.pk})}


def check(params: Mapping[str, Any], progress: Progress) -> dict[str, str]:
    """Check a large file; repeatable, for it changes nothing but the kept outcome."""
    row = import_called(params["import"])
    progress.step(0, _ALL)
    actions.register_check(row=row, told=_between(progress, _READ, _ALL - 1))
    progress.step(_ALL, _ALL)
    return _address(row)


def write(params: Mapping[str, Any], progress: Progress) -> dict[str, str]:
    """Write a large import in one transaction; a second run finds it written."""
    row = import_called(params["import"])
    progress.step(0, _ALL)
    try:
        actions.confirm_called(str(row.pk), _actor(params), told=_between(progress, _READ, _COMPARED))
    except Refused:
        # The preview is brought up to date and says why; running again would be refused again.
        actions.register_check(row=row)
    refresh_statistics()
    progress.step(_ALL, _ALL)
    return _address(row)


def _actor(params: Mapping[str, Any]) -> Actor:
    """Return the seat that confirmed: the leaf names it as if it had been written at once."""
    key = str(params.get("seat", ""))
    seat = Seat.objects.select_related("person", "body").get(pk=key) if key else None
    return Actor(seat_facts(seat)) if seat else SYSTEM


def register_jobs() -> None:
    """Register both kinds of job."""
    register(actions.CHECK_JOB, check)
    register(actions.IMPORT_JOB, write)
