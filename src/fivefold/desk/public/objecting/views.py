"""Objections of citizens: sent without identity, found again by the receipt code."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from fivefold.claim.objections.actions import objection_receive
from fivefold.claim.objections.queries import by_receipt, line_at
from fivefold.claim.objections.quota import network_of
from fivefold.claim.objections.receipts import new_code, sealed
from fivefold.claim.postings.addresses import public_path
from fivefold.claim.postings.queries import is_open
from fivefold.desk.public.finding import find_posting
from fivefold.desk.public.lists.dossiers import last_day_of
from fivefold.desk.public.objecting.dossiers import receipt_rows
from fivefold.desk.public.objecting.forms import ObjectionForm, ReceiptForm
from fivefold.method.reason import Refused
from fivefold.web.access import public
from fivefold.web.request import PageRequest
from fivefold.web.senders import sender_address
from fivefold.web.speech import speak_reason


@csrf_exempt  # a citizen's objection uses no session: it must work where cookies are refused
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def objection(request: PageRequest, programme: str, number: int) -> HttpResponse:
    """Take an objection to a posted list; the answer shows the receipt code once."""
    posting = find_posting(request, programme, number)
    form = ObjectionForm(request.POST or None, initial={"receipt": sealed(new_code())})
    context = {
        "posting": posting,
        "back": public_path(posting),
        "until": last_day_of(posting),
        "demo": posting.round.programme.demo,
    }
    if request.method == "POST" and form.is_valid():
        seq = form.cleaned_data["seq"]
        line = line_at(posting, seq) if seq else None
        if seq and line is None:
            form.add_error("seq", _("The list has no entry of this number."))
        else:
            try:
                taken = objection_receive(
                    posting=posting,
                    text=form.cleaned_data["text"],
                    code=form.cleaned_data["receipt"],
                    entry=line,
                    network=network_of(sender_address(request)),
                )
            except Refused as refusal:
                form.add_error(None, " ".join(speak_reason(reason) for reason in refusal.reasons))
            else:
                shown = {"code": form.cleaned_data["receipt"], "rows": receipt_rows(taken)[1:5]}
                return render(request, "public/receipt_given.html", {**context, **shown})
    context |= {"form": form, "open": is_open(posting, timezone.now())}
    return render(request, "public/object.html", context, status=400 if form.errors else 200)


@csrf_exempt  # nothing is changed, and nobody's session is asked
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def receipt(request: PageRequest) -> HttpResponse:
    """Show the objection that a receipt code belongs to."""
    form = ReceiptForm(request.POST or None)
    rows = None
    if request.method == "POST" and form.is_valid():
        found = by_receipt(form.cleaned_data["code"])
        if found is None:
            form.add_error("code", _("No objection has this receipt code."))
        else:
            rows = receipt_rows(found)
    return render(
        request, "public/receipt.html", {"form": form, "rows": rows}, status=400 if form.errors else 200
    )
