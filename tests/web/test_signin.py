"""The sign-in page lists the people of a demonstration, and nobody elsewhere; they enter from this machine only."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from cast import PASSWORD
from fivefold.orgs.models import Person
from fivefold.web import demo as demonstration
from fivefold.web.accounts import OfficeAccountAdapter
from fivefold.web.demo import DemoLogin, demo_logins, register_demo_logins

LOGIN = DemoLogin("demo-signer", "演示口令", "签发人 · 演示国甲市")


@pytest.fixture
def people(monkeypatch):
    monkeypatch.setattr(demonstration, "_providers", [])
    register_demo_logins(lambda: [LOGIN])


def test_the_demonstration_lists_its_people(db, client, settings, people):
    settings.DEMO = True
    page = client.get(reverse("account_login")).content.decode()
    assert all(text in page for text in ("demo-signer", "演示口令", "签发人 · 演示国甲市"))


def test_nobody_is_listed_elsewhere(db, client, settings, people):
    settings.DEMO = False
    assert demo_logins() == []
    assert "demo-signer" not in client.get(reverse("account_login")).content.decode()


def test_a_provider_counts_once(people):
    demonstration._providers.clear()

    def provider():
        return [LOGIN]

    register_demo_logins(provider)
    register_demo_logins(provider)
    assert demonstration._providers == [provider]


@pytest.mark.parametrize(
    ("username", "demo", "address", "status"),
    [
        ("zhang", False, "10.0.0.9", 302),
        ("demo-zhang", True, "127.0.0.1", 302),
        ("demo-zhang", True, "10.0.0.9", 200),
        ("demo-zhang", False, "127.0.0.1", 200),
    ],
)
def test_who_may_sign_in_from_where(db, client, settings, username, demo, address, status):
    cache.clear()
    settings.DEMO = demo
    Person.objects.create_person(username, "张演示", PASSWORD)
    typed = {"login": username, "password": PASSWORD}
    answer = client.post(reverse("account_login"), typed, REMOTE_ADDR=address)
    assert answer.status_code == status
    assert ("_auth_user_id" in client.session) == (status == 302)


def test_nobody_registers(rf):
    assert OfficeAccountAdapter().is_open_for_signup(rf.get("/")) is False
