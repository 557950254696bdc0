"""Leases on a real database: a long step keeps its job, a killed worker loses it, no job has two workers."""

import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from fivefold.jobs import queue
from fivefold.jobs.models import Job, JobState
from racing import CLIENTS, together

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
PATIENCE = 60
_TAKE = """
import os
from fivefold.project.cli import set_up
set_up()
from django.db import connection
connection.settings_dict["NAME"] = os.environ["RACED"]
from django.utils import timezone
from fivefold.jobs import queue
assert queue.lease(timezone.now())
print("taken", flush=True)
import time
time.sleep(600)
"""


@pytest.fixture(autouse=True)
def kinds():
    before = dict(queue._handlers)
    yield
    queue._handlers.clear()
    queue._handlers.update(before)


def test_a_long_step_keeps_its_job_and_nobody_else_gets_it(settings):
    """The handler tells nothing; the thread renews until the lease has moved three times."""
    settings.JOB_LEASE_SECONDS = 3600
    seen, others = [], []

    def handler(params, progress):
        until = threading.Event()
        while len(set(seen)) < 4:
            seen.append(Job.objects.get().lease_until)
            others.append(queue.lease(timezone.now()))
            until.wait(0.002)
        return {"done": True}

    queue._handlers["long"] = handler
    queue.enqueue("long", {})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(queue, "_BEATS", 3600 / 0.01)
        ran = queue.run_one()
    assert (ran.state, ran.result, ran.attempts) == (JobState.DONE, {"done": True}, 1)
    assert set(others) == {None}
    assert seen == sorted(seen)


def test_of_eight_workers_one_takes_the_job_and_after_its_death_one_again():
    queue._handlers["short"] = lambda params, progress: {}
    queue.enqueue("short", {})
    now = timezone.now()
    for attempt, moment in enumerate((now, now + timedelta(seconds=46)), 1):
        taken = [one for one in together(*[lambda at=moment: queue.lease(at)] * CLIENTS) if one]
        assert len(taken) == 1
        assert taken[0][0].attempts == attempt


def test_the_overtaken_and_the_new_worker_finish_at_once_and_only_the_new_one_counts():
    queue._handlers["short"] = lambda params, progress: {}
    queue.enqueue("short", {})
    now = timezone.now()
    job, old = queue.lease(now)
    again, new = queue.lease(now + timedelta(seconds=46))
    done = {"state": JobState.DONE, "ended_at": now}
    together(
        *[lambda: queue._finish(job, old, result={"from": "old"}, **done)] * (CLIENTS - 1),
        lambda: queue._finish(again, new, result={"from": "new"}, **done),
    )
    assert Job.objects.get().result == {"from": "new"}


def test_the_job_of_a_worker_killed_with_9_is_free_after_one_lease():
    queue._handlers["short"] = lambda params, progress: {"by": "the next"}
    queue.enqueue("short", {})
    environment = {**os.environ, "RACED": str(connection.settings_dict["NAME"])}
    with subprocess.Popen([sys.executable, "-c", _TAKE], env=environment, stdout=subprocess.PIPE) as worker:
        assert worker.stdout.readline() == b"taken\n"
        worker.send_signal(signal.SIGKILL)
    held = Job.objects.get().lease_until
    assert held <= timezone.now() + timedelta(seconds=45)
    assert queue.lease(held) is None
    taken, token = queue.lease(held + timedelta(seconds=1))
    assert (taken.attempts, queue.Progress(str(taken.pk), token).renew()) == (2, True)
