"""Radar of the projects: the own figures against median and quartiles of the own class."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import cos, pi, sin
from typing import NamedTuple

from fivefold.web.parts import Link
from fivefold.web.tables import plain

RADIUS = 130.0
CENTRE_X = 230.0
CENTRE_Y = 158.0
RINGS = (0.25, 0.5, 0.75, 1.0)


class Axis(NamedTuple):
    """One project: own figure and the class's quartiles; ``None`` where there is none."""

    label: str
    own: Decimal | None
    low: Decimal | None
    median: Decimal | None
    high: Decimal | None
    short: str = ""


class Spoke(NamedTuple):
    """Where an axis ends and where its name stands."""

    x: str
    y: str
    label_x: str
    label_y: str
    anchor: str
    label: str


@dataclass(frozen=True)
class Radar:
    """All axes on a scale from 0 to ``top``; ``own`` and ``peers`` name what is compared (with its n)."""

    caption: str
    axes: Sequence[Axis]
    top: Decimal
    own: str
    peers: str
    downloads: Sequence[Link] = ()

    width = 460
    height = 318
    centre_x = CENTRE_X
    centre_y = CENTRE_Y

    def _point(self, index: int, share: float) -> tuple[float, float]:
        angle = 2 * pi * index / len(self.axes) - pi / 2
        return CENTRE_X + RADIUS * share * cos(angle), CENTRE_Y + RADIUS * share * sin(angle)

    def _share(self, value: Decimal | None) -> float:
        return float(min(max(value or Decimal(0), Decimal(0)), self.top) / self.top)

    def _path(self, values: Sequence[Decimal | None]) -> str:
        points = (self._point(index, self._share(value)) for index, value in enumerate(values))
        return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in points) + "Z"

    @property
    def rings(self) -> list[str]:
        """The four rings as paths."""
        count = len(self.axes)
        return [
            "M" + "L".join("{:.1f},{:.1f}".format(*self._point(i, share)) for i in range(count)) + "Z"
            for share in RINGS
        ]

    @property
    def band(self) -> str:
        """The area between the quartiles: the outer outline with the inner one cut out."""
        return self._path([axis.high for axis in self.axes]) + self._path([axis.low for axis in self.axes])

    @property
    def median(self) -> str:
        """Outline of the medians."""
        return self._path([axis.median for axis in self.axes])

    @property
    def outline(self) -> str:
        """Outline of the own figures; it is broken where a figure is missing, never drawn as nought."""
        count = len(self.axes)
        pieces = []
        for index, axis in enumerate(self.axes):
            after = self.axes[(index + 1) % count]
            if axis.own is not None and after.own is not None:
                here = self._point(index, self._share(axis.own))
                there = self._point(index + 1, self._share(after.own))
                pieces.append("M{:.1f},{:.1f}L{:.1f},{:.1f}".format(*here, *there))
        return "".join(pieces)

    @property
    def dots(self) -> list[tuple[str, str, str]]:
        """Own figures that are there: x, y and what to say about the point."""
        dots = []
        for index, axis in enumerate(self.axes):
            if axis.own is not None:
                x, y = self._point(index, self._share(axis.own))
                dots.append((f"{x:.1f}", f"{y:.1f}", f"{axis.label} {plain(axis.own)}"))
        return dots

    @property
    def spokes(self) -> list[Spoke]:
        """Axes with the places of their names."""
        spokes = []
        for index, axis in enumerate(self.axes):
            x, y = self._point(index, 1)
            label_x, label_y = self._point(index, 1.09)
            side = label_x - CENTRE_X
            anchor = "middle" if abs(side) < 15 else ("start" if side > 0 else "end")  # noqa: PLR2004 - px
            spokes.append(
                Spoke(
                    f"{x:.1f}",
                    f"{y:.1f}",
                    f"{label_x:.1f}",
                    f"{label_y + 4:.1f}",
                    anchor,
                    axis.short or axis.label,
                )
            )
        return spokes

    @property
    def table(self) -> list[tuple[str, str, str, str, str]]:
        """The same figures as rows: name, own, lower quartile, median, upper quartile."""
        return [(a.label, plain(a.own), plain(a.low), plain(a.median), plain(a.high)) for a in self.axes]
