"""The log of a programme or of the installation, in sentences."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fivefold.authz.permissions import Permission
from fivefold.ledger import reading
from fivefold.ledger.reading import EntryFacts
from fivefold.lifecycle.origin import origin_of
from fivefold.office.accounts_log import accounts_origin
from fivefold.office.audit import dossiers
from fivefold.office.audit.subjects import account_subjects, programme_subjects
from fivefold.web.access import requires
from fivefold.web.request import OfficeRequest, SeatRequest


def _programme_log(request: SeatRequest) -> dossiers.Place:
    return dossiers.Place(origin_of(request.programme), request.programme.slug, programme_subjects())


def _accounts_log(request: OfficeRequest) -> dossiers.Place:
    if request.seat.programme_id:
        raise Http404
    return dossiers.Place(accounts_origin(), "", account_subjects())


def _entry(place: dossiers.Place, entry_id: UUID) -> EntryFacts:
    found = reading.entry_in(place.origin, str(entry_id))
    if found is None:
        raise Http404
    return found


@require_safe
@requires(Permission.AUDIT_VIEW)
def log(request: SeatRequest, slug: str) -> HttpResponse:
    """List the programme's log."""
    place = _programme_log(request)
    return render(
        request, "office/log.html", {"table": dossiers.log_table(place, request.GET), "title": _("Log")}
    )


@require_safe
@requires(Permission.AUDIT_VIEW)
def entry(request: SeatRequest, slug: str, entry_id: UUID) -> HttpResponse:
    """Show one entry of the programme's log."""
    place = _programme_log(request)
    return render(request, "office/entry.html", {"page": dossiers.entry_page(place, _entry(place, entry_id))})


@require_safe
@requires(Permission.AUDIT_VIEW)
def damage(request: SeatRequest, slug: str) -> HttpResponse:
    """Read the whole log once and say whether anything in the store was changed."""
    found = [index + 1 for index in reading.damage(origin_of(request.programme))]
    size = reading.size(origin_of(request.programme))
    return render(request, "office/damage.html", {"found": found, "size": size})


@require_safe
@requires(Permission.AUDIT_VIEW)
def accounts(request: OfficeRequest) -> HttpResponse:
    """List the installation's log of people and seats."""
    table = dossiers.log_table(_accounts_log(request), request.GET)
    return render(request, "office/log.html", {"table": table, "title": _("Log of people and seats")})


@require_safe
@requires(Permission.AUDIT_VIEW)
def account_entry(request: OfficeRequest, entry_id: UUID) -> HttpResponse:
    """Show one entry of the installation's log."""
    place = _accounts_log(request)
    return render(request, "office/entry.html", {"page": dossiers.entry_page(place, _entry(place, entry_id))})
