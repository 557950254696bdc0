"""Pages of postings inside the programme: list, prepare, check, post, acknowledge."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fivefold.authz.permissions import Permission
from fivefold.claim.postings import actions, pages, queries, retrying
from fivefold.claim.postings.forms import DiscardForm, WordingForm
from fivefold.claim.postings.previews import first_wording, preview
from fivefold.lifecycle.errors import NotAllowed, WrongState
from fivefold.method.reason import Refused
from fivefold.packs.programmes import pack_of
from fivefold.web.access import requires
from fivefold.web.addresses import reverse
from fivefold.web.request import MemberRequest, SeatRequest
from fivefold.web.speech import speak_reason


def _tell(request: MemberRequest, refusal: Refused) -> None:
    messages.error(request, " ".join(speak_reason(reason) for reason in refusal.reasons))


@require_safe
@requires(Permission.POSTING_VIEW)
def index(request: SeatRequest, slug: str) -> HttpResponse:
    """Show the programme's postings, and to the publisher the rounds a list can be prepared from."""
    if request.seat is None:
        return redirect("public:index")
    found = list(queries.in_programme(request.seat, slug).defer("canonical"))
    context = {
        "table": pages.index_table(found, request.GET, timezone.now()),
        "rounds": pages.round_lines(request.seat, slug),
    }
    return render(request, "claim/postings/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.POSTING_PREPARE)
def prepare(request: MemberRequest, slug: str, round_id: UUID) -> HttpResponse:
    """Begin the draft of a round's list, or go to the one that is begun."""
    round_ = get_object_or_404(queries.round_to_post(request.seat, slug, round_id))
    draft = queries.draft_of(round_)
    if draft is not None:
        return redirect("postings:check", slug, draft.pk)
    pack = pack_of(round_.programme)
    form = WordingForm(
        queries.provinces_of(round_), request.POST or None, initial=first_wording(round_), pack=pack
    )
    if request.method == "POST" and form.is_valid():
        made = actions.posting_prepare(round_=round_, actor=request.actor, wording=form.wording())
        return redirect("postings:check", slug, made.pk)
    context = {"form": form, "round": round_, "cancel_url": reverse("postings:index", args=[slug])}
    return render(request, "claim/postings/wording.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.POSTING_PREPARE)
def revise(request: MemberRequest, slug: str, pk: UUID) -> HttpResponse:
    """Change the wording of a draft."""
    posting = get_object_or_404(queries.in_programme(request.seat, slug), pk=pk)
    initial = {
        "title_lines": "\n".join(posting.title_lines),
        "mark": posting.prefix,
        "origin": posting.source,
        "provinces": posting.provinces,
    }
    provinces = [] if posting.corrects_id else queries.provinces_of(posting.round)
    pack = pack_of(posting.round.programme)
    form = WordingForm(provinces, request.POST or None, initial=initial, pack=pack)
    if request.method == "POST" and form.is_valid():
        actions.posting_revise(posting=posting, actor=request.actor, wording=form.wording())
        return redirect("postings:check", slug, pk)
    context = {"form": form, "round": posting.round, "cancel_url": reverse("postings:check", args=[slug, pk])}
    return render(request, "claim/postings/wording.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.POSTING_PREPARE)
def check(request: MemberRequest, slug: str, pk: UUID) -> HttpResponse:
    """Show exactly what would be posted and what is left out; post it when the publisher confirms."""
    posting = get_object_or_404(queries.in_programme(request.seat, slug), pk=pk)
    if posting.state != "drafted":
        if request.method == "POST":
            messages.info(request, _("This list was posted already; nothing was posted a second time."))
        return redirect("postings:detail", slug, pk)
    if request.method == "POST":
        return _post(request, posting)
    return render(request, "claim/postings/check.html", preview(posting, request.GET, timezone.now()))


def _post(request: MemberRequest, posting: Any) -> HttpResponse:
    """Post the list as it was seen, or say why not: beside a list that stands, or on the check page again."""
    page = "postings:detail"
    try:
        actions.posting_issue(posting=posting, actor=request.actor, seen=request.POST.get("seen", ""))
        messages.success(request, _("The list is posted. The documents are being made."))
    except NotAllowed:
        raise
    except Refused as refusal:
        _tell(request, refusal)
        page = "postings:detail" if isinstance(refusal, WrongState) else "postings:check"
    return redirect(page, request.programme.slug, posting.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.POSTING_PREPARE)
def discard(request: MemberRequest, slug: str, pk: UUID) -> HttpResponse:
    """Discard a draft, with a reason."""
    posting = get_object_or_404(queries.in_programme(request.seat, slug), pk=pk)
    form = DiscardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.posting_discard(posting=posting, actor=request.actor, because=form.cleaned_data["because"])
        messages.success(request, _("The draft was discarded."))
        return redirect("postings:index", slug)
    context = {"form": form, "posting": posting, "cancel_url": reverse("postings:check", args=[slug, pk])}
    return render(request, "claim/postings/discard.html", context)


@require_safe
@requires(Permission.POSTING_VIEW)
def detail(request: SeatRequest, slug: str, pk: UUID) -> HttpResponse:
    """Show a posting: where it stands, the list, documents, acknowledgements and history."""
    posting = get_object_or_404(queries.in_programme(request.seat, slug), pk=pk)
    if request.seat is None:
        return redirect("public:posting", slug, posting.number)
    if posting.state == "drafted":
        return redirect("postings:check", slug, pk)
    if posting.state == "discarded":
        return render(
            request,
            "claim/postings/discarded.html",
            {"posting": posting, "history": pages.history_of(posting)},
        )
    page = pages.detail(posting, request.seat, request.GET, timezone.now())
    return render(request, "claim/postings/detail.html", {"page": page})


@require_POST
@requires(Permission.POSTING_ACKNOWLEDGE)
def acknowledge(request: MemberRequest, slug: str, pk: UUID) -> HttpResponse:
    """Record that the seat's region has taken note."""
    posting = get_object_or_404(queries.in_programme(request.seat, slug), pk=pk)
    try:
        actions.posting_acknowledge(posting=posting, actor=request.actor)
    except NotAllowed:
        raise
    except Refused as refusal:
        _tell(request, refusal)
    else:
        messages.success(request, _("Your region has acknowledged the list."))
    return redirect("postings:detail", slug, pk)


@require_POST
@requires(Permission.POSTING_ISSUE)
def rerender(request: MemberRequest, slug: str, pk: UUID) -> HttpResponse:
    """Make the documents again after a failure; the posting itself stands."""
    posting = get_object_or_404(queries.in_programme(request.seat, slug), pk=pk)
    if retrying.try_again(posting):
        messages.success(request, _("The documents are being made again."))
    return redirect("postings:detail", slug, pk)
