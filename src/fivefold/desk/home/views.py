"""Front page, workbench, and the page of one programme."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from fivefold.authz.permissions import Permission
from fivefold.desk.home import dossiers, queries
from fivefold.desk.home.divisions import division_overview
from fivefold.desk.home.office_links import log_link, office_links
from fivefold.web.access import public, requires
from fivefold.web.request import MemberRequest, PageRequest
from fivefold.web.speech import title_of


@require_safe
@public
def home(request: PageRequest) -> HttpResponse:
    """Show the workbench to a seated person, the front page to everybody else."""
    if request.seat is None:
        links = [dossiers.programme_link(programme) for programme in queries.programmes()]
        return render(
            request, "desk/front.html", {"programmes": links, "public_links": dossiers.public_links()}
        )
    programme = queries.programme_of(request.seat.programme_id)
    bench = dossiers.workbench(request.seat, programme, timezone.now())
    return render(request, "desk/workbench.html", {"bench": bench, "office": office_links(request.seat)})


@require_safe
@requires(Permission.PROGRAMME_VIEW)
def programme(request: MemberRequest, slug: str) -> HttpResponse:
    """Show the five divisions of a programme with where each stands, and the next dates."""
    now = timezone.now()
    context = {
        "divisions": division_overview(request.programme, request.seat, now),
        "log": log_link(request.seat, request.programme),
        "upcoming": dossiers.upcoming(request.seat, request.programme, now),
        "programme": request.programme,
        "pages": dossiers.programme_pages(request.programme),
        "note": title_of(request.programme.note, request.programme.note_en),
    }
    return render(request, "desk/programme.html", context)
