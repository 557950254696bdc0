"""View models of seats."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from fivefold.office.seats.queries import seats
from fivefold.orgs.models import Seat
from fivefold.web.addresses import reverse
from fivefold.web.paging import FilterBar, FilterField, Listing, Pager
from fivefold.web.parts import Action, EmptyState, SummaryRow
from fivefold.web.roles import role_label
from fivefold.web.speech import day
from fivefold.web.tables import Cell, Column, Row, Table


def _row(seat: Seat) -> Row:
    place = seat.body.name if seat.body else _("the installation")
    programme = seat.programme.title if seat.programme else "—"
    running = seat.ends_at is None
    return Row(
        [
            seat.person.username,
            seat.person.name,
            role_label(seat.role),
            place,
            programme,
            day(seat.appointed_at),
            "—" if running else day(seat.ends_at),
            Cell(_("End it"), href=reverse("office:seat", args=[seat.pk])) if running else None,
        ]
    )


def seats_table(query: QueryDict) -> Table:
    """Return the list of seats; two queries."""
    listing = Listing.read(query)
    ended = listing.value("ended")
    found = seats(listing.value("q"), ended=ended == "1")
    pager = Pager.of(listing, found.count())
    return Table(
        caption=_("Seats"),
        columns=[
            Column(_("Sign-in name")),
            Column(_("Name")),
            Column(_("Role")),
            Column(_("Body")),
            Column(_("Programme")),
            Column(_("Since"), "date"),
            Column(_("Until"), "date"),
            Column(_("Act"), "action"),
        ],
        rows=[_row(seat) for seat in found[pager.start : pager.stop]],
        empty=EmptyState(_("No seat."), next=_("Grant the first one with the form below.")),
        listing=listing,
        pager=pager,
        filters=FilterBar(
            [
                FilterField("q", _("Person or body"), listing.value("q")),
                FilterField("ended", _("Shown"), ended, [("", _("present")), ("1", _("also ended"))]),
            ]
        ),
        layout="stack",
    )


@dataclass(frozen=True, slots=True)
class SeatPage:
    """One seat: what it is, and the act that ends it."""

    title: str
    rows: Sequence[SummaryRow]
    actions: Sequence[Action]


def seat_page(seat: Seat) -> SeatPage:
    """Return the page of one seat."""
    rows = [
        SummaryRow(_("Person"), f"{seat.person.name} ({seat.person.username})"),
        SummaryRow(_("Body"), seat.body.name if seat.body else _("the installation")),
        SummaryRow(_("Since"), day(seat.appointed_at)),
        SummaryRow(_("Until"), day(seat.ends_at) if seat.ends_at else "—"),
    ]
    end = Action(
        _("End this seat"),
        reverse("office:seat_end", args=[seat.pk]),
        post=True,
        confirm=_("The person loses this seat at once."),
        reason="" if seat.ends_at is None else _("It has ended already."),
    )
    return SeatPage(role_label(seat.role), rows, [end])
