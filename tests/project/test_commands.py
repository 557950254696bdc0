"""Files brought in from the command line: the same refusals as on the page."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from click.testing import CliRunner

from cast import NOW, PROGRAMMES, later, open_round
from classify.files import as_csv, as_xlsx, nation_rows
from fivefold.claim.models import Assessment, Claim
from fivefold.classify.models import AdminArea
from fivefold.project.cli import main
from fivefold.project.housekeeping import keep_house


def run(*arguments: str):
    return CliRunner().invoke(main, [str(a) for a in arguments])


def test_a_register_is_imported(nation):
    path = PROGRAMMES / "cn-2021-shiyu" / "register" / "areas.csv"
    before = AdminArea.objects.count()
    checked = run("register", "import", "test", path, "--check", "--on", "2026-09-01")
    assert (checked.exit_code, checked.output) == (
        0,
        "共489行：新增489个，变更0个，未变0个，列入期别0个；未作任何改动。\n",
    )
    assert AdminArea.objects.count() == before
    answer = run("register", "import", "test", path, "--on", "2026-09-01")
    assert (answer.exit_code, answer.output) == (0, "ok\n")
    assert AdminArea.objects.count() == before + 489


@pytest.mark.parametrize("more", [(), ("--check",)])
def test_a_spoiled_register_is_refused_cell_by_cell(nation, tmp_path, more):
    path = tmp_path / "areas.csv"
    path.write_bytes(as_csv(nation_rows(c9102={"level": "乡镇"}, c93={"parent_code": "99"})))
    before = AdminArea.objects.count()
    answer = run("register", "import", "test", path, "--language", "en", *more)
    assert answer.exit_code == 1
    lines = answer.output.splitlines()
    assert [line.partition(":")[0] for line in lines[:2]] == ["C4", "E5"]
    refusal = "The file has 2 problems and can be imported once they are put right; nothing was saved."
    assert lines[2:] == ([] if more else [refusal])
    assert AdminArea.objects.count() == before


@pytest.mark.parametrize("more", [(), ("--check",)])
def test_a_register_is_inspected_as_an_upload_is(nation, tmp_path, more):
    path = tmp_path / "areas.csv"
    path.write_bytes(b"<html>" + as_csv(nation_rows()))
    answer = run("register", "import", "test", path, "--language", "en", *more)
    assert answer.exit_code == 1
    assert "is a web page" in answer.output


def test_a_workbook_is_checked_too(nation, tmp_path):
    path = tmp_path / "areas.xlsx"
    path.write_bytes(as_xlsx(nation_rows(c9102={"level": ""})))
    answer = run("register", "import", "test", path, "--check")
    assert (answer.exit_code, answer.output.partition(":")[0]) == (1, "C4")


@pytest.mark.parametrize("command", [("register", "import", "nowhere"), ("claims", "import", "nowhere")])
def test_an_unknown_programme_is_named(nation, tmp_path, command):
    path = tmp_path / "x.csv"
    path.write_text("a\n1\n", encoding="utf-8")
    more = ("--user", "u", "--role", "r") if command[0] == "claims" else ()
    answer = run(*command, path, *more)
    assert answer.exit_code == 2
    assert "nowhere" in answer.output


@pytest.mark.parametrize("made", [False, True])
@pytest.mark.parametrize("command", [("register",), ("claims", "--user", "u", "--role", "r")])
def test_without_a_database_the_folder_is_named(tmp_path, command, made):
    """Neither a folder that is not there nor one whose database has no tables ends in a traceback."""
    data, path = tmp_path / "data", tmp_path / "x.csv"
    path.write_text("a\n1\n", encoding="utf-8")
    if made:
        data.mkdir()
    environment = {name: value for name, value in os.environ.items() if name != "FIVEFOLD_DATABASE"}
    done = subprocess.run(
        [sys.executable, "-m", "fivefold", command[0], "import", "test", path, *command[1:]],
        env={**environment, "FIVEFOLD_DATA": str(data)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("Error: 没有可用的数据库")
    assert "FIVEFOLD_DATA (or" in done.stderr
    assert "Traceback" not in done.stderr


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
