"""Single acts on a claim: withdraw, answer the province's filing, follow a suggestion."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fivefold.authz.permissions import Permission
from fivefold.claim.claims import actions, dossiers, shapes
from fivefold.claim.claims.forms import ReasonForm, show_refusal
from fivefold.claim.claims.views.drafts import claim_or_404, crumbs
from fivefold.method.reason import Refused
from fivefold.web.access import requires
from fivefold.web.request import SeatRequest


def _ask(request: SeatRequest, claim: Any, form: Any, **words: Any) -> HttpResponse:
    context = {
        "form": form,
        "altered": dossiers.altered(claim),
        "rows": dossiers.facts_rows(claim),
        "cancel_url": dossiers.url("page", claim),
        "crumbs": crumbs(claim, words["title"]),
        **words,
    }
    return render(request, "claim/claims/confirm.html", context, status=422 if form.errors else 200)


@requires(Permission.CLAIM_WITHDRAW)
def withdraw(request: SeatRequest, slug: str, claim_id: UUID) -> HttpResponse:
    """Ask for the reason, then withdraw."""
    claim = claim_or_404(request, claim_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.claim_withdraw(claim=claim, actor=request.actor, because=form.cleaned_data["because"])
        messages.success(request, _("The claim was withdrawn. Its history stays."))
        return redirect(dossiers.plan_url(claim))
    return _ask(request, claim, form, title=_("Withdraw the claim"), submit=_("Withdraw"))


@requires(Permission.CLAIM_CONFIRM)
def answer(request: SeatRequest, slug: str, claim_id: UUID) -> HttpResponse:
    """Show what the province filed; confirm it, or disown it with a reason."""
    claim = claim_or_404(request, claim_id)
    disowning = request.POST.get("then") == "disown"
    form = ReasonForm(request.POST or None)
    form.fields["because"].required = disowning
    form.fields["because"].help_text = _("Needed when you disown. It is kept in the ledger and shown.")
    if request.method == "POST" and form.is_valid():
        messages.success(request, _answered(request, claim, form, disowning=disowning))
        return redirect(dossiers.url("page", claim))
    groups = shapes.summary_groups(claim, file_url=dossiers.url("file", claim))
    words = {
        "title": _("Confirm or disown"),
        "submit": _("Confirm"),
        "second": _("Disown"),
        "second_value": "disown",
    }
    return _ask(request, claim, form, groups=groups, **words)


def _answered(request: SeatRequest, claim: Any, form: ReasonForm, *, disowning: bool) -> str:
    """Disown or confirm, and return the sentence that says so."""
    if disowning:
        actions.claim_disown(claim=claim, actor=request.actor, because=form.cleaned_data["because"])
        return _("The claim is yours again, as a draft; the body that filed it was told.")
    actions.claim_confirm(claim=claim, actor=request.actor)
    return _("The claim is confirmed and went to review.")


@requires(Permission.CLAIM_WITHDRAW)
def switch(request: SeatRequest, slug: str, claim_id: UUID) -> HttpResponse:
    """Follow the suggestion: withdraw this claim and begin one of the suggested project."""
    claim = claim_or_404(request, claim_id)
    form = ReasonForm(request.POST or None, initial={"because": _("The reviewers' suggestion is followed.")})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.claim_switch(
                claim=claim, actor=request.actor, because=form.cleaned_data["because"]
            )
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("The suggested project is claimed as a draft."))
            return redirect("claims:edit", slug=slug, claim_id=made.pk)
    text = claim.suggested_project.title if claim.suggested_project else ""
    return _ask(
        request,
        claim,
        form,
        title=_("Follow the suggestion"),
        submit=_("Claim the suggested project"),
        text=text,
    )
