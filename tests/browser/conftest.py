"""Installations that are really served, and a chromium that sees nothing else."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from browser.installation import demonstration, founding, open_round, served
from browser.mouse import Mouse, arrive
from browser.visitors import Site, Visitors


@pytest.fixture(scope="session")
def nation(tmp_path_factory) -> Path:
    """The data of the demonstration, to be copied."""
    made = tmp_path_factory.mktemp("nation")
    demonstration(made)
    return made


@pytest.fixture(scope="session")
def first_day(tmp_path_factory) -> Path:
    """The data of an installation on its first day, to be copied."""
    made = tmp_path_factory.mktemp("first-day")
    founding(made)
    return made


def _copy(made: Path, to: Path) -> Iterator[Site]:
    with served(Path(shutil.copytree(made, to / "data"))) as running:
        yield running


@pytest.fixture(scope="session")
def site(nation, tmp_path_factory) -> Iterator[Site]:
    """The demonstration that pages are looked at on; nobody changes anything there."""
    yield from _copy(nation, tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def playground(tmp_path_factory) -> Iterator[tuple[Site, dict[str, list[str]]]]:
    """A round of the module's own that has just opened, and who signs in how; each test has a region of its own."""
    made = tmp_path_factory.mktemp("playground")
    people = open_round(made)
    with served(made) as running:
        yield running, people


@pytest.fixture
def new_site(first_day, tmp_path) -> Iterator[Site]:
    """An installation of the test's own on its first day."""
    yield from _copy(first_day, tmp_path)


@pytest.fixture(scope="session")
def signed_in() -> dict[str, dict]:
    """The cookies of each log-in by site and role, so that nobody signs in twice."""
    return {}


@pytest.fixture(scope="session")
def known() -> set[tuple[str, str]]:
    """Views, with the acts they offer, that some role has shown already."""
    return set()


@pytest.fixture
def visitors(browser, site, signed_in) -> Iterator[Visitors]:
    """Open the site as somebody: ``visitors.page("signer", width=390, language="en")``."""
    yield from _visitors(browser, site, signed_in)


@pytest.fixture
def sit(browser, playground) -> Iterator[Callable[..., Mouse]]:
    """Sit down on the playground: ``sit("filler 9101", java_script_enabled=False)``."""
    site, people = playground
    made = Visitors(browser, site, {})

    def somebody(who: str, **options: object) -> Mouse:
        mouse = arrive(made, **options)
        mouse.sign_in(*people[who])
        return mouse

    yield somebody
    made.close()


@pytest.fixture
def newcomers(browser, new_site) -> Iterator[Visitors]:
    """Open the new installation as somebody."""
    yield from _visitors(browser, new_site, {})


def _visitors(browser, site, cookies) -> Iterator[Visitors]:
    made = Visitors(browser, site, cookies)
    yield made
    made.close()
