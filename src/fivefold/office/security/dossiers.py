"""View model of the security log."""

from collections.abc import Mapping, Sequence

from django.http import QueryDict
from django.utils.translation import gettext as _

from fivefold.authz.models import SecurityEvent
from fivefold.authz.permissions import Permission
from fivefold.authz.words import act_of
from fivefold.method.reason import Reason
from fivefold.orgs.models import Seat
from fivefold.web.paging import Listing, Pager
from fivefold.web.parts import EmptyState
from fivefold.web.roles import role_label
from fivefold.web.speech import name_lang, programme_time, speak_reason
from fivefold.web.tables import Cell, Column, Row, Table


def _act(event: SecurityEvent) -> Reason | None:
    """Return what was tried; None where the code is none of this version's."""
    known = event.permission in list(Permission)
    return act_of(Permission(event.permission)) if known else None


def _why(event: SecurityEvent) -> str:
    """Say why it was refused. The log keeps the code alone, so the object is called "this matter" here."""
    params = {"act": _act(event), "subject": _("This matter")}
    try:
        return speak_reason(Reason(event.reason, params))
    except LookupError:
        return _("Refused by a rule that this version no longer knows: %(code)s") % {"code": event.reason}


def _bodies(events: Sequence[SecurityEvent]) -> dict[str, str]:
    """Return the name of the body of each seat, by seat; one query."""
    seats = Seat.objects.filter(pk__in={event.seat for event in events if event.seat})
    return {str(pk): name for pk, name in seats.values_list("pk", "body__name") if name}


def _row(event: SecurityEvent, bodies: Mapping[str, str]) -> Row:
    act = _act(event)
    return Row(
        [
            programme_time(event.at),
            Cell(
                bodies.get(event.seat) or event.body or "—",
                note=role_label(event.role) if event.role else "",
                lang=name_lang(),
            ),
            Cell(speak_reason(act) if act else event.permission, note=event.path),
            _why(event),
        ]
    )


def refusals_table(query: QueryDict) -> Table:
    """Return refusals, newest first; three queries."""
    listing = Listing.read(query)
    found = SecurityEvent.objects.all()
    pager = Pager.of(listing, found.count())
    events = list(found[pager.start : pager.stop])
    bodies = _bodies(events)
    return Table(
        caption=_("Refused acts"),
        columns=[
            Column(_("When"), "date"),
            Column(_("Who")),
            Column(_("What was tried"), "wide"),
            Column(_("Why it was refused"), "wide"),
        ],
        rows=[_row(event, bodies) for event in events],
        empty=EmptyState(
            _("Nothing was refused."),
            next=_("Refused acts appear here: who tried what, where, and why it was refused."),
        ),
        listing=listing,
        pager=pager,
        layout="stack",
    )
