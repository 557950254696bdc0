"""Answers to refusals and errors: 403 with its reason, 404 for strangers, 409 for a late act, 413, 422, 500, 503."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme

from fivefold.files.refusal import UploadRefused
from fivefold.lifecycle.errors import NotAllowed, SealBroken, WrongState
from fivefold.method.reason import Refused
from fivefold.web.speech import speak_reason

_STATUSES: dict[type[Refused], int] = {NotAllowed: 403, WrongState: 409, SealBroken: 500}
_PAGES = {403: "web/403.html", 409: "web/409.html", 500: "web/seal.html"}


def status_of(refusal: Refused) -> int:
    """Return the status of a refusal: 403 NotAllowed, 409 WrongState, 500 SealBroken, 422 any other."""
    return next((status for kind, status in _STATUSES.items() if isinstance(refusal, kind)), 422)


def refusal_response(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """Answer a refusal that no form caught, with its reasons on a page."""
    status = status_of(refusal)
    template = _PAGES.get(status, "web/422.html")
    context = {"reasons": refusal.reasons, "back": _came_from(request)}
    return render(request, template, context, status=status)


def _came_from(request: HttpRequest) -> str:
    """Return the page of this site that the act was asked on, empty where the browser does not say."""
    page = request.headers.get("Referer", "")
    own = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return page if own else ""


def too_many(request: HttpRequest) -> HttpResponse:
    """Answer somebody who tried too often; every limit of that kind counts the last minute."""
    answer = render(request, "web/429.html", status=429)
    answer["Retry-After"] = "60"
    return answer


def file_damaged(request: HttpRequest, note: str = "", back: str = "") -> HttpResponse:
    """Answer for a stored file that is damaged or missing; ``note`` says what still stands, ``back`` leads there."""
    return render(request, "web/503.html", {"note": note, "back": back}, status=503)


def wrong_method(request: HttpRequest, allowed: str) -> HttpResponse:
    """Answer a method that the address does not take, as when the address of a button is opened as a page."""
    answer = render(request, "web/405.html", status=405)
    answer.headers["Allow"] = allowed
    return answer


def show_reasons(form: BaseForm, refusal: Refused) -> None:
    """Put the reasons of a refusal over the form; one that names a field of it, and those of a refused file, there."""
    for reason in refusal.reasons:
        place = "file" if isinstance(refusal, UploadRefused) else reason.params.get("field")
        form.add_error(str(place) if place in form.fields else None, speak_reason(reason))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that is not there, or not there for this seat: the same page for both."""
    return render(request, "web/404.html", status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that cannot be read; a form with more text than is taken is told so, with the limit."""
    if isinstance(exception, (RequestDataTooBig, TooManyFieldsSent)):
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE >> 20
        return render(request, "web/413.html", {"limit": limit}, status=413)
    return render(request, "web/400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a failure of ours, asking nothing of what may have failed: no seat, no database, no frame."""
    return HttpResponse(render_to_string("web/500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is missing or old; what was typed is still in the browser."""
    return render(request, "web/csrf.html", status=403)
