"""Pages of the security administrator."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fivefold.authz.permissions import Permission
from fivefold.authz.roles import Role
from fivefold.office.seats import actions, dossiers, queries
from fivefold.office.seats.forms import SeatForm
from fivefold.office.trail import office_trail
from fivefold.web.access import requires
from fivefold.web.addresses import reverse
from fivefold.web.parts import Link
from fivefold.web.request import OfficeRequest
from fivefold.web.speech import speak_reason


def _grant(request: OfficeRequest, form: SeatForm) -> bool:
    """Grant what the form asks for; errors go to the field they belong to."""
    data = form.cleaned_data
    person = queries.person_named(data["username"])
    body = queries.body_of(data["programme"], data["body_code"]) if data["body_code"] else None
    if person is None:
        form.add_error("username", _("Nobody signs in with this name."))
    if data["body_code"] and body is None:
        form.add_error("body_code", _("This programme has no body with this code."))
    if person is None or form.errors:
        return False
    try:
        actions.seat_grant(person=person, role=Role(data["role"]), body=body, actor=request.actor)
    except actions.SeatRefused as refusal:
        form.add_error(None, speak_reason(refusal.reasons[0]))
        return False
    return True


@requires(Permission.SEAT_VIEW)
def seats(request: OfficeRequest) -> HttpResponse:
    """List seats and grant new ones."""
    form = SeatForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _grant(request, form):
        messages.success(request, _("The seat is granted."))
        return HttpResponseRedirect(reverse("office:seats"))
    context = {
        "table": dossiers.seats_table(request.GET),
        "form": form,
        "crumbs": office_trail(Link(_("Seats"), "")),
    }
    return render(request, "office/seats.html", context, status=422 if form.errors else 200)


@require_safe
@requires(Permission.SEAT_VIEW)
def seat(request: OfficeRequest, seat_id: UUID) -> HttpResponse:
    """Show one seat with the act that ends it."""
    found = queries.seat_by_id(str(seat_id))
    if found is None:
        raise Http404
    page = dossiers.seat_page(found)
    crumbs = office_trail(Link(_("Seats"), reverse("office:seats")), Link(page.title, ""))
    return render(request, "office/person.html", {"page": page, "crumbs": crumbs})


@require_POST
@requires(Permission.SEAT_GRANT)
def seat_end(request: OfficeRequest, seat_id: UUID) -> HttpResponse:
    """End a seat."""
    seat = queries.seat_by_id(str(seat_id))
    if seat is None:
        raise Http404
    actions.seat_end(seat=seat, actor=request.actor)
    messages.success(request, _("The seat has ended."))
    return HttpResponseRedirect(reverse("office:seats"))
