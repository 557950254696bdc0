"""Twin worlds: what another province has not published changes no byte of what anybody else gets (trust 5.3)."""

from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

import pytest
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection

from fivefold.claim.models import Claim, Posting
from fivefold.jobs.queue import run_waiting
from fivefold.lifecycle.actor import Actor
from fivefold.web.paging import Listing, Pager
from matrix.hidden import Secret
from matrix.stage import Stage, set_up
from matrix.worlds import SEATS, World, differences, holding, look, nowhere

pytestmark = pytest.mark.django_db
FEW = Secret("QXCANARYONE4F7B1", "3.25", much=False)
MUCH = Secret("ZKCANARYTWO9E2D6", "7.75", much=True)


def rendered(stage: Stage, centre: Actor) -> None:
    """Let the documents of the list be made."""
    run_waiting()
    assert Posting.objects.get(pk=stage.posting).pdf_file is not None


_of = Pager.of


def _count_all(listing: Listing, _total: int) -> Pager:
    return _of(listing, Claim.objects.count())


LISTS = (("claims", "/p/test/claims/"), ("board", "/p/test/board/"))
LEAKS: dict[str, tuple[str, Any]] = {
    "a query that forgets the seat": (
        "fivefold.claim.claims.queries.visible",
        lambda _seat: Claim.objects.all(),
    ),
    "a count over everybody": ("fivefold.web.paging.Pager.of", _count_all),
}


def leaking(stage: Stage) -> dict[str, World]:
    """The control: the same world, looked at while something leaks."""
    found = {}
    for name, (place, broken) in LEAKS.items():
        with patch(place, broken):
            found[name] = look(stage, ("演示省 reviewer",), LISTS)
    return found


@dataclass
class Pair:
    """Both worlds, as they are and as they would be with each leak; and what is said of things that do not exist."""

    worlds: list[World] = field(default_factory=list)
    leaks: list[dict[str, World]] = field(default_factory=list)
    absent: World = field(default_factory=World)


def serials_from_the_start():
    """PostgreSQL does not roll serial numbers back with the rows; both worlds are to count from the same one."""
    own = [model for model in apps.get_models() if model.__module__.startswith("fivefold.")]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), own):
            cursor.execute(statement)


@pytest.fixture(scope="module")
def pair(django_db_setup, django_db_blocker, tmp_path_factory) -> Pair:
    """Two worlds in the same place, one after the other: the log's key and the clock are the same."""
    folder, made = tmp_path_factory.mktemp("twins"), Pair()
    for secret in (FEW, MUCH):
        with django_db_blocker.unblock():
            serials_from_the_start()
        with django_db_blocker.unblock(), set_up(folder, (*secret.parts(), rendered)) as stage:
            made.worlds.append(look(stage))
            made.leaks.append(leaking(stage))
            if secret.much:
                made.absent = look(stage, addresses=nowhere(stage))
    return made


def test_the_worlds_are_looked_at_whole(pair):
    """Every seat saw pages, files and refusals; what is posted of the other province is there for all."""
    one = pair.worlds[0]
    statuses = {
        seat: {text for (who, _, part), text in one.raw.items() if (who, part) == (seat, "status")}
        for seat in SEATS
    }
    assert all({"200", "302", "404"} <= found for found in statuses.values()), statuses
    posted = {(seat, name) for seat, name, _part in holding(one, "丙市")}
    assert {(seat, f"list.{ending}") for seat in SEATS for ending in ("json", "docx", "pdf")} <= posted


def test_what_is_unpublished_elsewhere_changes_no_byte(pair):
    assert differences(*pair.worlds) == []


def test_what_is_elsewhere_answers_as_what_is_not_there(pair):
    """Whoever guesses an address of another province's claim, evidence or objection learns nothing from trying."""
    absent, there = pair.absent, pair.worlds[1]
    answers = {text for (*_, part), text in absent.raw.items() if part == "status"}
    assert answers == {"302", "401", "403", "404"}
    assert [key for key in absent.raw if absent.seen(key) != there.seen(key)] == []


@pytest.mark.parametrize(("place", "secret"), [(0, FEW), (1, MUCH)])
def test_no_secret_is_found_anywhere(pair, place, secret):
    """The canary stands in every unpublished text and file name of the other provinces."""
    assert holding(pair.worlds[place], secret.token) == []


@pytest.mark.parametrize("leak", sorted(LEAKS))
def test_the_control_finds_a_planted_leak(pair, leak):
    """Without this the tests above could pass by looking at nothing."""
    one, two = (leaks[leak] for leaks in pair.leaks)
    assert differences(one, two)


def test_a_number_that_counts_what_is_hidden_differs_without_any_canary(pair):
    """No list of fields would name it: only the twins find it."""
    assert holding(pair.leaks[1]["a count over everybody"], MUCH.token) == []
