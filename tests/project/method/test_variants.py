"""``fivefold method variants``: what-if, exactly."""

import pytest

from fivefold.project.method.tables import read_table

SCORES = (
    "region,province,class,p1,p2\n演示甲市,演示省,2,80,70\n演示乙市,演示省,2,75,40\n演示丙市,演示二省,2,9,\n"
)
HEADS = "project,province,class,low,high,penalty\n"
FREE, TIGHT, HALF = HEADS, HEADS + "p1,演示省,,,1,\n", HEADS + "p1,演示省,,,1,7\n"


@pytest.fixture
def asked(table, method):
    def ask(*more, scores=SCORES, tight=TIGHT, half=HALF):
        given = [table("free.csv", FREE), table("tight.csv", tight), table("half.csv", half)]
        quotas = [part for path in given for part in ("--quotas", path)]
        return method("variants", table("scores.csv", scores), "--high", 1, *quotas, *more)

    return ask


def test_figures_of_every_variant_and_who_moves(asked, rows, tmp_path):
    done = asked("--language", "en", "--moved", tmp_path / "moved.xlsx")
    assert rows(done) == [
        ("figure", "free", "tight", "half"),
        ("value", "164", "154", "157"),
        ("worth of claims", "164", "154", "164"),
        ("penalty of soft quotas", "0", "0", "7"),
        ("claims", "3", "3", "3"),
        ("claims asked for", "3", "3", "3"),
        ("claims asked for and given", "3", "2", "3"),
        ("regions changed", "0", "1", "0"),
        ("cells of province and project with a claim", "2", "3", "2"),
        ("claims of the least claimed project", "0", "1", "0"),
        ("claims of the most claimed project", "3", "2", "3"),
        ("claims short of soft quotas", "0", "0", "0"),
        ("claims beyond soft quotas", "0", "0", "1"),
    ]
    assert done.stderr.splitlines() == [
        "free → tight: the variants differ in 1 regions; the second is worth 10 points less",
        "free → half: the variants differ in 0 regions; the second is worth 7 points less",
    ]
    moved = read_table(tmp_path / "moved.xlsx")
    assert (moved.columns, moved.rows) == (
        ("region", "free", "tight", "half"),
        (("演示甲市", "p1", "p2", "p1"),),
    )


def test_a_variant_that_cannot_be_met_is_named(asked):
    done = asked(tight=HEADS + "p2,演示二省,,1,,\n")
    assert done.exit_code == 1
    assert "tight: " in done.stderr
    assert "不能同时满足" in done.stderr


def test_what_cannot_be_compared_is_said(asked, table, method, tmp_path):
    assert asked().exit_code == 0
    assert "甲市 p1: 不是数 / no number: good" in asked(scores=SCORES.replace("80", "good")).stderr
    one = table("one.csv", TIGHT)
    scores = table("scores.csv", SCORES)
    assert "两个方案" in method("variants", scores, "--quotas", one).stderr
    twice = method("variants", scores, "--quotas", one, "--quotas", one)
    assert twice.exit_code == 1
    assert "that of a column: one, one" in twice.stderr
