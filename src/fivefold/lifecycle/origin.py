"""The name of a programme's log: ``site/programme`` (decisions 14)."""

from django.conf import settings

from fivefold.packs.models import Programme


def origin_of(programme: Programme) -> str:
    """Return the origin of the programme's log."""
    return f"{settings.SITE_NAME}/{programme.slug}"
