"""A form with more text than is taken, through the real server: answered with a page, not with a closed line."""

import http.client
import os
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from urllib.parse import urlencode

import pytest

from browser.installation import PATIENCE, free_port
from fivefold.project import wsgi

TOKEN = "a" * 32
PLAIN = "application/x-www-form-urlencoded"


@contextmanager
def line_to(port: int):
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as line:
        yield line


def answers(port: int) -> bool:
    with line_to(port) as line:
        try:
            line.request("GET", "/accounts/login/")
            return line.getresponse().status == 200
        except OSError:
            return False


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    found = free_port()
    environment = {**os.environ, "FIVEFOLD_DATA": str(tmp_path_factory.mktemp("served"))}
    command = [sys.executable, "-m", "fivefold", "serve", "--port", str(found), "--workers", "1"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as server:
        try:
            until = time.monotonic() + PATIENCE
            while not answers(found):
                assert server.poll() is None
                assert time.monotonic() < until
                time.sleep(0.1)
            yield found
        finally:
            server.terminate()


def sent(port: int, body: bytes, language: str, kind: str = PLAIN) -> tuple[int, str]:
    with line_to(port) as line:
        heads = {"Content-Type": kind, "Cookie": f"csrftoken={TOKEN}; language={language}"}
        line.request("POST", "/language/", body, heads)
        answer = line.getresponse()
        return answer.status, answer.read().decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-hans", "一张表单最多可容纳 5 MB 文字"), ("en", "A form may hold 5 MB of text.")],
)
def test_a_form_of_20_mb_is_answered_with_a_page_that_names_the_limit(port, language, words):
    few = urlencode({"csrfmiddlewaretoken": TOKEN, "language": "en"}).encode()
    assert sent(port, few, language)[0] == 302
    status, page = sent(port, few + b"a" * (20 << 20), language)
    assert status == 413
    assert words in page


def test_a_form_of_many_fields_is_answered_with_the_same_page(port):
    many = urlencode([("csrfmiddlewaretoken", TOKEN), *((f"f{i}", "") for i in range(6000))]).encode()
    assert sent(port, many, "en")[0] == 413


def test_a_form_too_old_with_a_file_in_it_is_answered_with_its_page(port):
    head = b'--x\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n'
    status, page = sent(port, head + b"a" * (20 << 20), "en", "multipart/form-data; boundary=x")
    assert status in {400, 403}
    assert "<h1>" in page


def test_what_is_taken_in_after_an_answer_has_an_end(monkeypatch):
    class Endless:
        taken = 0

        def read(self, size):
            self.taken += size
            return bytes(size)

    monkeypatch.setattr(wsgi, "_pages", lambda environ, start_response: [b"page"])
    body = Endless()
    assert wsgi.application({"wsgi.input": body}, lambda *_: None) == [b"page"]
    assert body.taken == 256 << 20
