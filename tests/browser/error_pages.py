"""Pages of errors, each as the program answers; those that only a fault brings about are asked of their handler."""

from collections.abc import Callable

from allauth.core.ratelimit import respond_429
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpResponse
from django.test import Client
from django.utils import translation

from fivefold.lifecycle.errors import SealBroken
from fivefold.method.reason import Reason, Refused
from fivefold.web import errors

HANDLED: dict[str, Callable[..., HttpResponse]] = {
    "400": lambda request: errors.bad_request(request, SuspiciousOperation()),
    "413": lambda request: errors.bad_request(request, RequestDataTooBig()),
    "422": lambda request: errors.refusal_response(
        request, Refused(Reason("claim.cap", {"cap": 2, "count": 2}))
    ),
    "429": respond_429,
    "500": errors.server_error,
    "503": errors.file_damaged,
    "csrf": errors.csrf_failure,
    "seal": lambda request: errors.refusal_response(
        request, SealBroken(Reason("claim.postings.seal_broken", {"subject": "演示榜单"}))
    ),
}
ASKED = {
    "403": ("get", "/p/test/rounds/new/"),
    "404": ("get", "/nowhere/"),
    "405": ("get", "/web/large-text/"),
}


def answered(client: Client, name: str, spoken: str) -> HttpResponse:
    """The page of one error for somebody signed in, in a language."""
    if name in ASKED:
        method, path = ASKED[name]
        return getattr(client, method)(path)
    request = client.get("/about/").wsgi_request
    with translation.override(spoken):
        return HANDLED[name](request)
