"""Answers to refusals: the same as on pages, as reasons with code, parameters and both sentences."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.parser import Parser

from fivefold.files.store import FileDamagedError
from fivefold.lifecycle.errors import NotAllowed
from fivefold.method.reason import Reason, Refused, speak
from fivefold.web.errors import status_of
from fivefold.web.middleware import remember_refusal


class NoSuchSeat(Refused):
    """The header names a seat that is not the person's own or not of the programme."""


class NotJsonError(Exception):
    """A body was sent as something else than JSON."""


class JsonOnly(Parser):
    """Reads bodies that say they are JSON."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """Return the body's value. Raises NotJsonError for another media type."""
        if request.content_type != "application/json":
            raise NotJsonError
        return super().parse_body(request)


_STATUSES = {
    400: "api.unreadable",
    403: "api.token",
    404: "api.not_found",
    405: "api.wrong_method",
    413: "api.too_large",
    415: "api.not_json",
    429: "api.too_many",
    500: "api.failed",
}
_PROBLEMS = {
    "missing": "api.problem.missing",
    "int_parsing": "api.problem.int",
    "int_parsing_size": "api.problem.int",
    "uuid_parsing": "api.problem.uuid",
    "date_from_datetime_parsing": "api.problem.date",
    "date_parsing": "api.problem.date",
    "string_type": "api.problem.text",
    "string_unicode": "api.problem.text",
    "value_error": "api.problem.text",
    "greater_than_equal": "api.problem.least",
    "less_than_equal": "api.problem.most",
}


def reason_of(status: int) -> Reason:
    """Return the reason of a refusal that has none but its status."""
    return Reason(_STATUSES.get(status, "api.unreadable"))


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

    def http(request: HttpRequest, error: Any) -> HttpResponse:
        status = 415 if isinstance(error.__cause__, NotJsonError) else error.status_code
        return answer(request, status, reason_of(status))

    answers: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
        Refused: refused,
        Http404: lambda request, error: answer(request, 404, Reason("api.not_found")),
        FileDamagedError: damaged,
        AuthenticationError: lambda request, error: answer(request, 401, Reason("api.sign_in")),
        ValidationError: invalid,
        HttpError: http,
    }
    for kind, handler in answers.items():
        api.add_exception_handler(kind, handler)


def _fault(fault: dict[str, Any]) -> Reason:
    # The first parts say where the value stood (query, body, name of the argument), the rest names the field.
    place = [str(part) for part in fault["loc"]]
    problem = Reason(_PROBLEMS.get(fault["type"], "api.problem.form"), _limit(fault.get("ctx") or {}))
    return Reason("api.invalid", {"field": ".".join(place[1:]) or place[0], "problem": problem})


def _limit(context: dict[str, Any]) -> dict[str, Any]:
    limits = [context[name] for name in ("ge", "le") if name in context]
    return {"limit": limits[0]} if limits else {}
