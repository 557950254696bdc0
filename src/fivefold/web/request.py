"""What views receive: a request after the middleware has found programme and seat.

Types for signatures only: Django makes plain requests, ``SeatMiddleware`` adds the attributes.
"""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from fivefold.lifecycle.actor import Actor
from fivefold.orgs.models import Person
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.models import Programme


class PageRequest(HttpRequest):
    """A request of any page.

    ``programme`` is the one that the address names as ``slug``, ``seats`` are all seats that the person holds
    now, ``seat`` the active one of them, ``actor`` who acts.
    """

    user: Person | AnonymousUser
    programme: Programme | None
    seat: SeatFacts | None
    seats: tuple[SeatFacts, ...]
    actor: Actor


class SeatRequest(PageRequest):
    """A request whose address names a programme, so that it is there; the public comes without a seat."""

    programme: Programme


class MemberRequest(SeatRequest):
    """A request behind ``@requires`` of a permission that the public lacks: a seat is there."""

    seat: SeatFacts


class OfficeRequest(PageRequest):
    """A request behind ``@requires`` at an address of the installation: a seat is there."""

    seat: SeatFacts
