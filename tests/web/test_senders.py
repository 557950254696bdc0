"""Whose address a request has: the office's own proxies are believed, nobody else."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from fivefold.orgs.models import Person
from fivefold.web.accounts import OfficeAccountAdapter
from fivefold.web.senders import sender_address


@pytest.mark.parametrize(
    ("trusted", "passed", "direct", "sender"),
    [
        (0, None, "203.0.113.7", "203.0.113.7"),
        (0, "198.51.100.1", "203.0.113.7", "203.0.113.7"),
        (1, "198.51.100.1", "10.0.0.2", "198.51.100.1"),
        (1, "6.6.6.6, 198.51.100.1", "10.0.0.2", "198.51.100.1"),
        (2, "6.6.6.6, 198.51.100.1, 10.0.0.3", "10.0.0.2", "198.51.100.1"),
        (2, "198.51.100.1", "10.0.0.2", "10.0.0.2"),
        (1, None, "10.0.0.2", "10.0.0.2"),
        (1, "nonsense", "10.0.0.2", "10.0.0.2"),
        (1, "2001:DB8::1", "10.0.0.2", "2001:db8::1"),
        (0, None, "::ffff:203.0.113.7", "203.0.113.7"),
        (0, None, "", ""),
    ],
)
def test_only_trusted_proxies_say_who_sends(rf, settings, trusted, passed, direct, sender):
    settings.TRUSTED_PROXIES = trusted
    request = rf.get("/", REMOTE_ADDR=direct, headers={"x-forwarded-for": passed} if passed else {})
    assert sender_address(request) == sender
    assert OfficeAccountAdapter().get_client_ip(request) == (sender or "unknown")


def answers(client, sender, times):
    typed = {"login": "nobody", "password": "wrong"}
    headers = {"x-forwarded-for": sender}
    return [
        client.post(reverse("account_login"), {**typed, "login": f"n{n}"}, headers=headers).status_code
        for n in range(times)
    ]


@pytest.mark.parametrize(("trusted", "other"), [(1, 200), (0, 429)])
def test_tries_are_counted_by_the_sender_behind_the_proxy(db, client, settings, trusted, other):
    """30 tries a minute are the library's limit; behind a proxy that is not trusted everybody shares it."""
    settings.TRUSTED_PROXIES = trusted
    cache.clear()
    tried = answers(client, "198.51.100.1", 31)
    assert (tried[:30], tried[30]) == ([200] * 30, 429)
    assert answers(client, "198.51.100.2", 1) == [other]


def test_demo_people_behind_a_proxy_do_not_sign_in_from_elsewhere(db, client, settings):
    settings.DEMO, settings.TRUSTED_PROXIES = True, 1
    Person.objects.create_person("demo-zhang", "张演示", "fivefold-demo")
    cache.clear()
    typed = {"login": "demo-zhang", "password": "fivefold-demo"}
    from_elsewhere = {"x-forwarded-for": "198.51.100.1"}
    assert client.post(reverse("account_login"), typed, headers=from_elsewhere).status_code == 200
    assert client.post(reverse("account_login"), typed).status_code == 302
