"""Addresses are exactly those that Django makes."""

from uuid import UUID

import pytest
from django import urls
from django.urls import NoReverseMatch

from fivefold.web.addresses import of_rows, reverse

ID = UUID("01931f3a-1c00-7000-8000-000000000001")
CASES = [
    ("desk:home", {}),
    ("regions:list", {"slug": "demo"}),
    ("regions:area", {"slug": "demo", "code": "9101"}),
    ("regions:area", {"slug": "demo", "code": "演示 100%~a+b"}),
    ("regions:describe", {"code": "91", "block": "power", "slug": "demo"}),
    ("claims:plan", {"region_id": ID, "slug": "demo", "round_id": UUID(int=5)}),
    ("regions:by_id", {"slug": "demo", "pk": ID}),
]


@pytest.mark.parametrize(("name", "known"), CASES)
def test_an_address_is_django_s(name, known):
    for _ in range(2):
        assert reverse(name, kwargs=known) == urls.reverse(name, kwargs=known)


def test_arguments_without_names_are_left_to_django():
    assert reverse("public:posting", args=["demo", 3]) == urls.reverse("public:posting", args=["demo", 3])


@pytest.mark.parametrize("code", ["", "a/b"])
def test_what_django_refuses_is_refused(code):
    with pytest.raises(NoReverseMatch):
        reverse("regions:area", kwargs={"slug": "demo", "code": code})


def test_an_unknown_name_is_refused():
    with pytest.raises(NoReverseMatch):
        reverse("regions:nowhere", kwargs={"slug": "demo"})


def test_a_place_below_the_host_is_kept():
    before = urls.get_script_prefix()
    urls.set_script_prefix("/office/")
    try:
        assert reverse("regions:list", kwargs={"slug": "demo"}).startswith("/office/")
    finally:
        urls.set_script_prefix(before)
    assert reverse("regions:list", kwargs={"slug": "demo"}).startswith("/p/")


def test_addresses_of_rows_are_django_s_too():
    address = of_rows("claims:plan", "region_id", slug="demo", round_id=UUID(int=5))
    for number in (1, 7):
        known = {"slug": "demo", "round_id": UUID(int=5), "region_id": UUID(int=number)}
        assert address(UUID(int=number)) == urls.reverse("claims:plan", kwargs=known)
