import json

import pytest
from click.testing import CliRunner

from fivefold.project.method.command import method
from fivefold.project.method.tables import write_rows

MARKS = {
    "演示甲市": {"A": "95.0", "B": "91.5", "C": "96.0", "D": ""},
    "演示乙市": {"A": "88.5", "B": "84.0", "C": "", "D": "90.0"},
    "演示丙市": {"A": "88.0", "B": "83.5", "C": "89.5", "D": "90.5"},
    "演示丁市": {"A": "", "B": "66.0", "C": "71.0", "D": "72.5"},
}


@pytest.fixture
def table(tmp_path):
    rows = [
        {"地区": region, "评委": judge, "评分": mark}
        for region, given in MARKS.items()
        for judge, mark in given.items()
    ]
    write_rows(rows, tmp_path / "marks.xlsx")
    return tmp_path / "marks.xlsx"


def call(*arguments):
    return CliRunner().invoke(method, [str(argument) for argument in arguments])


def test_panel_scores_as_csv(table):
    done = call("judge", table, "--panel", "--trim", 1, "--seed", 1, "--draws", 200)
    assert done.exit_code == 0
    assert done.stdout.splitlines()[:2] == [
        "region,marks,absent,score,why,place,place_low,place_high,band",
        "演示甲市,1,1,95.00,去掉1个最低分、1个最高分，1个评分的平均为95.00；缺评1个，不按零分计,1,1,1,1",
    ]
    assert done.stderr == "重抽评委200次（种子1），名次区间与并列档的置信度为90%\n"
    english = call("judge", table, "--panel", "--seed", 1, "--draws", 200, "--language", "en")
    assert "the mean of 2 marks is 88.75" in english.stdout
    assert "judges drawn anew 200 times (seed 1)" in english.stderr


def test_calibrated_scores_and_severities_as_json(table, tmp_path):
    done = call(
        "judge", table, "--seed", 7, "--severities", tmp_path / "judges.json", "--out", tmp_path / "out.json"
    )
    assert done.exit_code == 0
    assert done.stdout == ""
    rows = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert (rows[0]["region"], rows[0]["place"]) == ("演示甲市", 1)
    assert rows[-1]["region"] == "演示丁市"
    assert set(rows[0]) == {
        "region", "marks", "mean", "score", "low", "high", "place", "place_low", "place_high", "band"
    }  # fmt: skip
    judges = json.loads((tmp_path / "judges.json").read_text(encoding="utf-8"))
    assert max(judges, key=lambda row: float(row["severity"]))["judge"] == "B"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([{"地区": "甲", "评委": "A", "评分": "x"}], "甲 × A: 不是数 / no number: x"),
        ([{"地区": "甲", "评委": "A", "评分": "NaN"}], "甲 × A: 不是数；缺的请留空 / no number; leave empty"),
        ([{"地区": "甲", "评委": "A", "评分": "-Infinity"}], "leave empty what is absent: -Infinity"),
        ([{"地区": "甲", "评委": "A"}], "缺少列 / a column is missing: mark | 评分"),
        ([{"地区": "甲", "评委": "A", "评分": "1"}], "各至少两个才能分清"),
    ],
)
def test_what_cannot_be_judged_is_said(tmp_path, rows, said):
    write_rows(rows, tmp_path / "marks.csv")
    done = call("judge", tmp_path / "marks.csv", "--seed", 1)
    assert done.exit_code == 1
    assert said in done.stderr


ORDERS = [("1", "abc"), ("2", "bca"), ("3", "bac")]


@pytest.fixture
def orders(tmp_path):
    rows = [
        {"judge": judge, "item": item, "place": place}
        for judge, order in ORDERS
        for place, item in enumerate(order, 1)
    ]
    write_rows([*rows, {"judge": "3", "item": "d", "place": None}], tmp_path / "orders.csv")
    return tmp_path / "orders.csv"


def test_kemeny_and_borda(orders):
    kemeny = call("rank", orders)
    assert kemeny.exit_code == 0
    assert [line.split(",")[1] for line in kemeny.stdout.splitlines()[1:] if ",d," not in line] == [
        "b",
        "a",
        "c",
    ]
    assert "该排序符合" in kemeny.stderr
    borda = call("rank", orders, "--by", "borda")
    assert borda.stdout.splitlines() == ["place,item,points", "1,b,5", "2,a,3", "3,c,1", "4,d,0"]


def listed(tmp_path, *orders):
    rows = [
        {"judge": str(number), "item": item, "place": place}
        for number, order in enumerate(orders)
        for item, place in order.items()
    ]
    write_rows(rows, tmp_path / "listed.json")
    return tmp_path / "listed.json"


def test_orders_as_good_as_each_other_are_marked_in_the_table(tmp_path):
    tied = call("rank", listed(tmp_path, {"a": 1, "b": 2, "c": 3}, {"b": 1, "a": 2, "c": 3}))
    assert tied.stdout.splitlines() == ["place,item,last,points", "1,a,2,3", "1,b,2,3", "3,c,3,0"]
    assert "共有2个同样好的排序" in tied.stderr


def test_equal_strengths_share_a_place(tmp_path):
    path = listed(tmp_path, {"a": 1, "b": 2, "c": 3}, {"b": 1, "a": 2, "c": 3})
    done = call("rank", path, "--by", "plackett-luce")
    assert [line.split(",")[:2] for line in done.stdout.splitlines()[1:]] == [
        ["1", "a"],
        ["1", "b"],
        ["3", "c"],
    ]


@pytest.mark.parametrize("rule", ["kemeny", "borda", "plackett-luce"])
def test_who_says_nothing_is_named(tmp_path, rule):
    assert call("rank", listed(tmp_path, {"a": 1, "b": 2}), "--by", rule).exit_code == 0
    (tmp_path / "listed.json").unlink()
    done = call("rank", listed(tmp_path, {"a": 1, "b": 2}, {"a": None, "b": None}), "--by", rule)
    assert (done.exit_code, "1没有排出任何先后" in done.stderr) == (1, True)


@pytest.mark.parametrize("rule", ["kemeny", "borda"])
def test_nothing_is_ranked_where_nobody_put_one_over_another(tmp_path, rule):
    done = call("rank", listed(tmp_path, {"a": 1}, {"b": 1}), "--by", rule)
    assert (done.exit_code, "0、1没有排出任何先后" in done.stderr) == (1, True)


def test_plackett_luce(orders, tmp_path):
    done = call("rank", orders, "--by", "plackett-luce", "--prior", "2", "--out", tmp_path / "out.csv")
    assert done.exit_code == 0
    lines = (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "place,item,log,error,share"
    assert [line.split(",")[1] for line in lines[1:]] == ["b", "a", "c"]
    assert "对数实力的先验标准差为2" in done.stderr


@pytest.mark.parametrize(
    ("rows", "rule", "said"),
    [
        ([("1", "a", "1"), ("1", "a", "2")], "kemeny", "1 × a出现两次"),
        ([("1", "a", "1"), ("1", "b", "1")], "plackett-luce", "1出现两次"),
        ([("1", "a", "first")], "borda", "no number: first"),
        ([("1", "a", "1"), ("1", "b", "NaN")], "kemeny", "1 × b: 不是数；缺的请留空"),
        ([("1", "a", "Infinity")], "plackett-luce", "1 × a: 不是数；缺的请留空"),
    ],
)
def test_what_cannot_be_ranked_is_said(tmp_path, rows, rule, said):
    write_rows([dict(zip(("judge", "item", "place"), row, strict=True)) for row in rows], tmp_path / "t.json")
    done = call("rank", tmp_path / "t.json", "--by", rule)
    assert done.exit_code == 1
    assert said in done.stderr
