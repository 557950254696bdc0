"""The five divisions of a programme with one figure each, and its pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from fivefold.authz.decide import permissions_of
from fivefold.desk.home.figures import FIGURES
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.models import Programme
from fivefold.web.navigation import divisions
from fivefold.web.parts import Link, SummaryRow
from fivefold.web.shell import programme_url


@dataclass(frozen=True, slots=True)
class DivisionCard:
    """A division and the pages of it that the seat may open."""

    key: str
    label: str | Promise
    pages: Sequence[Link]
    rows: Sequence[SummaryRow]


def division_overview(programme: Programme, seat: SeatFacts, now: datetime) -> list[DivisionCard]:
    """Return the registered divisions, each with its figures and the pages open to the seat."""
    allowed = permissions_of(seat)
    return [
        DivisionCard(
            division.key,
            division.label,
            [
                Link(str(entry.label), programme_url(entry.url_name, programme))
                for entry in division.entries
                if entry.permission in allowed
            ],
            FIGURES[division.key](programme, seat, now) if division.key in FIGURES else (),
        )
        for division in divisions()
    ]
