"""Queueing, leasing and running jobs.

A job is queued in the transaction of the act that wants it, so it exists exactly when the act happened. A
worker takes it by a compare-and-set on the row (right on SQLite and PostgreSQL alike) and holds a lease that a
thread of it renews; when the worker dies, the lease runs out and the next worker takes the job again. Whatever a
worker writes into the job is fenced by the token of its lease. Handlers must be repeatable, and open their own
short transactions: one around the whole work would hold SQLite's only writer.
"""

import logging
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone

from fivefold.jobs.heartbeat import beating
from fivefold.jobs.models import Job, JobState

MAX_ATTEMPTS = 5
_BEATS = 4  # renewals within one lease: three may fail
logger = logging.getLogger("fivefold.jobs")


class OvertakenError(Exception):
    """The lease ran out and another worker has taken the job: this one's work no longer counts."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Handed to a handler: tells how far it is and renews the lease."""

    job_id: str
    token: str

    def step(self, done: int, total: int) -> None:
        """Record ``done`` of ``total`` steps and renew the lease; OvertakenError when another worker has the job."""
        if not self._renewed(steps_done=done, steps_total=total):
            raise OvertakenError(self.job_id)

    def renew(self) -> bool:
        """Renew the lease; return whether the job is still this worker's."""
        return self._renewed()

    def _renewed(self, **values: int) -> bool:
        until = timezone.now() + timedelta(seconds=settings.JOB_LEASE_SECONDS)
        mine = Job.objects.filter(pk=self.job_id, lease_token=self.token, state=JobState.RUNNING)
        return mine.update(lease_until=until, **values) > 0


Told = Callable[[int, int], None]
"""Called by long work with how many steps are done, and of how many."""


def untold(done: int, total: int) -> None:
    """Tell nobody: for work that is not waited for on a page."""


Handler = Callable[[Mapping[str, Any], Progress], Mapping[str, Any]]
_handlers: dict[str, Handler] = {}


def register(kind: str, handler: Handler) -> None:
    """Register the handler of a kind of job; called in ``apps.ready`` of the room that owns the work."""
    _handlers[kind] = handler


def enqueue(kind: str, params: Mapping[str, Any], *, programme_id: str = "", seat_id: str = "") -> Job:
    """Queue a job in the current transaction. Raises KeyError for a kind nobody registered."""
    _handlers[kind]
    return Job.objects.create(
        kind=kind, params=dict(params), programme_id=programme_id, seat_id=seat_id, queued_at=timezone.now()
    )


def requeue(job: Job) -> None:
    """Queue a failed job again, with fresh attempts."""
    Job.objects.filter(pk=job.pk, state=JobState.FAILED).update(
        state=JobState.QUEUED, attempts=0, failure="", ended_at=None, lease_until=None
    )


def _waiting(now: datetime) -> Q:
    return Q(state=JobState.QUEUED) | Q(state=JobState.RUNNING, lease_until__lt=now)


def lease(now: datetime) -> tuple[Job, str] | None:
    """Take the oldest waiting job, or one whose lease ran out; None when nothing waits.

    A job that has outlived its last attempt by killing every worker is given up, so that it kills no more.
    """
    Job.objects.filter(state=JobState.RUNNING, lease_until__lt=now, attempts__gte=MAX_ATTEMPTS).update(
        state=JobState.FAILED, failure="WorkerDied: every attempt", ended_at=now, lease_until=None
    )
    for job in Job.objects.filter(_waiting(now)).order_by("queued_at", "id")[:10]:
        token = uuid.uuid4().hex
        taken = (
            Job.objects.filter(_waiting(now), pk=job.pk)
            .filter(lease_token=job.lease_token, attempts=job.attempts)
            .update(
                state=JobState.RUNNING,
                lease_token=token,
                lease_until=now + timedelta(seconds=settings.JOB_LEASE_SECONDS),
                attempts=F("attempts") + 1,
            )
        )
        if taken:
            job.refresh_from_db()
            return job, token
    return None


def _finish(job: Job, token: str, **values: Any) -> None:
    Job.objects.filter(pk=job.pk, lease_token=token).update(lease_until=None, **values)


def run_one() -> Job | None:
    """Run one waiting job to its end and return it as it stands then; None when nothing waited."""
    taken = lease(timezone.now())
    if taken is None:
        return None
    job, token = taken
    progress = Progress(str(job.pk), token)
    try:
        with beating(progress.renew, settings.JOB_LEASE_SECONDS / _BEATS):
            result = _handlers[job.kind](job.params, progress)
        _finish(job, token, state=JobState.DONE, result=dict(result), ended_at=timezone.now())
    except OvertakenError:
        logger.warning("job %s (%s) was taken over by another worker", job.pk, job.kind)
    except (
        Exception
    ) as error:  # a handler may fail in any way; the job keeps the reason and the worker lives on
        logger.exception("job %s (%s) failed", job.pk, job.kind)
        over = job.attempts >= MAX_ATTEMPTS
        state = JobState.FAILED if over else JobState.QUEUED
        _finish(job, token, state=state, failure=f"{type(error).__name__}: {error}", ended_at=timezone.now())
    job.refresh_from_db()
    return job


def run_waiting(limit: int = 100) -> list[Job]:
    """Run up to ``limit`` waiting jobs in this process; used by the worker, the demo and tests."""
    ran: list[Job] = []
    while len(ran) < limit:
        job = run_one()
        if job is None:
            break
        ran.append(job)
        if job.state == JobState.QUEUED:
            break
    return ran
