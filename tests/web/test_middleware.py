"""The frame of every request: seat and programme, refusals as pages, the content policy, the time zone."""

import pytest
from django.http import HttpResponse
from django.utils import timezone

from fivefold.authz.models import SecurityEvent
from fivefold.authz.permissions import Permission as P
from fivefold.authz.words import role_lacks
from fivefold.desk.home import views
from fivefold.lifecycle.actor import Actor
from fivefold.lifecycle.errors import NotAllowed, WrongState
from fivefold.method.reason import Reason, Refused
from fivefold.web.middleware import ContentSecurityMiddleware, RefusalMiddleware, SeatMiddleware
from fivefold.web.seats import choose_seat

LACKS = role_lacks(P.CLAIM_SUBMIT)
LATE = Reason(
    "lifecycle.wrong_state",
    {"subject": "演示", "state": Reason("state.claim.posted"), "event": Reason("act.claim.submitted")},
)


@pytest.fixture
def refuse(monkeypatch):
    """Let the front page refuse."""

    def with_error(error):
        def raising(*args):
            raise error

        monkeypatch.setattr(views.queries, "programmes", raising)

    return with_error


@pytest.mark.parametrize(
    ("error", "status", "text", "remembered"),
    [
        (NotAllowed(P.CLAIM_SUBMIT, LACKS), 403, "席位", 1),
        (WrongState(LATE), 409, "演示", 0),
        (Refused(Reason("seat.not_to_oneself")), 422, "不能给自己授予", 0),
    ],
)
def test_a_refusal_that_no_form_caught_is_a_page_with_its_reason(
    db, client, refuse, error, status, text, remembered
):
    refuse(error)
    answer = client.get("/")
    assert answer.status_code == status
    assert text in answer.content.decode()
    assert SecurityEvent.objects.count() == remembered


def test_the_public_s_refusal_is_remembered_without_a_seat(db, client, refuse):
    refuse(NotAllowed(P.CLAIM_SUBMIT, LACKS))
    client.get("/?long=" + "x" * 400)
    event = SecurityEvent.objects.get()
    assert (event.seat, event.role, event.body, event.path) == ("", "", "", "/")
    assert str(event) == f"{event.at:%Y-%m-%d %H:%M} refused"


def test_an_error_that_is_no_refusal_is_not_ours(rf):
    assert RefusalMiddleware(lambda request: None).process_exception(rf.get("/"), ValueError()) is None


def test_the_policy_is_on_every_page_and_a_stricter_one_stays(rf):
    plain = ContentSecurityMiddleware(lambda request: HttpResponse())(rf.get("/"))
    assert plain.headers["Content-Security-Policy"].startswith("default-src 'self'; ")
    own = HttpResponse(headers={"Content-Security-Policy": "default-src 'none'"})
    strict = ContentSecurityMiddleware(lambda request: own)(rf.get("/"))
    assert strict.headers["Content-Security-Policy"] == "default-src 'none'"


def test_a_request_begins_with_nobody_anywhere(rf):
    request = rf.get("/")
    SeatMiddleware(lambda request: HttpResponse())(request)
    assert (request.programme, request.seats, request.seat, request.actor) == (None, (), None, Actor())


def test_the_programme_s_zone_is_in_force_for_its_pages_only(nation, client):
    nation.programme.time_zone = "Asia/Urumqi"
    nation.programme.save()
    nation.login(client, "甲市 signer").get("/p/test/")
    assert timezone.get_current_timezone_name() == "Asia/Urumqi"
    client.get("/")
    assert timezone.get_current_timezone_name() == "Asia/Shanghai"


def test_the_wanted_seat_counts_where_it_fits(nation):
    mine = (nation.seats["甲市 signer"], nation.seats["office audit_admin"])
    assert choose_seat(mine, mine[1].id, None) == mine[1]
    assert choose_seat(mine, "foreign", nation.programme) == mine[0]
    assert choose_seat((), "", nation.programme) is None
