"""``fivefold method coordinate`` and ``compare-editions`` on small tables."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from fivefold.project.cli import main

SCORES = (
    "region,province,class,p1,p2,asked,must,must_not,low,high\n"
    "甲,演示省,2,80,70,p1,,,,1\n乙,演示省,2,75.5,40,p1,,,,1\n丙,二省,1,9,,,,,,\n"
)
QUOTAS = "project,province,class,low,high,penalty\np1,演示省,,,1,\n*,*,*,1,,soft\np2,,,,9,0.5\n"


def run(tmp_path, *more, scores=SCORES, quotas=QUOTAS):
    (tmp_path / "s.csv").write_text(scores, "utf-8")
    (tmp_path / "q.csv").write_text(quotas, "utf-8")
    arguments = ["method", "coordinate", str(tmp_path / "s.csv"), "--quotas", str(tmp_path / "q.csv"), *more]
    return CliRunner().invoke(main, arguments)


def test_a_plan_is_written_with_reasons_and_prices(tmp_path):
    found = run(tmp_path, "--why", "--language", "en")
    assert found.exit_code == 0
    rows = {row["region"]: row for row in csv.DictReader(io.StringIO(found.stdout))}
    assert {code: (row["claims"], row["price"], row["keeping"]) for code, row in rows.items()} == {
        "丙": ("p1", "", ""),
        "甲": ("p2", "10.0", "25.5"),
        "乙": ("p1", "", ""),
    }
    assert "p1 in 演示省 is full (1)" in rows["甲"]["reasons"]
    assert "3 regions, 3 claims" in found.stderr
    assert "p2 in class 1 of 二省: 1 wanted, only 0 found" in found.stderr


def test_a_plan_goes_to_a_file_without_reasons(tmp_path):
    assert run(tmp_path, "--out", str(tmp_path / "plan.json")).exit_code == 0
    rows = json.loads((tmp_path / "plan.json").read_text("utf-8"))
    assert [(row["region"], row["claims"]) for row in rows] == [("丙", "p1"), ("乙", "p1"), ("甲", "p2")]


def test_without_quotas_every_region_has_its_own_choice(tmp_path):
    (tmp_path / "s.csv").write_text(SCORES, "utf-8")
    found = CliRunner().invoke(main, ["method", "coordinate", str(tmp_path / "s.csv")])
    assert [row["claims"] for row in csv.DictReader(io.StringIO(found.stdout))] == ["p1", "p1", "p1"]


@pytest.mark.parametrize(("threshold", "third"), [("8.9", "p1"), ("9", "")])
def test_the_threshold_holds_beside_quotas(tmp_path, threshold, third):
    """A claim must exceed it: nine points do not exceed nine."""
    found = run(
        tmp_path, "--threshold", threshold, "--low", "0", quotas=QUOTAS.splitlines()[0] + "\np1,演示省,,,1,\n"
    )
    rows = {row["region"]: row["claims"] for row in csv.DictReader(io.StringIO(found.stdout))}
    assert rows == {"甲": "p2", "乙": "p1", "丙": third}


@pytest.mark.parametrize(
    ("scores", "quotas", "said"),
    [
        (SCORES, "project,province,class,low,high,penalty\np2,演示省,,2,,\np1,演示省,,1,,\n", "不能同时满足"),
        (SCORES, "project,province,class,low,high,penalty\np1,演示省,,x,,\n", "no whole number: x"),
        (SCORES, "project,province\np1,演示省\n", "columns are missing: class, low"),
        (SCORES, "project,province,class,low,high,penalty\np1,,,1,,x\n", "no number: x"),
        (SCORES.replace("80", "NaN"), QUOTAS, "甲 p1: 不是数；缺的请留空"),
        (SCORES.replace("80", "good"), QUOTAS, "no number: good"),
        ("region,p1\n甲,1\n", QUOTAS, "columns are missing: province, class"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, scores, quotas, said):
    assert run(tmp_path).exit_code == 0
    found = run(tmp_path, scores=scores, quotas=quotas)
    assert found.exit_code == 1
    assert said in found.stderr


OLD = "code,title,text,parent,full\nP1,项目,,,\na,网格巡查,每日巡查,P1,5\nb,应急演练,每年演练,P1,\n"
NEW = "code,title,parent,full\nP1,项目,,\nc,应急演练,P1,3\nd,数据共享,P1,2\n"


def compare(tmp_path, *more, old=OLD, mapping=None):
    (tmp_path / "old.csv").write_text(old, "utf-8")
    (tmp_path / "new.csv").write_text(NEW, "utf-8")
    arguments = ["method", "compare-editions", str(tmp_path / "old.csv"), str(tmp_path / "new.csv"), *more]
    if mapping is not None:
        (tmp_path / "m.csv").write_text(mapping, "utf-8")
        arguments += ["--mapping", str(tmp_path / "m.csv")]
    return CliRunner().invoke(main, arguments)


def test_candidates_are_listed_for_a_person(tmp_path):
    found = compare(tmp_path, "--top", "1")
    rows = list(csv.DictReader(io.StringIO(found.stdout)))
    assert [(row["old"], row["place"]) for row in rows] == [("a", "1"), ("b", "1")]
    assert (rows[1]["new"], rows[1]["new_title"], rows[1]["same"]) == ("c", "应急演练", "False")


def test_a_confirmed_mapping_tells_every_fate(tmp_path):
    found = compare(tmp_path, mapping="old,new\nb,c\na,\n")
    rows = [tuple(row.values()) for row in csv.DictReader(io.StringIO(found.stdout))]
    assert rows == [
        ("a", "", "retired", "a：取消"),
        ("b", "c", "reworded rescored", "b→c：改写、改分值"),
        ("", "d", "new", ""),
    ]
    assert "稳定度25.0%" in found.stderr


@pytest.mark.parametrize(
    ("old", "mapping", "said"),
    [
        (OLD, "old,new\nb,c\n", "a的去向尚未确认"),
        (OLD, "old\nb\n", "a column is missing: new | 新编码"),
        (OLD.replace("5\n", "five\n"), "old,new\n", "full: 不是数"),
        (OLD.replace("b,", "a,"), "old,new\n", "编码a出现不止一次"),
    ],
)
def test_wrong_editions_and_mappings_are_refused(tmp_path, old, mapping, said):
    found = compare(tmp_path, old=old, mapping=mapping)
    assert found.exit_code == 1
    assert said in found.stderr
