"""Regions by projects: one glyph with its word per cell, joined as strings because boards are long."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from django.utils.safestring import SafeString, mark_safe

from fivefold.web.parts import SHAPES, Link
from fivefold.web.tables import Group, escaped

GlyphKind = Literal["advantage", "breakthrough", "official", "late", "plain", "none"]


class Glyph(NamedTuple):
    """What a cell shows: a shape or letter, its word (read aloud, shown on hover), a link, a short note."""

    shape: str
    word: str
    kind: GlyphKind = "plain"
    href: str = ""
    note: str = ""


class MatrixColumn(NamedTuple):
    """A project: its full name, a short head, a link; a ``note`` (overlap, hole) marks the whole column.

    With ``name`` the head reads downwards below the short one, so that nobody has to know the numbers by heart.
    """

    label: str
    short: str = ""
    href: str = ""
    note: str = ""
    name: str = ""


class MatrixRow(NamedTuple):
    """A region: name, cells (``None`` = nothing), a link, a note beside the name, a figure at the end.

    ``late`` says in a word, with its shape, that the region is past its date.
    """

    label: str
    cells: Sequence[Glyph | None]
    href: str = ""
    note: str = ""
    total: str = ""
    late: str = ""


@dataclass(frozen=True)
class Matrix:
    """The whole board; ``totals`` stand under the columns, ``legend`` explains every glyph, ``note`` the figures."""

    caption: str
    corner: str
    columns: Sequence[MatrixColumn]
    rows: Sequence[MatrixRow | Group]
    legend: Sequence[Glyph] = ()
    totals: Sequence[str] = ()
    totals_label: str = ""
    total_label: str = ""
    downloads: Sequence[Link] = ()
    note: str = ""
    key: str = "matrix"

    @cached_property
    def body(self) -> SafeString:
        """All rows, escaped."""
        return mark_safe("".join(map(self._line, self.rows)))  # noqa: S308 - each part is escaped

    @cached_property
    def _starts(self) -> list[str]:
        return ['<td class="c-over">' if column.note else "<td>" for column in self.columns]

    def _line(self, row: MatrixRow | Group) -> str:
        if isinstance(row, Group):
            span = len(self.columns) + 1 + bool(self.total_label)
            note = f' <span class="note">{escaped(row.note)}</span>' if row.note else ""
            return (
                f'<tr class="group"><th scope="rowgroup" colspan="{span}">'
                f"{escaped(row.label)}{note}</th></tr>"
            )
        name = str(escaped(row.label))
        if row.href:
            name = f'<a href="{escaped(row.href)}">{name}</a>'
        if row.note:
            name += f'<span class="note">{escaped(row.note)}</span>'
        if row.late:
            name += f'<span class="tag tag-late"><i aria-hidden="true">{SHAPES["late"]}</i>{escaped(row.late)}</span>'
        cells = "".join(
            f"{start}{glyph_html(glyph) if glyph else ''}</td>"
            for glyph, start in zip(row.cells, self._starts, strict=True)
        )
        total = f'<td class="c-number">{escaped(row.total)}</td>' if self.total_label else ""
        return f'<tr><th scope="row">{name}</th>{cells}{total}</tr>'


def glyph_html(glyph: Glyph) -> SafeString:
    """Draw the glyph with its word for those who cannot see the shape."""
    word = escaped(glyph.word)
    note = f"<small>{escaped(glyph.note)}</small>" if glyph.note else ""
    inner = (
        f'<span aria-hidden="true">{escaped(glyph.shape)}</span>'
        f'<span class="visually-hidden">{word}</span>{note}'
    )
    attributes = f'class="glyph g-{glyph.kind}" title="{word}"'
    if glyph.href:
        html = f'<a {attributes} href="{escaped(glyph.href)}">{inner}</a>'
    else:
        html = f"<span {attributes}>{inner}</span>"
    return mark_safe(html)  # noqa: S308 - each part is escaped
