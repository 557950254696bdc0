"""The division's pages in the navigation."""

from django.utils.translation import gettext_lazy as _

from fivefold.authz.permissions import Permission
from fivefold.web.navigation import Division, NavEntry, register


def register_pages() -> None:
    """Register the division's pages, in the order of the work."""
    entries = (NavEntry(_("Guideline editions"), "guideline:list", Permission.EDITION_VIEW),)
    register(Division("decompose", _("Guideline decomposition"), entries))
