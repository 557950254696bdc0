"""Status strip: how many of how many are in which state, as one bar and as words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from fivefold.web.parts import SHAPES


@dataclass(frozen=True, slots=True)
class Share:
    """A state with its count; ``url`` leads to exactly these."""

    label: str
    kind: str
    count: int
    url: str = ""

    @property
    def shape(self) -> str:
        """The shape of the state."""
        return SHAPES[self.kind]


class Segment(NamedTuple):
    """A piece of the bar in percent of its length."""

    kind: str
    x: str
    width: str
    title: str


@dataclass(frozen=True)
class Strip:
    """The bar of one body (a province, a unit): the counts add up to ``total``."""

    label: str
    shares: Sequence[Share]
    url: str = ""

    @property
    def total(self) -> int:
        """How many there are in all."""
        return sum(share.count for share in self.shares)

    @property
    def segments(self) -> list[Segment]:
        """The pieces from left to right; what has no member is left out."""
        pieces, before = [], 0
        for share in self.shares:
            if share.count:
                pieces.append(
                    Segment(
                        share.kind,
                        f"{before * 100 / self.total:.3f}%",
                        f"{share.count * 100 / self.total:.3f}%",
                        f"{share.label} {share.count}/{self.total}",
                    )
                )
            before += share.count
        return pieces
