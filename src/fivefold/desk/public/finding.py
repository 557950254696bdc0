"""Finding what a public address names; what the reader may not see is not there."""

from django.http import Http404

from fivefold.claim.postings.models import Posting
from fivefold.desk.public import queries
from fivefold.packs.models import Programme
from fivefold.web.request import PageRequest


def find_posting(request: PageRequest, slug: str, number: int) -> Posting:
    """Return the posting at a public address. Raises Http404."""
    found = queries.posting_at(slug, number, queries.seat_in(request, slug))
    if found is None:
        raise Http404
    return found


def find_programme(slug: str) -> Programme:
    """Return a programme by its short name. Raises Http404."""
    found = queries.programme_of(slug)
    if found is None:
        raise Http404
    return found
