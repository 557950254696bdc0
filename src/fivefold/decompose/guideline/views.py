"""Pages of the guideline: list, edition, project, and what the centre does with a draft."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fivefold.authz.decide import permissions_of
from fivefold.authz.permissions import Permission
from fivefold.decompose.guideline import actions, dossiers, queries
from fivefold.decompose.guideline.forms import EditForm, ReasonForm, SeedForm, UnitForm
from fivefold.lifecycle.errors import NotAllowed, WrongState
from fivefold.method.reason import Refused
from fivefold.web.access import requires
from fivefold.web.addresses import reverse
from fivefold.web.errors import show_reasons
from fivefold.web.paging import Listing, Pager
from fivefold.web.parts import Action, EmptyState, Link
from fivefold.web.request import SeatRequest
from fivefold.web.speech import day, name_lang, speak_reason, title_of
from fivefold.web.tables import Cell, Column, Table


def edition_of(request: SeatRequest, pk: UUID) -> Any:
    """Return the edition the seat may see in this programme, or 404."""
    return get_object_or_404(queries.visible(request.seat), pk=pk, programme=request.programme)


def crumbs(request: SeatRequest, edition: Any = None, *more: Link) -> list[Link]:
    """Return the trail above the heading."""
    trail = [
        Link(_("Guideline editions"), reverse("guideline:list", kwargs={"slug": request.programme.slug}))
    ]
    if edition is not None:
        trail.append(Link(edition.title, dossiers.url("edition", edition)))
    return [*trail, *more]


def refused_form(form: forms.Form, refusal: Refused) -> int:
    """Put a refusal into the form that asked for it and return the status; a missing right is no matter of a form."""
    if isinstance(refusal, NotAllowed):
        raise refusal
    show_reasons(form, refusal)
    return 409 if isinstance(refusal, WrongState) else 422


@require_GET
@requires(Permission.EDITION_VIEW)
def edition_list(request: SeatRequest, slug: str) -> HttpResponse:
    """List the editions."""
    found = queries.listed(request.seat, request.programme)
    listing = Listing.read(request.GET)
    pager = Pager.of(listing, found.count())
    in_force = queries.edition_in_force(request.programme)
    rows = [
        (
            Cell(
                edition.title,
                href=dossiers.url("edition", edition),
                note=_("demonstration items") if edition.demo else "",
                lang=name_lang(),
            ),
            Cell((tag := dossiers.state_tag(edition)).label, tag=tag.kind),
            _("in force") if in_force and in_force.pk == edition.pk else "",
            day(edition.drafted_on) or _("not known"),
            day(edition.issued_on) or _("not known"),
            edition.item_count,  # type: ignore[attr-defined]  # annotated by the query
        )
        for edition in found[pager.start : pager.stop]
    ]
    table = Table(
        caption=_("Editions"),
        columns=[
            Column(_("Title"), "wide"),
            Column(_("State"), "tag"),
            Column(_("Use")),
            Column(_("Day of the draft"), "date"),
            Column(_("Day of issue"), "date"),
            Column(_("Items"), "number"),
        ],
        rows=rows,
        empty=EmptyState(
            _("No edition yet."), next=_("The office in charge begins one from the pack and issues it.")
        ),
        listing=listing,
        pager=pager,
        key="editions",
        layout="stack",
        show_caption=False,
    )
    begin = []
    if Permission.EDITION_DRAFT in permissions_of(request.seat):
        begin = [Action(_("Begin an edition"), reverse("guideline:seed", kwargs={"slug": slug}), "primary")]
    return render(request, "decompose/guideline/list.html", {"table": table, "actions": begin})


@require_http_methods(["GET", "POST"])
@requires(Permission.EDITION_DRAFT)
def edition_seed(request: SeatRequest, slug: str) -> HttpResponse:
    """Begin a draft from the pack."""
    offered = queries.pack_editions(request.programme)
    choices = [(one.code, title_of(str(one.planned_name), one.planned_name.text("en"))) for one in offered]
    initial = {"own_code": queries.free_code(request.programme, offered[0].code), "with_items": "no"}
    form = SeedForm(request.POST or None, editions=choices, initial=initial)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            edition = actions.edition_seed(
                programme=request.programme,
                code=form.cleaned_data["code"],
                own_code=form.cleaned_data["own_code"],
                with_items=form.cleaned_data["with_items"] == "yes",
                actor=request.actor,
            )
        except Refused as refusal:
            status = refused_form(form, refusal)
        else:
            messages.success(request, _("The draft is there. Complete its items, then issue it."))
            return HttpResponseRedirect(dossiers.url("edition", edition))
    context = {"form": form, "crumbs": crumbs(request), "title": _("Begin an edition"), "submit": _("Begin")}
    cancel = reverse("guideline:list", kwargs={"slug": slug})
    return render(request, "decompose/guideline/form.html", {**context, "cancel_url": cancel}, status=status)


@require_GET
@requires(Permission.EDITION_VIEW)
def edition_page(request: SeatRequest, slug: str, pk: UUID) -> HttpResponse:
    """Show an edition: its facts, blocks, projects and items."""
    edition = edition_of(request, pk)
    content = queries.content_of(edition)
    context = {
        "edition": edition,
        "state": dossiers.state_line(edition, request.seat),
        "actions": dossiers.actions(edition, request.seat),
        "rows": dossiers.summary(edition, content),
        "table": dossiers.items_table(edition, content),
        "faults": dossiers.gate_links(edition) if edition.state == "drafted" else [],
        "entries": dossiers.history_of(edition),
        "crumbs": crumbs(request),
        "name_lang": name_lang(),
    }
    return render(request, "decompose/guideline/edition.html", context)


@require_GET
@requires(Permission.EDITION_VIEW)
def edition_full(request: SeatRequest, slug: str, pk: UUID) -> HttpResponse:
    """Show all texts of an edition on one page, for reading and print."""
    edition = edition_of(request, pk)
    context = {
        "edition": edition,
        "blocks": dossiers.full_view(edition, queries.content_of(edition)),
        "crumbs": crumbs(request, edition),
        "name_lang": name_lang(),
    }
    return render(request, "decompose/guideline/full.html", context)


def _project_context(request: SeatRequest, edition: Any, project: Any, form: forms.Form) -> dict[str, Any]:
    roles = queries.unit_roles([project]).get(project.pk, [])
    may = Permission.EDITION_DRAFT in permissions_of(request.seat) and edition.state != "discarded"
    return {
        "edition": edition,
        "project": dossiers.project_view(edition, project),
        "block_title": project.block.title,
        "quote": dossiers.quote_of(edition, project),
        "table": dossiers.units_table(edition, project, roles),
        "form": form if may else None,
        "releases": [
            (role, dossiers.url("release", edition, code=project.code, assignment=role.id)) for role in roles
        ]
        if may
        else [],
        "crumbs": crumbs(request, edition),
        "name_lang": name_lang(),
    }


def _unit_form(request: SeatRequest, data: Any = None) -> UnitForm:
    units = [unit.name for unit in queries.units_of(request.programme)]
    return UnitForm(data, units=units, levels=dossiers.level_options(request.programme))


def _project_of(edition: Any, code: str) -> Any:
    project = queries.project_by_code(edition, code)
    if project is None:
        raise Http404
    return project


@require_GET
@requires(Permission.EDITION_VIEW)
def project_page(request: SeatRequest, slug: str, pk: UUID, code: str) -> HttpResponse:
    """Show a project with its items and units."""
    edition = edition_of(request, pk)
    project = _project_of(edition, code)
    context = _project_context(request, edition, project, _unit_form(request))
    return render(request, "decompose/guideline/project.html", context)


@require_POST
@requires(Permission.EDITION_DRAFT)
def unit_assign(request: SeatRequest, slug: str, pk: UUID, code: str) -> HttpResponse:
    """Give a unit a duty for the project."""
    edition = edition_of(request, pk)
    project = _project_of(edition, code)
    form = _unit_form(request, request.POST)
    status = 422
    if form.is_valid():
        try:
            actions.unit_assign(
                project=project,
                unit_name=form.unit_name(),
                level=form.cleaned_data["level"],
                role=form.cleaned_data["role"],
                actor=request.actor,
            )
        except Refused as refusal:
            status = refused_form(form, refusal)
        else:
            messages.success(request, _("The responsible units have been changed."))
            return HttpResponseRedirect(dossiers.url("project", edition, code=code) + "#units-caption")
    context = _project_context(request, edition, project, form)
    return render(request, "decompose/guideline/project.html", context, status=status)


@require_POST
@requires(Permission.EDITION_DRAFT)
def unit_release(request: SeatRequest, slug: str, pk: UUID, code: str, assignment: int) -> HttpResponse:
    """Take a unit's duty back."""
    edition = edition_of(request, pk)
    actions.unit_release(project=_project_of(edition, code), assignment_id=assignment, actor=request.actor)
    messages.success(request, _("The responsible units have been changed."))
    return HttpResponseRedirect(dossiers.url("project", edition, code=code) + "#units-caption")


@require_http_methods(["GET", "POST"])
@requires(Permission.EDITION_DRAFT)
def edition_edit(request: SeatRequest, slug: str, pk: UUID) -> HttpResponse:
    """Change a draft's title, planned name and dates."""
    edition = edition_of(request, pk)
    initial = {name: getattr(edition, name) for name in EditForm.base_fields}
    form = EditForm(request.POST or None, initial=initial)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.edition_edit(edition=edition, actor=request.actor, **form.cleaned_data)
        except Refused as refusal:
            status = refused_form(form, refusal)
        else:
            messages.success(request, _("Name and dates have been changed."))
            return HttpResponseRedirect(dossiers.url("edition", edition))
    context = {
        "form": form,
        "title": _("Name and dates"),
        "crumbs": crumbs(request, edition),
        "cancel_url": dossiers.url("edition", edition),
    }
    return render(request, "decompose/guideline/form.html", context, status=status)


@require_http_methods(["GET", "POST"])
@requires(Permission.EDITION_ISSUE)
def edition_issue(request: SeatRequest, slug: str, pk: UUID) -> HttpResponse:
    """Ask once more, then issue; what is missing is listed by name."""
    edition = edition_of(request, pk)
    errors: list[Link] = []
    status = 200
    if request.method == "POST":
        try:
            actions.edition_issue(edition=edition, actor=request.actor)
        except (NotAllowed, WrongState):
            raise
        except Refused as refusal:
            errors, status = [Link(speak_reason(reason), "") for reason in refusal.reasons], 422
        else:
            messages.success(request, _("The edition has been issued. It is never changed from now on."))
            return HttpResponseRedirect(dossiers.url("edition", edition))
    content = queries.content_of(edition)
    context = {
        "title": _("Issue this edition?"),
        "rows": dossiers.summary(edition, content),
        "consequences": [
            _(
                "Its blocks, projects and items can never be changed afterwards, only followed by a new edition."
            ),
            _("Its content is fixed by its SHA-256, which goes into the ledger."),
            _("Claim rounds and self-assessments can be opened on it."),
        ],
        "errors": errors or dossiers.gate_links(edition),
        "submit": _("Issue"),
        "kind": "official",
        "cancel_url": dossiers.url("edition", edition),
        "crumbs": crumbs(request, edition),
    }
    return render(request, "decompose/guideline/confirm.html", context, status=status)


@require_http_methods(["GET", "POST"])
@requires(Permission.EDITION_DRAFT)
def edition_discard(request: SeatRequest, slug: str, pk: UUID) -> HttpResponse:
    """Discard a draft with a reason."""
    edition = edition_of(request, pk)
    form = ReasonForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.edition_discard(
                edition=edition, because=form.cleaned_data["because"], actor=request.actor
            )
        except Refused as refusal:
            status = refused_form(form, refusal)
        else:
            messages.success(request, _("The draft has been discarded."))
            return HttpResponseRedirect(reverse("guideline:list", kwargs={"slug": slug}))
    context = {
        "form": form,
        "title": _("Discard this draft?"),
        "text": edition.title,
        "submit": _("Discard"),
        "kind": "official",
        "cancel_url": dossiers.url("edition", edition),
        "crumbs": crumbs(request, edition),
    }
    return render(request, "decompose/guideline/confirm.html", context, status=status)


@require_GET
@requires(Permission.EDITION_VIEW)
def edition_canonical(request: SeatRequest, slug: str, pk: UUID) -> HttpResponse:
    """Give the canonical JSON; its SHA-256 is the edition's."""
    edition = edition_of(request, pk)
    response = HttpResponse(queries.content_of(edition).canonical(), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="edition-{edition.code}.json"'
    return response
