"""``match-helpers`` and ``cross-check``: who helps whom, who checks whom."""

import pytest

REGIONS = (
    "地区,类别,p1,p2\n演示甲市,2,90,80\n演示乙市,2,70,95\n演示丙市,2,60,60\n演示丁市,2,20,50\n"
    "演示戊市,1,80,80\n演示己市,1,30,90\n"
)


def test_the_lowest_quarter_of_each_class_gets_a_helper(table, method, rows):
    done = method("match-helpers", table("t.csv", REGIONS), "--seed", "演示", "--language", "en")
    assert rows(done) == [
        ("helped", "helper", "projects", "worth", "said"),
        ("演示己市", "演示戊市", "p1", "50", "演示戊市 helps 演示己市: projects p1, ahead by 50 in all"),
        (
            "演示丁市",
            "演示甲市",
            "p1 p2",
            "100",
            "演示甲市 helps 演示丁市: projects p1, p2, ahead by 100 in all",
        ),
    ]
    assert done.stderr == "totals: lowest 70, median 120, highest 170\n"


def test_a_barred_pair_gets_the_next_best(table, method, rows):
    barred = table("b.csv", "受助,帮扶\n演示丁市,演示甲市\n")
    done = method(
        "match-helpers", table("t.csv", REGIONS), "--seed", "演示", "--barred", barred, "--focus", 1
    )
    assert [row[:4] for row in rows(done)[1:]] == [
        ("演示己市", "演示戊市", "p1", "50"),
        ("演示丁市", "演示乙市", "p1", "50"),
    ]


@pytest.mark.parametrize(
    ("text", "barred", "said"),
    [
        (REGIONS, "受助,帮扶\n", ""),
        (
            REGIONS,
            "受助,帮扶\n演示丁市,演示子市\n",
            "row 2 helper: 名单中没有 / not in the list: 演示子市",
        ),
        (REGIONS, "受助,帮扶\n演示己市,演示戊市\n", "无人可帮：演示己市"),
        (REGIONS.replace("20,50", "20,NaN"), "受助,帮扶\n", "t.csv 第5行 / row 5 p2: 不是数"),
        (REGIONS.replace("20,50", "20,5.5"), "受助,帮扶\n", "a whole number is needed: 5.5"),
        (REGIONS.replace("20,50", "20,-1"), "受助,帮扶\n", "有误的：演示丁市"),
        (
            REGIONS.replace("丙市", "甲市"),
            "受助,帮扶\n",
            "row 4: 重复 / a row twice: 演示甲市 (t.csv 第2行 / row 2)",
        ),
        ("地区,类别\n演示甲市,2\n", "受助,帮扶\n", "no column of a project"),
        ("地区,类别,p1\n", "受助,帮扶\n", "没有可比较的地区"),
        ("地区,p1\n演示甲市,1\n", "受助,帮扶\n", "a column is missing: class | 类别"),
    ],
)
def test_what_cannot_be_matched_is_said(table, method, text, barred, said):
    done = method("match-helpers", table("t.csv", text), "--seed", "演示", "--barred", table("b.csv", barred))
    assert (done.exit_code == 0) is (said == "")
    assert said in done.stderr


NAMES = "甲乙丙丁戊己庚"
CHECKERS = "region,province\n" + "".join(f"演示{name}市,演示{name}省\n" for name in NAMES)


def test_nobody_checks_himself_nor_whom_he_is_checked_by(table, method, rows, tmp_path):
    groups = table("t.csv", CHECKERS)
    done = method("cross-check", groups, "--each", 2, "--seed", "演示", "--language", "en")
    pairs = rows(done)[1:]
    assert len(pairs) == 14
    assert {one for one, _ in pairs} == {other for _, other in pairs} == {f"演示{name}市" for name in NAMES}
    assert not {pair for pair in pairs if pair[::-1] in pairs}
    assert done.stderr == "steps on the circle: 1, 2; laid at attempt 1\n"
    given = table("pairs.csv", done.stdout)
    checked = method("cross-check", groups, "--each", 2, "--check", given)
    assert (checked.exit_code, checked.stderr) == (0, "14对检查关系没有问题\n")


def test_an_assignment_made_by_hand_is_checked(table, method):
    given = table("pairs.csv", "检查,受检\n演示甲市,演示乙市\n演示乙市,演示甲市\n演示丙市,演示丙市\n")
    groups = table("t.csv", "地区,省份\n演示甲市,一省\n演示乙市,一省\n演示丙市,二省\n")
    done = method("cross-check", groups, "--each", 1, "--check", given)
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        "检查自己：演示丙市",
        "互相检查：演示乙市、演示甲市",
        "检查本组：演示甲市、演示乙市",
    ]


def test_recusals_are_kept(table, method, rows):
    groups = table("t.csv", CHECKERS)
    barred = table("b.csv", "checker,checked\n演示甲市,演示乙市\n演示甲市,演示丙市\n")
    pairs = rows(method("cross-check", groups, "--each", 2, "--seed", "演示", "--barred", barred))
    assert {other for one, other in pairs if one == "演示甲市"}.isdisjoint({"演示乙市", "演示丙市"})


def test_an_assignment_is_checked_against_recusals(table, method, rows):
    groups = table("t.csv", CHECKERS)
    done = method("cross-check", groups, "--each", 2, "--seed", "演示")
    checker, checked = rows(done)[1]
    given = ("cross-check", groups, "--each", 2, "--check", table("pairs.csv", done.stdout))
    assert method(*given).exit_code == 0
    for pair, said in (((checked, checker), None), ((checker, checked), f"应回避：{checker}\n")):
        found = method(*given, "--barred", table("b.csv", "checker,checked\n" + ",".join(pair) + "\n"))
        assert (found.exit_code, found.stderr) == ((1, said) if said else (0, "14对检查关系没有问题\n"))


@pytest.mark.parametrize(
    ("text", "more", "said"),
    [
        (CHECKERS, ("--seed", "演示"), ""),
        (CHECKERS, (), "--seed | --check"),
        (
            CHECKERS.replace("乙省", "甲省").replace("丙省", "甲省"),
            ("--seed", "1"),
            "环排至少需要9个地区",
        ),
        (CHECKERS.replace("演示乙市", "演示甲市"), ("--seed", "1"), "a row twice: 演示甲市"),
        (CHECKERS.replace("演示乙省", ""), ("--seed", "1"), "row 3 province: 不能为空"),
        ("region,province\n", ("--seed", "1"), "没有可抽"),
    ],
)
def test_what_cannot_be_assigned_is_said(table, method, text, more, said):
    done = method("cross-check", table("t.csv", text), "--each", 2, *more)
    assert (done.exit_code == 0) is (said == "")
    assert said in done.stderr
