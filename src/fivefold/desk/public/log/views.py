"""The log of a programme for everybody: key, checkpoint and proofs of growth."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fivefold.desk.public.finding import find_programme
from fivefold.desk.public.log.forms import GrowthForm
from fivefold.desk.public.log.queries import all_programmes, growth, log_of, own_key
from fivefold.web.access import public
from fivefold.web.speech import programme_time


@require_safe
@public
def logs(request: HttpRequest) -> HttpResponse:
    """Show the public key, and the log of each programme."""
    context = {"vkey": own_key(), "programmes": all_programmes()}
    return render(request, "public/logs.html", context)


@require_safe
@public
def log(request: HttpRequest, programme: str) -> HttpResponse:
    """Show the log's name, size, public key and latest checkpoint."""
    row = find_programme(programme)
    facts = log_of(programme=row, at=timezone.now())
    context = {
        "row": row,
        "log": facts,
        "signed_at": programme_time(facts.at),
        "form": GrowthForm(),
        "demo": row.demo,
    }
    return render(request, "public/log.html", context)


@require_safe
@public
def checkpoint(request: HttpRequest, programme: str) -> HttpResponse:
    """Send the latest checkpoint as it is signed, as plain text."""
    facts = log_of(programme=find_programme(programme), at=timezone.now())
    return HttpResponse(facts.checkpoint, content_type="text/plain; charset=utf-8")


@require_safe
@public
def consistency(request: HttpRequest, programme: str) -> HttpResponse:
    """Send the proof that the log only grew between two sizes."""
    row = find_programme(programme)
    facts = log_of(programme=row, at=timezone.now())
    form = GrowthForm(request.GET)
    if form.is_valid():
        proof = growth(facts, form.cleaned_data["old"], form.cleaned_data["new"] or facts.size)
        if proof is not None:
            return JsonResponse(
                proof, headers={"Content-Disposition": 'attachment; filename="consistency.json"'}
            )
        form.add_error(
            None, _("The log has %(size)s entries; it never had these sizes.") % {"size": facts.size}
        )
    context = {
        "row": row,
        "log": facts,
        "signed_at": programme_time(facts.at),
        "form": form,
        "demo": row.demo,
    }
    return render(request, "public/log.html", context, status=400)
