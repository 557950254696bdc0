"""The demonstration's port and processes: taken, served, stopped, and one of them fallen."""

import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import nullcontext
from http.server import BaseHTTPRequestHandler, HTTPServer

import click
import pytest
from click.testing import CliRunner

from fivefold.project import cli
from fivefold.project.demo import command, serving

LASTING = "import time; time.sleep(600)"
DEAF = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(600)"
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((serving.HOST, 0))
        return probe.getsockname()[1]


@pytest.fixture
def taken():
    with socket.socket() as other:
        other.bind((serving.HOST, 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.fixture
def started(monkeypatch):
    """Stand-ins for server and worker; each test says what they do."""
    made = []

    def begin(*arguments: str, script: str = LASTING):
        made.append(subprocess.Popen([sys.executable, "-c", script]))
        return made[-1]

    monkeypatch.setattr(serving, "_start", begin)
    yield made
    for process in made:
        process.kill()
        process.wait()


def test_a_free_port_is_held_and_let_go():
    port = free_port()
    with serving.held(port), pytest.raises(click.ClickException), serving.held(port):
        pytest.fail("held twice")
    with serving.held(port):
        pass


def test_a_port_in_use_is_named_before_anything_is_prepared(monkeypatch, taken):
    for name in ("FIVEFOLD_DEMO", "FIVEFOLD_PUBLIC_URL"):
        monkeypatch.setenv(name, "as before")
    monkeypatch.setattr(command, "_prepare", lambda: pytest.fail("prepared"))
    answer = CliRunner().invoke(cli.main, ["demo", "--port", str(taken)])
    assert answer.exit_code == 1
    assert answer.output == (
        f"Error: 端口 {taken} 已被占用，请用 --port 另选 · port {taken} is in use: choose another with --port\n"
    )


def test_a_port_that_may_not_be_used_is_named(monkeypatch):
    def bind(self, address):
        raise PermissionError

    monkeypatch.setattr(serving.socket.socket, "bind", bind)
    with pytest.raises(click.ClickException, match="port 80 is not allowed"), serving.held(80):
        pytest.fail("held")


def test_ready_is_said_when_the_server_answers_and_sigterm_stops_both(monkeypatch, started, capsys):
    looks = iter([False, False, True])
    said = []
    monkeypatch.setattr(serving, "_answers", lambda port: said.append("look") or next(looks))
    before = signal.getsignal(signal.SIGTERM)

    def ready():
        said.append("ready")
        assert [process.poll() for process in started] == [None, None]
        os.kill(os.getpid(), signal.SIGTERM)

    serving.run(free_port(), ready)
    assert said == ["look", "look", "look", "ready"]
    assert [process.returncode for process in started] == [-signal.SIGTERM, -signal.SIGTERM]
    assert signal.getsignal(signal.SIGTERM) is before
    assert capsys.readouterr().out == "\nstopped · 已停止\n"


def test_one_that_falls_stops_the_other(monkeypatch, started):
    begin = serving._start
    scripts = iter([LASTING, "raise SystemExit(3)"])
    monkeypatch.setattr(serving, "_start", lambda *arguments: begin(script=next(scripts)))
    monkeypatch.setattr(serving, "_answers", lambda port: False)
    with pytest.raises(click.ClickException, match="a process has ended"):
        serving.run(free_port(), lambda: pytest.fail("not ready"))
    assert [process.returncode for process in started] == [-signal.SIGTERM, 3]


def test_one_that_does_not_stop_is_ended(monkeypatch):
    monkeypatch.setattr(serving, "_END_SECONDS", 0.1)
    deaf = subprocess.Popen([sys.executable, "-c", DEAF], stdout=subprocess.PIPE)
    deaf.stdout.readline()
    serving._end([deaf])
    deaf.stdout.close()
    assert deaf.returncode == -signal.SIGKILL


def test_any_answer_of_the_server_counts_and_silence_does_not():
    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self):
            self.send_error(404)

        def log_message(self, *arguments):
            pass

    port = free_port()
    assert serving._answers(port) is False
    with HTTPServer((serving.HOST, port), Handler) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        assert serving._answers(port) is True
        thread.join()


def test_the_children_are_our_own_commands_and_know_that_it_is_a_demonstration(monkeypatch):
    seen = {}
    monkeypatch.setattr(
        serving.subprocess, "Popen", lambda line, env: seen.update(line=line, demo=env["FIVEFOLD_DEMO"])
    )
    monkeypatch.delenv("FIVEFOLD_DEMO", raising=False)
    serving._start("worker")
    assert seen == {"line": [sys.executable, "-m", "fivefold", "worker"], "demo": "1"}


def test_ready_is_said_by_the_server_and_prepared_without_one(db, monkeypatch):
    for name in ("FIVEFOLD_DEMO", "FIVEFOLD_PUBLIC_URL"):
        monkeypatch.setenv(name, "as before")

    def run(port, ready):
        click.echo(f"starts on {port}")
        ready()

    monkeypatch.setattr(command, "run", run)
    monkeypatch.setattr(command, "_prepare", lambda: None)
    monkeypatch.setattr(command, "_fill", lambda regions: None)
    monkeypatch.setattr(command, "held", lambda port: nullcontext())
    served = CliRunner().invoke(cli.main, ["demo", "--port", "8123"])
    assert served.exit_code == 0, served.output
    assert served.output.splitlines()[1] == "starts on 8123"
    assert served.output.splitlines()[2].startswith("  ready in")
    prepared = CliRunner().invoke(cli.main, ["demo", "--prepare-only"])
    assert [line.split(" in ")[0] for line in prepared.output.splitlines()[1:]] == ["  prepared"]
