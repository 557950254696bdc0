"""The self-assessment as a workbook: download, bring back, see exactly what changed, confirm."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from fivefold.authz.permissions import Permission
from fivefold.claim.assessments import comparing, dossiers, filling, queries, returning
from fivefold.claim.assessments.evidence_pages import disposition
from fivefold.claim.assessments.forms import WorkbookForm
from fivefold.claim.assessments.views import assessment_of, crumbs
from fivefold.claim.assessments.workbook import workbook_of
from fivefold.lifecycle.errors import NotAllowed
from fivefold.method.reason import Refused
from fivefold.web.access import requires
from fivefold.web.errors import show_reasons
from fivefold.web.parts import Link
from fivefold.web.request import SeatRequest
from fivefold.web.speech import name_lang, speak_reason

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@requires(Permission.ASSESSMENT_VIEW)
def export(request: SeatRequest, slug: str, pk: UUID) -> HttpResponse:
    """Give the assessment as a workbook that can be filled in and brought back."""
    assessment = assessment_of(request, pk)
    data = workbook_of(assessment, queries.lines_of(assessment))
    response = HttpResponse(data, content_type=_XLSX)
    response["Content-Disposition"] = disposition(f"{assessment.region.body.name}自评表.xlsx")
    return response


@require_http_methods(["GET", "POST"])
@requires(Permission.ASSESSMENT_VIEW)
def bring_back(request: SeatRequest, slug: str, pk: UUID) -> HttpResponse:
    """Take a filled-in workbook; it is compared first, nothing is saved yet."""
    assessment = assessment_of(request, pk)
    hindrance = filling.hindrance_of(assessment, request.actor, timezone.now())
    form = WorkbookForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            token = returning.keep(assessment, upload.read(), upload.name, timezone.now())
            returning.brought_back(assessment, token)
        except Refused as refusal:
            show_reasons(form, refusal)
            status = 422
        else:
            return HttpResponseRedirect(dossiers.url("preview", assessment, token=token))
    context = {
        "assessment": assessment,
        "form": form,
        "hindrance": hindrance,
        "export_url": dossiers.url("workbook", assessment),
        "crumbs": crumbs(assessment, here=_("Bring a filled-in workbook back")),
        "name_lang": name_lang(),
    }
    return render(request, "claim/assessments/import.html", context, status=status)


@require_http_methods(["GET", "POST"])
@requires(Permission.ASSESSMENT_VIEW)
def preview(request: SeatRequest, slug: str, pk: UUID, token: str) -> HttpResponse:
    """Show exactly the changed cells, conflicts with their choice, errors at their cell; on confirmation save."""
    assessment = assessment_of(request, pk)
    brought = returning.brought_back(assessment, token)
    errors: list[Link] = []
    status = 200
    if request.method == "POST":
        errors = _take(request, assessment, brought)
        if not errors:
            return HttpResponseRedirect(dossiers.url("overview", assessment))
        brought, status = returning.brought_back(assessment, token), 422
    back = dossiers.url("import", assessment)
    context = {
        "assessment": assessment,
        "view": comparing.view_of(brought, request.POST, request.seat.person_id if request.seat else ""),
        "errors": errors,
        "back_url": back,
        "crumbs": crumbs(assessment, Link(_("Bring a filled-in workbook back"), back), here=brought.name),
        "name_lang": name_lang(),
    }
    return render(request, "claim/assessments/preview.html", context, status=status)


def _take(request: SeatRequest, assessment: Any, brought: returning.Return) -> list[Link]:
    """Save, or return why not."""
    version = request.POST.get("version", "")
    kept = [name for name in request.POST if name.startswith("keep:")]
    choices = {name.removeprefix("keep:"): request.POST.get(name, "") for name in kept}
    try:
        saved = returning.workbook_take(
            assessment=assessment,
            brought=brought,
            choices=choices,
            version=int(version) if version.isdecimal() and len(version) < 10 else -1,  # noqa: PLR2004 - a billion
            actor=request.actor,
        )
    except NotAllowed:
        raise
    except Refused as refusal:
        return [Link(speak_reason(reason), "") for reason in refusal.reasons]
    count = len(saved.changed)
    words = ngettext("%(count)s cell was taken over.", "%(count)s cells were taken over.", count)
    messages.success(request, words % {"count": count})
    return []
