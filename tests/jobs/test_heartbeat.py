"""The beat of a lease: on while the work goes on, over with it, patient with a busy database."""

import threading

import pytest
from django.db import OperationalError

from fivefold.jobs.heartbeat import beating

PATIENCE = 60


class Beats:
    """Answers of the database, one a beat; the last one stands for all that follow."""

    def __init__(self, answers):
        self.answers, self.count, self.enough = answers, 0, threading.Event()

    def __call__(self) -> bool:
        self.count += 1
        answer = self.answers[min(self.count, len(self.answers)) - 1]
        if self.count >= len(self.answers):
            self.enough.set()
        if isinstance(answer, Exception):
            raise answer
        return answer


def lease_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "lease"]


@pytest.mark.parametrize(
    "answers", [[True, True, True], [True, OperationalError("locked"), True]], ids=["free", "once busy"]
)
def test_it_beats_until_the_work_ends(answers):
    beats = Beats(answers)
    with beating(beats, 0.001):
        assert beats.enough.wait(PATIENCE)
        assert len(lease_threads()) == 1
    assert lease_threads() == []


def test_it_stops_when_the_lease_is_another_s():
    beats = Beats([True, False])
    with beating(beats, 0.001):
        assert beats.enough.wait(PATIENCE)
        for thread in lease_threads():
            thread.join(PATIENCE)
        assert lease_threads() == []
    assert beats.count == 2


def test_it_ends_with_work_that_fails():
    with pytest.raises(LookupError), beating(Beats([True]), 0.001):
        raise LookupError
    assert lease_threads() == []


def test_work_shorter_than_a_beat_asks_nothing_of_the_database():
    beats = Beats([True])
    with beating(beats, 3600):
        pass
    assert beats.count == 0
