"""Which programmes a visitor may see."""

from django.db.models import QuerySet

from fivefold.packs.models import Programme


def programmes() -> QuerySet[Programme]:
    """Return all programmes: that one exists is public, what is in it is not."""
    return Programme.objects.select_related("pack_version").order_by("created_at")


def programme_of(programme_id: str) -> Programme | None:
    """Return the programme of a seat, None for a seat of the installation."""
    return Programme.objects.filter(pk=programme_id).first() if programme_id else None
