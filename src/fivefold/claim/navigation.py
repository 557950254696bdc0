"""The division's pages in the navigation."""

from django.utils.translation import gettext_lazy as _

from fivefold.web.navigation import Division, register


def register_pages() -> None:
    """Register the division's pages, in the order of the work."""
    register(Division("claim", _("Task claiming"), ()))
