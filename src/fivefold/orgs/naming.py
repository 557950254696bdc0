"""Short names of sibling bodies, for squares and narrow columns."""

from collections.abc import Sequence
from itertools import takewhile

SHORT = 2


def short_names(names: Sequence[str]) -> list[str]:
    """Return names cut to two characters after what all of them begin with; three where two would be the same.

    The beginning that fictional names share says nothing; real names share none.
    """
    alike = takewhile(lambda letters: len(set(letters)) == 1, zip(*names, strict=False))
    shared = sum(1 for _ in alike) if len(names) > 1 else 0
    rest = [name[shared:] or name for name in names]
    short = [name[:SHORT] for name in rest]
    return [name[: SHORT + 1] if short.count(name[:SHORT]) > 1 else name[:SHORT] for name in rest]
