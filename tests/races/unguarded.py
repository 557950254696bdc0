"""The guards of an act taken away: no row lock, no transaction, and a barrier between the check and the write.

What is left is the program's own code: the real action, the real ``move``. Only the log keeps its lock, which is a
guard of its own with tests of its own (``tests/ledger``).
"""

import threading
import time
from contextlib import nullcontext
from functools import partial
from types import SimpleNamespace

from django.db import OperationalError, connection, transaction
from django.db.models import QuerySet

from fivefold.ledger.models import Log
from fivefold.lifecycle import move as moving
from fivefold.lifecycle import transactions
from racing import CLIENTS, at_once

_SECONDS = 30
_TRIES, _PAUSE_SECONDS = 2000, 0.01


def take_guards_away(monkeypatch):
    """Make every lock a plain read and every action a row of single statements, tried once."""
    honest, record = QuerySet.select_for_update, moving._record

    def plain(self, *args, **kwargs):
        return honest(self, *args, **kwargs) if self.model is Log else self.all()

    def recorded(*args):
        with transaction.atomic():
            return record(*args)

    monkeypatch.setattr(QuerySet, "select_for_update", plain)
    monkeypatch.setattr(transactions, "transaction", SimpleNamespace(atomic=nullcontext))
    monkeypatch.setattr(transactions, "_TRIES", 1)
    monkeypatch.setattr(moving, "_record", recorded)


def part_check_and_write(monkeypatch, event, clients=CLIENTS):
    """Let nobody write in a move called ``event`` before all clients have passed its last check."""
    between, check = threading.Barrier(clients), moving.need_words

    def late(needs, because, asked):
        check(needs, because, asked)
        if asked == event:
            between.wait(timeout=_SECONDS)

    monkeypatch.setattr(moving, "need_words", late)


def part_before(monkeypatch, place, name, clients=CLIENTS):
    """Let nobody call ``place.name`` before all clients are there: for a write that comes before the move."""
    between, honest = threading.Barrier(clients), getattr(place, name)

    def late(*args, **kwargs):
        between.wait(timeout=_SECONDS)
        return honest(*args, **kwargs)

    monkeypatch.setattr(place, name, late)


def unguarded(*works):
    """Let the works be done at once; return what came of each, whatever it is."""

    def patient(work):
        with connection.execute_wrapper(_patiently):
            return work()

    return at_once(*[partial(patient, work) for work in works])


def _patiently(execute, sql, params, many, context):
    """Wait for a table that another connection holds: SQLite in memory does not wait by itself."""
    for _ in range(_TRIES):
        try:
            return execute(sql, params, many, context)
        except OperationalError as error:
            if "is locked" not in str(error):
                raise
            time.sleep(_PAUSE_SECONDS)
    raise AssertionError(sql)
