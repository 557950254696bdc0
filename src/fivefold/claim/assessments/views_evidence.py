"""Evidence of an item: add, replace by a new version, withdraw with a reason, download."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from fivefold.authz.permissions import Permission
from fivefold.claim.assessments import dossiers, evidence, evidence_pages, filling, queries
from fivefold.claim.assessments.forms import EvidenceForm, ReasonForm, ReplaceForm
from fivefold.claim.assessments.views import assessment_of, crumbs
from fivefold.files.inspect import inspect
from fivefold.files.kinds import EVIDENCE
from fivefold.lifecycle.errors import NotAllowed, WrongState
from fivefold.method.reason import Refused
from fivefold.web.access import requires
from fivefold.web.errors import show_reasons
from fivefold.web.parts import Link
from fivefold.web.request import SeatRequest
from fivefold.web.speech import name_lang


def _upload(form: Any) -> evidence.Upload:
    """Inspect the uploaded file before anything else. Raises UploadRefused."""
    sent = form.cleaned_data["file"]
    data = sent.read()
    seen = inspect(data, sent.name, allow=EVIDENCE)
    return evidence.Upload(data, seen.name, seen.media)


def _answer(assessment: Any, item: str) -> Any:
    answer = queries.answer_of(assessment, item)
    if answer is None:
        raise Http404
    return answer


def _refused(form: Any, refusal: Refused) -> int:
    if isinstance(refusal, NotAllowed):
        raise refusal
    show_reasons(form, refusal)
    return 409 if isinstance(refusal, WrongState) else 422


def _render(request: SeatRequest, assessment: Any, answer: Any, form: Any, status: int) -> HttpResponse:
    code = answer.item.project.code
    back = dossiers.url("project", assessment, code=code)
    can = filling.writable(assessment, request.actor, timezone.now()) and evidence_pages.open_for(
        assessment, answer
    )
    context = {
        "assessment": assessment,
        "item": answer.item,
        "table": evidence_pages.table(assessment, queries.all_evidence(answer), writable=can),
        "form": form if can or status != 200 else None,  # noqa: PLR2004 - what was typed stays
        "accepts": evidence_pages.accepts(),
        "back_url": f"{back}#{answer.item.code}",
        "crumbs": crumbs(
            assessment,
            Link(_("Project %(number)s") % {"number": answer.item.project.order}, back),
            here=answer.item.code,
        ),
        "name_lang": name_lang(),
    }
    return render(request, "claim/assessments/evidence.html", context, status=status)


@require_http_methods(["GET", "POST"])
@requires(Permission.ASSESSMENT_VIEW)
def item(request: SeatRequest, slug: str, pk: UUID, item: str) -> HttpResponse:
    """Show the evidence of an item with all versions; take a new piece."""
    assessment = assessment_of(request, pk)
    answer = _answer(assessment, item)
    form = EvidenceForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                evidence.evidence_add(
                    assessment=assessment,
                    item=item,
                    upload=_upload(form),
                    title=form.cleaned_data["title"],
                    dated_on=form.cleaned_data["dated_on"],
                    actor=request.actor,
                )
            except Refused as refusal:
                status = _refused(form, refusal)
            else:
                messages.success(request, _("The evidence has been added."))
                return HttpResponseRedirect(dossiers.url("evidence", assessment, item=item))
    return _render(request, assessment, answer, form, status)


def _piece(request: SeatRequest, pk: UUID, evidence_id: UUID) -> tuple[Any, Any]:
    assessment = assessment_of(request, pk)
    piece = queries.evidence_of(assessment, evidence_id)
    if piece is None:
        raise Http404
    return assessment, piece


def _piece_page(
    request: SeatRequest, assessment: Any, piece: Any, form: Any, *, title: str, status: int
) -> HttpResponse:
    context = {
        "title": title,
        "piece": piece,
        "form": form,
        "crumbs": crumbs(assessment, here=piece.title),
        "cancel_url": dossiers.url("evidence", assessment, item=piece.answer.item.code),
    }
    return render(request, "claim/assessments/piece.html", context, status=status)


@require_http_methods(["GET", "POST"])
@requires(Permission.ASSESSMENT_VIEW)
def replace(request: SeatRequest, slug: str, pk: UUID, evidence_id: UUID) -> HttpResponse:
    """Replace a piece of evidence by a new version."""
    assessment, piece = _piece(request, pk, evidence_id)
    form = ReplaceForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            evidence.evidence_replace(
                assessment=assessment,
                evidence=piece,
                upload=_upload(form),
                dated_on=form.cleaned_data["dated_on"],
                actor=request.actor,
            )
        except Refused as refusal:
            status = _refused(form, refusal)
        else:
            messages.success(request, _("The new version counts from now on; the old one stays readable."))
            return HttpResponseRedirect(dossiers.url("evidence", assessment, item=piece.answer.item.code))
    return _piece_page(request, assessment, piece, form, title=_("Replace by a new version"), status=status)


@require_http_methods(["GET", "POST"])
@requires(Permission.ASSESSMENT_VIEW)
def withdraw(request: SeatRequest, slug: str, pk: UUID, evidence_id: UUID) -> HttpResponse:
    """Withdraw a piece of evidence with a reason."""
    assessment, piece = _piece(request, pk, evidence_id)
    form = ReasonForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            evidence.evidence_withdraw(
                assessment=assessment,
                evidence=piece,
                because=form.cleaned_data["because"],
                actor=request.actor,
            )
        except Refused as refusal:
            status = _refused(form, refusal)
        else:
            messages.success(request, _("It has been withdrawn; file and reason stay readable."))
            return HttpResponseRedirect(dossiers.url("evidence", assessment, item=piece.answer.item.code))
    return _piece_page(request, assessment, piece, form, title=_("Withdraw this evidence"), status=status)


@require_GET
@requires(Permission.ASSESSMENT_VIEW)
def file(request: SeatRequest, slug: str, pk: UUID, evidence: UUID) -> HttpResponse:
    """Give the bytes of a piece of evidence, as a download."""
    _assessment, piece = _piece(request, pk, evidence)
    response = HttpResponse(evidence_pages.bytes_of(piece), content_type=piece.file.media)
    response["Content-Disposition"] = evidence_pages.disposition(piece.file.name)
    response["X-Content-Type-Options"] = "nosniff"
    return response
