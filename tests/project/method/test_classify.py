import csv
import io
import json

import pytest
from click.testing import CliRunner

from fivefold.project.cli import main

RULES = {
    "rules": [
        {"code": "capital", "verdict": "1", "when": {"is_true": "capital"}},
        {"code": "city", "verdict": "2", "when": {"eq": {"fact": "level", "value": "prefecture"}}},
    ],
    "contradictions": [
        {"code": "K", "when": {"all": [{"is_true": "capital"}, {"eq": {"fact": "level", "value": "county"}}]}}
    ],
}
REGISTER = (
    "region,level,capital\n甲,prefecture,是\n乙,prefecture,no\n丙,county,yes\n丁,prefecture,\n戊,county,否\n"
)


def run(tmp_path, register=REGISTER, rules=json.dumps(RULES)):  # noqa: B008 - text
    (tmp_path / "r.csv").write_text(register, "utf-8")
    (tmp_path / "rules.json").write_text(rules, "utf-8")
    arguments = ["method", "classify", str(tmp_path / "r.csv"), "--rules", str(tmp_path / "rules.json")]
    return CliRunner().invoke(main, arguments)


def test_every_region_gets_its_verdict_gaps_and_conflicts_included(tmp_path):
    """2.1b: nothing is passed over in silence."""
    found = run(tmp_path)
    rows = {row["region"]: row for row in csv.DictReader(io.StringIO(found.stdout))}
    assert {
        code: (row["outcome"], row["class"], row["rule"], row["missing"]) for code, row in rows.items()
    } == {
        "甲": ("placed", "1", "capital", ""),
        "乙": ("placed", "2", "city", ""),
        "丙": ("conflict", "", "", ""),
        "丁": ("gap", "", "capital", "capital"),
        "戊": ("gap", "", "", ""),
    }
    assert found.stderr == "1: 1; 2: 1\n"
    assert all(row["reasons"] for row in rows.values())


@pytest.mark.parametrize(
    ("register", "rules", "said"),
    [
        ("name\n甲\n", json.dumps(RULES), "columns are missing: region"),
        ("region,level\n甲,x\n甲,y\n", json.dumps(RULES), "a region twice: 甲"),
        (REGISTER, "{", "rules.json"),
        (REGISTER, "[]", '"rules": [...]'),
        (REGISTER, json.dumps({**RULES, "contradictions": 5}), '"contradictions": [...]'),
        (REGISTER, json.dumps({"rules": [{"code": "a", "verdict": "1", "when": {"like": "x"}}]}), "like"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, register, rules, said):
    found = run(tmp_path, register, rules)
    assert found.exit_code == 1
    assert said in found.stderr
