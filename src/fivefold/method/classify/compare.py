"""What changed between two class lists."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Move:
    """A region and its class before and after, None where it was in no class."""

    region: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class ClassListDiff:
    """Regions by what became of them, each sorted by region code; `unchanged` counts the rest."""

    added: tuple[Move, ...]
    removed: tuple[Move, ...]
    moved: tuple[Move, ...]
    unchanged: int

    @property
    def empty(self) -> bool:
        """Whether the lists are the same."""
        return not (self.added or self.removed or self.moved)


def compare(before: Mapping[str, str | None], after: Mapping[str, str | None]) -> ClassListDiff:
    """Compare two class lists, region code -> class code; a region without class counts as absent.

    >>> found = compare({"990101": "1", "990102": "2", "990103": "2"}, {"990101": "2", "990103": "2", "990104": "3"})
    >>> found.moved, [move.region for move in found.added], [move.region for move in found.removed], found.unchanged
    ((Move(region='990101', before='1', after='2'),), ['990104'], ['990102'], 1)
    """
    moves = [Move(region, before.get(region), after.get(region)) for region in sorted({*before, *after})]
    changed = [move for move in moves if move.before != move.after]
    return ClassListDiff(
        added=tuple(move for move in changed if move.before is None),
        removed=tuple(move for move in changed if move.after is None),
        moved=tuple(move for move in changed if move.before is not None and move.after is not None),
        unchanged=sum(move.before == move.after and move.before is not None for move in moves),
    )
