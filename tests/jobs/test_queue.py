"""Jobs: queued with the act, taken by one worker, taken over when a worker dies, never lost."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from fivefold.jobs import queue
from fivefold.jobs.models import Job, JobState


@pytest.fixture(autouse=True)
def kinds():
    before = dict(queue._handlers)
    queue.register("double", lambda params, progress: {"twice": params["n"] * 2})
    yield
    queue._handlers.clear()
    queue._handlers.update(before)


def test_a_job_runs_once_and_keeps_its_result(db):
    job = queue.enqueue("double", {"n": 4}, programme_id="p", seat_id="s")
    (ran,) = queue.run_waiting()
    assert (ran.pk, ran.state, ran.result, ran.attempts) == (job.pk, JobState.DONE, {"twice": 8}, 1)
    assert queue.run_waiting() == []
    assert str(ran) == "double done"


def test_a_rolled_back_act_has_no_job(db):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        queue.enqueue("double", {"n": 4})
        raise ZeroDivisionError
    assert Job.objects.count() == 0


def test_unknown_work_is_refused_at_once(db):
    with pytest.raises(KeyError):
        queue.enqueue("unknown", {})


def test_progress_renews_the_lease(db, settings):
    settings.JOB_LEASE_SECONDS = 3600
    seen = []

    def handler(params, progress):
        progress.step(3, 10)
        seen.append(Job.objects.get())
        return {}

    queue.register("slow", handler)
    queue.enqueue("slow", {})
    queue.run_one()
    assert (seen[0].steps_done, seen[0].steps_total) == (3, 10)
    assert seen[0].lease_until > timezone.now() + timedelta(minutes=50)


def test_a_killed_worker_s_job_waits_less_than_a_minute(db):
    queue.enqueue("double", {"n": 1})
    now = timezone.now()
    queue.lease(now)
    assert queue.lease(now + timedelta(seconds=45)) is None
    assert queue.lease(now + timedelta(seconds=46)) is not None


def test_a_worker_that_was_overtaken_stops_and_spoils_nothing(db, caplog):
    reached = []

    def handler(params, progress):
        progress.step(1, 2)
        queue.lease(timezone.now() + timedelta(hours=1))
        progress.step(2, 2)
        reached.append("the end")

    queue.register("slow", handler)
    queue.enqueue("slow", {})
    ran = queue.run_one()
    assert (reached, ran.state, ran.attempts, ran.steps_done, ran.failure) == ([], JobState.RUNNING, 2, 1, "")
    assert "taken over by another worker" in caplog.text


def test_the_lease_is_renewed_as_often_as_three_beats_may_fail(db, settings, monkeypatch):
    settings.JOB_LEASE_SECONDS = 40
    beats = []

    @contextmanager
    def beating(renew, seconds):
        beats.append((renew(), seconds))
        yield

    monkeypatch.setattr(queue, "beating", beating)
    queue.enqueue("double", {"n": 1})
    assert queue.run_one().state == JobState.DONE
    assert beats == [(True, 10)]


def test_a_failing_job_keeps_its_reason_and_is_tried_five_times(db):
    def handler(params, progress):
        raise ValueError("no paper")

    queue.register("bad", handler)
    queue.enqueue("bad", {})
    for attempt in range(1, 5):
        (ran,) = queue.run_waiting()
        assert (ran.state, ran.attempts) == (JobState.QUEUED, attempt)
    (ran,) = queue.run_waiting()
    assert (ran.state, ran.failure) == (JobState.FAILED, "ValueError: no paper")
    assert queue.run_waiting() == []
    queue.register("bad", lambda params, progress: {"ok": True})
    queue.requeue(ran)
    (ran,) = queue.run_waiting()
    assert (ran.state, ran.result, ran.failure) == (JobState.DONE, {"ok": True}, "")


def test_a_dead_worker_s_job_is_taken_over_and_its_late_answer_ignored(db):
    queue.enqueue("double", {"n": 1})
    now = timezone.now()
    job, token = queue.lease(now)
    assert queue.lease(now) is None
    second, other = queue.lease(now + timedelta(hours=1))
    assert (second.pk, second.attempts) == (job.pk, 2)
    queue._finish(job, token, state=JobState.DONE, result={"from": "the dead"})
    assert Job.objects.get().state == JobState.RUNNING
    queue._finish(second, other, state=JobState.DONE, result={"from": "the living"})
    assert Job.objects.get().result == {"from": "the living"}


def test_run_waiting_stops_at_its_limit(db):
    for n in range(3):
        queue.enqueue("double", {"n": n})
    assert len(queue.run_waiting(limit=2)) == 2


def test_a_job_that_kills_its_workers_is_given_up(db, settings):
    queue.enqueue("double", {"n": 1})
    now = timezone.now()
    for attempt in range(queue.MAX_ATTEMPTS):
        assert queue.lease(now + timedelta(hours=attempt)) is not None
    assert queue.lease(now + timedelta(hours=queue.MAX_ATTEMPTS)) is None
    job = Job.objects.get()
    assert (job.state, job.failure, job.attempts) == (JobState.FAILED, "WorkerDied: every attempt", 5)


def test_a_job_that_another_worker_took_first_is_passed_over(db, monkeypatch):
    first, second = queue.enqueue("double", {"n": 1}), queue.enqueue("double", {"n": 2})
    fresh = queue.uuid.uuid4

    def meanwhile():
        # Another worker takes the first job between our look and our taking.
        Job.objects.filter(pk=first.pk, state=JobState.QUEUED).update(
            state=JobState.RUNNING,
            attempts=1,
            lease_token="other",
            lease_until=timezone.now() + timedelta(hours=1),
        )
        return fresh()

    monkeypatch.setattr(queue.uuid, "uuid4", meanwhile)
    job, _ = queue.lease(timezone.now())
    assert job.pk == second.pk


def test_a_dead_worker_s_progress_neither_shows_nor_keeps_the_lease(db):
    queue.enqueue("double", {"n": 1})
    now = timezone.now()
    job, token = queue.lease(now)
    _, other = queue.lease(now + timedelta(hours=1))
    until = Job.objects.get().lease_until
    with pytest.raises(queue.OvertakenError):
        queue.Progress(str(job.pk), token).step(9, 10)
    assert queue.Progress(str(job.pk), token).renew() is False
    kept = Job.objects.get()
    assert (kept.steps_done, kept.lease_until) == (0, until)
    queue.Progress(str(job.pk), other).step(1, 10)
    assert Job.objects.get().steps_done == 1
