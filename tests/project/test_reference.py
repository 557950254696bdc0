"""Generated pages say what the code does."""

import pytest
from click.testing import CliRunner

from fivefold.project.cli import COMMANDS, main
from fivefold.project.reference.command import docs
from fivefold.project.reference.pages import PAGES


def test_permissions_page_names_reach_by_role():
    page = PAGES["permissions.md"]()
    line = next(row for row in page.splitlines() if row.startswith("| `claim:review`"))
    assert line == "| `claim:review` |  |  |  | subtree |  |  |  |  |  |  |  |"


def test_lifecycle_page_names_owner_and_causes():
    page = PAGES["lifecycle.md"]()
    assert (
        "| `claim.closed` | approved, drafted, filed, posted, returned, submitted | closed | `claim:close` |"
        in page
    )
    assert "region.left" in page


def test_addresses_page_names_entrances():
    assert "| `/web/seat/` | signed_in |" in PAGES["addresses.md"]()


def test_api_page_names_each_operation_with_its_entrance():
    page = PAGES["api.md"]()
    assert "| `POST` | `/api/{programme}/claims` | `claim:view` |" in page
    assert page.count("| `GET` |") == 9


@pytest.mark.parametrize("stale", [True, False])
def test_docs_command_compares_without_writing(settings, tmp_path, stale):
    settings.ROOT = tmp_path
    runner = CliRunner()
    if not stale:
        assert runner.invoke(docs).output.count("written") == len(PAGES)
    answer = runner.invoke(docs, ["--check"])
    assert answer.exit_code == (1 if stale else 0)
    assert len(list((tmp_path / "docs" / "reference").iterdir())) == (0 if stale else len(PAGES))


def test_every_command_can_be_loaded_and_explains_itself():
    runner = CliRunner()
    assert [
        line
        for name in COMMANDS
        if name != "manage"
        if (line := runner.invoke(main, [name, "--help"])).exit_code
    ] == []
    assert runner.invoke(main, ["unknown"]).exit_code == 2
