"""Who may call an operation: the session's person, with the seats and permissions that pages ask for."""

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from django.http import Http404, HttpRequest
from ninja.security import SessionAuth

from fivefold.api.refusals import NoSuchSeat
from fivefold.authz.decide import permissions_of
from fivefold.authz.permissions import Permission
from fivefold.authz.words import role_lacks
from fivefold.lifecycle.actor import Actor
from fivefold.lifecycle.errors import NotAllowed
from fivefold.method.reason import Reason
from fivefold.orgs.models import Person
from fivefold.packs.models import Programme
from fivefold.web.access import Access, is_stranger
from fivefold.web.request import SeatRequest
from fivefold.web.seats import choose_seat

SEAT_HEADER = "X-Seat"
Operation = TypeVar("Operation", bound=Callable[..., Any])


class PersonAuth(SessionAuth):
    """A signed-in person by the session's cookie; whoever is none is told so before anything else is looked at."""

    def __call__(self, request: HttpRequest) -> Any:
        """Return the person, None for everybody else; a write needs the token of the session besides."""
        return super().__call__(request) if request.user.is_authenticated else None

    def authenticate(self, request: HttpRequest, key: str | None) -> Person | None:
        """Return the person that ``__call__`` has found."""
        return request.user if isinstance(request.user, Person) else None


def _enter(request: SeatRequest, slug: str) -> None:
    """Put programme, seat and actor on the request, as the middleware does for pages."""
    found = Programme.objects.select_related("pack_version").filter(slug=slug).first()
    if found is None:
        raise Http404
    wanted = request.headers.get(SEAT_HEADER, "")
    request.programme = found
    request.seat = choose_seat(request.seats, wanted or request.session.get("seat", ""), found)
    request.actor = Actor(request.seat)
    if wanted and (request.seat is None or request.seat.id != wanted):
        raise NoSuchSeat(Reason("api.no_such_seat"))


def requires(permission: Permission) -> Callable[[Operation], Operation]:
    """Let in seats whose role has ``permission``, and the public where it has it; others are told as on pages."""

    def decorate(operation: Operation) -> Operation:
        @functools.wraps(operation)
        def gate(request: SeatRequest, programme: str, **values: Any) -> Any:
            _enter(request, programme)
            if permission in permissions_of(request.seat):
                return operation(request, programme=programme, **values)
            if request.seat is None or permission.sees or is_stranger(request.seat, request.programme):
                raise Http404
            raise NotAllowed(permission, role_lacks(permission))

        gate.access = Access("seat", permission)  # type: ignore[attr-defined]  # a mark, as on views
        return gate  # type: ignore[return-value]  # same signature by construction

    return decorate


def public(operation: Operation) -> Operation:
    """Let anybody in."""
    operation.access = Access("public")  # type: ignore[attr-defined]  # a mark, as on views
    return operation
