"""Pages of objections inside the programme: list, raise for a body, answer, begin the correction."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fivefold.authz.permissions import Permission
from fivefold.claim.objections import actions, correcting, pages, queries
from fivefold.claim.objections.forms import AnswerForm, RaiseForm
from fivefold.claim.postings import queries as postings
from fivefold.lifecycle.errors import NotAllowed, WrongState
from fivefold.method.reason import Refused
from fivefold.web.access import requires
from fivefold.web.addresses import reverse
from fivefold.web.request import MemberRequest, SeatRequest
from fivefold.web.speech import speak_reason


def _sentence(refusal: Refused) -> str:
    return " ".join(speak_reason(reason) for reason in refusal.reasons)


@require_safe
@requires(Permission.OBJECTION_VIEW)
def index(request: MemberRequest, slug: str) -> HttpResponse:
    """Show the objections the seat may see."""
    found = list(queries.in_programme(request.seat, slug))
    table = pages.index_table(found, request.GET, timezone.now())
    return render(request, "claim/objections/index.html", {"table": table})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.OBJECTION_RAISE)
def raise_objection(request: SeatRequest, slug: str, pk: UUID) -> HttpResponse:
    """Raise an objection to a posting for the seat's body; the public has a page of its own."""
    posting = get_object_or_404(postings.in_programme(request.seat, slug).exclude(number=None), pk=pk)
    if request.seat is None:
        return redirect("public:object", slug, posting.number)
    form = RaiseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        seq = form.cleaned_data["seq"]
        line = queries.line_at(posting, seq) if seq else None
        if seq and line is None:
            form.add_error("seq", _("The list has no entry of this number."))
        else:
            made = _raised(request, form, posting, line)
            if made is not None:
                return made
    context = {
        "form": form,
        "posting": posting,
        "open": postings.is_open(posting, timezone.now()),
        "cancel_url": reverse("postings:detail", args=[slug, pk]),
    }
    return render(request, "claim/objections/raise.html", context, status=400 if form.errors else 200)


def _raised(request: SeatRequest, form: RaiseForm, posting: Any, line: Any) -> HttpResponse | None:
    try:
        made = actions.objection_raise(
            posting=posting, actor=request.actor, text=form.cleaned_data["text"], entry=line
        )
    except NotAllowed:
        raise
    except Refused as refusal:
        form.add_error(None, _sentence(refusal))
        return None
    messages.success(request, _("The objection was raised; the publisher answers it."))
    return redirect("objections:detail", request.programme.slug, made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.OBJECTION_VIEW)
def detail(request: MemberRequest, slug: str, pk: UUID) -> HttpResponse:
    """Show an objection; the publisher answers it here."""
    objection = get_object_or_404(queries.in_programme(request.seat, slug), pk=pk)
    form = AnswerForm(
        queries.projects_of(objection.posting), request.POST or None, citizen=objection.body_id is None
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.objection_answer(objection=objection, actor=request.actor, answer=form.answer())
        except (NotAllowed, WrongState):
            raise
        except Refused as refusal:
            form.add_error(None, _sentence(refusal))
        else:
            messages.success(request, _("The answer was recorded."))
            return redirect("objections:detail", slug, pk)
    context = {"objection": objection, "page": pages.detail(objection, request.seat), "form": form}
    return render(request, "claim/objections/detail.html", context, status=400 if form.errors else 200)


@require_POST
@requires(Permission.POSTING_PREPARE)
def correct(request: MemberRequest, slug: str, pk: UUID) -> HttpResponse:
    """Begin the correction of a posting from its upheld objections, and go to its check page."""
    posting = get_object_or_404(postings.in_programme(request.seat, slug), pk=pk)
    try:
        draft = correcting.correction_prepare(posting=posting, actor=request.actor)
    except NotAllowed:
        raise
    except Refused as refusal:
        messages.error(request, _sentence(refusal))
        return redirect("postings:detail", slug, pk)
    return redirect("postings:check", slug, draft.pk)
