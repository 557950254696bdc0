"""``influence``, ``home-bias`` and ``pairs``: reports on judges, and strengths out of pairs."""

from decimal import Decimal

import pytest

from fivefold.method.share.calibration import home_bias
from fivefold.method.share.marks import Mark

MARKS = (
    "region,judge,mark\n演示甲市,A,90\n演示甲市,B,80\n演示甲市,C,70\n演示乙市,A,60\n演示乙市,B,82\n演示乙市,C,81\n"
    "演示丙市,A,70\n演示丙市,B,75\n演示丙市,C,\n"
)
HOME = "地区,评委\n演示甲市,A\n演示乙市,B\n演示乙市,C\n"


def test_what_each_judge_decides_alone(table, method, rows):
    given = ("--panel", "--trim", 0, "--first", 1)
    # Means 80, 74 1/3, 72 1/2; without A 75, 81 1/2, 75; without C 85, 71, 72 1/2.
    assert rows(method("influence", table("m.csv", MARKS), *given)) == [
        ("judge", "widest", "turned", "entered", "left", "moves", "refused"),
        ("A", "1", "1", "演示乙市", "演示甲市", "演示甲市 1→2、演示乙市 2→1、演示丙市 3→2", ""),
        ("B", "0", "0", "", "", "", ""),
        ("C", "1", "1", "", "", "演示乙市 2→3、演示丙市 3→2", ""),
    ]


def test_a_ranking_that_fails_without_a_judge_says_why(table, method, rows):
    marks = "region,judge,mark\n甲,A,1\n甲,B,2\n乙,A,3\n乙,B,5\n"
    found = rows(method("influence", table("m.csv", marks)))
    assert [row[0] for row in found[1:]] == ["A", "B"]
    assert all("各至少两个才能分清" in row[6] for row in found[1:])


def test_whether_judges_give_their_own_more(table, method, rows):
    done = method("home-bias", table("m.csv", MARKS), "--home", table("h.csv", HOME), "--language", "en")
    lines = [line.split(",") for line in MARKS.splitlines()[1:]]
    marks = [Mark(region, judge, Decimal(mark) if mark else None) for region, judge, mark in lines]
    known = home_bias(marks, {("演示甲市", "A"), ("演示乙市", "B"), ("演示乙市", "C")})
    figures = tuple(f"{value:.6f}" for value in (known.extra, known.low, known.high))
    assert rows(done) == [("extra", "low", "high", "home", "away"), (*figures, "3", "5")]
    assert (
        done.stderr
        == "3 marks for the own differ by +17.7 (+13.3 to +22), and the interval does not hold 0\n"
    )


@pytest.mark.parametrize(
    ("command", "marks", "home", "said"),
    [
        ("influence", MARKS, "", ""),
        ("influence", MARKS.replace("90", "good"), "", "演示甲市 × A: 不是数 / no number: good"),
        ("influence", MARKS.replace("90", "NaN"), "", "演示甲市 × A"),
        ("influence", MARKS + "演示甲市,A,1\n", "", "演示甲市 × A出现两次"),
        ("influence", MARKS.replace("mark", "points"), "", "a column is missing: mark | 评分"),
        ("home-bias", MARKS, HOME, ""),
        ("home-bias", MARKS, "region,judge\n演示子市,A\n", "0"),
        ("home-bias", MARKS, "region,judge\n演示甲市,\n", "h.csv 第2行 / row 2 judge: 不能为空"),
        ("home-bias", MARKS, "region\n演示甲市\n", "a column is missing: judge | 评委"),
    ],
)
def test_what_cannot_be_reported_is_said(table, method, command, marks, home, said):
    more = ("--home", table("h.csv", home)) if home else ()
    done = method(command, table("m.csv", marks), *more)
    assert (done.exit_code == 0) is (said == "")
    assert said in done.stderr


def test_strengths_out_of_pairs(table, method, rows):
    pairs = table("p.csv", "甲,乙,胜,负\na,b,3,1\n")
    done = method("pairs", pairs, "--no-prior")
    # ln 3 / 2 each way, and half of sqrt(1 / (4 x 3/4 x 1/4)).
    assert rows(done) == [
        ("place", "item", "log", "error", "share"),
        ("1", "a", "0.549306", "0.577350", "0.750000"),
        ("2", "b", "-0.549306", "0.577350", "0.250000"),
    ]
    assert done.stderr == "没有先验\n"
    assert "先验标准差为2" in method("pairs", pairs, "--prior", 2).stderr


def test_equal_strengths_out_of_pairs_share_a_place(table, method, rows):
    done = method("pairs", table("p.csv", "甲,乙,胜,负\na,b,2,2\na,c,3,1\nb,c,3,1\n"))
    assert [(place, item) for place, item, *_ in rows(done)[1:]] == [("1", "a"), ("1", "b"), ("3", "c")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("first,second,wins\na,b,2\nb,a,1\n", ""),
        ("first,second,wins\na,b,2\n", "请给出先验"),
        ("first,second,wins\na,a,2\nb,a,1\n", "a出现两次"),
        ("first,second,wins\na,b,-2\nb,a,1\n", "wins"),
        ("first,second,wins\na,b,2.5\nb,a,1\n", "p.csv 第2行 / row 2 wins: 应为整数"),
        ("first,second,wins\na,b,\n", "没有可计算的内容"),
        ("first,wins\na,2\n", "a column is missing: second | 乙"),
    ],
)
def test_what_has_no_strength_is_said(table, method, text, said):
    done = method("pairs", table("p.csv", text), "--no-prior")
    assert (done.exit_code == 0) is (said == "")
    assert said in done.stderr
