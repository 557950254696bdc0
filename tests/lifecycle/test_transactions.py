"""The frame of a write: all or nothing, and a passing trouble of the database is tried again."""

import pytest
from django.db import OperationalError, connection, transaction

from fivefold.ledger.models import Log
from fivefold.lifecycle import transactions
from fivefold.lifecycle.transactions import action


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch):
    monkeypatch.setattr(transactions, "_PAUSE_SECONDS", 0)


@pytest.mark.django_db(transaction=True)
def test_all_or_nothing():
    @action
    def write(fail):
        Log.objects.create(origin="a")
        if fail:
            raise ZeroDivisionError
        return connection.in_atomic_block

    with pytest.raises(ZeroDivisionError):
        write(fail=True)
    assert Log.objects.count() == 0
    assert write(fail=False) is True
    assert Log.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("troubles", "answer"), [(0, 1), (4, 5)])
def test_a_deadlock_is_tried_again(troubles, answer):
    tries = []

    @action
    def write():
        tries.append(1)
        if len(tries) <= troubles:
            raise OperationalError("deadlock detected")
        return len(tries)

    assert write() == answer


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("message", "tries"), [("database is locked", 5), ("disk I/O error", 1)])
def test_lasting_trouble_is_raised(message, tries):
    count = []

    @action
    def write():
        count.append(1)
        raise OperationalError(message)

    with pytest.raises(OperationalError):
        write()
    assert len(count) == tries


def test_inside_another_action_it_joins(db):
    @action
    def inner():
        Log.objects.create(origin="b")
        raise ZeroDivisionError

    with transaction.atomic():
        Log.objects.create(origin="a")
        with pytest.raises(ZeroDivisionError):
            inner()
        assert [log.origin for log in Log.objects.all()] == ["a"]
