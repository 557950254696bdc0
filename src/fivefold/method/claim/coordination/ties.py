"""Ties: which of several best allocations is taken, by a rule and not by the solver's mood.

Of equal values the allocation that keeps more of what the regions asked for is taken; of these the one with
the larger sum of tie marks. The mark of a cell is 0 to 1,023, mixed from the region's and the project's
place (splitmix64, Steele et al. 2014), so that hardly ever two allocations are left. Values are whole
numbers, so the three can be read as one number, digit after digit. Where that number would be too long for
the solver, the marks are left out, and after them what was asked.
"""

import numpy as np

from fivefold.method.claim.coordination.arrays import Instance, Ints

_MARKS = 1024
_LONGEST = 2**61


def ranked(instance: Instance, rows: Ints) -> tuple[Ints, int]:
    """Return the worth of each cell with its tie-breaking digits, and the factor that worth was moved by."""
    regions, projects = instance.shape
    claims = int(instance.high.sum()) + 1
    largest = int(max(np.abs(instance.worth).max(initial=0), instance.quotas.penalty.max(initial=0))) + 1
    room = _LONGEST // (largest * (regions + len(instance.quotas) + 2))
    for marks in (_MARKS, 1):
        asked = marks * claims if instance.asked.any() else 0
        scale = (asked + marks) * claims
        if scale <= room:
            found = instance.worth * scale + instance.asked * asked
            return (found + _marks(rows, projects) if marks > 1 else found), scale
    return instance.worth, 1


def _marks(rows: Ints, projects: int) -> Ints:
    mixed = (rows[:, None] * projects + np.arange(projects)).view(np.uint64)
    mixed *= np.uint64(0x9E3779B97F4A7C15)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed ^= mixed >> np.uint64(shift)
        mixed *= np.uint64(factor)
    mixed ^= mixed >> np.uint64(31)
    mixed &= np.uint64(_MARKS - 1)  # a power of two, so this is the remainder
    return mixed.view(np.int64)
