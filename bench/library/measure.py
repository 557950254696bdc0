"""What a kernel tells, and how it measures: every figure comes from a process of its own.

A kernel's module has ``TITLE`` and ``run(quick: bool) -> list[Outcome]``; the functions that `measured` calls return
`timed(work)`, with whatever else they want to tell (plain data) added to it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from harness.child import call
from harness.figures import median
from inside.timing import costing


@dataclass(frozen=True)
class Figure:
    """What one way of doing it cost: processor seconds, and the peak of its memory in MiB (0: not known).

    ``recorded``: measured elsewhere at another time, so that it is not of this run.
    """

    who: str
    cpu: float
    peak: float = 0.0
    note: str = ""
    recorded: bool = False
    told: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Aim:
    """A figure that is to be at least (or at most) ``needed``, and what was reached."""

    text: str
    reached: float
    needed: float
    at_most: bool = False

    @property
    def met(self) -> bool:
        """Whether the aim is reached."""
        return self.reached <= self.needed if self.at_most else self.reached >= self.needed


@dataclass(frozen=True)
class Outcome:
    """One task, what each way of doing it cost, the aims, and sentences on what was compared."""

    task: str
    figures: tuple[Figure, ...]
    aims: tuple[Aim, ...] = ()
    said: tuple[str, ...] = ()


def measured(who: str, function: str, *, note: str = "", limit: float = 600.0, **arguments: Any) -> Figure:
    """Call ``kernel:function`` of the folder kernels in a new process and return what it cost."""
    told = call(f"library.kernels.{function}", {}, limit=limit, **arguments)
    return Figure(who, told.pop("cpu"), told.pop("peak"), note, told=told)


def timed(work: Callable[[], object], *, runs: int = 3, warm: bool = True) -> dict[str, Any]:
    """Return the median processor seconds of some runs, and the highest peak of memory.

    ``warm``: one run goes before, so that imports and first calls are not counted.
    """
    if warm:
        work()
    costs = []
    for _ in range(runs):
        with costing() as cost:
            work()
        costs.append(cost)
    return {"cpu": median([cost.cpu for cost in costs]), "peak": max(cost.peak for cost in costs)}


def times(slow: Figure, fast: Figure) -> float:
    """Return how many times the processor time of one is that of the other."""
    return slow.cpu / fast.cpu
