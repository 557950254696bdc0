"""Pages of claim rounds: list, one round with its provinces, and the office's acts on it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fivefold.authz.decide import permissions_of
from fivefold.authz.permissions import Permission
from fivefold.claim.rounds import actions, dossiers, exports, planning, queries, turns
from fivefold.claim.rounds.forms import NoFieldsForm, ReasonForm, ReopenForm, show_refusal
from fivefold.method.reason import Refused
from fivefold.packs.programmes import pack_of
from fivefold.web.access import requires
from fivefold.web.addresses import reverse
from fivefold.web.paging import Listing, Pager
from fivefold.web.parts import Action, Link
from fivefold.web.request import SeatRequest
from fivefold.web.speech import programme_time, speak_reason
from fivefold.web.vocabulary import coordinator_label

SORTS = {"title": "title", "closes": "closes_at", "opens": "opens_at"}


@require_safe
@requires(Permission.ROUND_VIEW)
def index(request: SeatRequest, slug: str) -> HttpResponse:
    """List the rounds the seat may see."""
    listing = Listing.read(request.GET, sorts=SORTS, default="-opens")
    order = ("-" if listing.descending else "") + SORTS[listing.key]
    rows = queries.visible(request.seat).filter(programme=request.programme).order_by(order, "id")
    pager = Pager.of(listing, rows.count())
    shown = list(rows[pager.start : pager.stop])
    within = queries.board_within(request.seat)
    counts = None if within is None else queries.round_counts(shown, within=within)
    table = dossiers.index_table(shown, counts, listing, pager)
    new = Action(_("Prepare a round"), reverse("rounds:new", args=[slug]), "primary")
    can = Permission.ROUND_MANAGE in permissions_of(request.seat)
    return render(request, "claim/rounds/index.html", {"table": table, "actions": [new] if can else []})


def _round(request: SeatRequest, round_id: UUID) -> Any:
    found = queries.visible_one(request.seat, request.programme, round_id)
    if found is None:
        raise Http404
    return found


def _to(name: str, slug: str, round_id: UUID) -> HttpResponse:
    return redirect(reverse(f"rounds:{name}", kwargs={"slug": slug, "round_id": round_id}))


@require_safe
@requires(Permission.ROUND_VIEW)
def page(request: SeatRequest, slug: str, round_id: UUID) -> HttpResponse:
    """Show a round: where it stands, what it pins, how far each province is."""
    row = _round(request, round_id)
    within = queries.board_within(request.seat)
    now = timezone.now()
    provinces = queries.progress(row, now, within=within) if within is not None else []
    found = turns.waits(row, provinces, queries.waiting(row, request.seat), request.seat)
    downloads = [Link("xlsx", dossiers.url("provinces_file", row))]
    context = {
        "round": row,
        "state": turns.state_line(row, dossiers.tag_of(row), found, now),
        "waits": turns.wait_rows(found, now),
        "rows": dossiers.summary(row),
        "actions": dossiers.actions(row, request.seat),
        "bodies": coordinator_label(pack_of(row.programme)),
        "counts": within is not None and row.state != "discarded",
        "strip": dossiers.strip(provinces),
        "map": dossiers.tile_map(row, provinces, "#provinces-caption"),
        "table": dossiers.province_table(row, provinces, downloads),
        "entries": dossiers.timeline(row),
        "crumbs": _crumbs(slug, row.title),
    }
    return render(request, "claim/rounds/page.html", context)


def _crumbs(slug: str, title: str, url: str = "", last: str = "") -> list[Link]:
    trail = [Link(_("Claim rounds"), reverse("rounds:index", args=[slug])), Link(title, url)]
    return [*trail, Link(last, "")] if last else trail


@require_safe
@requires(Permission.CLAIM_BOARD)
def provinces_file(request: SeatRequest, slug: str, round_id: UUID) -> HttpResponse:
    """Give the provinces with their counts as a workbook."""
    row = _round(request, round_id)
    within = queries.board_within(request.seat) or ""
    return exports.provinces_workbook(row, queries.progress(row, timezone.now(), within=within))


def _plan_page(request: SeatRequest, form: Any, title: str, back: str) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "back": back,
        "zone": programme_time(timezone.now()),
        "copied": planning.copied(request.programme),
        "crumbs": _crumbs(request.programme.slug, title),
    }
    return render(request, "claim/rounds/plan.html", context, status=422 if form.errors else 200)


@requires(Permission.ROUND_MANAGE)
def new(request: SeatRequest, slug: str) -> HttpResponse:
    """Prepare a round."""
    form = planning.round_form(request.programme, request.POST or None)
    title, back = _("Prepare a round"), reverse("rounds:index", args=[slug])
    if request.method != "POST" or not form.is_valid():
        return _plan_page(request, form, title, back)
    try:
        plan = planning.plan_from(request.programme, form.cleaned_data)
        made = actions.round_prepare(programme=request.programme, plan=plan, actor=request.actor)
    except Refused as refusal:
        show_refusal(form, refusal)
        return _plan_page(request, form, title, back)
    messages.success(request, _("The round is prepared. Check it and open it."))
    return _to("page", slug, made.pk)


@requires(Permission.ROUND_MANAGE)
def amend(request: SeatRequest, slug: str, round_id: UUID) -> HttpResponse:
    """Change a round that has not opened."""
    row = _round(request, round_id)
    form = planning.round_form(request.programme, request.POST or None, row)
    title, back = _("Change the round"), dossiers.url("page", row)
    if request.method != "POST" or not form.is_valid():
        return _plan_page(request, form, title, back)
    try:
        plan = planning.plan_from(request.programme, form.cleaned_data)
        actions.round_amend(round_=row, plan=plan, actor=request.actor)
    except Refused as refusal:
        show_refusal(form, refusal)
        return _plan_page(request, form, title, back)
    messages.success(request, _("The round was changed."))
    return _to("page", slug, round_id)


def _confirm(request: SeatRequest, row: Any, form: Any, **words: Any) -> HttpResponse:
    trail = _crumbs(row.programme.slug, row.title, dossiers.url("page", row), words["title"])
    context = {"form": form, "cancel_url": dossiers.url("page", row), "crumbs": trail, **words}
    return render(request, "claim/rounds/confirm.html", context, status=422 if form.errors else 200)


@requires(Permission.ROUND_MANAGE)
def open_(request: SeatRequest, slug: str, round_id: UUID) -> HttpResponse:
    """Show what would be opened and what is against it; open it."""
    row = _round(request, round_id)
    form = NoFieldsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.round_open(round_=row, actor=request.actor)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("The round is open. Its dates stand in everybody's year line."))
            return _to("page", slug, round_id)
    faults = actions.opening_faults(row, timezone.now()) if row.state == "prepared" else []
    said = [speak_reason(reason) for reason in faults]
    against = [] if request.method == "POST" else said
    words = {"title": _("Open the round"), "submit": _("Open the round"), "kind": "official"}
    return _confirm(
        request,
        row,
        form,
        against=against,
        barred=said[0] if said else "",
        rows=dossiers.summary(row),
        **words,
    )


@requires(Permission.ROUND_MANAGE)
def close(request: SeatRequest, slug: str, round_id: UUID) -> HttpResponse:
    """Ask, then close the round."""
    row = _round(request, round_id)
    form = NoFieldsForm(request.POST or None)
    if request.method == "POST":
        actions.round_close(round_=row, actor=request.actor)
        messages.success(request, _("The round is closed."))
        return _to("page", slug, round_id)
    text = _(
        "After this moment no region can submit. Claims that came in are still reviewed. "
        "It can be reopened with a reason."
    )
    return _confirm(request, row, form, title=_("Close the round"), submit=_("Close the round"), text=text)


@requires(Permission.ROUND_MANAGE)
def reopen(request: SeatRequest, slug: str, round_id: UUID) -> HttpResponse:
    """Ask for new dates and the reason, then reopen."""
    row = _round(request, round_id)
    form = ReopenForm(request.POST or None)
    words = {"title": _("Reopen the round"), "submit": _("Reopen the round")}
    if request.method == "POST" and form.is_valid():
        try:
            actions.round_reopen(round_=row, actor=request.actor, **form.cleaned_data)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("The round is open again; the reason stays in the ledger."))
            return _to("page", slug, round_id)
    return _confirm(request, row, form, zone=programme_time(timezone.now()), **words)


@requires(Permission.ROUND_MANAGE)
def discard(request: SeatRequest, slug: str, round_id: UUID) -> HttpResponse:
    """Ask for the reason, then discard a round that never opened."""
    row = _round(request, round_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.round_discard(round_=row, actor=request.actor, **form.cleaned_data)
        messages.success(request, _("The round was discarded."))
        return redirect(reverse("rounds:index", args=[slug]))
    return _confirm(request, row, form, title=_("Discard the round"), submit=_("Discard the round"))
