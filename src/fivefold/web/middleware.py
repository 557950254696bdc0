"""Middleware: readable addresses, the active seat, refusals as pages, marked names, and the content security policy."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.utils import timezone
from django.utils.translation import get_language

from fivefold.authz.models import SecurityEvent
from fivefold.files.store import FileDamagedError
from fivefold.lifecycle.actor import Actor
from fivefold.lifecycle.errors import NotAllowed
from fivefold.method.reason import Refused
from fivefold.orgs.seats import seats_of
from fivefold.packs.programmes import programme_called
from fivefold.web.errors import file_damaged, refusal_response, wrong_method
from fivefold.web.names import mark_names
from fivefold.web.request import PageRequest
from fivefold.web.seats import choose_seat

_NUL = "\0"
Answer = Callable[[PageRequest], HttpResponse]
_POLICY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


class ContentSecurityMiddleware:
    """Nothing but our own scripts, styles and pictures on any page."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: PageRequest) -> HttpResponse:
        """Answer, with the policy unless the view set one of its own."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", _POLICY)
        return response


class NamesMiddleware:
    """Marks Chinese names on pages of another language (``fivefold.web.names``)."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: PageRequest) -> HttpResponse:
        """Answer; a Chinese page, a file or a stream passes untouched."""
        response = self.get_response(request)
        page = response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming
        if page and not (get_language() or "").startswith("zh"):
            response.content = mark_names(response.content.decode(response.charset)).encode(response.charset)
        return response


class AddressMiddleware:
    """Refuses an address that carries NUL: no code holds it, and PostgreSQL takes it in no question."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: PageRequest) -> HttpResponse:
        """Answer; addresses come to ``process_view``."""
        return self.get_response(request)

    def process_view(
        self, request: PageRequest, view: object, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """Let an address pass. Raises BadRequest for NUL in its path or its query."""
        asked = (text for name, values in request.GET.lists() for text in (name, *values))
        if any(_NUL in text for text in (request.path, *asked)):
            raise BadRequest


class SeatMiddleware:
    """Puts programme, seats, seat and actor on the request, and the programme's time zone in force."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: PageRequest) -> HttpResponse:
        """Answer a request that begins with no programme and no seat."""
        request.programme = None
        request.seats = ()
        request.seat = None
        request.actor = Actor()
        timezone.deactivate()
        return self.get_response(request)

    def process_view(
        self, request: PageRequest, view: object, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """Resolve the programme named in the address and the seat for it. An unknown programme is a 404."""
        slug = kwargs.get("slug")
        if slug is not None:
            request.programme = programme_called(slug)
            if request.programme is None:
                raise Http404
            timezone.activate(request.programme.time_zone)
        if request.user.is_authenticated:
            request.seats = seats_of(request.user, timezone.now())
            request.seat = choose_seat(request.seats, request.session.get("seat", ""), request.programme)
            request.actor = Actor(request.seat)


class RefusalMiddleware:
    """Turns refusals that no form caught into pages: 403 with its reason, 409, 422; and damaged files, 503.

    Refusals go to the security log.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: PageRequest) -> HttpResponse:
        """Answer; refusals come to ``process_exception``. A method that an address does not take is told in words."""
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            return wrong_method(request, response.headers["Allow"])
        return response

    def process_exception(self, request: PageRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal or a damaged file; everything else is not ours."""
        if isinstance(exception, FileDamagedError):
            return file_damaged(request)
        if not isinstance(exception, Refused):
            return None
        if isinstance(exception, NotAllowed):
            remember_refusal(request, exception)
        return refusal_response(request, exception)


def remember_refusal(request: PageRequest, refusal: NotAllowed) -> None:
    """Write a refusal to the security log, outside the transaction that was rolled back."""
    seat = request.seat
    SecurityEvent.objects.create(
        at=timezone.now(),
        kind="refused",
        seat=seat.id if seat else "",
        role=seat.role if seat else "",
        body=seat.body_code if seat else "",
        permission=refusal.permission.value,
        path=request.path[:300],
        reason=refusal.reasons[0].code,
    )
