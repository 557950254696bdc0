"""Accounts, seats, logs: each administrator has its own pages and no other's."""

import pytest
from django.urls import reverse

from cast import CLOCK, later
from fivefold.authz.models import SecurityEvent
from fivefold.authz.roles import Role
from fivefold.ledger import reading
from fivefold.lifecycle.errors import NotAllowed
from fivefold.office.accounts_log import accounts_origin
from fivefold.office.people import actions as people
from fivefold.office.seats import actions as seats
from fivefold.orgs.models import Person, Seat


@pytest.fixture
def somebody(nation):
    return Person.objects.create_person("somebody", "某人")


def codes(refused):
    return [reason.code for reason in refused.value.reasons]


def test_a_person_gets_a_random_password_that_nobody_chose(nation):
    actor = nation.actor("office system_admin")
    person, word = people.person_create(username="li.si", name="李四", email="", actor=actor, clock=CLOCK)
    assert person.check_password(word)
    assert len(word) == 16
    (entry,) = reading.history(accounts_origin(), "person", str(person.pk))
    assert (entry.kind, entry.params) == ("person.created", {"subject": "li.si"})
    with pytest.raises(people.NameTaken) as refused:
        people.person_create(username="li.si", name="李四", email="", actor=actor)
    assert codes(refused) == ["person.name_taken"]


def test_a_disabled_person_is_out_at_once(nation, client, somebody):
    actor = nation.actor("office system_admin")
    client.force_login(somebody)
    people.person_set_active(person=somebody, active=False, actor=actor)
    people.person_set_active(person=somebody, active=False, actor=actor)
    assert reading.size(accounts_origin()) == 1
    assert client.get("/").context["user"].is_anonymous
    people.person_set_active(person=somebody, active=True, actor=actor)
    assert [e.kind for e in reading.history(accounts_origin(), "person", str(somebody.pk))] == [
        "person.disabled", "person.enabled",
    ]  # fmt: skip


def test_a_new_password_replaces_the_old(nation, somebody):
    word = people.person_new_password(person=somebody, actor=nation.actor("office system_admin"))
    assert Person.objects.get(pk=somebody.pk).check_password(word)


@pytest.mark.parametrize("who", ["office security_admin", "office audit_admin", "centre publisher"])
def test_only_the_system_administrator_manages_people(nation, somebody, who):
    with pytest.raises(NotAllowed):
        people.person_new_password(person=somebody, actor=nation.actor(who))
    assert reading.size(accounts_origin()) == 0


def test_a_seat_is_granted_and_ended(nation, somebody):
    actor = nation.actor("office security_admin")
    body = nation.regions["甲市"].body
    seat = seats.seat_grant(person=somebody, role=Role.FILLER, body=body, actor=actor, clock=CLOCK)
    assert (seat.programme, seat.body, seat.ends_at) == (nation.programme, body, None)
    with pytest.raises(seats.SeatRefused) as refused:
        seats.seat_grant(person=somebody, role=Role.FILLER, body=body, actor=actor, clock=CLOCK)
    assert codes(refused) == ["seat.held_already"]
    seats.seat_end(seat=seat, actor=actor, clock=later(days=1))
    seats.seat_end(seat=seat, actor=actor, clock=later(days=2))
    assert Seat.objects.get(pk=seat.pk).ends_at == later(days=1).now()
    assert [e.kind for e in reading.history(accounts_origin(), "seat", str(seat.pk))] == [
        "seat.granted",
        "seat.ended",
    ]


ADMINS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)


@pytest.mark.parametrize("first", ADMINS)
@pytest.mark.parametrize("second", [*ADMINS, Role.SIGNER])
def test_the_three_administrators_exclude_each_other_and_all_business(nation, somebody, first, second):
    actor = nation.actor("office security_admin")
    body = nation.regions["甲市"].body if second is Role.SIGNER else None
    seats.seat_grant(person=somebody, role=first, body=None, actor=actor, clock=CLOCK)
    with pytest.raises(seats.SeatRefused) as refused:
        seats.seat_grant(person=somebody, role=second, body=body, actor=actor, clock=CLOCK)
    assert codes(refused) == ["seat.held_already" if first is second else "seat.administrators_apart"]


def test_a_business_seat_shuts_out_administration(nation, somebody):
    actor = nation.actor("office security_admin")
    seats.seat_grant(
        person=somebody, role=Role.FILLER, body=nation.regions["甲市"].body, actor=actor, clock=CLOCK
    )
    with pytest.raises(seats.SeatRefused) as refused:
        seats.seat_grant(person=somebody, role=Role.AUDIT_ADMIN, body=None, actor=actor, clock=CLOCK)
    assert codes(refused) == ["seat.administrators_apart"]


@pytest.mark.parametrize(
    ("role", "at_body", "code"),
    [(Role.SIGNER, False, "seat.body_needed"), (Role.AUDIT_ADMIN, True, "seat.body_not_fitting")],
)
def test_a_role_belongs_where_it_belongs(nation, somebody, role, at_body, code):
    body = nation.regions["甲市"].body if at_body else None
    with pytest.raises(seats.SeatRefused) as refused:
        seats.seat_grant(person=somebody, role=role, body=body, actor=nation.actor("office security_admin"))
    assert codes(refused) == [code]


def test_nobody_seats_himself(nation):
    actor = nation.actor("office security_admin")
    oneself = Person.objects.get(pk=actor.seat.person_id)
    with pytest.raises(seats.SeatRefused) as refused:
        seats.seat_grant(person=oneself, role=Role.SIGNER, body=nation.centre, actor=actor)
    assert codes(refused) == ["seat.not_to_oneself"]


def test_the_system_administrator_grants_no_seat(nation, somebody):
    with pytest.raises(NotAllowed):
        seats.seat_grant(
            person=somebody, role=Role.FILLER, body=nation.centre, actor=nation.actor("office system_admin")
        )


PAGES = {
    "office:people": "office system_admin",
    "office:seats": "office security_admin",
    "office:accounts": "office audit_admin",
    "office:refusals": "office audit_admin",
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "who", ["office system_admin", "office security_admin", "office audit_admin", "centre publisher"]
)
def test_own_pages_open_and_others_do_not(nation, client, page, who):
    status = nation.login(client, who).get(reverse(page)).status_code
    assert (status == 200) == (PAGES[page] == who)
    assert status in {200, 403, 404}


def test_a_stranger_is_sent_to_the_sign_in(client, db):
    assert client.get(reverse("office:people")).url.startswith("/accounts/login/")


def test_people_page_makes_a_person_and_shows_the_password_once(nation, client):
    nation.login(client, "office system_admin")
    answer = client.post(reverse("office:people"), {"username": "wang.wu", "name": "王五", "email": ""})
    assert answer.status_code == 200
    word = answer.context["word"]
    assert word in answer.content.decode()
    assert Person.objects.get(username="wang.wu").check_password(word)
    again = client.post(reverse("office:people"), {"username": "wang.wu", "name": "王五", "email": ""})
    assert (again.status_code, list(again.context["form"].errors)) == (422, ["username"])
    assert 'value="王五"' in again.content.decode()


@pytest.mark.parametrize(("act", "active"), [("disable", False), ("enable", True)])
def test_person_page_acts(nation, client, somebody, act, active):
    nation.login(client, "office system_admin")
    assert client.get(reverse("office:person", args=[somebody.pk])).status_code == 200
    assert client.post(reverse("office:person_act", args=[somebody.pk, act])).status_code == 302
    assert Person.objects.get(pk=somebody.pk).is_active is active
    assert client.post(reverse("office:person_act", args=[somebody.pk, "password"])).context["word"]


def test_an_act_that_is_none_changes_nothing(nation, client, somebody):
    nation.login(client, "office system_admin")
    assert client.post(reverse("office:person_act", args=[somebody.pk, "promote"])).status_code == 404
    assert client.post(reverse("office:person_act", args=[nation.programme.pk, "disable"])).status_code == 404
    assert client.get(reverse("office:person_act", args=[somebody.pk, "disable"])).status_code == 405
    assert Person.objects.get(pk=somebody.pk).is_active


def test_people_are_found_by_either_name(nation, client, somebody):
    nation.login(client, "office system_admin")
    for text, names in (("someb", ["somebody"]), ("某人", ["somebody"]), ("none", [])):
        rows = client.get(reverse("office:people"), {"q": text}).context["table"].rows
        assert [row.cells[0].text for row in rows] == names


def test_only_who_was_given_a_password_is_said_to_sign_in(nation, client, somebody):
    nation.login(client, "office system_admin")
    Person.objects.create_person("word", "有密码", "a good password")
    gone = Person.objects.create_person("gone", "离任", "a good password")
    Person.objects.filter(pk=gone.pk).update(is_active=False)
    for name, status in (
        ("somebody", ("no password, cannot sign in", "off")),
        ("word", ("may sign in", "done")),
        ("gone", ("disabled", "off")),
    ):
        (row,) = (
            client.get(reverse("office:people"), {"q": name}, HTTP_ACCEPT_LANGUAGE="en").context["table"].rows
        )
        assert (row.cells[3].text, row.cells[3].tag) == status
    page = client.get(reverse("office:person", args=[somebody.pk])).context["page"]
    assert page.rows[-1].tag.label == "未设密码，不能登录"


@pytest.mark.parametrize(
    ("who", "name", "trail"),
    [
        ("office system_admin", "people", [("工作台", "/"), ("人员", "")]),
        ("office system_admin", "working_days", [("工作台", "/"), ("工作日", "")]),
        ("office security_admin", "seats", [("工作台", "/"), ("岗位", "")]),
        ("office audit_admin", "accounts", [("工作台", "/"), ("人员与岗位日志", "")]),
        ("office audit_admin", "refusals", [("工作台", "/"), ("被拒操作", "")]),
    ],
)
def test_office_pages_say_where_one_is(nation, client, who, name, trail):
    nation.login(client, who)
    crumbs = client.get(reverse(f"office:{name}")).context["crumbs"]
    assert [(link.label, link.url) for link in crumbs] == trail


def test_the_page_of_a_person_leads_back_to_the_list(nation, client, somebody):
    nation.login(client, "office system_admin")
    crumbs = client.get(reverse("office:person", args=[somebody.pk])).context["crumbs"]
    assert [(link.label, link.url) for link in crumbs] == [
        ("工作台", "/"), ("人员", "/office/people/"), ("某人", ""),
    ]  # fmt: skip


def test_a_seat_that_is_not_there_cannot_end(nation, client):
    nation.login(client, "office security_admin")
    url = reverse("office:seat_end", args=[nation.programme.pk])
    assert client.post(url).status_code == 404


def test_seats_page_grants_and_ends(nation, client, somebody):
    nation.login(client, "office security_admin")
    data = {"username": "somebody", "role": "filler", "programme": "test", "body_code": "9101"}
    wrong = client.post(reverse("office:seats"), {**data, "username": "nobody", "body_code": "1"})
    assert (wrong.status_code, sorted(wrong.context["form"].errors)) == (422, ["body_code", "username"])
    assert client.post(reverse("office:seats"), data).status_code == 302
    twice = client.post(reverse("office:seats"), data)
    assert (twice.status_code, list(twice.context["form"].errors)) == (422, ["__all__"])
    seat = Seat.objects.get(person=somebody)
    assert client.get(reverse("office:seat", args=[seat.pk])).status_code == 200
    assert client.post(reverse("office:seat_end", args=[seat.pk])).status_code == 302
    assert Seat.objects.get(pk=seat.pk).ends_at is not None
    assert "somebody" in client.get(reverse("office:seats"), {"ended": "1", "q": "some"}).content.decode()


@pytest.mark.parametrize("name", ["office:person", "office:seat"])
def test_absent_things_are_404(nation, client, name):
    who = "office system_admin" if name == "office:person" else "office security_admin"
    assert nation.login(client, who).get(reverse(name, args=[nation.programme.pk])).status_code == 404


def test_a_refused_act_is_seen_by_the_audit_administrator_only(nation, client):
    url = reverse("office:seat_end", args=[nation.seats["甲市 filler"].id])
    answer = nation.login(client, "甲市 signer").post(url)
    assert answer.status_code == 403
    event = SecurityEvent.objects.get()
    assert (event.role, event.body, event.permission, event.reason) == (
        "signer", "9101", "seat:grant", "authz.role_lacks",
    )  # fmt: skip
    assert (
        event.path
        in nation.login(client, "office audit_admin").get(reverse("office:refusals")).content.decode()
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-hans", ("甲市", "签发人", "授予或者终止岗位", "您的岗位职责不包括“授予或者终止岗位”。", "此件")),
        ("en", ("甲市", "Signer", "grant or end seats", "“grant or end seats” is not among", "This matter")),
    ],
)
def test_refusals_are_told_in_words_not_in_codes(nation, client, language, words):
    nation.login(client, "甲市 signer").post(
        reverse("office:seat_end", args=[nation.seats["甲市 filler"].id])
    )
    SecurityEvent.objects.create(
        at=CLOCK.now(), kind="refused", permission="claim:draft_for", reason="claims.regions_own_draft"
    )
    SecurityEvent.objects.create(at=CLOCK.now(), kind="refused", permission="gone:act", reason="gone.rule")
    auditor = nation.login(client, "office audit_admin")
    html = auditor.get(reverse("office:refusals"), headers={"accept-language": language}).content.decode()
    assert [word for word in words if word not in html] == []
    assert [code for code in ("seat:grant", "authz.role_lacks", "claims.regions") if code in html] == []
    assert "gone.rule" in html


def test_a_seat_in_the_log_is_called_by_its_role(nation, client, somebody):
    actor = nation.actor("office security_admin")
    body = nation.regions["甲市"].body
    seats.seat_grant(person=somebody, role=Role.SIGNER, body=body, actor=actor, clock=CLOCK)
    html = nation.login(client, "office audit_admin").get(reverse("office:accounts")).content.decode()
    assert "授予somebody岗位“签发人”，单位：甲市。" in html
