"""Pages of guidance: list, one piece, write, revise, publish, withdraw."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fivefold.authz.permissions import Permission
from fivefold.classify.guidance import actions, dossiers, queries
from fivefold.classify.guidance.forms import GuidanceForm, WithdrawForm
from fivefold.classify.pages import class_choices, history_of, holds, refused_form, today
from fivefold.method.reason import Refused
from fivefold.packs.programmes import pack_of
from fivefold.web.access import requires
from fivefold.web.addresses import reverse
from fivefold.web.paging import Listing
from fivefold.web.parts import Action, Link
from fivefold.web.request import SeatRequest
from fivefold.web.speech import name_lang

Row = Any


def _row(request: SeatRequest, pk: UUID) -> Row:
    return get_object_or_404(queries.visible(request.seat, request.programme, today()), pk=pk)


def _crumbs(request: SeatRequest, row: Row = None) -> list[Link]:
    trail = [Link(_("Guidance"), reverse("guidance:list", kwargs={"slug": request.programme.slug}))]
    return trail if row is None else [*trail, Link(row.title, dossiers.url(row, "detail"))]


@require_GET
@requires(Permission.GUIDANCE_VIEW)
def guidance_list(request: SeatRequest, slug: str) -> HttpResponse:
    """List the guidance that the seat may see."""
    found = queries.visible(request.seat, request.programme, today())
    table = dossiers.guidance_table(request.programme, request.seat, found, Listing.read(request.GET))
    may = holds(request.seat, Permission.GUIDANCE_WRITE)
    write = Action(_("Write guidance"), reverse("guidance:write", kwargs={"slug": slug}), "primary")
    return render(request, "classify/guidance/list.html", {"table": table, "actions": [write] if may else []})


@require_GET
@requires(Permission.GUIDANCE_VIEW)
def guidance_detail(request: SeatRequest, slug: str, pk: UUID) -> HttpResponse:
    """Show one piece of guidance."""
    row = _row(request, pk)
    context = {
        "title": row.title,
        "lang": name_lang(),
        "audience": dossiers.audience(row),
        "text": row.text,
        "state": dossiers.state_line(row, request.seat),
        "actions": dossiers.actions(row, request.seat),
        "history": history_of(request.programme, [("guidance", str(row.pk))], request.seat),
        "crumbs": _crumbs(request),
    }
    return render(request, "classify/guidance/detail.html", context)


def _form_page(
    request: SeatRequest, form: forms.Form, texts: tuple[str, str], crumbs: list[Link], status: int
) -> HttpResponse:
    title, submit = texts
    context = {"form": form, "title": title, "submit": submit, "cancel_url": crumbs[-1].url, "crumbs": crumbs}
    return render(request, "classify/form.html", context, status=status)


def _content(form: forms.Form) -> actions.GuidanceText:
    values = form.cleaned_data
    return actions.GuidanceText(values["class_code"], values["title"], values["text"])


@require_http_methods(["GET", "POST"])
@requires(Permission.GUIDANCE_WRITE)
def guidance_write(request: SeatRequest, slug: str) -> HttpResponse:
    """Begin a draft."""
    form = GuidanceForm(request.POST or None, classes=class_choices(pack_of(request.programme)))
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.guidance_write(
                programme=request.programme, content=_content(form), actor=request.actor
            )
        except Refused as refusal:
            status = refused_form(form, refusal)
        else:
            messages.success(request, _("The draft is saved. Nobody else sees it before it is published."))
            return HttpResponseRedirect(dossiers.url(row, "detail"))
    return _form_page(request, form, (_("Write guidance"), _("Save the draft")), _crumbs(request), status)


@require_http_methods(["GET", "POST"])
@requires(Permission.GUIDANCE_WRITE)
def guidance_revise(request: SeatRequest, slug: str, pk: UUID) -> HttpResponse:
    """Change a draft."""
    row = _row(request, pk)
    initial = {"class_code": row.class_code, "title": row.title, "text": row.text}
    form = GuidanceForm(
        request.POST or None, classes=class_choices(pack_of(request.programme)), initial=initial
    )
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.guidance_revise(guidance=row, content=_content(form), actor=request.actor)
        except Refused as refusal:
            status = refused_form(form, refusal)
        else:
            messages.success(request, _("The draft is saved."))
            return HttpResponseRedirect(dossiers.url(row, "detail"))
    return _form_page(request, form, (_("Revise"), _("Save the draft")), _crumbs(request, row), status)


@require_POST
@requires(Permission.GUIDANCE_WRITE)
def guidance_publish(request: SeatRequest, slug: str, pk: UUID) -> HttpResponse:
    """Publish a draft."""
    row = _row(request, pk)
    actions.guidance_publish(guidance=row, actor=request.actor)
    messages.success(
        request, _("The guidance is published to: %(audience)s") % {"audience": dossiers.audience(row)}
    )
    return HttpResponseRedirect(dossiers.url(row, "detail"))


@require_http_methods(["GET", "POST"])
@requires(Permission.GUIDANCE_WRITE)
def guidance_withdraw(request: SeatRequest, slug: str, pk: UUID) -> HttpResponse:
    """Withdraw published guidance, with a reason."""
    row = _row(request, pk)
    form = WithdrawForm(request.POST or None)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.guidance_withdraw(guidance=row, actor=request.actor, **form.cleaned_data)
        except Refused as refusal:
            status = refused_form(form, refusal)
        else:
            messages.success(request, _("The guidance was withdrawn."))
            return HttpResponseRedirect(dossiers.url(row, "detail"))
    return _form_page(request, form, (_("Withdraw"), _("Withdraw")), _crumbs(request, row), status)
