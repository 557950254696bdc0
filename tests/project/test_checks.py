"""The server refuses to start with an open door or a forgetful database."""

import functools

import pytest
from django.db import connection

from fivefold.project import apps, checks
from fivefold.project.checks import _module, database_is_durable, undeclared
from fivefold.web import demo


class Settings:
    """A PostgreSQL that answers with these settings."""

    vendor = "postgresql"

    def __init__(self, **values):
        self.rows = [("fsync", "on"), ("full_page_writes", "on"), ("synchronous_commit", "on")]
        self.rows = [(name, values.get(name, value)) for name, value in self.rows]

    def cursor(self):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None

    def execute(self, sql):
        assert "pg_settings" in sql

    def fetchall(self):
        return self.rows


def test_every_view_of_the_product_is_declared():
    assert undeclared() == []


def test_a_partial_view_is_known_by_what_it_calls():
    assert _module(functools.partial(undeclared)) == "fivefold.project.checks"


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({}, []),
        ({"fsync": "off"}, ["fsync = off"]),
        ({"full_page_writes": "off"}, ["full_page_writes = off"]),
        ({"synchronous_commit": "off"}, ["synchronous_commit = off"]),
        ({"synchronous_commit": "remote_apply"}, []),
    ],
)
def test_a_postgresql_that_loses_commits_is_refused(monkeypatch, values, wrong):
    monkeypatch.setattr(checks, "connection", Settings(**values))
    found = [error.msg for error in database_is_durable(None, databases=["default"])]
    assert found == [f"PostgreSQL setting {text} loses data" for text in wrong]
    assert database_is_durable(None) == []


def test_the_database_at_hand_is_durable(db):
    assert database_is_durable(None, databases=["default"]) == []
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous")
            assert cursor.fetchone()[0] == 2
            cursor.execute("PRAGMA foreign_keys")
            assert cursor.fetchone()[0] == 1


@pytest.mark.parametrize("is_demo", [True, False])
def test_a_demonstration_lists_its_people(nation, settings, monkeypatch, is_demo):
    from fivefold.orgs.models import Person

    monkeypatch.setattr(demo, "_providers", [])
    settings.DEMO = is_demo
    Person.objects.filter(pk=nation.seats["甲市 signer"].person_id).update(username="demo-signer")
    Person.objects.filter(pk=nation.seats["乙市 signer"].person_id).update(username="demo-9102-signer")
    apps.ProjectConfig("fivefold.project", apps).ready()
    found = [(login.username, login.label) for login in demo.demo_logins()]
    assert found == ([("demo-signer", "签发人 · 甲市")] if is_demo else [])
