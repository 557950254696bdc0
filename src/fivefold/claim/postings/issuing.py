"""Numbers of a posting: its place among the programme's postings and its document number, without gaps."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Max

from fivefold.claim.postings.models import PUBLISHED, Posting
from fivefold.packs import placeholders
from fivefold.packs.models import Programme
from fivefold.packs.pack import Pack


def next_number(programme: Programme) -> int:
    """Return the programme's next posting number; call it with the programme's row locked."""
    found = Posting.objects.filter(programme=programme).aggregate(last=Max("number"))
    return int(found["last"] or 0) + 1


def document_number(programme: Programme, pack: Pack, prefix: str, at: datetime) -> str:
    """Return the document number by the pack's pattern; serials count per prefix and, where named, year."""
    zone = ZoneInfo(programme.time_zone)
    year = at.astimezone(zone).year
    pattern = pack.claim.posting.number_pattern
    earlier = Posting.objects.filter(programme=programme, state__in=PUBLISHED, prefix=prefix)
    if "{year}" in pattern:
        first, after = (datetime(y, 1, 1, tzinfo=zone) for y in (year, year + 1))
        earlier = earlier.filter(issued_at__gte=first, issued_at__lt=after)
    values = {"prefix": prefix, "year": str(year), "serial": str(earlier.count() + 1)}
    return placeholders.fill(pattern, values)
