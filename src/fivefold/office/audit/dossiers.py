"""The audit pages: the log in sentences, one entry whole, and whether the store was touched."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from fivefold.ledger import reading
from fivefold.ledger.reading import EntryFacts
from fivefold.method.reason import Reason
from fivefold.orgs.seats import SeatFacts
from fivefold.web.addresses import reverse
from fivefold.web.paging import FilterBar, FilterField, Listing, Pager
from fivefold.web.parts import EmptyState, Link, SummaryRow
from fivefold.web.roles import role_label
from fivefold.web.speech import programme_time, speak_reason
from fivefold.web.subjects import open_url
from fivefold.web.tables import Cell, Column, Row, Table


@dataclass(frozen=True, slots=True)
class Place:
    """Whose log is shown: origin, slug of the programme or "", filters, the pages above it, title."""

    origin: str
    slug: str
    subjects: Sequence[tuple[str, str]]
    above: Sequence[Link]
    title: str

    def trail(self, here: str = "") -> list[Link]:
        """Return the trail to the log itself, or to a page of it."""
        if not here:
            return [*self.above, Link(self.title, "")]
        url = reverse("audit:log", args=[self.slug]) if self.slug else reverse("office:accounts")
        return [*self.above, Link(self.title, url), Link(here, "")]


def entry_url(place: Place, entry_id: str) -> str:
    """Return the address of one entry's page."""
    if place.slug:
        return reverse("audit:entry", kwargs={"slug": place.slug, "entry_id": entry_id})
    return reverse("office:account_entry", args=[entry_id])


def spoken(entry: EntryFacts) -> str:
    """Say an entry as a sentence; a role, which the leaf holds as its code, by its name."""
    said = entry.sentence
    role = said.params.get("role")
    named = {**said.params, "role": role_label(role)} if isinstance(role, str) else said.params
    return speak_reason(Reason(said.code, named))


def _row(place: Place, entry: EntryFacts) -> Row:
    said = spoken(entry)
    # Some sentences give the reason themselves; then it is not said again.
    note = "" if entry.because in said else entry.because
    return Row(
        [
            entry.index + 1,
            programme_time(entry.at),
            Cell(said, href=entry_url(place, entry.id), note=note),
            Cell(entry.body_name or "—", note=role_label(entry.role)),
            entry.person_name or "—",
        ]
    )


def log_table(place: Place, query: QueryDict) -> Table:
    """Return a page of the log, newest first; three queries."""
    listing = Listing.read(query)
    subject = listing.value("subject")
    filters = {"subject_type": subject, "kind": listing.value("kind")}
    total = reading.page(place.origin, start=0, count=0, **filters)[1]
    pager = Pager.of(listing, total)
    entries, _total = reading.page(place.origin, start=pager.start, count=pager.stop - pager.start, **filters)
    return Table(
        caption=_("Log"),
        columns=[
            Column(_("No."), "number"),
            Column(_("When"), "date"),
            Column(_("What"), "wide"),
            Column(_("Body")),
            Column(_("Who")),
        ],
        rows=[_row(place, entry) for entry in entries],
        empty=EmptyState(_("Nothing is recorded yet."), next=_("The first official act opens the log.")),
        listing=listing,
        pager=pager,
        filters=FilterBar([FilterField("subject", _("Subject"), subject, [("", _("all")), *place.subjects])]),
        layout="stack",
    )


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One entry: the sentence, its rows, and the hash under which it stands in the tree."""

    sentence: str
    rows: Sequence[SummaryRow]
    digest: str


def entry_page(place: Place, entry: EntryFacts, seat: SeatFacts | None) -> EntryPage:
    """Return the page of one entry; what it concerns is a link where the reader may go."""
    url = open_url(seat, entry.subject_type, place.slug, entry.subject_id) if place.slug else ""
    rows = [
        SummaryRow(_("No. in the log"), str(entry.index + 1)),
        SummaryRow(_("When"), programme_time(entry.at)),
        SummaryRow(_("Body"), entry.body_name or "—"),
        SummaryRow(_("Who"), entry.person_name or "—", note=role_label(entry.role)),
        SummaryRow(_("Reason given"), entry.because or "—"),
        SummaryRow(_("Concerns"), str(entry.params.get("subject", "—")), url=url),
    ]
    return EntryPage(spoken(entry), rows, entry.leaf_hash)
