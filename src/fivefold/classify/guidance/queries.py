"""Reading guidance: a region sees what is addressed to its class or to all, the levels above see every class."""

from datetime import date

from django.db.models import CharField, Q, QuerySet, UUIDField

from fivefold.authz.permissions import Permission
from fivefold.authz.scope import scope
from fivefold.classify.class_lists.queries import class_of
from fivefold.classify.guidance.models import Guidance
from fivefold.classify.regions.queries import region_of_body
from fivefold.ledger.prepared import PreparedRows, Slot
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.models import Programme
from fivefold.packs.programmes import pack_of

TO_ALL = ""


def own_class(seat: SeatFacts | None, programme: Programme, on: date) -> str | None:
    """Return the class of the seat's own region on a day; empty without a class, None for seats of no region."""
    if seat is None or seat.body_level < pack_of(programme).participant_level:
        return None
    region = region_of_body(seat.body_id)
    entry = class_of(region, on) if region else None
    return entry.class_code if entry else ""


def visible(seat: SeatFacts | None, programme: Programme, on: date) -> QuerySet[Guidance]:
    """Return the guidance that the seat may see on a day.

    Published guidance for everybody it addresses: a region's seat is shown its own class and general guidance only.
    Drafts and withdrawn pieces are seen by those who write them.
    """
    reach = scope(seat, Permission.GUIDANCE_VIEW).q(Guidance.SCOPE)
    rows = Guidance.objects.filter(reach, programme=programme).select_related("programme__pack_version")
    class_code = own_class(seat, programme, on)
    if class_code is None:
        return rows
    return rows.filter(Q(class_code=TO_ALL) | Q(class_code=class_code))


def addressed(programme: Programme, class_code: str) -> list[Guidance]:
    """Return the published guidance that a region of this class is given, its own class first, then the general."""
    return _addressed.objects(programme=programme.pk, code=class_code)


_addressed = PreparedRows(
    Guidance,
    lambda: Guidance.objects.filter(
        Q(class_code=TO_ALL) | Q(class_code=Slot("code", CharField())),
        programme=Slot("programme", UUIDField()),
        state="published",
    ).order_by("-class_code", "-state_since"),
)
