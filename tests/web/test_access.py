"""The doors: public, signed in, a seat with a permission; strangers are told nothing."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse

from cast import CLOCK
from fivefold.authz.permissions import Permission as P
from fivefold.lifecycle.errors import NotAllowed
from fivefold.orgs.models import Person
from fivefold.web.access import Access, access_of, public, requires, signed_in


def view(request, **values):
    """Show something."""
    return HttpResponse("in")


@pytest.fixture
def ask(rf, nation):
    def request(name=None):
        made = rf.get("/somewhere/?a=1")
        made.programme = nation.programme
        made.seat = nation.seats[name] if name else None
        made.user = Person.objects.get(pk=made.seat.person_id) if name else AnonymousUser()
        return made

    return request


def test_declarations_are_marks_on_the_view():
    assert access_of(public(view)) == Access("public")
    assert access_of(signed_in(view)) == Access("signed_in")
    assert access_of(requires(P.CLAIM_VIEW)(view)) == Access("seat", P.CLAIM_VIEW)
    assert access_of(view) is None
    assert requires(P.CLAIM_VIEW)(view).__doc__ == "Show something."


def test_public_lets_anybody_in(ask):
    assert public(view)(ask()).content == b"in"


def test_signed_in_sends_others_to_the_sign_in(ask):
    assert signed_in(view)(ask("甲市 signer")).content == b"in"
    assert signed_in(view)(ask()).url == "/accounts/login/?next=/somewhere/%3Fa%3D1"


def test_a_seat_with_the_permission_enters(ask):
    assert requires(P.CLAIM_SUBMIT)(view)(ask("甲市 signer")).content == b"in"


def test_what_the_public_may_see_needs_no_seat(ask):
    assert requires(P.POSTING_VIEW)(view)(ask()).content == b"in"


def test_nobody_is_sent_to_the_sign_in(ask):
    assert requires(P.CLAIM_VIEW)(view)(ask()).url.startswith("/accounts/login/?next=")


def test_a_person_without_a_seat_here_is_told_404(ask):
    request = ask("甲市 signer")
    request.seat = None
    with pytest.raises(Http404):
        requires(P.CLAIM_SUBMIT)(view)(request)


@pytest.mark.parametrize(
    ("name", "permission", "error"),
    [
        ("office audit_admin", P.CLAIM_VIEW, Http404),
        ("office audit_admin", P.OBJECTION_RAISE, Http404),
        ("office audit_admin", P.CLAIM_SUBMIT, Http404),
        ("甲市 filler", P.CLAIM_SUBMIT, NotAllowed),
        ("甲市 filler", P.OBJECTION_RAISE, NotAllowed),
    ],
)
def test_a_role_without_the_permission_is_told_404_or_why(ask, name, permission, error):
    with pytest.raises(error):
        requires(permission)(view)(ask(name))


def test_a_lost_seat_opens_nothing_at_the_next_request(nation, client):
    """Authority changes take effect at once, in the session that is open."""
    from fivefold.orgs.models import Seat

    nation.login(client, "甲市 signer")
    assert client.get("/p/test/").status_code == 200
    Seat.objects.filter(pk=nation.seats["甲市 signer"].id).update(ends_at=CLOCK.now())
    assert client.get("/p/test/").status_code == 404


def test_a_disabled_person_is_out_at_the_next_request(nation, client):
    nation.login(client, "甲市 signer")
    Person.objects.filter(pk=nation.seats["甲市 signer"].person_id).update(is_active=False)
    assert client.get("/p/test/").url.startswith("/accounts/login/")
