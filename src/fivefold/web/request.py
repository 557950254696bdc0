"""What views receive: a request after the middleware has found programme and seat."""

from django.http import HttpRequest

from fivefold.lifecycle.actor import Actor
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.models import Programme


class SeatRequest(HttpRequest):
    """A request whose address names a programme, with the active seat and all seats of the person.

    Only a type for annotations: Django makes plain requests, ``SeatMiddleware`` adds the attributes.
    """

    programme: Programme
    seat: SeatFacts | None
    seats: tuple[SeatFacts, ...]
    actor: Actor
