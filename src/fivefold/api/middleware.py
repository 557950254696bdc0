"""Answers of the frame around the interface: in its own shape, not as pages."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse

from fivefold.api.refusals import reason_of, said

_ROOT = "/api/"
_REFUSED = 400
_KEPT = ("Allow", "Retry-After")


class AnswerMiddleware:
    """Turns a refusal below ``/api/`` that is no JSON into reasons, such as an unknown address or a wrong method."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; pages and answers of the operations themselves pass untouched."""
        response = self.get_response(request)
        json = response.headers.get("Content-Type", "").startswith("application/json")
        if json or response.status_code < _REFUSED or not request.path.startswith(_ROOT):
            return response
        kept = {name: response.headers[name] for name in _KEPT if name in response.headers}
        status = response.status_code
        return JsonResponse({"reasons": [said(reason_of(status))]}, status=status, headers=kept)
