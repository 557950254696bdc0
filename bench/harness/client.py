"""A small client on the loop-back address: bounded in count and time, every answer checked."""

import http.client
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

HOST = "127.0.0.1"
_OK = 200
_TIMEOUT = 20.0


class UnexpectedAnswerError(RuntimeError):
    """The server answered something else than a page."""


@dataclass
class Round:
    """What a round of requests came to: seconds of each request, and of the whole."""

    latencies: list[float] = field(default_factory=list)
    wall: float = 0.0
    faults: list[str] = field(default_factory=list)


@dataclass
class _Budget:
    """How many requests are left, shared by the connections."""

    left: int
    until: float
    guard: threading.Lock = field(default_factory=threading.Lock)

    def take(self) -> bool:
        with self.guard:
            self.left -= 1
            return self.left >= 0 and time.perf_counter() < self.until


def _requests(port: int, path: str, headers: Mapping[str, str], budget: _Budget, told: Round) -> None:
    connection = http.client.HTTPConnection(HOST, port, timeout=_TIMEOUT)
    try:
        while budget.take():
            began = time.perf_counter()
            connection.request("GET", path, headers=dict(headers))
            answer = connection.getresponse()
            answer.read()
            if answer.status != _OK:
                told.faults.append(f"{answer.status} {path}")
            told.latencies.append(time.perf_counter() - began)
    except (OSError, http.client.HTTPException) as error:
        told.faults.append(f"{error} {path}")
    finally:
        connection.close()


def fetch(
    port: int, path: str, headers: Mapping[str, str], *, most: int, seconds: float, connections: int = 1
) -> Round:
    """Ask for a page up to ``most`` times or ``seconds`` long over so many connections.

    Raises UnexpectedAnswerError when any request was answered by something else than a page.
    """
    told = Round()
    began = time.perf_counter()
    budget = _Budget(most, began + seconds)
    arguments = (port, path, headers, budget, told)
    threads = [threading.Thread(target=_requests, args=arguments, daemon=True) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(seconds + _TIMEOUT)
    told.wall = time.perf_counter() - began
    if told.faults or not told.latencies:
        raise UnexpectedAnswerError(told.faults[0] if told.faults else f"no answer {path}")
    return told
