"""The server refuses to start with an open door or a forgetful database."""

import functools
import os
import subprocess
import sys

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


@pytest.mark.parametrize(
    ("level", "wrong"), [(1, ["SQLite setting synchronous = 1 loses data"]), (2, []), (3, [])]
)
def test_a_sqlite_that_loses_commits_is_refused(monkeypatch, level, wrong):
    class Sqlite(Settings):
        vendor = "sqlite"

        def execute(self, sql):
            assert sql == "PRAGMA synchronous"

        def fetchone(self):
            return (level,)

    monkeypatch.setattr(checks, "connection", Sqlite())
    assert [error.msg for error in database_is_durable(None, databases=["default"])] == wrong


@pytest.mark.parametrize(
    ("hosts", "key", "wrong"),
    [
        (["localhost", "127.0.0.1"], "", False),
        (["shiyu.example.org", "localhost"], "", True),
        (["shiyu.example.org"], "a key of their own", False),
    ],
)
def test_the_key_that_everybody_knows_serves_this_machine_only(settings, hosts, key, wrong):
    settings.ALLOWED_HOSTS = hosts
    settings.SECRET_KEY = key or settings.TRIAL_KEY
    found = [error.msg for error in checks.the_key_is_secret(None)]
    assert found == (
        ["请设置 FIVEFOLD_SECRET_KEY / set FIVEFOLD_SECRET_KEY: shiyu.example.org"] if wrong else []
    )


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_server_and_worker_do_not_start_with_an_open_door(command, tmp_path):
    """The process itself ends with the sentence; with the fault mended the same command would begin."""
    env = {
        **os.environ, "FIVEFOLD_DATA": str(tmp_path), "FIVEFOLD_DATABASE": f"sqlite:///{tmp_path}/x.sqlite3",
        "FIVEFOLD_HOSTS": "shiyu.example.org",
    }  # fmt: skip
    env.pop("FIVEFOLD_SECRET_KEY", None)
    program = [sys.executable, "-m", "fivefold", command]
    ended = subprocess.run(program, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == 1
    assert "fivefold.E003" in ended.stderr
    assert "Traceback" not in ended.stderr
    env["FIVEFOLD_SECRET_KEY"] = "a key of their own"
    sound = [sys.executable, "-c", "from fivefold.project.serve import _ready; _ready(); print('sound')"]
    begun = subprocess.run(sound, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert (begun.returncode, begun.stdout) == (0, "sound\n"), begun.stderr
