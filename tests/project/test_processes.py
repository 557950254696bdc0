"""The processes of an installation: server and worker, and the framework's own commands."""

import io
import os
import signal

import pytest
from click.testing import CliRunner
from django.core.handlers.wsgi import WSGIHandler

from fivefold.jobs import queue, statistics
from fivefold.project import checks, cli, housekeeping, serve


def test_the_server_is_started_as_asked(monkeypatch):
    import granian

    seen = {}

    class Server:
        def __init__(self, target, **options):
            seen.update(options, target=target)

        def serve(self):
            seen["served"] = True

    monkeypatch.setattr(granian, "Granian", Server)
    monkeypatch.setattr(checks, "require_sound", lambda: seen.setdefault("checked", "served" not in seen))
    answer = CliRunner().invoke(serve.serve, ["--port", "8123", "--workers", "3"])
    assert answer.exit_code == 0, answer.output
    assert seen["target"] == "fivefold.project.wsgi:application"
    assert seen["checked"], "the checks come before anything is served"
    assert (seen["address"], seen["port"], seen["workers"], seen["served"]) == ("127.0.0.1", 8123, 3, True)
    # Nothing is written down of who asked for which page.
    assert seen["log_access"] is False


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_the_worker_works_waits_and_stops_when_told(monkeypatch, how):
    work = ["one", "two", None]
    waits = []

    def run_one():
        if not work:
            os.kill(os.getpid(), how)
            return "last"
        return work.pop(0)

    looks = []
    monkeypatch.setattr(checks, "require_sound", lambda: looks.append("checks"))
    monkeypatch.setattr(queue, "run_one", run_one)
    monkeypatch.setattr(housekeeping, "keep_house", lambda: looks.append("house"))
    monkeypatch.setattr(statistics, "refresh_statistics", lambda: looks.append("tables"))
    monkeypatch.setattr(serve.time, "sleep", waits.append)
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        answer = CliRunner().invoke(serve.worker)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert answer.exit_code == 0, answer.output
    assert (work, waits, looks) == ([], [0.5], ["checks", "house", "tables"])


def test_what_is_done_now_and_then_waits_for_its_time(monkeypatch):
    now, done = [100.0], []
    monkeypatch.setattr(serve.time, "monotonic", lambda: now[0])
    each = serve._Round(60.0, lambda: done.append(now[0]))
    for moment in (100.0, 159.0, 160.0, 219.0, 220.5):
        now[0] = moment
        each.go()
    assert done == [100.0, 160.0, 220.5]


def test_manage_hands_over_to_the_framework(monkeypatch):
    from django.core import management

    seen = []
    monkeypatch.setattr(management, "execute_from_command_line", seen.append)
    CliRunner().invoke(cli.main, ["manage", "migrate", "--plan"])
    assert seen == [["fivefold", "migrate", "--plan"]]


def test_the_group_lists_its_commands():
    answer = CliRunner().invoke(cli.main, ["--help"])
    assert all(name in answer.output for name in cli.COMMANDS)


def test_the_application_of_the_server_answers_and_takes_in_what_was_sent(monkeypatch):
    from fivefold.project import wsgi

    assert isinstance(wsgi._pages, WSGIHandler)
    body, asked = io.BytesIO(b"a form and more"), []

    def early(environ, start_response):
        asked.append(environ["wsgi.input"].read(6))
        return [b"too large"]

    monkeypatch.setattr(wsgi, "_pages", early)
    answer = wsgi.application({"wsgi.input": body}, lambda status, headers: None)
    assert (answer, asked, body.read()) == ([b"too large"], [b"a form"], b"")
