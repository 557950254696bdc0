"""The log of a programme or of the installation, in sentences."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fivefold.authz.decide import permissions_of
from fivefold.authz.permissions import Permission
from fivefold.ledger import reading
from fivefold.lifecycle.origin import origin_of
from fivefold.office.accounts_log import accounts_origin
from fivefold.office.audit import dossiers
from fivefold.office.audit.checks import contradictions
from fivefold.office.audit.subjects import account_subjects, programme_subjects
from fivefold.office.trail import office_trail, programme_trail
from fivefold.web.access import requires
from fivefold.web.request import OfficeRequest, SeatRequest
from fivefold.web.speech import speak_reason


def _programme_log(request: SeatRequest) -> dossiers.Place:
    programme = request.programme
    above = programme_trail(programme, linked=Permission.PROGRAMME_VIEW in permissions_of(request.seat))
    return dossiers.Place(origin_of(programme), programme.slug, programme_subjects(), above, _("Log"))


def _accounts_log(request: OfficeRequest) -> dossiers.Place:
    if request.seat.programme_id:
        raise Http404
    title = _("Log of people and seats")
    return dossiers.Place(accounts_origin(), "", account_subjects(), office_trail(), title)


def _log(request: SeatRequest | OfficeRequest, place: dossiers.Place) -> HttpResponse:
    table = dossiers.log_table(place, request.GET)
    return render(request, "office/log.html", {"table": table, "title": place.title, "crumbs": place.trail()})


def _entry(request: SeatRequest | OfficeRequest, place: dossiers.Place, entry_id: UUID) -> HttpResponse:
    found = reading.entry_in(place.origin, str(entry_id))
    if found is None:
        raise Http404
    here = _("Entry %(number)s") % {"number": found.index + 1}
    context = {"page": dossiers.entry_page(place, found, request.seat), "crumbs": place.trail(here)}
    return render(request, "office/entry.html", context)


@require_safe
@requires(Permission.AUDIT_VIEW)
def log(request: SeatRequest, slug: str) -> HttpResponse:
    """List the programme's log."""
    return _log(request, _programme_log(request))


@require_safe
@requires(Permission.AUDIT_VIEW)
def entry(request: SeatRequest, slug: str, entry_id: UUID) -> HttpResponse:
    """Show one entry of the programme's log."""
    return _entry(request, _programme_log(request), entry_id)


@require_safe
@requires(Permission.AUDIT_VIEW)
def damage(request: SeatRequest, slug: str) -> HttpResponse:
    """Read the whole log once and say whether anything in the store was changed, or contradicts it."""
    found = [index + 1 for index in reading.damage(origin_of(request.programme))]
    size = reading.size(origin_of(request.programme))
    context = {
        "found": found,
        "size": size,
        "contradictions": [speak_reason(reason) for reason in contradictions(request.programme)],
        "crumbs": _programme_log(request).trail(_("Check of the log")),
    }
    return render(request, "office/damage.html", context)


@require_safe
@requires(Permission.AUDIT_VIEW)
def accounts(request: OfficeRequest) -> HttpResponse:
    """List the installation's log of people and seats."""
    return _log(request, _accounts_log(request))


@require_safe
@requires(Permission.AUDIT_VIEW)
def account_entry(request: OfficeRequest, entry_id: UUID) -> HttpResponse:
    """Show one entry of the installation's log."""
    return _entry(request, _accounts_log(request), entry_id)
