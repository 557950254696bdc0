"""Files brought in from the command line: the same refusals as on the page."""

from datetime import timedelta

import pytest
from click.testing import CliRunner

from cast import NOW, PROGRAMMES, later, open_round
from fivefold.claim.models import Assessment, Claim
from fivefold.classify.models import AdminArea
from fivefold.project.cli import main
from fivefold.project.housekeeping import keep_house


def run(*arguments: str):
    return CliRunner().invoke(main, [str(a) for a in arguments])


def test_a_register_is_imported(nation):
    path = PROGRAMMES / "cn-2021-shiyu" / "register" / "areas.csv"
    before = AdminArea.objects.count()
    assert run("register", "import", "test", path, "--check").output == "ok\n"
    assert AdminArea.objects.count() == before
    answer = run("register", "import", "test", path, "--on", "2026-09-01")
    assert (answer.exit_code, answer.output) == (0, "ok\n")
    assert AdminArea.objects.count() == before + 489


def test_a_spoiled_register_is_refused_cell_by_cell(nation, tmp_path):
    path = tmp_path / "areas.csv"
    path.write_text("code,name\n1,甲\n", encoding="utf-8")
    before = AdminArea.objects.count()
    answer = run("register", "import", "test", path)
    assert answer.exit_code == 1
    assert answer.output.strip()
    assert AdminArea.objects.count() == before


@pytest.mark.parametrize("command", [("register", "import", "nowhere"), ("claims", "import", "nowhere")])
def test_an_unknown_programme_is_named(nation, tmp_path, command):
    path = tmp_path / "x.csv"
    path.write_text("a\n1\n", encoding="utf-8")
    more = ("--user", "u", "--role", "r") if command[0] == "claims" else ()
    answer = run(*command, path, *more)
    assert answer.exit_code == 2
    assert "nowhere" in answer.output


def test_housekeeping_confirms_what_was_let_pass(nation):
    round_ = open_round(nation)
    values = {
        "round": round_, "region": nation.regions["甲市"], "class_code": "class-1", "state": "filed",
        "state_since": NOW, "confirm_by": NOW + timedelta(days=10),
    }  # fmt: skip
    assessment = Assessment.objects.create(**values)
    claim = Claim.objects.create(**values, project=nation.edition.projects.first())
    assert keep_house(later(days=9)) == 0
    assert keep_house(later(days=10)) == 2
    assessment.refresh_from_db()
    claim.refresh_from_db()
    assert (assessment.state, claim.state) == ("submitted", "submitted")
    assert keep_house(later(days=11)) == 0
