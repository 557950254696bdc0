"""Several clients at once: each a thread with a connection of its own on a real database."""

import threading

from django.db import connection

from fivefold.method.reason import Refused

CLIENTS = 8
_SHORTEST = 6


def at_once(*works):
    """Run the works at once; return what came of each, in order, whatever it is."""
    gate = threading.Barrier(len(works))
    results = [None] * len(works)

    def client(place, work):
        try:
            gate.wait()
            results[place] = work()
        except Exception as error:  # noqa: BLE001 - the caller looks at it
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=client, args=(place, work)) for place, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return results


def together(*works):
    """Run the works at once; return results or refusals, in order. What is neither fails the test."""
    results = at_once(*works)
    unexpected = [r for r in results if isinstance(r, BaseException) and not isinstance(r, Refused)]
    assert unexpected == []
    return results


def won(results):
    """What succeeded."""
    return [result for result in results if not isinstance(result, Refused)]


def lost(results):
    """The refusals; each must speak in a sentence."""
    refusals = [result for result in results if isinstance(result, Refused)]
    assert all(len(refusal.spoken("zh_Hans")[0]) >= _SHORTEST for refusal in refusals)
    return refusals
