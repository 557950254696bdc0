"""What the three administrators find on their workbench: their own pages, nothing of a programme."""

from django.urls import reverse
from django.utils.translation import gettext as _

from fivefold.authz.decide import permissions_of
from fivefold.authz.permissions import Permission
from fivefold.orgs.seats import SeatFacts
from fivefold.web.parts import Link


def office_links(seat: SeatFacts) -> list[Link]:
    """Return the office pages open to a seat of the installation; none to a seat of a programme."""
    if seat.programme_id:
        return []
    allowed = permissions_of(seat)
    pages = (
        (Permission.PERSON_MANAGE, _("People"), "office:people"),
        (Permission.PROGRAMME_MANAGE, _("Working days"), "office:working_days"),
        (Permission.SEAT_VIEW, _("Seats"), "office:seats"),
        (Permission.AUDIT_VIEW, _("Log of people and seats"), "office:accounts"),
        (Permission.SECURITY_VIEW, _("Refused acts"), "office:refusals"),
    )
    return [Link(label, reverse(name)) for permission, label, name in pages if permission in allowed]
