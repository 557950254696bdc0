"""``climb``, ``champions`` and ``mosaic``: ladders and the goals of the classes."""

import pytest

CASES = (
    "案例,现处,verified,negative_clear,text_published,adopters,province_nominated\n"
    "演示案例一,地标,是,是,是,3,是\n演示案例二,地标,是,,是,2,否\n演示案例三,本地做法,yes,true,no,,\n"
)


def climbed(table, method, text=CASES, *more):
    return method("climb", table("c.csv", text), "--ladder", "地标→国标", *more)


def test_what_blocks_each_case_and_where_it_falls_to(table, method, rows):
    assert rows(climbed(table, method)) == [
        ("case", "at", "to", "allowed", "holds", "blocked"),
        ("演示案例一", "地标", "推荐为国标", "True", "地标", ""),
        (
            "演示案例二",
            "地标",
            "推荐为国标",
            "False",
            "本地做法",
            "未满足：负面清单无确认项; 采纳地区数须达到3（现为2）; 未满足：省级推荐",
        ),
        ("演示案例三", "本地做法", "地标", "False", "本地做法", "未满足：文本已发布"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (CASES, ""),
        (CASES.replace("二,地标", "二,省标"), "省标"),
        (CASES.replace("verified", "proven"), "no fact of this ladder: proven (verified, negative_clear"),
        (CASES.replace("是,3", "是,NaN"), "c.csv 第2行 / row 2 adopters: 不是数"),
        (CASES.replace("是,3", "是,2.5"), "adopters: 应为整数"),
        (CASES.replace("yes", "perhaps"), "row 4 verified: 应为是或否 / yes or no is needed: perhaps"),
        (CASES.replace("案例二", "案例一"), "row 3: 重复 / a row twice: 演示案例一"),
        (CASES.replace("案例,现处", "案例,位置"), "a column is missing: at | 现处"),
    ],
)
def test_what_cannot_climb_is_said(table, method, text, said):
    done = climbed(table, method, text)
    assert (done.exit_code == 0) is (said == "")
    assert said in done.stderr


SCORES = (
    "region,class,p1,p2\n演示甲市,1,90,70\n演示乙市,1,80,80\n演示丙市,1,60,95\n"
    "演示丁市,1,99,\n演示戊市,2,100,100\n"
)
HEADS = ("region", "figure", "place", "n", "champion", "said")


def ranked(table, method, *more, text=SCORES, kind="1"):
    return method("champions", table("s.csv", text), "--class", kind, *more)


def test_all_round_champions_of_one_class(table, method, rows):
    assert rows(ranked(table, method)) == [
        HEADS,
        ("演示乙市", "80.00", "1", "3", "True", "与演示甲市并列"),
        ("演示甲市", "80.00", "1", "3", "True", "与演示乙市并列"),
        ("演示丙市", "77.50", "3", "3", "False", ""),
        ("演示丁市", "", "", "3", "False", "缺项目p2，不排名次"),
    ]


def test_weights_and_a_floor(table, method, rows):
    weights = table("w.csv", "项目,权重\np1,1\np2,3\n")
    found = rows(ranked(table, method, "--weights", weights, "--floor", "60"))
    assert [row[:3] for row in found[1:]] == [
        ("演示丙市", "86.25", "1"),
        ("演示乙市", "80.00", "2"),
        ("演示甲市", "75.00", "3"),
        ("演示丁市", "", ""),
    ]
    low = rows(ranked(table, method, "--floor", "65"))
    assert low[1][5] == "可比地区只有2个，不足3个，不排名次"
    assert low[3] == ("演示丁市", "", "", "2", "False", "缺项目p2，不排名次")
    assert low[4][5] == "项目p1低于65，不能称全能"


def test_single_event_champions(table, method, rows):
    found = rows(ranked(table, method, "--project", "p1"))
    assert [row[:5] for row in found[1:3]] == [
        ("演示丁市", "99.00", "1", "4", "True"),
        ("演示甲市", "90.00", "2", "4", "False"),
    ]


@pytest.mark.parametrize(
    ("kind", "more", "text", "weights", "said"),
    [
        ("1", (), SCORES, "", ""),
        ("3", (), SCORES, "", "没有可比较的地区"),
        ("1", ("--project", "p9"), SCORES, "", "no column p9: p1, p2"),
        ("1", (), SCORES.replace("90", "NaN"), "", "s.csv 第2行 / row 2 p1: 不是数"),
        ("1", (), SCORES.replace("90", "190"), "", "演示甲市在p1的得分率190超出0至100"),
        ("1", (), SCORES.replace("乙", "甲"), "", "a row twice: 演示甲市"),
        ("1", (), SCORES, "p1,1\n", "without a weight: p2"),
        ("1", (), SCORES, "p1,1\np9,1\n", "not in the list: p9"),
        ("1", (), SCORES, "p1,1\np2,-1\n", "项目权重应为不小于0的数；有误：p2"),
        ("1", (), SCORES, "p1,1\np1,1\n", "a row twice: p1"),
        ("1", ("--floor", "low"), SCORES, "", "floor: 不是数"),
    ],
)
def test_what_has_no_champion_is_said(table, method, kind, more, text, weights, said):
    given = ("--weights", table("w.csv", "project,weight\n" + weights)) if weights else ()
    done = ranked(table, method, *more, *given, text=text, kind=kind)
    assert (done.exit_code == 0) is (said == "")
    assert said in done.stderr


PIECES = "区县,质量,p1,p2,p3\n演示甲区,5,是,是,否\n演示乙区,3,否,,是\n演示丙区,9,是,否,是\n"


def test_a_mosaic_of_the_fewest_districts(table, method, rows):
    done = method("mosaic", table("m.csv", PIECES))
    assert rows(done) == [
        ("district", "projects", "smallest", "exact"),
        ("演示甲区", "p1 p2", "True", "True"),
        ("演示乙区", "p3", "False", "True"),
        ("演示丙区", "p1 p3", "True", "False"),
    ]
    assert done.stderr.splitlines() == [
        "最少2个区县即可拼全现有项目：演示丙区、演示甲区",
        "互不重复的拼法：演示乙区、演示甲区",
    ]


def test_a_hole_is_named(table, method, rows):
    done = method("mosaic", table("m.csv", PIECES.replace("5,是,是", "5,是,否")))
    assert {row[3] for row in rows(done)[1:]} == {""}
    assert done.stderr.splitlines()[0] == "项目p2没有区县达标，拼图缺块"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (PIECES, ""),
        (PIECES.replace("乙", "甲"), "名称重复：演示甲区"),
        (PIECES.replace("5,是", "5,好"), "row 2 p1: 应为是或否"),
        (PIECES.replace("甲区,5", "甲区,NaN"), "row 2 quality: 不是数"),
        ("district,p1\n", "没有可比较的地区"),
        (
            "district," + ",".join(f"p{n}" for n in range(17)) + "\n演示甲区" + "," * 17 + "\n",
            "超过16个",
        ),
        ("name,p1\n演示甲区,是\n", "a column is missing: district | 区县"),
    ],
)
def test_what_is_no_mosaic_is_said(table, method, text, said):
    done = method("mosaic", table("m.csv", text))
    assert (done.exit_code == 0) is (said == "")
    assert said in done.stderr


def test_a_mosaic_without_a_project_is_refused(table, method):
    assert method("mosaic", table("m.csv", "district,p1\n演示甲区,是\n")).exit_code == 0
    done = method("mosaic", table("n.csv", "district,quality\n演示甲区,5\n"))
    assert (done.exit_code, "n.csv: 没有项目列 / no column of a project" in done.stderr) == (1, True)
