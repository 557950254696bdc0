"""The active seat: one per request, shown in the header, switched by its holder (decisions 22)."""

from collections.abc import Sequence

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from fivefold.orgs.seats import SeatFacts
from fivefold.packs.models import Programme
from fivefold.web.access import public, signed_in
from fivefold.web.request import PageRequest

LARGE_TEXT_COOKIE = "large_text"
_YEAR_SECONDS = 365 * 24 * 60 * 60


def choose_seat(seats: Sequence[SeatFacts], wanted: str, programme: Programme | None) -> SeatFacts | None:
    """Choose the active seat: the wanted one where it fits the programme, else the first that fits."""
    here = str(programme.pk) if programme else ""
    fitting = [s for s in seats if not here or s.programme_id in ("", here)]
    return next((s for s in fitting if s.id == wanted), fitting[0] if fitting else None)


def _back(request: PageRequest) -> str:
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if safe else "/"


@require_POST
@signed_in
def seat_switch(request: PageRequest) -> HttpResponse:
    """Make another of the person's own seats the active one and go to its workbench."""
    wanted = request.POST.get("seat", "")
    if any(seat.id == wanted for seat in request.seats):
        request.session["seat"] = wanted
    return HttpResponseRedirect("/")


@require_POST
@public
def large_text(request: PageRequest) -> HttpResponse:
    """Switch the large-text mode (长辈版) on or off and return to the page."""
    response = HttpResponseRedirect(_back(request))
    on = request.COOKIES.get(LARGE_TEXT_COOKIE) != "1"
    response.set_cookie(
        LARGE_TEXT_COOKIE, "1" if on else "0", max_age=_YEAR_SECONDS, samesite="Lax", httponly=True
    )
    return response
