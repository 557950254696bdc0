"""Reviewing: one claim beside its figures, the three verdicts, notes, and several approvals at once."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fivefold.authz.decide import decide, permissions_of
from fivefold.authz.permissions import Permission
from fivefold.claim.claims import dossiers, lists, queries, review_dossiers, reviewing, shapes
from fivefold.claim.claims.forms import ApproveForm, NoteForm, ReturnForm, SuggestForm, show_refusal
from fivefold.claim.claims.views.drafts import claim_or_404, crumbs
from fivefold.claim.rounds import queries as rounds
from fivefold.method.reason import Refused
from fivefold.web.access import requires
from fivefold.web.addresses import reverse
from fivefold.web.paging import Listing, Pager
from fivefold.web.request import SeatRequest
from fivefold.web.speech import speak_reason


def _forms(request: SeatRequest, claim: Any, page: Any) -> dict[str, forms.Form]:
    """Return the three verdict forms; the one that was sent holds what was typed."""
    sent = request.POST.get("verdict", "")
    start = {"step": claim.review_step}

    def data(verdict: str) -> Any:
        return request.POST if sent == verdict else None

    return {
        "approve": ApproveForm(data("approve"), initial=start, prefix="approve"),
        "return": ReturnForm(data("return"), initial=start, prefix="return", parts=page.parts),
        "suggest": SuggestForm(data("suggest"), initial=start, prefix="suggest", projects=page.others),
    }


def _approve(claim: Any, form: Any, actor: Any) -> str:
    cleaned = form.cleaned_data
    reviewing.claim_approve(claim=claim, actor=actor, step=cleaned["step"], because=cleaned["because"])
    return _("Approved.")


def _return(claim: Any, form: Any, actor: Any) -> str:
    reviewing.claim_return(claim=claim, actor=actor, **form.cleaned_data)
    return _("Returned; only the named parts are open to the region.")


def _suggest(claim: Any, form: Any, actor: Any) -> str:
    cleaned = form.cleaned_data
    project = get_object_or_404(queries.project_query(claim.round), code=cleaned["project"])
    reviewing.claim_suggest(
        claim=claim, project=project, because=cleaned["because"], step=cleaned["step"], actor=actor
    )
    return _("The other project was suggested to the region.")


_VERDICTS: dict[str, Callable[[Any, Any, Any], str]] = {
    "approve": _approve,
    "return": _return,
    "suggest": _suggest,
}


@requires(Permission.CLAIM_BOARD)
def review(request: SeatRequest, slug: str, claim_id: UUID) -> HttpResponse:
    """Show the claim beside the figures; take a verdict."""
    claim = claim_or_404(request, claim_id)
    page = review_dossiers.review_page(claim)
    found = _forms(request, claim, page)
    form = found.get(request.POST.get("verdict", ""))
    if form is not None and form.is_valid():
        try:
            said = _VERDICTS[request.POST["verdict"]](claim, form, request.actor)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, said)
            return redirect(dossiers.url("page", claim))
    return _review_page(request, claim, page, found, 422 if form is not None else 200)


def _review_page(
    request: SeatRequest, claim: Any, page: Any, found: dict[str, forms.Form], status: int
) -> HttpResponse:
    decision = decide(request.seat, Permission.CLAIM_REVIEW, claim.object_facts())
    noting = Permission.CLAIM_NOTE in permissions_of(request.seat)
    context = {
        "claim": claim,
        "page": page,
        "state": dossiers.state_line(claim, request.seat, timezone.now()),
        "altered": dossiers.altered(claim),
        "rows": dossiers.facts_rows(claim),
        "groups": shapes.summary_groups(claim, file_url=dossiers.url("file", claim)),
        "verdicts": dossiers.verdict_rows(claim, queries.reviews_of(claim)),
        "notes": dossiers.note_entries(queries.notes(request.seat, claim.round, claim.region)),
        "note_form": NoteForm() if noting else None,
        "note_url": dossiers.url("note", claim),
        "approve_form": found["approve"],
        "return_form": found["return"],
        "suggest_form": found["suggest"],
        "can_approve": decision.allowed and claim.state == "submitted",
        "can_return": decision.allowed and claim.state in {"submitted", "approved"},
        "why": "" if decision.allowed else speak_reason(decision.reason),
        "crumbs": crumbs(claim, _("Review")),
    }
    return render(request, "claim/claims/review.html", context, status=status)


@require_POST
@requires(Permission.CLAIM_NOTE)
def note(request: SeatRequest, slug: str, claim_id: UUID) -> HttpResponse:
    """Add a note of local knowledge."""
    claim = claim_or_404(request, claim_id)
    form = NoteForm(request.POST)
    if not form.is_valid():
        page = review_dossiers.review_page(claim)
        return _review_page(request, claim, page, _forms(request, claim, page), 422)
    text = form.cleaned_data["text"]
    reviewing.note_add(round_=claim.round, region=claim.region, text=text, actor=request.actor)
    messages.success(request, _("The note was added."))
    return redirect(dossiers.url("review", claim))


@requires(Permission.CLAIM_REVIEW)
def bulk(request: SeatRequest, slug: str, round_id: UUID) -> HttpResponse:
    """List the claims that wait for this seat; tick, confirm, and approve each by its own decision."""
    round_ = get_object_or_404(rounds.visible(request.seat), pk=round_id, programme=request.programme)
    ticked = queries.by_ids(request.seat, request.POST.getlist("claim"))
    if ticked:
        return _bulk_answer(request, round_, ticked)
    if request.method == "POST":
        messages.warning(request, _("Tick at least one claim."))
    waiting = lists.waiting_for(request.seat, round_)
    pager = Pager.of(Listing.read(request.GET), waiting.count())
    table = lists.bulk_table(list(waiting[pager.start : pager.stop]), request.seat, pager)
    return render(request, "claim/claims/bulk.html", {"table": table, "round": round_})


def _bulk_answer(request: SeatRequest, round_: Any, ticked: list[Any]) -> HttpResponse:
    """Show the ticked claims once more, or, once that was confirmed, what came of each."""
    back = reverse("claims:bulk", kwargs={"slug": request.programme.slug, "round_id": round_.pk})
    context: dict[str, Any] = {"round": round_, "back": back}
    if not request.POST.get("sure"):
        context |= {"claims": ticked, "table": lists.sure_table(ticked)}
        return render(request, "claim/claims/bulk_sure.html", context)
    outcomes = reviewing.claims_approve(claims=ticked, actor=request.actor)
    context["table"] = lists.outcome_table(outcomes)
    return render(request, "claim/claims/bulk_done.html", context)
