"""Pages of class lists: all lists, one list, draft, override, issue, discard, downloads."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fivefold.authz.permissions import Permission
from fivefold.classify.class_lists import actions, documents, dossiers, overview, queries
from fivefold.classify.class_lists.forms import DraftForm, IssueForm, OverrideForm, ReasonForm
from fivefold.classify.pages import (
    JSON,
    XLSX,
    class_choices,
    download,
    file_name,
    holds,
    refused_form,
    today,
)
from fivefold.method.reason import Refused
from fivefold.packs.programmes import pack_of
from fivefold.web.access import requires
from fivefold.web.addresses import reverse
from fivefold.web.paging import Listing
from fivefold.web.parts import Action, Link
from fivefold.web.request import SeatRequest
from fivefold.web.speech import name_lang

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MAKERS = {
    "json": (documents.json_of, JSON),
    "xlsx": (documents.workbook_of, XLSX),
    "docx": (documents.docx_of, _DOCX),
    "pdf": (documents.pdf_of, "application/pdf"),
}

List = Any


def _row(request: SeatRequest, pk: UUID) -> List:
    return get_object_or_404(queries.visible(request.seat), pk=pk, programme=request.programme)


def _crumbs(request: SeatRequest, row: List = None) -> list[Link]:
    trail = [Link(_("Class lists"), reverse("class_lists:list", kwargs={"slug": request.programme.slug}))]
    return trail if row is None else [*trail, Link(overview.list_title(row), overview.url(row, "detail"))]


@require_GET
@requires(Permission.CLASS_LIST_VIEW)
def class_list_list(request: SeatRequest, slug: str) -> HttpResponse:
    """List the class lists."""
    found = queries.visible(request.seat).filter(programme=request.programme)
    table = overview.lists_table(request.programme, found, Listing.read(request.GET))
    may = holds(request.seat, Permission.CLASS_LIST_DRAFT)
    draft = Action(_("Draft a list"), reverse("class_lists:draft", kwargs={"slug": slug}), "primary")
    return render(
        request, "classify/class_lists/list.html", {"table": table, "actions": [draft] if may else []}
    )


@require_GET
@requires(Permission.CLASS_LIST_VIEW)
def class_list_detail(request: SeatRequest, slug: str, pk: UUID) -> HttpResponse:
    """Show one list with numbers, unsettled lines, differences and all lines."""
    row = _row(request, pk)
    listing = Listing.read(request.GET, sorts=dossiers.SORTS, default="code")
    page = dossiers.ListDossier(row, request.seat, listing).page()
    return render(request, "classify/class_lists/detail.html", {"page": page, "crumbs": _crumbs(request)})


def _form_page(
    request: SeatRequest,
    form: forms.Form,
    texts: tuple[str, str],
    cancel: str,
    crumbs: list[Link],
    status: int,
) -> HttpResponse:
    title, submit = texts
    context = {
        "form": form,
        "title": title,
        "submit": submit,
        "cancel_url": cancel,
        "crumbs": crumbs,
        "lang": name_lang(),
    }
    return render(request, "classify/form.html", context, status=status)


@require_http_methods(["GET", "POST"])
@requires(Permission.CLASS_LIST_DRAFT)
def class_list_draft(request: SeatRequest, slug: str) -> HttpResponse:
    """Draft a list from the rules as of a day."""
    form = DraftForm(request.POST or None, initial={"valid_from": today()})
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            draft = actions.class_list_draft(
                programme=request.programme, valid_from=form.cleaned_data["valid_from"], actor=request.actor
            )
        except Refused as refusal:
            status = refused_form(form, refusal)
        else:
            messages.success(request, _("The rules were applied. Check the draft, then issue it."))
            return HttpResponseRedirect(overview.url(draft, "detail"))
    cancel = reverse("class_lists:list", kwargs={"slug": slug})
    return _form_page(
        request, form, (_("Draft a list"), _("Apply the rules")), cancel, _crumbs(request), status
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.CLASS_LIST_DRAFT)
def class_list_override(request: SeatRequest, slug: str, pk: UUID, entry_id: int) -> HttpResponse:
    """Put one area into a class by hand, with reason and signer."""
    row = _row(request, pk)
    entry = get_object_or_404(queries.entries(row), pk=entry_id)
    classes = class_choices(pack_of(request.programme))
    form = OverrideForm(request.POST or None, classes=classes, initial={"class_code": entry.class_code})
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.class_list_override(
                class_list=row, entry_id=entry.pk, actor=request.actor, **form.cleaned_data
            )
        except Refused as refusal:
            fields = {"class_lists.unknown_class": "class_code", "class_lists.same_class": "class_code"}
            status = refused_form(form, refusal, {**fields, "class_lists.signer_missing": "signer"})
        else:
            messages.success(request, _("The override is recorded with reason and signer."))
            return HttpResponseRedirect(overview.url(row, "detail"))
    texts = (_("Override the class of %(name)s") % {"name": entry.area.name}, _("Override"))
    return _form_page(request, form, texts, overview.url(row, "detail"), _crumbs(request, row), status)


@require_http_methods(["GET", "POST"])
@requires(Permission.CLASS_LIST_ISSUE)
def class_list_issue(request: SeatRequest, slug: str, pk: UUID) -> HttpResponse:
    """Issue a draft under the next number."""
    row = _row(request, pk)
    form = IssueForm(request.POST or None)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            issued = actions.class_list_issue(class_list=row, actor=request.actor, **form.cleaned_data)
        except Refused as refusal:
            fields = {
                "class_lists.signer_missing": "signer_post",
                "class_lists.document_missing": "document_number",
            }
            status = refused_form(form, refusal, fields)
        else:
            messages.success(request, _("Class list no. %(number)s is issued.") % {"number": issued.number})
            return HttpResponseRedirect(overview.url(row, "detail"))
    texts = (_("Issue the class list"), _("Issue"))
    return _form_page(request, form, texts, overview.url(row, "detail"), _crumbs(request, row), status)


@require_POST
@requires(Permission.CLASS_LIST_DRAFT)
def class_list_redraft(request: SeatRequest, slug: str, pk: UUID) -> HttpResponse:
    """Apply the rules again to a draft."""
    row = _row(request, pk)
    actions.class_list_redraft(class_list=row, actor=request.actor)
    messages.success(request, _("The rules were applied to the facts known now."))
    return HttpResponseRedirect(overview.url(row, "detail"))


@require_http_methods(["GET", "POST"])
@requires(Permission.CLASS_LIST_DRAFT)
def class_list_discard(request: SeatRequest, slug: str, pk: UUID) -> HttpResponse:
    """Discard a draft, with a reason."""
    row = _row(request, pk)
    form = ReasonForm(request.POST or None)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.class_list_discard(class_list=row, actor=request.actor, **form.cleaned_data)
        except Refused as refusal:
            status = refused_form(form, refusal)
        else:
            messages.success(request, _("The draft was discarded."))
            return HttpResponseRedirect(reverse("class_lists:list", kwargs={"slug": slug}))
    texts = (_("Discard the draft"), _("Discard"))
    return _form_page(request, form, texts, overview.url(row, "detail"), _crumbs(request, row), status)


@require_GET
@requires(Permission.CLASS_LIST_VIEW)
def class_list_download(request: SeatRequest, slug: str, pk: UUID, kind: str) -> HttpResponse:
    """Give an issued list as canonical JSON, workbook, Word file or PDF."""
    row = _row(request, pk)
    if kind not in _MAKERS or row.number is None:
        raise Http404
    maker, media = _MAKERS[kind]
    name = file_name(request.programme, _("class-list"), str(row.number))
    return download(maker(row), f"{name}.{kind}", media)
