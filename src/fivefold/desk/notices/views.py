"""The inbox of the active seat."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from fivefold.desk.notices.queries import mark_read, shown
from fivefold.method.reason import Reason
from fivefold.web.access import signed_in
from fivefold.web.addresses import reverse
from fivefold.web.paging import Listing, Pager
from fivefold.web.parts import EmptyState
from fivefold.web.request import PageRequest
from fivefold.web.speech import programme_time, speak_reason
from fivefold.web.subjects import subject_url
from fivefold.web.tables import Cell, Column, Row, Table


@require_safe
@signed_in
def notices(request: PageRequest) -> HttpResponse:
    """List the notices to the active seat, newest first."""
    listing = Listing.read(request.GET)
    found = shown(request.seat) if request.seat else None
    pager = Pager.of(listing, found.count() if found is not None else 0)
    rows = [
        Row(
            [
                Cell(
                    speak_reason(Reason(notice.code, notice.params)),
                    href=subject_url(notice.subject_type, notice.programme.slug, notice.subject_id),
                    note=_("new") if notice.unread else "",
                ),
                programme_time(notice.at),
            ],
            kind="mine" if notice.unread else "",
        )
        for notice in (found[pager.start : pager.stop] if found is not None else ())
    ]
    table = Table(
        caption=_("Notices"),
        columns=[Column(_("Notice"), "wide"), Column(_("When"), "date")],
        rows=rows,
        empty=EmptyState(
            _("No notice yet."), next=_("You get one when something that concerns your body happens.")
        ),
        listing=listing,
        pager=pager,
        layout="stack",
    )
    return render(request, "desk/notices.html", {"table": table})


@require_POST
@signed_in
def notices_read(request: PageRequest) -> HttpResponse:
    """Mark all notices of the active seat as read."""
    count = mark_read(request.seat) if request.seat else 0
    messages.success(request, ngettext("%(n)d notice read.", "%(n)d notices read.", count) % {"n": count})
    return HttpResponseRedirect(reverse("desk:notices"))
