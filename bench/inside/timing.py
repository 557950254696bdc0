"""Time, processor time, queries and memory of a piece of work."""

import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

_MIB = 1024


@dataclass
class Cost:
    """Seconds on the wall and of the processor, queries, and the peak of its memory in MiB (0: not measured)."""

    wall: float = 0.0
    cpu: float = 0.0
    queries: int = 0
    peak: float = 0.0

    def told(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self)


@contextmanager
def costing(*, queries: bool = False) -> Iterator[Cost]:
    """Measure what happens inside; counting queries costs a little, so it is done in a run of its own."""
    cost = Cost()
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")  # the peak of memory begins anew
    if queries:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as captured:
            yield cost
        cost.queries = len(captured)
        return
    wall, cpu, children = time.perf_counter(), _seconds(), _children()
    yield cost
    cost.wall, cost.cpu = time.perf_counter() - wall, _seconds() - cpu
    cost.peak = max(_peak(), _children() if _children() > children else 0.0)


def _seconds() -> float:
    """Return the processor seconds of this process and of the children that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _children() -> float:
    """Return the highest peak among the children that have ended."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / _MIB


def _peak() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / _MIB
    return 0.0
