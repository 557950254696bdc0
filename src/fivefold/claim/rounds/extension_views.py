"""Pages of extensions: all requests of a round, one request, asking, deciding (6.12)."""

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
from fivefold.claim.rounds import dossiers, extension_dossiers, extensions, queries
from fivefold.claim.rounds.forms import ExtensionForm, GrantForm, show_refusal
from fivefold.method.reason import Refused
from fivefold.web.access import requires
from fivefold.web.addresses import reverse
from fivefold.web.parts import Action, Link
from fivefold.web.request import SeatRequest
from fivefold.web.speech import programme_time, speak_reason


def _round(request: SeatRequest, round_id: UUID) -> Any:
    return get_object_or_404(queries.visible(request.seat), pk=round_id, programme=request.programme)


def _crumbs(row: Any, last: str) -> list[Link]:
    slug = row.programme.slug
    return [
        Link(_("Claim rounds"), reverse("rounds:index", args=[slug])),
        Link(row.title, dossiers.url("page", row)),
        Link(last, ""),
    ]


@require_safe
@requires(Permission.EXTENSION_VIEW)
def index(request: SeatRequest, slug: str, round_id: UUID) -> HttpResponse:
    """List the requests of a round that the seat may see."""
    row = _round(request, round_id)
    found = list(queries.visible_extensions(request.seat).filter(round=row))
    context = {
        "round": row,
        "table": extension_dossiers.extension_table(row, found, request.seat),
        "actions": _asking(request, row),
        "crumbs": _crumbs(row, _("Extensions")),
    }
    return render(request, "claim/rounds/extensions.html", context)


def _asking(request: SeatRequest, row: Any) -> list[Action]:
    if Permission.EXTENSION_ASK not in permissions_of(request.seat):
        return []
    faults = extensions.asking_faults(row, extensions.body_of(request.seat))
    why = speak_reason(faults[0]) if faults else ""
    return [Action(_("Ask for more time"), dossiers.url("ask", row), "primary", reason=why)]


@requires(Permission.EXTENSION_ASK)
def ask(request: SeatRequest, slug: str, round_id: UUID) -> HttpResponse:
    """Ask for more time for the own body and those below it."""
    row = _round(request, round_id)
    form = ExtensionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = extensions.extension_ask(
                round_=row, body=extensions.body_of(request.seat), actor=request.actor, **form.cleaned_data
            )
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Your request went to those who decide on it."))
            return redirect("rounds:extension", slug=slug, extension_id=made.pk)
    context = {
        "form": form,
        "round": row,
        "zone": programme_time(timezone.now()),
        "rows": extension_dossiers.extension_limits(row),
        "crumbs": _crumbs(row, _("Ask for more time")),
    }
    return render(request, "claim/rounds/ask.html", context, status=422 if form.errors else 200)


@requires(Permission.EXTENSION_VIEW)
def page(request: SeatRequest, slug: str, extension_id: UUID) -> HttpResponse:
    """Show one request; whoever decides on it finds the form here."""
    row = get_object_or_404(
        queries.visible_extensions(request.seat), pk=extension_id, round__programme=request.programme
    )
    deciding = Permission.EXTENSION_DECIDE in permissions_of(request.seat) and row.state == "asked"
    form = GrantForm(request.POST or None, initial={"until": row.asked_until})
    if request.method == "POST" and form.is_valid():
        try:
            _decide(request, row, form)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(
                request, _("The decision was recorded and told to the body that asked and its regions.")
            )
            return redirect("rounds:extension", slug=slug, extension_id=row.pk)
    context = {
        "extension": row,
        "state": extension_dossiers.extension_state(row, request.seat, timezone.now()),
        "rows": extension_dossiers.extension_rows(row),
        "form": form if deciding or form.errors else None,
        "zone": programme_time(timezone.now()),
        "crumbs": _crumbs(row.round, _("Extension")),
    }
    return render(request, "claim/rounds/extension.html", context, status=422 if form.errors else 200)


def _decide(request: SeatRequest, row: Any, form: GrantForm) -> None:
    because = form.cleaned_data["because"]
    if request.POST.get("then") == "refuse":
        extensions.extension_refuse(extension=row, because=because, actor=request.actor)
        return
    until = form.cleaned_data["until"] or row.asked_until
    extensions.extension_grant(extension=row, until=until, because=because, actor=request.actor)
