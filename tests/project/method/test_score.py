"""``fivefold method score``: the table in, places and sentences out."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from fivefold.project.cli import main
from fivefold.project.method.tables import read_table, write_rows

ROWS = [
    {"region": "演示甲市", "a": "1", "b": "2", "class": "一类"},
    {"region": "演示乙市", "a": "3", "b": "5", "class": "一类"},
    {"region": "演示丙市", "a": "2", "b": "9", "class": "二类"},
    {"region": "演示丁市", "a": "2", "b": "", "class": "一类"},
]
TREE = [
    {"code": "index", "parent": "", "weight": "", "direction": ""},
    {"code": "a", "parent": "index", "weight": "3", "direction": ""},
    {"code": "b", "parent": "index", "weight": "1", "direction": "-1"},
]


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "table.xlsx"
    write_rows(ROWS[:3], path)
    return path


def run(*arguments):
    return CliRunner().invoke(main, ["method", *map(str, arguments)])


def parsed(result):
    assert result.exit_code == 0, result.output
    return {row["region"]: row for row in csv.DictReader(io.StringIO(result.stdout))}


def test_scores_and_places_of_a_workbook(table):
    result = run("score", table, "--group", "class")
    found = parsed(result)
    assert [(name, row["rank"], row["index"]) for name, row in found.items()] == [
        ("演示丙市", "1", "75.0"),
        ("演示乙市", "2", "71.4285714286"),
        ("演示甲市", "3", "0.0"),
    ]
    assert result.stderr.splitlines() == [
        "没有缺失值，无须补缺",
        "未处理离群值",
        "标准化：极差法",
        "逐级合成：算术平均",
        "参与比较：3个地区，2个指标",
    ]


def test_a_tree_with_weights_and_a_direction(table, tmp_path):
    write_rows(TREE, tmp_path / "tree.csv")
    found = parsed(run("score", table, "--group", "class", "--framework", tmp_path / "tree.csv"))
    assert {name: row["index"] for name, row in found.items()} == {
        "演示乙市": "89.2857142857",
        "演示丙市": "37.5",
        "演示甲市": "25.0",
    }


def test_draws_give_an_interval_and_the_number_of_units(table, tmp_path):
    out = tmp_path / "out.json"
    done = run("score", table, "--group", "class", "--runs", 200, "--seed", 7, "--winsorise", 1, "--out", out)
    assert done.exit_code == 0
    rows = json.loads(out.read_text(encoding="utf-8"))
    assert [(row["region"], row["rank_low"], row["rank_high"], row["n"]) for row in rows] == [
        ("演示丙市", 1.0, 2.0, 3),
        ("演示乙市", 1.0, 2.0, 3),
        ("演示甲市", 3.0, 3.0, 3),
    ]
    assert "不确定性分析：3个地区，抽取200次，种子7" in done.stderr
    assert "变动：2种离群值处理" in done.stderr
    english = run("score", table, "--group", "class", "--language", "en", "--runs", 2, "--seed", 1)
    assert "uncertainty: 3 units, 2 draws, seed 1" in english.stderr


def test_sensitivity_says_which_choice_moves_the_places(tmp_path):
    path = tmp_path / "many.csv"
    levels = ((1, 9), (8, 5), (9, 1), (2, 8), (5, 5), (90, 4))
    write_rows([{"region": f"演示{n}市", "a": str(a), "b": str(b)} for n, (a, b) in enumerate(levels)], path)
    result = run("score", path, "--winsorise", 2, "--sensitivity", 64, "--seed", 3)
    assert result.exit_code == 0
    said = [line for line in result.stderr.splitlines() if "连同交互" in line]
    assert [line.split("：")[0] for line in said] == ["离群值处理", "权重"]
    assert "2的整数次幂" in run("score", path, "--sensitivity", 63, "--seed", 3).stderr


def test_missing_values_by_group_and_by_weights(tmp_path):
    path = tmp_path / "holes.csv"
    write_rows(ROWS, path)
    filled = run("score", path, "--unit", "region", "--group", "class", "--fill", "mean")
    assert parsed(filled)["演示丁市"]["rank"] == "3"
    assert "b：补入1个缺失值（演示丁市），取同组（一类）的平均数，每个至少依据2个数值" in filled.stderr
    skipped = run("score", path, "--group", "class", "--skip-missing")
    assert parsed(skipped)["演示丁市"]["index"] == "50.0"
    refused = run("score", path, "--group", "class")
    assert refused.exit_code == 1
    assert "缺1个数值（地区/指标）：演示丁市/b" in refused.stderr


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, ""),
        ({"a": "NaN"}, "演示丙市的a不是数字：NaN"),
        ({"a": "Infinity"}, "演示丙市的a不是数字：Infinity"),
        ({"region": "演示甲市"}, "重复的地区或指标：演示甲市"),
    ],
)
def test_a_cell_that_is_no_number_and_a_region_twice_are_named(tmp_path, change, said):
    path = tmp_path / "strange.csv"
    write_rows([*ROWS[:2], ROWS[2] | change], path)
    result = run("score", path, "--group", "class")
    assert (result.exit_code, result.stdout == "") == ((0, False) if said == "" else (1, True))
    assert said in result.stderr


@pytest.mark.parametrize(("level", "said"), [("4", ""), ("5", "各地区数值完全相同，无法拉开距离：b")])
def test_an_indicator_with_one_value_for_all_has_no_scale(tmp_path, level, said):
    path = tmp_path / "constant.csv"
    write_rows([ROWS[0] | {"b": level}, ROWS[1]], path)
    result = run("score", path, "--group", "class")
    assert (result.exit_code, result.stdout == "") == ((0, False) if said == "" else (1, True))
    assert said in result.stderr


def test_a_region_without_any_value_has_no_place(tmp_path):
    path = tmp_path / "empty.csv"
    write_rows([*ROWS[:3], {"region": "演示戊市", "a": "", "b": "", "class": "一类"}], path)
    found = parsed(run("score", path, "--group", "class", "--skip-missing"))
    assert list(found) == ["演示丙市", "演示乙市", "演示甲市", "演示戊市"]
    assert (found["演示戊市"]["rank"], found["演示戊市"]["index"]) == ("", "")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (
            ("--group", "class", "--mean", "geometric"),
            "要求数值大于零：演示甲市 × a、演示甲市 × b；请换一种标准化",
        ),
        (("--group", "class", "--mean", "geometric", "--numbers", 1, "--numbers", 100), ""),
        (("--group", "class", "--scale", "goalposts"), "没有给出上下界：a、b"),
        ((), "演示甲市的class不是数字：一类"),
        (("--group", "clas"), "no column clas"),
        (("--group", "class", "--runs", 5), "--seed"),
    ],
)
def test_what_cannot_be_scored_is_said(table, more, said):
    result = run("score", table, *more)
    assert (result.exit_code == 0) is (said == "")
    assert said in result.stderr


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, ""),
        ({"weight": "viel"}, "a的weight不是数字：viel"),
        ({"weight": "NaN"}, "a的weight不是数字：NaN"),
        ({"weight": "1e400"}, "a的weight不是数字：1e400"),
        ({"direction": "NaN"}, "a的direction不是数字：NaN"),
        ({"parent": "x"}, "上级不存在：a"),
        ({"code": "c"}, "没有以下指标的列：c"),
    ],
)
def test_a_tree_that_does_not_hold_is_said(table, tmp_path, change, said):
    write_rows([TREE[0], TREE[1] | change, TREE[2]], tmp_path / "tree.csv")
    result = run("score", table, "--group", "class", "--framework", tmp_path / "tree.csv")
    assert (result.exit_code == 0) is (said == "")
    assert said in result.stderr


def test_a_tree_needs_its_columns(table, tmp_path):
    write_rows([{"code": "a"}], tmp_path / "tree.csv")
    assert (
        "no column parent"
        in run("score", table, "--group", "class", "--framework", tmp_path / "tree.csv").stderr
    )


def test_the_result_can_be_read_again(table, tmp_path):
    out = tmp_path / "out.xlsx"
    assert run("score", table, "--group", "class", "--out", out).exit_code == 0
    assert read_table(out).columns == ("region", "rank", "index")
