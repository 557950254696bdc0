"""Pages of the office: the administrators' on their workbench, a programme's log on its page."""

from django.utils.translation import gettext as _

from fivefold.authz.decide import permissions_of
from fivefold.authz.permissions import Permission
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.models import Programme
from fivefold.web.addresses import reverse
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


def log_link(seat: SeatFacts, programme: Programme) -> Link | None:
    """Return the way to the programme's log for a seat that may read it."""
    if Permission.AUDIT_VIEW not in permissions_of(seat):
        return None
    return Link(_("Every official act, in sentences"), reverse("audit:log", args=[programme.slug]))
