"""People of the installation, for the system administrator."""

from typing import TYPE_CHECKING, TypedDict

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from fivefold.orgs.models import Person

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class SeatCount(TypedDict):
    """What a person of the list carries besides: the number of seats held now."""

    seat_count: int


def people(text: str = "") -> "QuerySet[WithAnnotations[Person, SeatCount]]":
    """Return people by sign-in name with the number of seats they hold now.

    ``text`` looks into both names.
    """
    now = timezone.now()
    current = Q(seats__appointed_at__lte=now) & (Q(seats__ends_at__isnull=True) | Q(seats__ends_at__gt=now))
    found = Person.objects.annotate(seat_count=Count("seats", filter=current)).order_by("username")
    return found.filter(Q(username__icontains=text) | Q(name__icontains=text)) if text else found


def person_by_id(person_id: str) -> Person | None:
    """Return one person, or None."""
    return Person.objects.filter(pk=person_id).first()
