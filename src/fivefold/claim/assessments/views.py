"""Pages of the self-assessment: list, overview, one page per project, autosave, checks."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fivefold.authz.permissions import Permission
from fivefold.claim.assessments import dossiers, editing, filling, heat, listing, queries
from fivefold.claim.assessments.forms import NoFieldsForm
from fivefold.claim.rounds import queries as rounds
from fivefold.lifecycle.errors import NotAllowed, WrongState
from fivefold.method.reason import Refused
from fivefold.packs.programmes import pack_of
from fivefold.web.access import requires
from fivefold.web.addresses import reverse
from fivefold.web.errors import show_reasons, status_of
from fivefold.web.paging import Listing
from fivefold.web.parts import Link
from fivefold.web.request import SeatRequest
from fivefold.web.speech import name_lang, speak_reason, zh_lang

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def assessment_of(request: SeatRequest, pk: UUID) -> Any:
    """Return the assessment the seat may see in this programme, or 404."""
    found = queries.visible_one(request.seat, request.programme, pk)
    if found is None:
        raise Http404
    return found


def crumbs(assessment: Any, *more: Link, here: str = "") -> list[Link]:
    """Return the trail above the heading."""
    programme = assessment.round.programme
    back = reverse("assessments:list", kwargs={"slug": programme.slug})
    trail = [Link(_("Self-assessments"), f"{back}?round={assessment.round_id}")]
    region = zh_lang(assessment.region.body.name)
    trail.append(Link(region, dossiers.url("overview", assessment) if here or more else ""))
    return [*trail, *more, *([Link(here, "")] if here else [])]


def _round(request: SeatRequest) -> tuple[Any, list[Any]]:
    """Return the round the address asks for, else the newest, and all that run."""
    running = rounds.running_rounds(request.seat, request.programme)
    wanted = request.GET.get("round", "")
    return next((row for row in running if str(row.pk) == wanted), running[0] if running else None), running


@require_GET
@requires(Permission.ASSESSMENT_VIEW)
def index(request: SeatRequest, slug: str) -> HttpResponse:
    """List the participants of a round with where their assessments stand."""
    round_, running = _round(request)
    if round_ is None:
        return render(request, "claim/assessments/none.html")
    wanted = Listing.read(request.GET, sorts=listing.SORTS, default="region")
    tabs = listing.tabs(wanted)
    if wanted.value("view") == listing.HEAT:
        page = heat.heat_page(request.seat, round_, running, wanted)
        return render(request, "claim/assessments/heat.html", {"page": page, "round": round_, "tabs": tabs})
    table = listing.table(request.seat, round_, running, wanted)
    return render(request, "claim/assessments/list.html", {"table": table, "round": round_, "tabs": tabs})


@require_GET
@requires(Permission.ASSESSMENT_VIEW)
def download(request: SeatRequest, slug: str, kind: str) -> HttpResponse:
    """Give the filtered list as a workbook or CSV."""
    round_, _running = _round(request)
    if round_ is None:
        raise Http404
    wanted = Listing.read(request.GET, sorts=listing.SORTS, default="region")
    media = _XLSX if kind == "xlsx" else "text/csv; charset=utf-8"
    if kind == "xlsx" and wanted.value("view") == listing.HEAT:
        data = heat.heat_workbook(request.seat, round_, wanted)
    else:
        data = listing.download(request.seat, round_, wanted, kind)
    response = HttpResponse(data, content_type=media)
    response["Content-Disposition"] = f'attachment; filename="self-assessments.{kind}"'
    return response


@require_http_methods(["GET", "POST"])
@requires(Permission.ASSESSMENT_VIEW)
def begin(request: SeatRequest, slug: str, round_id: UUID, region_id: UUID) -> HttpResponse:
    """Begin a region's assessment; where it was begun already, go there."""
    round_ = get_object_or_404(rounds.visible(request.seat), pk=round_id, programme=request.programme)
    region = get_object_or_404(queries.visible_regions(request.seat, round_), pk=region_id)
    made = queries.assessment_of(round_, region)
    form = NoFieldsForm(request.POST if request.method == "POST" else None)
    if made is None and form.is_valid():
        made = _begin(round_, region, request, form)
    if made is not None:
        return HttpResponseRedirect(dossiers.url("overview", made))
    context = {"form": form, "region": region, "round": round_, "name_lang": name_lang()}
    return render(request, "claim/assessments/begin.html", context, status=409 if form.errors else 200)


def _begin(round_: Any, region: Any, request: SeatRequest, form: NoFieldsForm) -> Any:
    """Begin, or put the reasons against it into the form and return None."""
    try:
        return editing.assessment_begin(round_=round_, region=region, actor=request.actor)
    except NotAllowed:
        raise
    except Refused as refusal:
        show_reasons(form, refusal)
        return None


@require_GET
@requires(Permission.ASSESSMENT_VIEW)
def overview(request: SeatRequest, slug: str, pk: UUID) -> HttpResponse:
    """Show where an assessment stands and its projects as tasks."""
    assessment = assessment_of(request, pk)
    lines = queries.lines_of(assessment)
    found = queries.findings_of(assessment, lines)
    now = timezone.now()
    writable = filling.writable(assessment, request.actor, now)
    blocking = [finding for finding in found if finding.blocking]
    context = {
        "assessment": assessment,
        "returned_items": dossiers.returned_items(assessment, lines),
        "state": dossiers.state_line(assessment, request.seat, now),
        "actions": dossiers.actions(
            assessment, request.seat, editing.editing_faults(assessment, now), len(blocking), now
        ),
        "rows": dossiers.summary(assessment, lines),
        "filed": dossiers.filed_note(assessment, timezone.now()),
        "tasks": dossiers.tasks(assessment, lines, found),
        "blocking": len(blocking),
        "advice": len(found) - len(blocking),
        "doors": dossiers.doors(assessment, writable=writable),
        "entries": dossiers.history_of(assessment),
        "crumbs": crumbs(assessment),
        "name_lang": name_lang(),
    }
    return render(request, "claim/assessments/overview.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.ASSESSMENT_VIEW)
def project(request: SeatRequest, slug: str, pk: UUID, code: str) -> HttpResponse:
    """Show the items of one project: as a form where the seat may write now, else for reading."""
    assessment = assessment_of(request, pk)
    page = filling.project_page(assessment, code, request.actor, timezone.now())
    if page is None:
        raise Http404
    if request.method == "POST":
        outcome = filling.save_project(assessment, page, request.POST, request.actor)
        if outcome is None:
            messages.success(request, _("Saved."))
            then = page.next_code if request.POST.get("then") == "next" else ""
            goal = (
                dossiers.url("project", assessment, code=then)
                if then
                else dossiers.url("overview", assessment)
            )
            return HttpResponseRedirect(goal)
        page = outcome
    context = {
        "assessment": assessment,
        "page": page,
        "crumbs": crumbs(assessment, here=_("Project %(number)s") % {"number": page.order}),
        "name_lang": name_lang(),
        "autosave": dossiers.url("autosave", assessment, code=code),
        "overview_url": dossiers.url("overview", assessment),
        "filed": dossiers.filed_note(assessment, timezone.now()),
    }
    return render(request, "claim/assessments/project.html", context, status=page.status)


@require_POST
@requires(Permission.ASSESSMENT_VIEW)
def autosave(request: SeatRequest, slug: str, pk: UUID, code: str) -> HttpResponse:
    """Save the changed fields of a project page; a conflict answers 409 with what others saved, and saves nothing."""
    assessment = assessment_of(request, pk)
    try:
        status, answer = filling.autosave(assessment, code, request.POST, request.actor)
    except WrongState as refusal:
        said = [speak_reason(reason) for reason in refusal.reasons]
        return JsonResponse({"reasons": said}, status=status_of(refusal))
    return JsonResponse(answer, status=status)


@require_GET
@requires(Permission.ASSESSMENT_VIEW)
def checks(request: SeatRequest, slug: str, pk: UUID) -> HttpResponse:
    """Show what the standing checks find: faults that block, and advice."""
    assessment = assessment_of(request, pk)
    found = queries.findings_of(assessment, queries.lines_of(assessment))
    limit = pack_of(assessment.round.programme).claim.not_applicable
    context = {
        "assessment": assessment,
        "blocking": dossiers.finding_views(assessment, found, blocking=True),
        "advice": dossiers.finding_views(assessment, found, blocking=False),
        "limit": limit.max_share_per_project,
        "crumbs": crumbs(assessment, here=_("Standing checks")),
        "name_lang": name_lang(),
    }
    return render(request, "claim/assessments/checks.html", context)
