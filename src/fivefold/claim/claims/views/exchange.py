"""Claims by workbook: download, bring in, look at what would change, confirm."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fivefold.authz.permissions import Permission
from fivefold.claim.claims import exports, importing, lists
from fivefold.claim.claims.forms import ImportForm, show_refusal
from fivefold.claim.rounds import queries as rounds
from fivefold.claim.rounds.forms import NoFieldsForm
from fivefold.method.reason import Refused
from fivefold.web.access import requires
from fivefold.web.addresses import reverse
from fivefold.web.paging import Listing
from fivefold.web.parts import Link
from fivefold.web.request import SeatRequest


def _round(request: SeatRequest, round_id: UUID) -> Any:
    return get_object_or_404(rounds.visible(request.seat), pk=round_id, programme=request.programme)


@require_safe
@requires(Permission.CLAIM_VIEW)
def workbook(request: SeatRequest, slug: str, round_id: UUID) -> HttpResponse:
    """Give the live claims that the list shows, all pages, as a workbook that can come back."""
    round_ = _round(request, round_id)
    listing = Listing.read(request.GET, sorts=lists.SORTS, default="region")
    found = lists.workable(request.seat, round_, listing)
    return exports.claims_workbook(round_, found.prefetch_related("milestones"))


@requires(Permission.CLAIM_DRAFT_FOR)
def import_(request: SeatRequest, slug: str, round_id: UUID) -> HttpResponse:
    """Take a workbook; it is compared first, nothing is saved yet."""
    round_ = _round(request, round_id)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            token = importing.keep(round_, sent.read(), str(sent.name), request.actor)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            return redirect("claims:import_preview", slug=slug, round_id=round_id, token=token)
    context = {
        "round": round_,
        "form": form,
        "export": reverse("claims:workbook", kwargs={"slug": slug, "round_id": round_id}),
        "crumbs": _crumbs(slug, round_),
    }
    return render(request, "claim/claims/import.html", context, status=422 if form.errors else 200)


def _crumbs(slug: str, round_: Any) -> list[Link]:
    listed = reverse("claims:index", args=[slug])
    return [Link(_("Claims"), f"{listed}?round={round_.pk}"), Link(_("Bring in claims by workbook"), "")]


@requires(Permission.CLAIM_DRAFT_FOR)
def import_preview(request: SeatRequest, slug: str, round_id: UUID, token: str) -> HttpResponse:
    """Show what would be begun and changed, or the faults at their cells; on confirmation take all or nothing."""
    round_ = _round(request, round_id)
    reading = importing.kept(round_, token, request.actor)
    form = NoFieldsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            done = importing.claims_import(round_=round_, reading=reading, actor=request.actor)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(
                request, _("%(begun)s claims begun, %(changed)s changed. They are drafts.") % done
            )
            return redirect(reverse("claims:index", args=[slug]) + f"?round={round_id}")
    context = {
        "round": round_,
        "form": form,
        "reading": reading,
        "table": lists.import_table(round_, reading),
        "faults": lists.fault_table(reading),
        "back": reverse("claims:import", kwargs={"slug": slug, "round_id": round_id}),
        "crumbs": _crumbs(slug, round_),
    }
    return render(request, "claim/claims/import_preview.html", context, status=422 if form.errors else 200)
