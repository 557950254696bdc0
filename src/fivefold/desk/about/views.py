"""The page about Fivefold, and the public key of its logs."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fivefold.desk.about.dossiers import part_tables, texts_of
from fivefold.desk.home.queries import programmes
from fivefold.ledger.keys import public_key
from fivefold.web.access import public
from fivefold.web.release import release
from fivefold.web.request import PageRequest


@require_safe
@public
def about(request: PageRequest) -> HttpResponse:
    """Say what this is, which release, under which licences, and where its texts come from."""
    context = {
        "texts": texts_of(programmes()),
        "tables": part_tables(),
        "key": public_key(),
        "release": release(),
    }
    return render(request, "desk/about.html", context)


@require_safe
@public
def log_key(request: PageRequest) -> HttpResponse:
    """Send the public key of the installation's logs, as printed on posted lists."""
    return HttpResponse(public_key() + "\n", content_type="text/plain; charset=utf-8")
