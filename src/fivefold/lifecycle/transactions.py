"""``action``: the frame of every write: one transaction, repeated when the database breaks a deadlock."""

import functools
import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection, transaction

P = ParamSpec("P")
R = TypeVar("R")
_TRIES = 5
_PAUSE_SECONDS = 0.05
_PASSING = ("deadlock detected", "could not serialize", "database is locked", "database table is locked")


def _passes(error: OperationalError) -> bool:
    return any(phrase in str(error) for phrase in _PASSING)


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Run ``function`` in one transaction; all of it happens or nothing.

    Inside another action it simply joins it. Raises what the function raises; a deadlock or a busy database
    is tried again up to five times before it is raised.
    """

    @functools.wraps(function)
    def framed(*args: P.args, **kwargs: P.kwargs) -> R:
        if connection.in_atomic_block:
            with transaction.atomic():
                return function(*args, **kwargs)
        for attempt in range(1, _TRIES + 1):
            try:
                with transaction.atomic():
                    return function(*args, **kwargs)
            except OperationalError as error:
                if attempt == _TRIES or not _passes(error):
                    raise
                time.sleep(_PAUSE_SECONDS * attempt)
        raise AssertionError("unreachable")  # pragma: no cover - the loop returns or raises

    return framed
