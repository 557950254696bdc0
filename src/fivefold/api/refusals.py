"""Answers to refusals: the same as on pages, as reasons with code, parameters and both sentences."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from fivefold.files.store import FileDamagedError
from fivefold.lifecycle.errors import NotAllowed
from fivefold.method.reason import Reason, Refused, speak
from fivefold.web.errors import status_of
from fivefold.web.middleware import remember_refusal


class NoSuchSeat(Refused):
    """The header names a seat that is not the person's own or not of the programme."""


def said(reason: Reason) -> dict[str, object]:
    """Return a reason for programs and people: code, params, and its sentence in Chinese and English."""
    return {**reason.to_data(), "zh": speak(reason, "zh-hans"), "en": speak(reason, "en")}


def register_answers(api: NinjaAPI) -> None:
    """Teach the interface to answer every refusal and error in one shape."""

    def answer(request: HttpRequest, status: int, *reasons: Reason) -> HttpResponse:
        return api.create_response(request, {"reasons": [said(reason) for reason in reasons]}, status=status)

    def refused(request: HttpRequest, error: Any) -> HttpResponse:
        if isinstance(error, NotAllowed):
            remember_refusal(request, error)  # type: ignore[arg-type]  # SeatMiddleware has been there
        return answer(request, status_of(error), *error.reasons)

    def invalid(request: HttpRequest, error: Any) -> HttpResponse:
        return answer(request, 422, *(_fault(fault) for fault in error.errors))

    def damaged(request: HttpRequest, error: Any) -> HttpResponse:
        return answer(request, 503, Reason("api.file_damaged"))

    answers: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
        Refused: refused,
        Http404: lambda request, error: answer(request, 404, Reason("api.not_found")),
        FileDamagedError: damaged,
        AuthenticationError: lambda request, error: answer(request, 401, Reason("api.sign_in")),
        ValidationError: invalid,
        HttpError: lambda request, error: answer(
            request, error.status_code, Reason("api.refused_request", {"problem": str(error)})
        ),
    }
    for kind, handler in answers.items():
        api.add_exception_handler(kind, handler)


def _fault(fault: dict[str, Any]) -> Reason:
    # The first parts say where the value stood (query, body, name of the argument), the rest names the field.
    place = [str(part) for part in fault["loc"]]
    return Reason("api.invalid", {"field": ".".join(place[1:]) or place[0], "problem": str(fault["msg"])})
