"""Verification of a posted list in the browser."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from fivefold.desk.public.verifying import dossiers
from fivefold.desk.public.verifying.forms import VerifyForm
from fivefold.web.access import public
from fivefold.web.request import PageRequest


@csrf_exempt  # nothing is changed and nobody's session is asked, so it works without any cookie
@require_http_methods(["GET", "HEAD", "POST"])
@public
def verify(request: PageRequest) -> HttpResponse:
    """Check an uploaded file, or say what a digest belongs to; a QR code opens this page with its digest."""
    asked = request.method == "POST" or "digest" in request.GET
    form = VerifyForm(request.POST or request.GET, request.FILES) if asked else VerifyForm()
    answer = None
    if asked and form.is_valid():
        file = form.cleaned_data["file"]
        if file is not None:
            answer = dossiers.answer_file(file.name, file.read())
        else:
            answer = dossiers.answer_digest(form.cleaned_data["digest"], request.seat)
    return render(
        request, "public/verify.html", {"form": form, "answer": answer}, status=400 if form.errors else 200
    )
