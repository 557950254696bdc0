"""View models of the page about Fivefold."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fivefold.desk.about.parts import CARRIED, ThirdParty, libraries
from fivefold.packs.models import Programme
from fivefold.packs.programmes import pack_of
from fivefold.packs.schema.programme import Source
from fivefold.web.parts import EmptyState, SummaryRow
from fivefold.web.speech import day
from fivefold.web.tables import Cell, Column, Table


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts that one programme's pack is made from, and the terms of the pack."""

    title: str
    licence: str
    rows: Sequence[SummaryRow]


def _source(source: Source, language: str) -> SummaryRow:
    said = [source.publisher.text(language) if source.publisher else "", day(source.published_on)]
    return SummaryRow(
        source.title.text(language),
        " · ".join(part for part in said if part),
        note=source.note.text(language) if source.note else "",
    )


def texts_of(programmes: Iterable[Programme]) -> list[Texts]:
    """Return the texts behind each pack in use, each pack once."""
    language = get_language() or "zh-hans"
    packs = {pack.sha256: pack for pack in (pack_of(programme) for programme in programmes)}
    return [
        Texts(
            pack.title.text(language),
            pack.programme.licence.text(language) if pack.programme.licence else "",
            [_source(source, language) for source in pack.programme.sources],
        )
        for pack in packs.values()
    ]


def _table(key: str, caption: str, parts: Iterable[ThirdParty]) -> Table:
    return Table(
        caption=caption,
        columns=[Column(_("Part")), Column(_("Release")), Column(_("Licence"), "wide")],
        rows=[[Cell(part.name), part.version, part.licence or "—"] for part in parts],
        empty=EmptyState(_("None.")),
        key=key,
        layout="stack",
    )


def part_tables() -> list[Table]:
    """Return the third-party parts: files that are carried along, and libraries that are installed."""
    return [
        _table("carried", _("Files carried along"), CARRIED),
        _table("libraries", _("Libraries"), libraries()),
    ]
