"""Heat map: a table of figures on one scale; the figure stands in every cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from fivefold.web.figures.matrix import MatrixColumn
from fivefold.web.figures.scales import level
from fivefold.web.parts import Link
from fivefold.web.tables import escaped, plain


class HeatRow(NamedTuple):
    """A named row of figures, ``None`` where there is none."""

    label: str
    values: Sequence[Decimal | None]
    href: str = ""


@dataclass(frozen=True)
class Heat:
    """Figures from ``low`` to ``high``; ``unit`` is named in the caption, ``note`` says of what they are."""

    caption: str
    corner: str
    columns: Sequence[MatrixColumn]
    rows: Sequence[HeatRow]
    low: Decimal
    high: Decimal
    unit: str = ""
    note: str = ""
    downloads: Sequence[Link] = ()
    key: str = "heat"

    @cached_property
    def body(self) -> SafeString:
        """All rows, escaped."""
        return mark_safe("".join(map(self._line, self.rows)))  # noqa: S308 - each part is escaped

    def _line(self, row: HeatRow) -> str:
        name = str(escaped(row.label))
        if row.href:
            name = f'<a href="{escaped(row.href)}">{name}</a>'
        cells = "".join(
            f'<td class="heat-{level(value, self.low, self.high)}">{plain(value)}</td>'
            for value in row.values
        )
        return f'<tr><th scope="row">{name}</th>{cells}</tr>'
