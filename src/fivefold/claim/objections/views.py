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
from fivefold.claim.objections.confirming import checked
from fivefold.claim.objections.forms import AnswerForm, RaiseForm
from fivefold.claim.postings import queries as postings
from fivefold.lifecycle.errors import NotAllowed, WrongState
from fivefold.method.reason import Refused
from fivefold.web.access import requires
from fivefold.web.addresses import reverse
from fivefold.web.parts import Link
from fivefold.web.request import MemberRequest, SeatRequest
from fivefold.web.speech import speak_reason


def _sentence(refusal: Refused) -> str:
    return " ".join(speak_reason(reason) for reason in refusal.reasons)


def _crumbs(slug: str, *more: Link) -> list[Link]:
    return [Link(_("Objections"), reverse("objections:index", args=[slug])), *more]


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
        "crumbs": [
            Link(_("Posted lists"), reverse("postings:index", args=[slug])),
            Link(posting.document_number, reverse("postings:detail", args=[slug, pk])),
            Link(_("Raise an objection"), ""),
        ],
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
    form = _answer_form(request, objection)
    if form.is_bound and form.is_valid():
        made = _answered(request, objection, form)
        if made is not None:
            return made
    context = {
        "objection": objection,
        "page": pages.detail(objection, request.seat),
        "form": form,
        "crumbs": _crumbs(slug, Link(objection.posting.document_number, "")),
    }
    return render(request, "claim/objections/detail.html", context, status=400 if form.errors else 200)


def _answer_form(request: MemberRequest, objection: Any) -> AnswerForm:
    """Return the form: the disputed entry is put in, and whoever goes back from the check finds what was typed."""
    sent = request.POST or None
    initial: dict[str, Any] = {}
    if request.POST.get("step") == "edit":
        sent, initial = None, {**request.POST.dict(), "seen": ""}
    elif sent is None:
        initial = {"seq": queries.number_in_force(objection)}
    projects = queries.projects_of(objection.posting)
    return AnswerForm(projects, sent, initial=initial, citizen=objection.body_id is None)


def _answered(request: MemberRequest, objection: Any, form: AnswerForm) -> HttpResponse | None:
    """Record the answer; one that changes the list is shown for a check first. None where it is refused."""
    answer = form.answer()
    try:
        if answer.upheld and request.POST.get("step") != "confirmed":
            found = actions.objection_preview(objection=objection, actor=request.actor, answer=answer)
            slug, number = request.programme.slug, objection.posting.document_number
            here = Link(number, reverse("objections:detail", args=[slug, objection.pk]))
            context = {
                "objection": objection,
                "page": checked(objection, answer, found),
                "form": form,
                "crumbs": _crumbs(slug, here, Link(_("Check the answer"), "")),
            }
            return render(request, "claim/objections/check.html", context)
        actions.objection_answer(objection=objection, actor=request.actor, answer=answer)
    except (NotAllowed, WrongState):
        raise
    except Refused as refusal:
        form.add_error(None, _sentence(refusal))
        return None
    messages.success(request, _("The answer was recorded."))
    return redirect("objections:detail", request.programme.slug, objection.pk)


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
