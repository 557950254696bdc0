"""Public pages of posted lists and their downloads."""

from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fivefold.claim.postings.addresses import public_path
from fivefold.claim.postings.exports import csv_of
from fivefold.claim.postings.queries import published
from fivefold.claim.postings.sealing import require_sealed
from fivefold.desk.public import queries
from fivefold.desk.public.finding import find_posting
from fivefold.desk.public.lists import dossiers
from fivefold.desk.public.readings import is_reading
from fivefold.files.store import FileDamagedError, read
from fivefold.web.access import public
from fivefold.web.errors import file_damaged
from fivefold.web.request import PageRequest


@require_safe
@public
def index(request: PageRequest) -> HttpResponse:
    """Show the posted lists of all programmes."""
    found = list(published(None).defer("canonical"))
    table = dossiers.index_table(found, queries.programmes_with_postings(), request.GET, timezone.now())
    return render(
        request, "public/index.html", {"table": table, "demo": any(p.programme.demo for p in found)}
    )


@require_safe
@public
def posting(request: PageRequest, programme: str, number: int) -> HttpResponse:
    """Show one posted list, and count the reading."""
    found = find_posting(request, programme, number)
    if is_reading(request):
        queries.count_reading(found)
        found.reads += 1
    page = dossiers.page(found, request.GET, timezone.now())
    return render(request, "public/posting.html", {"page": page, "demo": found.programme.demo})


@require_safe
@public
def download(request: PageRequest, programme: str, number: int, ending: str) -> HttpResponse:
    """Send the bundle, a document, or the list as csv, if the stored list is the one that was sealed."""
    found = find_posting(request, programme, number)
    name = f"{found.document_number}.{ending}"
    if ending == "csv":
        return _attachment(csv_of(found), "text/csv; charset=utf-8", name)
    if ending not in dossiers.FILES:
        raise Http404
    kept = getattr(found, dossiers.FILES[ending])
    if kept is None:
        raise Http404
    require_sealed(found)
    try:
        return _attachment(read(kept), kept.media, name)
    except FileDamagedError:
        return file_damaged(request, _still_stands(ending), public_path(found))


def _still_stands(ending: str) -> str:
    if ending == "json":
        return _("The list itself still stands: its entries and its digest are on its page.")
    return _("The list itself still stands: its JSON and its digest are on its page.")


def _attachment(data: bytes, media: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return HttpResponse(data, content_type=media, headers=headers)
