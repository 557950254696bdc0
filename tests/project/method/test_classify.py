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


TYPED = {
    "rules": [
        {"code": "days", "verdict": "1", "when": {"eq": {"fact": "since", "value": {"day": "2026-03-01"}}}},
        {"code": "count", "verdict": "2", "when": {"in": {"fact": "people", "values": [3, 4]}}},
        {"code": "exact", "verdict": "3", "when": {"not": {"ne": {"fact": "share", "value": 0.5}}}},
        {"code": "word", "verdict": "4", "when": {"any": [{"eq": {"fact": "word", "value": "是"}}]}},
    ]
}


def test_numbers_and_days_are_read_as_the_rules_ask(tmp_path):
    register = (
        "region,since,people,share,word\n甲,2026-03-01,9,1,x\n乙,2026-03-02 00:00:00,4,1,x\n"
        "丙,2026-03-02,9,0.50,x\n丁,2026-03-02,9,1,是\n戊,2026-03-02,9.5,1,x\n"
    )
    found = run(tmp_path, register, json.dumps(TYPED))
    rows = {row["region"]: row for row in csv.DictReader(io.StringIO(found.stdout))}
    assert {code: row["rule"] for code, row in rows.items() if row["outcome"] == "placed"} == {
        "甲": "days", "乙": "count", "丙": "exact", "丁": "word",
    }  # fmt: skip
    assert "规则count需要的事实“people”填写的类型不对：9.5" in rows["戊"]["reasons"]


def test_a_day_that_is_none_is_said(tmp_path):
    found = run(tmp_path, REGISTER, json.dumps(TYPED).replace("2026-03-01", "2026-13-01"))
    assert (found.exit_code, "rules.json" in found.stderr) == (1, True)
