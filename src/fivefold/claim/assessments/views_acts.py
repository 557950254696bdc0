"""Acts on a whole assessment: hand in, file for the region, confirm, disown, return."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fivefold.authz.permissions import Permission
from fivefold.claim.assessments import actions, dossiers, queries
from fivefold.claim.assessments.forms import NoFieldsForm, ReasonForm, ReturnForm
from fivefold.claim.assessments.views import assessment_of, crumbs
from fivefold.lifecycle.errors import NotAllowed, WrongState
from fivefold.method.reason import Refused
from fivefold.packs.programmes import pack_of
from fivefold.web.access import requires
from fivefold.web.errors import show_reasons
from fivefold.web.parts import Link
from fivefold.web.request import SeatRequest
from fivefold.web.speech import until_time
from fivefold.web.vocabulary import labels_above


@dataclass(frozen=True)
class Act:
    """One act: its page in words, its form, and what the press of the button does."""

    title: str
    submit: str
    form: Any
    do: Callable[[Any], object]
    done: str
    consequences: Sequence[str] = ()
    errors: Sequence[Link] = field(default=())


def _page(request: SeatRequest, assessment: Any, act: Act) -> HttpResponse:
    """Ask, do it, or say why not; what was typed stays."""
    errors, status = list(act.errors), 200
    if request.method == "POST" and act.form.is_valid():
        try:
            act.do(act.form.cleaned_data)
        except NotAllowed:
            raise
        except Refused as refusal:
            errors, status = [], 409 if isinstance(refusal, WrongState) else 422
            show_reasons(act.form, refusal)
        else:
            messages.success(request, act.done)
            return HttpResponseRedirect(dossiers.url("overview", assessment))
    context = {
        "title": act.title,
        "text": assessment.subject_name(),
        "consequences": act.consequences,
        "form": act.form,
        "errors": errors,
        "submit": act.submit,
        "kind": "official",
        "cancel_url": dossiers.url("overview", assessment),
        "crumbs": crumbs(assessment, here=act.title),
    }
    return render(request, "claim/assessments/confirm.html", context, status=status)


def _blocking(assessment: Any) -> list[Link]:
    """Return the blocking findings as lines that lead to their items."""
    found = queries.findings_of(assessment, queries.lines_of(assessment))
    views = dossiers.finding_views(assessment, found, blocking=True)
    return [Link(view.sentence, view.url) for view in views]


@require_http_methods(["GET", "POST"])
@requires(Permission.ASSESSMENT_SUBMIT)
def submit(request: SeatRequest, slug: str, pk: UUID) -> HttpResponse:
    """Hand the assessment in."""
    assessment = assessment_of(request, pk)
    act = Act(
        title=_("Hand in the self-assessment?"),
        submit=_("Hand in"),
        form=NoFieldsForm(request.POST if request.method == "POST" else None),
        do=lambda _data: actions.assessment_submit(assessment=assessment, actor=request.actor),
        done=_("The self-assessment has been handed in."),
        consequences=[
            _("It is locked; only a return opens parts of it again."),
            _("It is seen by: %(bodies)s") % {"bodies": labels_above(pack_of(assessment.round.programme))},
        ],
        errors=_blocking(assessment) if request.method == "GET" else (),
    )
    return _page(request, assessment, act)


@require_http_methods(["GET", "POST"])
@requires(Permission.ASSESSMENT_FILE_FOR)
def file(request: SeatRequest, slug: str, pk: UUID) -> HttpResponse:
    """File it on the region's behalf."""
    assessment = assessment_of(request, pk)
    region = assessment.region.body.name
    act = Act(
        title=_("File on behalf of %(region)s?") % {"region": region},
        submit=_("File for the region"),
        form=NoFieldsForm(request.POST if request.method == "POST" else None),
        do=lambda _data: actions.assessment_file(assessment=assessment, actor=request.actor),
        done=_("The self-assessment has been filed; the region is asked to confirm it."),
        consequences=[
            _("Your body is named as the filer on the form and in the list."),
            _(
                "%(region)s may disown it with a reason within %(days)s days; after that it counts as confirmed."
            )
            % {"region": region, "days": assessment.round.confirm_days},
            _("Whoever wrote in it does not return it later."),
        ],
        errors=_blocking(assessment) if request.method == "GET" else (),
    )
    return _page(request, assessment, act)


@require_http_methods(["GET", "POST"])
@requires(Permission.ASSESSMENT_CONFIRM)
def confirm(request: SeatRequest, slug: str, pk: UUID) -> HttpResponse:
    """Confirm what was filed on the region's behalf."""
    assessment = assessment_of(request, pk)
    act = Act(
        title=_("Confirm what was filed for you?"),
        submit=_("Confirm"),
        form=NoFieldsForm(request.POST if request.method == "POST" else None),
        do=lambda _data: actions.assessment_confirm(assessment=assessment, actor=request.actor),
        done=_("You have confirmed the self-assessment."),
        consequences=[
            dossiers.filed_note(assessment, timezone.now()),
            _("It then counts as handed in by your region."),
        ],
    )
    return _page(request, assessment, act)


@require_http_methods(["GET", "POST"])
@requires(Permission.ASSESSMENT_CONFIRM)
def disown(request: SeatRequest, slug: str, pk: UUID) -> HttpResponse:
    """Disown what was filed on the region's behalf."""
    assessment = assessment_of(request, pk)
    act = Act(
        title=_("Disown what was filed for you?"),
        submit=_("Disown"),
        form=ReasonForm(request.POST if request.method == "POST" else None),
        do=lambda data: actions.assessment_disown(
            assessment=assessment, because=data["because"], actor=request.actor
        ),
        done=_("You have disowned it. It is your draft now."),
        consequences=[
            _("It becomes your region's draft again, with all that was filled in."),
            _("The round ends for you on %(at)s.")
            % {"at": until_time(assessment.round.dates().closes_at(assessment.region.body.path))},
        ],
    )
    return _page(request, assessment, act)


@require_http_methods(["GET", "POST"])
@requires(Permission.ASSESSMENT_RETURN)
def return_(request: SeatRequest, slug: str, pk: UUID) -> HttpResponse:
    """Return named parts, with the reason."""
    assessment = assessment_of(request, pk)
    items = [(line.item.code, f"{line.item.code} {line.item.title}") for line in queries.lines_of(assessment)]
    act = Act(
        title=_("Return parts of the self-assessment"),
        submit=_("Return"),
        form=ReturnForm(request.POST if request.method == "POST" else None, items=items),
        do=lambda data: actions.assessment_return(
            assessment=assessment, parts=data["parts"], because=data["because"], actor=request.actor
        ),
        done=_("The named parts have been opened again for the region."),
    )
    return _page(request, assessment, act)
