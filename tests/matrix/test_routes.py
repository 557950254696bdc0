"""One probe over HTTP per route, method and role, against an oracle written by hand; a new route without one fails."""

import json
from collections.abc import Iterator
from copy import copy

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from matrix import routes_office, routes_programme
from matrix.routes import EVERYBODY, Probe
from matrix.stage import Stage, set_up

pytestmark = pytest.mark.django_db
PROBES: list[Probe] = [*routes_programme.PROBES, *routes_office.PROBES]
REFUSALS = (
    "您的岗位职责不包括", "此事属于其他单位，不在您岗位的管辖范围内", "由地区自行填写",
)  # fmt: skip


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Stage]:
    with django_db_blocker.unblock(), set_up(tmp_path_factory.mktemp("stage")) as made:
        yield made


@pytest.fixture(autouse=True)
def _files_of_the_stage(settings, stage, _own_data):
    settings.MEDIA_ROOT = stage.folder / "files"
    settings.LOG_KEY_FILE = stage.folder / "log.key"


@pytest.fixture(scope="module")
def clients(stage) -> dict[str, Client]:
    """One client for each seat, and one for nobody; a failure of ours is an answer, not an exception."""
    made = {name: Client(raise_request_exception=False) for name in sorted(EVERYBODY)}
    for name in EVERYBODY - {""}:
        stage.nation.login(made[name], name)
    return made


def routes(resolver: URLResolver | None = None, above: str = "") -> Iterator[tuple[str, set[str]]]:
    """Yield every route by its full name, with the names of its own arguments and those above it."""
    for entry in (resolver or get_resolver()).url_patterns:
        own = set(entry.pattern.regex.groupindex)
        if isinstance(entry, URLResolver):
            below = f"{above}{entry.namespace}:" if entry.namespace else above
            yield from ((name, own | arguments) for name, arguments in routes(entry, below))
        else:
            yield f"{above}{entry.name}", own


ARGUMENTS = dict(routes())


def address(stage: Stage, probe: Probe, **instead: object) -> str:
    """The address of a probe: each argument is the place of its name, or the one that the probe says."""
    values = {}
    for name in ARGUMENTS[probe.route]:
        place = probe.places.get(name, name)
        values[name] = instead.get(name) or (place[1:] if place.startswith("=") else stage.places[place])
    return reverse(probe.route, kwargs=values) + probe.query


def ask(stage: Stage, client: Client, probe: Probe, to: str):
    """Ask as the probe says, and undo what came of it."""
    point, cookies = transaction.savepoint(), copy(client.cookies)
    try:
        if probe.method == "GET":
            return client.get(to)
        if not probe.route.startswith("api:"):
            return client.post(to, probe.body())
        wanted = {name: str(value).format(**stage.places) for name, value in probe.body().items()}
        return client.post(to, json.dumps(wanted), content_type="application/json")
    finally:
        transaction.savepoint_rollback(point)
        client.cookies = cookies


def fault(probe: Probe, name: str, answer) -> str:
    """What is wrong with an answer; empty when nothing is."""
    expected = probe.expected(name)
    if answer.status_code != expected:
        return f"{answer.status_code} instead of {expected}"
    led = answer.headers.get("Location", "")
    if name == "" and "" not in probe.may and expected == 302 and not led.startswith(probe.door):
        return f"led to {led}"
    if name and expected == 302 and led.startswith("/accounts/login/"):
        return "led to the sign-in"
    return (
        ""
        if expected != 403 or any(one in said(answer) for one in REFUSALS)
        else "refused without a sentence"
    )


def said(answer) -> str:
    """The text of a page or of a call's answer."""
    if answer.headers["Content-Type"].startswith("application/json"):
        return json.dumps(answer.json(), ensure_ascii=False)
    return answer.content.decode()


def test_every_route_has_a_probe():
    """A new route must say here who may open it and who may send what there."""
    assert {probe.route for probe in PROBES} == set(ARGUMENTS)


def test_no_case_is_written_twice():
    keys = [probe.key for probe in PROBES]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", sorted(EVERYBODY))
def test_every_route_answers_every_seat_as_the_prose_says(stage, clients, name):
    wrong = []
    for probe in PROBES:
        answer = ask(stage, clients[name], probe, address(stage, probe))
        found = fault(probe, name, answer)
        if found:
            wrong.append((probe.key, found))
    assert wrong == []
