"""Where one is among the pages of the office: from the workbench, or from the programme, down to the page itself."""

from django.utils.translation import gettext as _

from fivefold.packs.models import Programme
from fivefold.web.addresses import reverse
from fivefold.web.parts import Link
from fivefold.web.speech import title_of


def office_trail(*more: Link) -> list[Link]:
    """Return the trail to a page of the installation; the last link, the page itself, has no address."""
    return [Link(_("Workbench"), reverse("desk:home")), *more]


def people_trail(here: str) -> list[Link]:
    """Return the trail to a page about one person."""
    return office_trail(Link(_("People"), reverse("office:people")), Link(here, ""))


def programme_trail(programme: Programme, *more: Link, linked: bool = True) -> list[Link]:
    """Return the trail to a page of a programme's office; ``linked``: the reader may go to the programme's own page."""
    address = reverse("desk:programme", args=[programme.slug]) if linked else ""
    return [Link(title_of(programme.title, programme.title_en), address), *more]
