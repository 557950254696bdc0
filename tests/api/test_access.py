"""Every operation says who may enter; anonymous 401, strangers 404, writes need the token, seats are chosen."""

import pytest
from django.test import Client
from django.urls import reverse

from cast import open_round
from fivefold.api.urls import api
from fivefold.authz.models import SecurityEvent
from fivefold.authz.roles import PUBLIC_PERMISSIONS
from fivefold.packs.models import Programme
from fivefold.web.access import access_of

READS = ("regions", "editions/demo-a", "rounds", "claims", "postings", "log/checkpoint")


def operations():
    for router in api._get_bound_routers():
        for view in router.path_operations.values():
            yield from view.operations


def codes(answer):
    return [reason["code"] for reason in answer.json()["reasons"]]


def test_every_operation_declares_who_may_enter():
    """trust 12: no operation without a declaration; what the public lacks asks for a person."""
    found = list(operations())
    assert len(found) == 10
    for operation in found:
        access = access_of(operation.view_func)
        assert access is not None, operation.operation_id
        open_to_all = access.kind == "public" or access.permission in PUBLIC_PERMISSIONS
        assert bool(operation.auth_callbacks) != open_to_all, operation.operation_id


@pytest.mark.parametrize("name", READS[:4])
def test_nobody_gets_401_with_a_reason(nation, client, name):
    answer = client.get(f"/api/test/{name}")
    assert (answer.status_code, codes(answer)) == (401, ["api.sign_in"])
    assert answer.json()["reasons"][0] == {
        "code": "api.sign_in",
        "params": {},
        "zh": "请先登录。",
        "en": "Sign in first.",
    }


@pytest.mark.parametrize("name", READS[4:])
def test_what_is_public_is_open(nation, client, name):
    assert client.get(f"/api/test/{name}").status_code == 200


@pytest.mark.parametrize("name", READS[:4])
@pytest.mark.parametrize("who", ["office system_admin", "office security_admin", "office audit_admin"])
def test_administrators_are_strangers_to_programmes(nation, client, who, name):
    answer = nation.login(client, who).get(f"/api/test/{name}")
    assert (answer.status_code, codes(answer)) == (404, ["api.not_found"])


@pytest.mark.parametrize("name", READS)
def test_an_unknown_programme_is_404(nation, client, name):
    answer = nation.login(client, "centre publisher").get(f"/api/nowhere/{name}")
    assert (answer.status_code, codes(answer)) == (404, ["api.not_found"])


def test_a_seat_of_another_programme_opens_nothing(nation, client):
    Programme.objects.create(
        slug="other",
        title="他",
        pack_version=nation.programme.pack_version,
        time_zone="UTC",
        created_at=nation.programme.created_at,
    )
    answer = nation.login(client, "centre publisher").get("/api/other/regions")
    assert answer.status_code == 404


def test_a_write_needs_the_token(nation):
    client = nation.login(Client(enforce_csrf_checks=True), "甲市 filler")
    answer = client.post("/api/test/claims", {}, content_type="application/json")
    assert (answer.status_code, codes(answer)) == (403, ["api.token"])
    client.get("/")
    client.get(reverse("desk:about"))
    token = "a" * 32
    client.cookies["csrftoken"] = token
    answer = client.post(
        "/api/test/claims", {}, content_type="application/json", headers={"X-CSRFToken": token}
    )
    assert (answer.status_code, codes(answer)) == (422, ["api.invalid"] * 3)


def test_an_anonymous_write_is_401_even_without_a_token(nation):
    answer = Client(enforce_csrf_checks=True).post("/api/test/claims", {}, content_type="application/json")
    assert answer.status_code == 401


def test_the_header_chooses_among_one_s_own_seats(nation, client):
    """A person with two seats: the header decides which of them looks."""
    from fivefold.authz.roles import Role
    from fivefold.orgs.models import Body, Person, Seat

    first = nation.seats["甲市 filler"]
    second = Seat.objects.create(
        person=Person.objects.get(pk=first.person_id),
        programme=nation.programme,
        body=Body.objects.get(code="00"),
        role=Role.PUBLISHER,
        appointed_at=nation.programme.created_at,
    )
    nation.login(client, "甲市 filler")
    open_round(nation, state="drafted")
    assert client.get("/api/test/rounds").json() == []
    assert len(client.get("/api/test/rounds", headers={"X-Seat": str(second.pk)}).json()) == 1
    foreign = client.get("/api/test/rounds", headers={"X-Seat": nation.seats["centre publisher"].id})
    assert (foreign.status_code, codes(foreign)) == (422, ["api.no_such_seat"])
    (programme,) = client.get("/api/programmes").json()
    assert {seat["id"] for seat in programme["seats"]} == {first.id, str(second.pk)}


def test_a_refused_write_goes_to_the_security_log(nation, client):
    round_ = open_round(nation)
    body = {"round": str(round_.pk), "region": "9101", "project": nation.edition.projects.first().code}
    answer = nation.login(client, "演示省 reviewer").post(
        "/api/test/claims", body, content_type="application/json"
    )
    assert (answer.status_code, codes(answer)) == (403, ["authz.role_lacks"])
    event = SecurityEvent.objects.get()
    assert (event.role, event.permission, event.path) == ("reviewer", "claim:draft_for", "/api/test/claims")


def test_the_description_names_every_operation_and_no_log_in(db, client):
    """6.16: no interface carries log-ins or clicks."""
    described = client.get("/api/openapi.json").json()
    assert sorted(described["paths"]) == [
        "/api/programmes",
        "/api/{programme}/claims",
        "/api/{programme}/claims/{claim_id}",
        "/api/{programme}/editions/{code}",
        "/api/{programme}/log/checkpoint",
        "/api/{programme}/postings",
        "/api/{programme}/postings/{number}",
        "/api/{programme}/regions",
        "/api/{programme}/rounds",
    ]
    fields = {name for shape in described["components"]["schemas"].values() for name in shape["properties"]}
    assert not {name for name in fields if any(word in name for word in ("login", "click", "read", "person"))}
    assert client.get("/api/").status_code == 404
