"""Access declarations: every view says who may enter, or the server does not start.

``@public``: anybody. ``@signed_in``: any person. ``@requires(permission)``: a seat whose role has the
permission at all; which objects it reaches is then decided by ``queries.visible`` (404) and ``authz.decide``
(403).
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponseBase, HttpResponseNotAllowed

from fivefold.authz.decide import permissions_of
from fivefold.authz.permissions import Permission
from fivefold.authz.words import role_lacks
from fivefold.lifecycle.errors import NotAllowed
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.models import Programme
from fivefold.web.request import PageRequest

# What pages know; a view that only shows or only acts says so besides.
METHODS = ("GET", "HEAD", "POST")
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


@dataclass(frozen=True, slots=True)
class Access:
    """Who may enter a view: ``kind`` is public, signed_in or seat; ``permission`` belongs to seat."""

    kind: str
    permission: Permission | None = None


def _declare(view: View, access: Access, gate: Callable[..., HttpResponseBase]) -> View:
    def guarded(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        return gate(request, *args, **kwargs)

    functools.update_wrapper(guarded, view)
    guarded.access = access  # type: ignore[attr-defined]  # a mark that the system check and the matrix test read
    return guarded  # type: ignore[return-value]  # same signature by construction


def access_of(view: object) -> Access | None:
    """Return the declaration of a view, or None where it has none."""
    found = getattr(view, "access", None)
    return found if isinstance(found, Access) else None


def public(view: View) -> View:
    """Let anybody in."""

    def gate(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    return _declare(view, Access("public"), gate)


def signed_in(view: View) -> View:
    """Let any signed-in person in."""

    def gate(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return _declare(view, Access("signed_in"), gate)


def is_stranger(seat: SeatFacts, programme: Programme | None) -> bool:
    """Say whether the seat is of the installation while the address is a programme's."""
    return programme is not None and not seat.programme_id


def requires(permission: Permission) -> Callable[[View], View]:
    """Let in seats whose role has ``permission``; nobody is sent to the log-in, strangers are told 404.

    Strangers are whoever has no seat here or may not even look, and administrators in a programme; everybody else
    is told why not (NotAllowed).
    """

    def decorate(view: View) -> View:
        def gate(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            seat = request.seat
            if permission in permissions_of(seat):
                return view(request, *args, **kwargs)
            if seat is None and not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if seat is None or permission.sees or is_stranger(seat, request.programme):
                raise Http404
            raise NotAllowed(permission, role_lacks(permission))

        return _declare(view, Access("seat", permission), gate)

    return decorate
