"""One claim: its page, its draft form with autosave, the answers to check, its decision file."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fivefold.authz.permissions import Permission
from fivefold.claim.claims import actions, dossiers, editing, form_shapes, queries, shapes
from fivefold.claim.claims.forms import show_refusal
from fivefold.claim.rounds.exports import download
from fivefold.claim.rounds.forms import NoFieldsForm
from fivefold.files.store import read
from fivefold.lifecycle.errors import NotAllowed, WrongState
from fivefold.method.reason import Refused
from fivefold.packs.programmes import pack_of
from fivefold.web.access import requires
from fivefold.web.errors import show_reasons, status_of
from fivefold.web.parts import Link
from fivefold.web.request import SeatRequest
from fivefold.web.speech import speak_reason


def claim_or_404(request: SeatRequest, claim_id: UUID) -> Any:
    """Return the claim if the seat may see it; strangers are told 404."""
    found = queries.visible_one(request.seat, request.programme, claim_id)
    if found is None:
        raise Http404
    return found


def crumbs(claim: Any, last: str = "") -> list[Link]:
    """Return the trail: region's plan, claim, page."""
    trail = [Link(claim.region.body.name, dossiers.plan_url(claim))]
    trail.append(Link(claim.project.title, dossiers.url("page", claim) if last else ""))
    return [*trail, Link(last, "")] if last else trail


@require_safe
@requires(Permission.CLAIM_VIEW)
def page(request: SeatRequest, slug: str, claim_id: UUID) -> HttpResponse:
    """Show a claim: where it stands, what it says, its verdicts and history."""
    claim = claim_or_404(request, claim_id)
    notes = queries.notes(request.seat, claim.round, claim.region)
    context = {
        "claim": claim,
        "state": dossiers.state_line(claim, request.seat, timezone.now()),
        "actions": dossiers.actions(claim, request.seat),
        "altered": dossiers.altered(claim),
        "rows": dossiers.facts_rows(claim),
        "returned": dossiers.returned_note(claim),
        "groups": shapes.summary_groups(claim, file_url=dossiers.url("file", claim)),
        "verdicts": dossiers.verdict_rows(claim, queries.reviews_of(claim)),
        "notes": dossiers.note_entries(notes),
        "entries": dossiers.timeline(claim, request.seat),
        "crumbs": crumbs(claim),
    }
    return render(request, "claim/claims/page.html", context)


@requires(Permission.CLAIM_VIEW)
def edit(request: SeatRequest, slug: str, claim_id: UUID) -> HttpResponse:
    """Show the draft form; save what was typed, field by field, and lose nothing: what comes too late is shown."""
    claim = claim_or_404(request, claim_id)
    if request.method != "POST":
        editing.may_write(claim, request.actor)
        form = editing.claim_form(claim, rows=request.GET.get("rows", ""))
        return _edit_page(request, claim, form, 200)
    form = editing.claim_form(claim, request.POST, request.FILES)
    try:
        status = editing.save(claim, form, request.actor)
    except WrongState as refusal:
        show_reasons(form, refusal)
        return _edit_page(request, claim, form, status_of(refusal), late=True)
    if status != editing.SAVED:
        return _edit_page(request, queries.full(claim), form, status)
    messages.success(request, _("Saved."))
    return redirect(
        _onward(request, form.shape.rows, *(dossiers.url(name, claim) for name in ("edit", "check")))
    )


def _onward(request: SeatRequest, rows: int, edit: str, check: str) -> str:
    """Return where the pressed button leads once the form is saved."""
    if "rows" in request.POST:
        return f"{edit}?rows={rows + 1}#part-plan_milestones"
    return check if "check" in request.POST else edit


def _edit_page(
    request: SeatRequest, claim: Any, form: Any, status: int, *, late: bool = False
) -> HttpResponse:
    context = {
        "claim": claim,
        "form": form,
        "late": late,
        "sections": form_shapes.sections(form, pack_of(claim.round.programme)),
        "state": dossiers.state_line(claim, request.seat, timezone.now()),
        "returned": dossiers.returned_note(claim),
        "filed": dossiers.filed_note(claim),
        "autosave": dossiers.url("autosave", claim),
        "back": dossiers.url("page", claim),
        "crumbs": crumbs(claim, _("Fill in")),
    }
    return render(request, "claim/claims/edit.html", context, status=status)


@require_POST
@requires(Permission.CLAIM_VIEW)
def autosave(request: SeatRequest, slug: str, claim_id: UUID) -> HttpResponse:
    """Save the fields that changed; tell the new version, faults by field, and what others wrote meanwhile."""
    claim = claim_or_404(request, claim_id)
    form = editing.claim_form(claim, request.POST, only=request.POST.getlist("changed"))
    try:
        answer, status = editing.autosave(claim, form, request.actor)
    except (NotAllowed, WrongState) as refusal:
        said = [speak_reason(reason) for reason in refusal.reasons]
        return JsonResponse({"reasons": said}, status=status_of(refusal))
    return JsonResponse(answer, status=status)


@requires(Permission.CLAIM_VIEW)
def check(request: SeatRequest, slug: str, claim_id: UUID) -> HttpResponse:
    """Show the answers to check and what is lacking; submit, or file for the region."""
    claim = claim_or_404(request, claim_id)
    form = NoFieldsForm(request.POST or None)
    filing = editing.files_for(claim, request.actor)
    if request.method == "POST":
        form.is_valid()
        try:
            send = actions.claim_file if filing else actions.claim_submit
            send(claim=claim, actor=request.actor)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(
                request, _("The claim went to the region.") if filing else _("The claim was submitted.")
            )
            return redirect(dossiers.url("page", claim))
    return _check_page(request, claim, form, filing=filing)


def _check_page(request: SeatRequest, claim: Any, form: Any, *, filing: bool) -> HttpResponse:
    lacking = [] if form.errors else editing.lacking_links(claim, timezone.now())
    context = {
        "claim": claim,
        "title": _("Check and file") if filing else _("Check and submit"),
        "form": form,
        "filed": dossiers.filed_note(claim),
        "lacking": lacking,
        "groups": shapes.summary_groups(
            claim, change_url=dossiers.url("edit", claim), file_url=dossiers.url("file", claim)
        ),
        "submit": _("File for the region") if filing else _("Submit the claim"),
        "why": editing.sending_bar(claim, request.actor, filing=filing),
        "state": dossiers.state_line(claim, request.seat, timezone.now()),
        "cancel_url": dossiers.url("page", claim),
        "crumbs": crumbs(claim, _("Check")),
    }
    return render(request, "claim/claims/check.html", context, status=422 if form.errors else 200)


@require_safe
@requires(Permission.CLAIM_VIEW)
def decision_file(request: SeatRequest, slug: str, claim_id: UUID) -> HttpResponse:
    """Give the decision file to whoever may see the claim."""
    claim = claim_or_404(request, claim_id)
    if claim.decision_file is None:
        raise Http404
    return download(read(claim.decision_file), claim.decision_file.name, claim.decision_file.media)
