"""View model of the security log."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from fivefold.authz.models import SecurityEvent
from fivefold.web.paging import Listing, Pager
from fivefold.web.parts import EmptyState
from fivefold.web.roles import role_label
from fivefold.web.speech import programme_time
from fivefold.web.tables import Cell, Column, Row, Table


def refusals_table(query: QueryDict) -> Table:
    """Return refusals, newest first; two queries."""
    listing = Listing.read(query)
    found = SecurityEvent.objects.all()
    pager = Pager.of(listing, found.count())
    rows = [
        Row(
            [
                programme_time(e.at),
                Cell(role_label(e.role) if e.role else "—", note=e.body),
                e.permission,
                e.path,
                e.reason,
            ]
        )
        for e in found[pager.start : pager.stop]
    ]
    return Table(
        caption=_("Refused acts"),
        columns=[
            Column(_("When"), "date"),
            Column(_("Role")),
            Column(_("Permission")),
            Column(_("Address"), "wide"),
            Column(_("Reason")),
        ],
        rows=rows,
        empty=EmptyState(
            _("Nothing was refused."), next=_("Refused acts appear here, with seat, permission and reason.")
        ),
        listing=listing,
        pager=pager,
        layout="stack",
    )
