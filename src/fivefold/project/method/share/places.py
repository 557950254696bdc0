"""Places in tables of strengths: what is equal as far as it is shown shares a place."""

from collections.abc import Iterable

from fivefold.method.share.strengths import Strength

_SHOWN = 6


def placed(strengths: Iterable[Strength]) -> list[tuple[int, Strength]]:
    """Return strengths by place, the greatest first and equal ones by name; these share the first of their places."""
    best = sorted((-round(one.log, _SHOWN), one.item, one) for one in strengths)
    shown = [log for log, _, _ in best]
    return [(shown.index(log) + 1, one) for log, _, one in best]
