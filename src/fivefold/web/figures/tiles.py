"""Tile map: every province an equal square, so that no border is drawn and none can be disputed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from fivefold.web.parts import Link
from fivefold.web.tables import escaped

SIDE = 44
GAP = 4
FEWEST = 10  # columns a drawing is wide at least, so that one square is no larger than one of many


class Tile(NamedTuple):
    """A square at column and row (from 0) with a short name, a figure and a step of the heat scale."""

    column: int
    row: int
    name: str
    value: str = ""
    level: int = 0
    title: str = ""
    href: str = ""
    mine: bool = False

    @property
    def x(self) -> int:
        """Left edge."""
        return GAP + self.column * (SIDE + GAP)

    @property
    def y(self) -> int:
        """Upper edge."""
        return GAP + self.row * (SIDE + GAP)

    @property
    def middle(self) -> int:
        """Middle of the square, for its texts."""
        return self.x + SIDE // 2

    @property
    def name_y(self) -> int:
        """Base line of the name."""
        return self.y + (19 if self.value else 26)

    @property
    def value_y(self) -> int:
        """Base line of the figure."""
        return self.y + 35


@dataclass(frozen=True)
class TileMap:
    """All squares; ``scale`` are the texts of the steps 0 to 5, ``table_url`` the same as a table."""

    caption: str
    tiles: Sequence[Tile]
    scale: Sequence[str] = ()
    table_url: str = ""
    downloads: Sequence[Link] = ()
    note: str = ""

    @property
    def width(self) -> int:
        """Width of the drawing."""
        return GAP + max(FEWEST, 1 + max((tile.column for tile in self.tiles), default=0)) * (SIDE + GAP)

    @property
    def height(self) -> int:
        """Height of the drawing."""
        return GAP + (1 + max((tile.row for tile in self.tiles), default=0)) * (SIDE + GAP)

    @cached_property
    def body(self) -> SafeString:
        """All squares, escaped."""
        return mark_safe("".join(map(_square, self.tiles)))  # noqa: S308 - each part is escaped


def _square(tile: Tile) -> str:
    name, value, title = (str(escaped(text)) for text in (tile.name, tile.value, tile.title))
    mine = ' class="is-mine"' if tile.mine else ""
    figure = (
        f'<text class="t-value" x="{tile.middle}" y="{tile.value_y}">{value}</text>' if tile.value else ""
    )
    drawn = (
        f"<title>{title or name} {value}</title>"
        f'<rect class="heat-{tile.level}" x="{tile.x}" y="{tile.y}" width="{SIDE}" height="{SIDE}"/>'
        f'<text class="t-name" x="{tile.middle}" y="{tile.name_y}">{name}</text>{figure}'
    )
    if not tile.href:
        return f"<g{mine}>{drawn}</g>"
    more = f" ({title})" if tile.title not in {"", tile.name} else ""
    return f'<a href="{escaped(tile.href)}"{mine} aria-label="{name} {value}{more}">{drawn}</a>'


def places(count: int, columns: int) -> list[tuple[int, int]]:
    """Columns and rows for ``count`` squares set line by line, for nations without a customary layout."""
    return [(index % columns, index // columns) for index in range(count)]
