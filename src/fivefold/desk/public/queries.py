"""What the public pages read: programmes, postings that may be seen, and the count of readings."""

from django.db.models import F

from fivefold.claim.postings import queries as postings
from fivefold.claim.postings.models import Posting
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.models import Programme
from fivefold.web.request import PageRequest


def seat_in(request: PageRequest, slug: str) -> SeatFacts | None:
    """Return the reader's seat in a programme, so that lists kept within it open to those who belong to it."""
    ids = {seat.programme_id: seat for seat in request.seats}
    if not ids:
        return None
    programme = Programme.objects.filter(slug=slug, pk__in=[one for one in ids if one]).first()
    return ids[str(programme.pk)] if programme else None


def programme_of(slug: str) -> Programme | None:
    """Return a programme by its short name."""
    return Programme.objects.filter(slug=slug).select_related("pack_version").first()


def programmes_with_postings() -> list[Programme]:
    """Return the programmes that have posted a list for everybody."""
    return list(Programme.objects.filter(pk__in=postings.published(None).values("programme_id")))


def posting_at(slug: str, number: int, seat: SeatFacts | None) -> Posting | None:
    """Return an issued posting by its public address, None where the reader may not see it."""
    asked = {"slug": slug, "number": number}
    found = postings.published_one.one(None, **asked)
    return postings.published_one.one(seat, **asked) if found is None and seat else found


def count_reading(posting: Posting) -> None:
    """Count one opening of the page; nothing is kept of who opened it."""
    Posting.objects.filter(pk=posting.pk).update(reads=F("reads") + 1)
