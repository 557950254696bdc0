"""Keeping the lease of a job while its worker lives, however long a step takes.

A thread of the worker renews it, so a lease may be short: when the worker is killed its thread dies with it, and the
job waits no longer than one lease. A thread that finds the lease taken over stops; so does the work at its next step.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection

logger = logging.getLogger("fivefold.jobs")


@contextmanager
def beating(renew: Callable[[], bool], seconds: float) -> Iterator[None]:
    """Call ``renew`` every so many seconds in a thread of its own until the block ends, or until it says False.

    Where the database cannot be asked, as while one long transaction holds SQLite's only writer, the next beat tries
    again: nobody else can take the job then either.
    """
    over = threading.Event()
    thread = threading.Thread(target=_beat, args=(renew, seconds, over), daemon=True, name="lease")
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _beat(renew: Callable[[], bool], seconds: float, over: threading.Event) -> None:
    try:
        while not over.wait(seconds):
            if not _renewed(renew):
                return
    finally:
        connection.close()


def _renewed(renew: Callable[[], bool]) -> bool:
    try:
        return renew()
    except DatabaseError:
        logger.warning("a lease was not renewed: the database was busy")
        return True
