"""The list of claims, and a region's whole plan in a round."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fivefold.authz.decide import permissions_of
from fivefold.authz.permissions import Permission
from fivefold.claim.claims import dossiers, drafting, lists, plans, queries
from fivefold.claim.claims.comparison_workbook import comparison_workbook
from fivefold.claim.claims.forms import show_refusal
from fivefold.claim.rounds import queries as rounds
from fivefold.claim.rounds.forms import NoFieldsForm
from fivefold.method.reason import Refused
from fivefold.web.access import requires
from fivefold.web.addresses import reverse
from fivefold.web.paging import Listing, Pager
from fivefold.web.parts import EmptyState, Link
from fivefold.web.request import SeatRequest
from fivefold.web.speech import speak_reason


def asked_round(request: SeatRequest) -> tuple[Any, list[Any]]:
    """Return the round named by ``?round=``, else the one that opened last (None where none runs), and all that run."""
    wanted = request.GET.get("round", "")
    running = list(rounds.running_rounds(request.seat, request.programme))
    return next((row for row in running if str(row.pk) == wanted), running[0] if running else None), running


def nothing_runs(request: SeatRequest, title: str) -> HttpResponse:
    """Say that no round runs, and what comes next."""
    empty = EmptyState(
        _("No claim round is open."),
        next=_("When the office in charge opens one, it appears here and in your inbox."),
        action=Link(_("Claim rounds"), reverse("rounds:index", args=[request.programme.slug])),
    )
    return render(request, "claim/claims/nothing.html", {"empty": empty, "title": title})


@require_safe
@requires(Permission.CLAIM_VIEW)
def index(request: SeatRequest, slug: str) -> HttpResponse:
    """Show a region its own plan, everybody else the claims they may see."""
    round_, running = asked_round(request)
    if round_ is None:
        return nothing_runs(request, _("Claims"))
    own = lists.own_region(request.seat, request.programme)
    if own is not None:
        return redirect("claims:plan", slug=slug, round_id=round_.pk, region_id=own.pk)
    listing = Listing.read(request.GET, sorts=lists.SORTS, default="region")
    found = lists.found(request.seat, round_, listing)
    pager = Pager.of(listing, found.count())
    filters = dossiers.list_filters(listing, queries.projects_of(round_), running, round_)
    files = [Link("xlsx", reverse("claims:workbook", args=[slug, round_.pk]) + listing.link(page=""))]
    table = dossiers.list_table(list(found[pager.start : pager.stop]), listing, pager, filters, files)
    can_import = Permission.CLAIM_DRAFT_FOR in permissions_of(request.seat)
    context = {"table": table, "round": round_, "import": can_import, "title": _("Claims")}
    return render(request, "claim/claims/index.html", context)


def _place(request: SeatRequest, round_id: UUID, region_id: UUID) -> tuple[Any, Any]:
    round_ = get_object_or_404(rounds.visible(request.seat), pk=round_id, programme=request.programme)
    found = queries.visible_regions(request.seat, request.programme)
    return round_, get_object_or_404(found, pk=region_id)


def _writable(request: SeatRequest) -> bool:
    allowed = permissions_of(request.seat)
    return Permission.CLAIM_DRAFT in allowed or Permission.CLAIM_DRAFT_FOR in allowed


@require_safe
@requires(Permission.CLAIM_VIEW)
def plan(request: SeatRequest, slug: str, round_id: UUID, region_id: UUID) -> HttpResponse:
    """Show a region's plan: all projects, its claims among them, and the advice."""
    round_, region = _place(request, round_id, region_id)
    context = {
        "round": round_,
        "region": region,
        "plan": plans.plan_page(round_, region, timezone.now(), writable=_writable(request)),
        "crumbs": _crumbs(slug, round_, region.body.name),
    }
    return render(request, "claim/claims/plan.html", context)


@require_safe
@requires(Permission.CLAIM_VIEW)
def beside_class(request: SeatRequest, slug: str, round_id: UUID, region_id: UUID) -> HttpResponse:
    """Give the region's figures beside its class, and the advice made of them, as a workbook."""
    return comparison_workbook(*_place(request, round_id, region_id))


def _crumbs(slug: str, round_: Any, last: str) -> list[Link]:
    return [
        Link(_("Claim rounds"), reverse("rounds:index", args=[slug])),
        Link(round_.title, reverse("rounds:page", kwargs={"slug": slug, "round_id": round_.pk})),
        Link(last, ""),
    ]


@requires(Permission.CLAIM_VIEW)
def begin(request: SeatRequest, slug: str, round_id: UUID, region_id: UUID) -> HttpResponse:
    """Show one project with its advice, and begin a claim of it."""
    round_, region = _place(request, round_id, region_id)
    wanted = request.POST.get("project") or request.GET.get("project", "")
    project = get_object_or_404(queries.project_query(round_), code=wanted)
    form = NoFieldsForm(request.POST or None)
    if request.method == "POST":
        try:
            form.is_valid()
            made = drafting.claim_draft(round_=round_, region=region, project=project, actor=request.actor)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(
                request, _("The claim is begun. It is an intention until the decision is attached.")
            )
            return redirect("claims:edit", slug=slug, claim_id=made.pk)
    return _begin_page(request, round_, region, project, form)


def _begin_page(request: SeatRequest, round_: Any, region: Any, project: Any, form: Any) -> HttpResponse:
    back = reverse("claims:plan", args=[request.programme.slug, round_.pk, region.pk])
    context = {
        "title": _("Claim this project"),
        "project": project,
        "rows": lists.begin_rows(round_, region, project),
        "reasons": [speak_reason(reason) for reason in lists.advice_on(round_, region, project)],
        "form": form,
        "submit": _("Begin the claim"),
        "why": "" if form.errors else lists.begin_bar(round_, region),
        "cancel_url": back,
        "crumbs": _crumbs(request.programme.slug, round_, region.body.name),
    }
    return render(request, "claim/claims/begin.html", context, status=422 if form.errors else 200)
