"""View models of people."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import QueryDict
from django.utils.translation import gettext as _

from fivefold.office.people.queries import SeatCount, people
from fivefold.orgs.models import Person
from fivefold.web.addresses import reverse
from fivefold.web.paging import FilterBar, FilterField, Listing, Pager
from fivefold.web.parts import Action, EmptyState, SummaryRow, Tag
from fivefold.web.tables import Cell, Column, Row, Table

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


def _status(person: Person) -> Tag:
    """Say whether somebody can sign in: only who is not shut out and was given a password."""
    if not person.is_active:
        return Tag(_("disabled"))
    if not person.has_usable_password():
        return Tag(_("no password, cannot sign in"))
    return Tag(_("may sign in"), "done")


def _row(person: "WithAnnotations[Person, SeatCount]") -> Row:
    tag = _status(person)
    return Row(
        [
            Cell(person.username, href=reverse("office:person", args=[person.pk])),
            person.name,
            person.seat_count,
            Cell(tag.label, tag=tag.kind),
        ]
    )


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One person: what is known, what can be done."""

    title: str
    rows: Sequence[SummaryRow]
    actions: Sequence[Action]


def person_page(person: Person) -> PersonPage:
    """Return the page of one person."""

    def act(name: str) -> str:
        return reverse("office:person_act", args=[person.pk, name])

    sure = _("They will be signed out at their next request.") if person.is_active else ""
    switch = (
        Action(_("Disable"), act("disable"), post=True, confirm=sure)
        if person.is_active
        else Action(_("Enable"), act("enable"), post=True)
    )
    replace = Action(
        _("New one-time password"),
        act("password"),
        post=True,
        confirm=_("The present password stops working at once."),
    )
    rows = [
        SummaryRow(_("Sign-in name"), person.username),
        SummaryRow(_("Office mail"), person.email or "—"),
        SummaryRow(_("Status"), "", tag=_status(person)),
    ]
    return PersonPage(person.name, rows, [switch, replace])


def people_table(query: QueryDict) -> Table:
    """Return the list of people; two queries."""
    listing = Listing.read(query)
    found = people(listing.value("q"))
    pager = Pager.of(listing, found.count())
    return Table(
        caption=_("People"),
        columns=[
            Column(_("Sign-in name")),
            Column(_("Name")),
            Column(_("Seats"), "number"),
            Column(_("Status"), "tag"),
        ],
        rows=[_row(person) for person in found[pager.start : pager.stop]],
        empty=EmptyState(_("Nobody found."), next=_("Make the first person with the form below.")),
        listing=listing,
        pager=pager,
        filters=FilterBar([FilterField("q", _("Name"), listing.value("q"))]),
        layout="stack",
    )
