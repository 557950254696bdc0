"""Notices that the seat may still see: rights are asked again when they are shown (decisions 27)."""

from typing import TYPE_CHECKING, TypedDict

from django.db.models import Exists, OuterRef, QuerySet

from fivefold.authz.decide import permissions_of
from fivefold.notices.models import Notice
from fivefold.notices.queries import inbox
from fivefold.orgs.seats import SeatFacts

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class Unread(TypedDict):
    """What a notice of the inbox carries besides: whether the seat's person has not read it."""

    unread: bool


def shown(seat: SeatFacts) -> "QuerySet[WithAnnotations[Notice, Unread]]":
    """Return the seat's notices whose permission its role still has, with ``unread`` for its person."""
    read = Notice.read_by.through.objects.filter(notice_id=OuterRef("pk"), person_id=seat.person_id)
    held = [permission.value for permission in permissions_of(seat)]
    return inbox(seat).filter(permission__in=held).annotate(unread=~Exists(read)).select_related("programme")


def mark_read(seat: SeatFacts) -> int:
    """Mark everything shown as read by the seat's person and return how many were new."""
    through = Notice.read_by.through
    fresh = list(shown(seat).filter(unread=True).values_list("pk", flat=True))
    through.objects.bulk_create(
        (through(notice_id=pk, person_id=seat.person_id) for pk in fresh), ignore_conflicts=True
    )
    return len(fresh)
