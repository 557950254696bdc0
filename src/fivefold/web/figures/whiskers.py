"""Rank intervals: a point with its whiskers, because a rank without its interval says too much.

Every row is a row of a table: the name, a small drawing in percent of its width, and the same in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple


class Interval(NamedTuple):
    """A named point between ``low`` and ``high``; ``text`` says it in words."""

    label: str
    low: Decimal
    point: Decimal
    high: Decimal
    text: str
    mine: bool = False


class Drawn(NamedTuple):
    """An interval with its places in percent."""

    label: str
    text: str
    mine: bool
    low: str
    point: str
    high: str


@dataclass(frozen=True)
class Whiskers:
    """Intervals on a scale from ``start`` to ``end``; the head names what is drawn."""

    caption: str
    head: str
    intervals: Sequence[Interval]
    start: Decimal
    end: Decimal
    note: str = ""

    @property
    def rows(self) -> list[Drawn]:
        """All intervals placed; a margin of 2 % keeps the end points whole."""
        return [
            Drawn(
                item.label,
                item.text,
                item.mine,
                self._place(item.low),
                self._place(item.point),
                self._place(item.high),
            )
            for item in self.intervals
        ]

    def _place(self, value: Decimal) -> str:
        return f"{2 + 96 * (value - self.start) / (self.end - self.start):.2f}%"
