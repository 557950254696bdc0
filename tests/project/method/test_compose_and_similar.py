"""``fivefold method compose`` and ``similar``: tables in, rows and sentences out."""

import csv
import io

import pytest
from click.testing import CliRunner

from fivefold.project.cli import main
from fivefold.project.method.tables import write_rows

CASE = "网格员每天上门走访，发现邻里矛盾及时登记，小事当场调解，大事上报街道，月底回访当事人。"
PEOPLE = [
    {"地区": f"演示{n}市", "类别": "2", "省份": f"演示{n % 6}省", "主题": "B、C", "角度": f"角度{n}",
     "质量": 90 - n, "已发言次数": 1 if n == 0 else ""}
    for n in range(7)
]  # fmt: skip


def run(*arguments):
    return CliRunner().invoke(main, ["method", *map(str, arguments)])


def parsed(result):
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


@pytest.fixture
def people(tmp_path):
    write_rows(PEOPLE, tmp_path / "people.xlsx")
    return tmp_path / "people.xlsx"


def test_a_meeting_with_its_swaps(people):
    done = run("compose", people, "--class", "2", "--theme", "B")
    assert [(row["name"], row["swap"], row["loss"]) for row in parsed(done)] == [
        ("演示0市", "演示5市", "5"), ("演示1市", "演示5市", "4"), ("演示2市", "演示5市", "3"),
        ("演示3市", "演示5市", "2"), ("演示4市", "演示5市", "1"),
    ]  # fmt: skip
    assert done.stderr.splitlines()[0] == "可选地区7个，不符合条件0个"


def test_turns_and_similarities_change_a_meeting(people, tmp_path):
    write_rows([{"first": "演示1市", "second": "演示2市", "similarity": 9}], tmp_path / "alike.csv")
    done = run(
        "compose",
        people,
        "--class",
        "2",
        "--theme",
        "C",
        "--turn-cost",
        50,
        "--similar",
        tmp_path / "alike.csv",
    )
    assert [row["name"] for row in parsed(done)] == ["演示1市", "演示3市", "演示4市", "演示5市", "演示6市"]


def test_provinces_take_fair_turns(people, tmp_path):
    asked = ["compose", people, "--class", "2", "--theme", "B", "--size", 1, "--turn-cost", 5]
    spoken = tmp_path / "spoken.csv"
    write_rows([{"省份": "演示1省", "已发言次数": 1}], spoken)
    assert [row["name"] for row in parsed(run(*asked))] == ["演示1市"]
    more = ["--province-turns", spoken, "--province-turn-cost"]
    assert [row["name"] for row in parsed(run(*asked, *more, 2))] == ["演示2市"]
    assert [row["name"] for row in parsed(run(*asked, *more, 0))] == ["演示1市"]
    write_rows([{"省份": "演示1省", "已发言次数": -1}], tmp_path / "negative.csv")
    done = run(*asked, "--province-turns", tmp_path / "negative.csv", "--province-turn-cost", 2)
    assert (done.exit_code, "row 2 turns: 不能为负" in done.output) == (1, True)


def test_a_list_of_speakers_is_checked_whoever_chose_it(people, tmp_path):
    def check(name, *numbers):
        write_rows([{"地区": f"演示{number}市"} for number in numbers], tmp_path / name)
        return run("check-meeting", people, "--speakers", tmp_path / name, "--class", "2", "--theme", "B")

    fine = check("fine.csv", 0, 1, 2, 3, 4)
    assert (fine.exit_code, fine.stderr) == (0, "5个发言地区无误\n")
    wrong = check("wrong.csv", 0, 1, 2, 6)
    assert wrong.exit_code == 1
    assert [row["kind"] for row in csv.DictReader(io.StringIO(wrong.stdout))] == ["fault", "fault"]
    assert "名单中没有 / not in the list: 演示9市" in check("unknown.csv", 9).output


def test_nobody_in_reserve_leaves_the_swap_empty(tmp_path):
    write_rows(PEOPLE[:5], tmp_path / "five.csv")
    assert {
        row["swap"] for row in parsed(run("compose", tmp_path / "five.csv", "--class", "2", "--theme", "B"))
    } == {""}


def test_what_cannot_be_composed_is_a_sentence(people, tmp_path):
    assert "没有“3”类" in run("compose", people, "--class", "3", "--theme", "B").output
    write_rows([{**PEOPLE[0], "质量": "9.5"}], tmp_path / "half.csv")
    assert "应为整数" in run("compose", tmp_path / "half.csv", "--class", "2", "--theme", "B").output


@pytest.mark.parametrize("cell", ["NaN", "Infinity"])
@pytest.mark.parametrize("head", ["质量", "已发言次数"])
def test_no_number_is_refused_at_its_cell(tmp_path, cell, head):
    write_rows([{**PEOPLE[0], head: cell}, *PEOPLE[1:]], tmp_path / "strange.csv")
    done = run("compose", tmp_path / "strange.csv", "--class", "2", "--theme", "B")
    assert done.exit_code == 1
    assert "strange.csv 第2行 / row 2 " in done.output
    assert f": 不是数；缺的请留空 / no number; leave empty what is absent: {cell}" in done.output


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"质量": ""}, "row 2 quality: 不能为空"),
        ({"省份": ""}, "row 2 province: 不能为空"),
        ({"地区": ""}, "row 2 name: 不能为空"),
        ({"地区": "演示1市"}, "row 3: 重复"),
    ],
)
def test_an_empty_quality_is_not_taken_for_none(tmp_path, change, said):
    write_rows([{**PEOPLE[0], "已发言次数": ""}, *PEOPLE[1:]], tmp_path / "whole.csv")
    assert run("compose", tmp_path / "whole.csv", "--class", "2", "--theme", "B").exit_code == 0
    write_rows([{**PEOPLE[0], **change}, *PEOPLE[1:]], tmp_path / "lacking.csv")
    done = run("compose", tmp_path / "lacking.csv", "--class", "2", "--theme", "B")
    assert (done.exit_code, said in done.output) == (1, True), done.output


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"first": "演示3市", "second": "演示4市", "similarity": ""}, "row 3 similarity: 不能为空"),
        ({"first": "演示2市", "second": "演示1市", "similarity": 4}, "a pair twice, in either order"),
        ({"first": "演示1市", "second": "演示2市", "similarity": 9}, "a pair twice, in either order"),
    ],
)
def test_a_similarity_is_given_once_for_each_pair(people, tmp_path, more, said):
    alike = {"first": "演示1市", "second": "演示2市", "similarity": 9}
    whole, lacking = tmp_path / "alike.csv", tmp_path / "lacking.csv"
    write_rows([alike, {**more, "second": "演示5市", "similarity": 0}], whole)
    write_rows([alike, more], lacking)
    asked = ["compose", people, "--class", "2", "--theme", "C", "--similar"]
    assert run(*asked, whole).exit_code == 0
    done = run(*asked, lacking)
    assert (done.exit_code, said in done.output) == (1, True), done.output


def test_similar_texts_with_their_passages(tmp_path):
    rows = [
        {"名称": "甲", "正文": CASE},
        {"名称": "乙", "正文": "我县：" + CASE},
        {"名称": "丙", "正文": "短"},
    ]
    write_rows(rows, tmp_path / "texts.xlsx")
    done = run("similar", tmp_path / "texts.xlsx")
    assert [(row["group"], row["first"], row["second"], row["passage"]) for row in parsed(done)] == [
        ("1", "乙", "甲", CASE[:-1])
    ]
    assert done.stderr.splitlines()[-1] == "太短而无法比较：丙"


def test_short_copies_without_a_long_passage_are_listed(tmp_path):
    rows = [{"name": "甲", "text": "路灯坏了三天没人修"}, {"name": "乙", "text": "路灯坏了，三天没人修！"}]
    write_rows(rows, tmp_path / "texts.csv")
    assert [row["passage"] for row in parsed(run("similar", tmp_path / "texts.csv"))] == [""]
    write_rows([*rows, rows[0]], tmp_path / "twice.csv")
    assert "名称重复：甲" in run("similar", tmp_path / "twice.csv").output
