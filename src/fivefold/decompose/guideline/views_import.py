"""Importing items into a draft: upload, preview with problems at their cells, confirm."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from fivefold.authz.permissions import Permission
from fivefold.decompose.guideline import actions, dossiers, previewing, queries, uploads
from fivefold.decompose.guideline.forms import ItemsFileForm
from fivefold.decompose.guideline.views import crumbs, edition_of, refused_form
from fivefold.decompose.guideline.workbook import workbook_of
from fivefold.lifecycle.errors import WrongState
from fivefold.method.reason import Reason, Refused
from fivefold.web.access import requires
from fivefold.web.parts import Link
from fivefold.web.request import SeatRequest
from fivefold.web.speech import name_lang, speak_reason

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _xlsx(request: SeatRequest, edition: Any, name: str, *, with_items: bool) -> HttpResponse:
    data = workbook_of(queries.content_of(edition), dossiers.class_labels(edition), with_items=with_items)
    response = HttpResponse(data, content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}-{edition.code}.xlsx"'
    return response


@require_GET
@requires(Permission.EDITION_VIEW)
def edition_workbook(request: SeatRequest, slug: str, pk: UUID) -> HttpResponse:
    """Give the edition's items as a workbook."""
    return _xlsx(request, edition_of(request, pk), "edition", with_items=True)


@require_GET
@requires(Permission.EDITION_DRAFT)
def template(request: SeatRequest, slug: str, pk: UUID) -> HttpResponse:
    """Give an empty workbook with the edition's projects."""
    return _xlsx(request, edition_of(request, pk), "items-template", with_items=False)


def draft_of(request: SeatRequest, pk: UUID) -> Any:
    """Return the draft; WrongState when it is one no more."""
    edition = edition_of(request, pk)
    if edition.state != "drafted":
        state = Reason(f"state.edition.{edition.state}")
        raise WrongState(Reason("guideline.not_draft", {"subject": edition.title, "state": state}))
    return edition


@require_http_methods(["GET", "POST"])
@requires(Permission.EDITION_DRAFT)
def items_import(request: SeatRequest, slug: str, pk: UUID) -> HttpResponse:
    """Take a file; nothing is saved yet."""
    edition = draft_of(request, pk)
    form = ItemsFileForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            token = uploads.keep(edition, upload.read(), upload.name, timezone.now())
        except Refused as refusal:
            status = refused_form(form, refusal)
        else:
            return HttpResponseRedirect(dossiers.url("preview", edition, token=token))
    elif request.method == "POST":
        status = 422
    context = {
        "edition": edition,
        "form": form,
        "crumbs": crumbs(request, edition),
        "template_url": dossiers.url("template", edition),
        "workbook_url": dossiers.url("workbook", edition),
    }
    return render(request, "decompose/guideline/import.html", context, status=status)


@require_http_methods(["GET", "POST"])
@requires(Permission.EDITION_DRAFT)
def items_preview(request: SeatRequest, slug: str, pk: UUID, token: str) -> HttpResponse:
    """Show what the file would put into the draft; on confirmation put it there, all of it or nothing."""
    edition = draft_of(request, pk)
    found = uploads.preview(edition, token)
    status = 200
    if request.method == "POST":
        try:
            _confirm(request, edition, found)
        except WrongState:
            raise
        except Refused as refusal:
            status = 422
            for reason in refusal.reasons:
                messages.error(request, speak_reason(reason))
        else:
            messages.success(request, _("The items have been replaced by those of the file."))
            return HttpResponseRedirect(dossiers.url("edition", edition))
    context = {
        "edition": edition,
        "preview": previewing.preview_view(queries.content_of(edition), found.incoming),
        "name": found.name,
        "crumbs": crumbs(request, edition, Link(_("Import items"), dossiers.url("import", edition))),
        "cancel_url": dossiers.url("import", edition),
        "name_lang": name_lang(),
    }
    return render(request, "decompose/guideline/preview.html", context, status=status)


def _confirm(request: SeatRequest, edition: Any, found: uploads.Preview) -> None:
    errors = previewing.errors_of(found.incoming)
    if errors:
        raise Refused(Reason("guideline.import.errors", {"count": len(errors)}))
    if not found.unchanged:
        raise Refused(Reason("guideline.import.changed"))
    actions.edition_items_replace(
        edition=edition, items=found.incoming.items, origin=found.name, actor=request.actor
    )
