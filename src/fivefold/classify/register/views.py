"""Pages of imports: upload, preview, confirm, discard, downloads. Nothing is saved before it is confirmed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fivefold.authz.permissions import Permission
from fivefold.classify.pages import XLSX, download, file_name, refused_form, today
from fivefold.classify.register import actions, dossiers, queries
from fivefold.classify.register.forms import UploadForm
from fivefold.classify.register.plan import KINDS
from fivefold.lifecycle.errors import NotAllowed, WrongState
from fivefold.method.reason import Refused
from fivefold.web.access import requires
from fivefold.web.addresses import reverse
from fivefold.web.paging import Listing, Pager
from fivefold.web.parts import Link
from fivefold.web.request import SeatRequest
from fivefold.web.speech import speak_reason

Import = Any


def _row(request: SeatRequest, pk: UUID) -> Import:
    return get_object_or_404(queries.visible(request.seat), pk=pk, programme=request.programme)


def _preview_url(request: SeatRequest, row: Import) -> str:
    return reverse("register:preview", kwargs={"slug": request.programme.slug, "pk": row.pk})


def _crumbs(request: SeatRequest, *more: Link) -> list[Link]:
    slug = request.programme.slug
    return [Link(_("List of regions"), reverse("regions:list", kwargs={"slug": slug})), *more]


@require_http_methods(["GET", "POST"])
@requires(Permission.REGION_MANAGE)
def upload(request: SeatRequest, slug: str) -> HttpResponse:
    """Take a file in, check it and lead to its preview; the page also lists earlier imports."""
    form = UploadForm(request.POST or None, request.FILES or None, initial={"changes_from": today()})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                row = _take_in(request, form.cleaned_data)
            except Refused as refusal:
                status = refused_form(form, refusal, {reason.code: "file" for reason in refusal.reasons})
            else:
                return HttpResponseRedirect(_after_upload(request, row))
    listing = Listing.read(request.GET)
    found = queries.visible(request.seat).filter(programme=request.programme)
    pager = Pager.of(listing, found.count())
    context = {
        "form": form,
        "table": dossiers.imports_table(list(found[pager.start : pager.stop]), listing, pager),
        "templates": [
            Link(dossiers.kind_label(kind), reverse("register:template", kwargs={"slug": slug, "kind": kind}))
            for kind in KINDS
        ],
        "crumbs": _crumbs(request),
    }
    return render(request, "classify/register/upload.html", context, status=status)


def _take_in(request: SeatRequest, values: dict[str, Any]) -> Import:
    file = values["file"]
    return actions.register_upload(
        programme=request.programme,
        upload=actions.inspected(file.read(), file.name),
        wanted=actions.Wanted(values["kind"], values["changes_from"]),
        actor=request.actor,
    )


def _after_upload(request: SeatRequest, row: Import) -> str:
    return reverse("web:job", args=[row.job_id]) if row.job_id else _preview_url(request, row)


@require_GET
@requires(Permission.REGION_MANAGE)
def preview(request: SeatRequest, slug: str, pk: UUID) -> HttpResponse:
    """Show what a file would change, or its problems at their cells."""
    row = _row(request, pk)
    page = dossiers.preview(row, request.seat, Listing.read(request.GET))
    upload_url = reverse("register:upload", kwargs={"slug": slug})
    context = {
        "page": page,
        "upload_url": upload_url,
        "crumbs": _crumbs(request, Link(_("Import"), upload_url)),
    }
    return render(request, "classify/register/preview.html", context)


@require_POST
@requires(Permission.REGION_MANAGE)
def confirm(request: SeatRequest, slug: str, pk: UUID) -> HttpResponse:
    """Write what the preview showed; large files are written by the worker."""
    row = _row(request, pk)
    try:
        if row.stored.size > actions.INLINE_BYTES:
            return HttpResponseRedirect(
                reverse("web:job", args=[actions.register_confirm_later(row=row, actor=request.actor)])
            )
        actions.register_confirm(row=row, actor=request.actor)
    except (NotAllowed, WrongState):
        raise
    except Refused as refusal:
        actions.register_check(row=row)
        for reason in refusal.reasons:
            messages.error(request, speak_reason(reason))
        return HttpResponseRedirect(_preview_url(request, row))
    messages.success(request, _("The register was imported."))
    return HttpResponseRedirect(_preview_url(request, row))


@require_POST
@requires(Permission.REGION_MANAGE)
def check(request: SeatRequest, slug: str, pk: UUID) -> HttpResponse:
    """Compare the kept file with the register as it stands now."""
    row = _row(request, pk)
    actions.register_check(row=row)
    messages.info(request, _("Compared with the register as it stands now."))
    return HttpResponseRedirect(_preview_url(request, row))


@require_POST
@requires(Permission.REGION_MANAGE)
def discard(request: SeatRequest, slug: str, pk: UUID) -> HttpResponse:
    """Lay an upload aside."""
    actions.register_discard(row=_row(request, pk), actor=request.actor)
    messages.success(request, _("The upload was discarded; the register is unchanged."))
    return HttpResponseRedirect(reverse("register:upload", kwargs={"slug": slug}))


@require_GET
@requires(Permission.REGION_MANAGE)
def problems(request: SeatRequest, slug: str, pk: UUID) -> HttpResponse:
    """Give the problems of an upload as a workbook."""
    row = _row(request, pk)
    name = file_name(request.programme, _("problems"), str(row.pk)[:8])
    return download(dossiers.problems_workbook(row), f"{name}.xlsx", XLSX)


@require_GET
@requires(Permission.REGION_MANAGE)
def template(request: SeatRequest, slug: str, kind: str) -> HttpResponse:
    """Give an empty workbook with the right columns."""
    if kind not in KINDS:
        raise Http404
    name = file_name(request.programme, dossiers.kind_label(kind))
    return download(dossiers.template_workbook(request.programme, kind), f"{name}.xlsx", XLSX)
