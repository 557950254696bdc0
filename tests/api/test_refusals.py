"""Whatever the interface refuses it refuses in one shape, with a sentence in either language."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from fivefold.api.middleware import AnswerMiddleware
from fivefold.api.refusals import _PROBLEMS, _STATUSES
from fivefold.method.reason import Reason, speak

LATIN = re.compile(r"[A-Za-z]{3,}")
NAMES = {"JSON", "UUID", "Allow", "CSRFToken", "Content", "Type", "application", "json", "openapi"}
JSON = "application/json"


@pytest.fixture
def asked(nation):
    """Ask as a filler, in Chinese."""
    client = nation.login(Client(headers={"accept-language": "zh"}), "甲市 filler")
    return client.generic


@pytest.mark.parametrize(
    ("method", "path", "body", "kind", "status", "code"),
    [
        ("GET", "/api/nowhere/at/all", b"", JSON, 404, "api.not_found"),
        ("GET", "/api/test/nothing", b"", JSON, 404, "api.not_found"),
        ("DELETE", "/api/test/regions", b"", JSON, 405, "api.wrong_method"),
        ("POST", "/api/programmes", b"{}", JSON, 405, "api.wrong_method"),
        ("POST", "/api/test/claims", b"{", JSON, 400, "api.unreadable"),
        ("POST", "/api/test/claims", b"\xff", JSON, 400, "api.unreadable"),
        ("POST", "/api/test/claims", b"[" * 100_000, JSON, 400, "api.unreadable"),
        ("POST", "/api/test/claims", b"a=b", "application/x-www-form-urlencoded", 415, "api.not_json"),
        ("POST", "/api/test/claims", b"{}", "text/plain", 415, "api.not_json"),
        ("POST", "/api/test/claims", b'"' + b"a" * (6 << 20) + b'"', JSON, 413, "api.too_large"),
        ("GET", "/api/test/claims?state=%00", b"", JSON, 400, "api.unreadable"),
    ],
)
def test_every_refusal_has_the_shape_of_reasons(asked, method, path, body, kind, status, code):
    answer = asked(method, path, body, kind)
    assert (answer.status_code, answer["Content-Type"].partition(";")[0]) == (status, JSON)
    (reason,) = answer.json()["reasons"]
    assert (reason["code"], set(reason)) == (code, {"code", "params", "zh", "en"})
    assert ("Allow" in answer.headers) is (status == 405)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'{"round": 1, "region": "a"}', {"wanted.round：不是可读的文字。", "wanted.project：缺少该项。"}),
        (b'{"round": "a", "region": "a", "project": "\\ud800"}', {"wanted.project：不是可读的文字。"}),
        (b'{"round": "a", "region": "a", "project": "\\u0000"}', {"wanted.project：不是可读的文字。"}),
        (b"3", {f"wanted.{name}：缺少该项。" for name in ("round", "region", "project")}),
    ],
)
def test_what_is_wrong_with_a_body_is_said_in_chinese(asked, body, said):
    answer = asked("POST", "/api/test/claims", body, JSON)
    assert answer.status_code == 422
    assert {reason["zh"] for reason in answer.json()["reasons"]} == said


@pytest.mark.parametrize(
    ("query", "zh", "en"),
    [
        ("regions?page=0", "page：不得小于 1。", "page: it must be at least 1."),
        ("regions?size=201", "size：不得大于 200。", "size: it must be at most 200."),
        ("regions?page=x", "page：不是整数。", "page: it is no whole number."),
        ("regions?on=x", "on：不是日期，应如 2026-11-28。", "on: it is no date such as 2026-11-28."),
        ("claims/x", "claim_id：不是有效的标识（UUID）。", "claim_id: it is no id (UUID)."),
    ],
)
def test_what_is_wrong_with_a_value_is_said_in_both_languages(asked, query, zh, en):
    answer = asked("GET", f"/api/test/{query}")
    assert answer.status_code == 422
    assert [(reason["zh"], reason["en"]) for reason in answer.json()["reasons"]] == [(zh, en)]


def test_no_sentence_of_a_refusal_is_english_in_chinese():
    for code in {*_STATUSES.values(), *_PROBLEMS.values()}:
        assert set(LATIN.findall(speak(Reason(code, {"limit": 1}), "zh-hans"))) <= NAMES, code


@pytest.mark.parametrize(
    ("path", "status", "kind", "kept"),
    [
        ("/api/test/regions", 429, "text/html", False),
        ("/api/test/regions", 500, "text/html", False),
        ("/p/test/regions/", 429, "text/html", True),
        ("/api/test/regions", 200, "text/csv", True),
        ("/api/test/regions", 422, JSON, True),
    ],
)
def test_only_refusals_of_the_interface_that_are_pages_are_put_into_its_shape(path, status, kind, kept):
    page = HttpResponse("page", status=status, content_type=kind, headers={"Retry-After": "60"})
    answer = AnswerMiddleware(lambda request: page)(RequestFactory().get(path))
    assert (answer is page) is kept
    assert (answer.status_code, answer["Retry-After"]) == (status, "60")
