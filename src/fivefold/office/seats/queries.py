"""Seats of the installation, for the security administrator."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from fivefold.orgs.models import Body, Person, Seat
from fivefold.packs.models import Programme


def seats(text: str = "", *, ended: bool = False) -> QuerySet[Seat]:
    """Return seats with person, programme and body; those that ended only when asked for."""
    found = Seat.objects.select_related("person", "programme", "body").order_by(
        "person__username", "appointed_at"
    )
    if not ended:
        found = found.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=timezone.now()))
    if text:
        found = found.filter(
            Q(person__username__icontains=text)
            | Q(person__name__icontains=text)
            | Q(body__name__icontains=text)
        )
    return found


def seat_by_id(seat_id: str) -> Seat | None:
    """Return one seat, or None."""
    return Seat.objects.select_related("person", "programme", "body").filter(pk=seat_id).first()


def person_named(username: str) -> Person | None:
    """Return the person who signs in with this name, or None."""
    return Person.objects.filter(username=username).first()


def programme_choices() -> list[tuple[str, str]]:
    """Return (slug, title) of all programmes."""
    return list(Programme.objects.values_list("slug", "title"))


def body_of(slug: str, code: str) -> Body | None:
    """Return the body with this code in a programme, or None."""
    return Body.objects.filter(programme__slug=slug, code=code).select_related("programme").first()
