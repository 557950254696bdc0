"""``evaluate``, ``negative-list``, ``weak-points`` and ``gap``: 考评验收 on tables."""

import pytest

from fivefold.project.method.tables import read_table, write_rows

MARKS = (
    "地区,阶段,渠道,得分\n演示甲市,中期,材料,60\n演示甲市,初评,材料,80\n演示甲市,初评,暗访,\n"
    "演示乙市,中期,材料,50\n演示乙市,中期,暗访,80\n演示乙市,初评,材料,70\n演示乙市,初评,暗访,100\n"
)
EQUAL = "部分,名称,权重\n阶段,中期,1\n阶段,初评,1\n渠道,材料,2\n渠道,暗访,1\n"


def evaluated(table, method, *more, marks=MARKS, scheme=EQUAL):
    late = table("late.csv", scheme.replace("初评,1", "初评,3"))
    return method(
        "evaluate", table("m.csv", marks), "--scheme", table("equal.csv", scheme), "--scheme", late, *more
    )


def test_the_course_of_every_region_under_every_scheme(table, method, rows):
    found = rows(evaluated(table, method, "--language", "en"))
    assert [row[:7] for row in found] == [
        ("region", "scheme", "中期", "初评", "whole", "measured", "change"),
        ("演示甲市", "equal", "60.00", "80.00", "70.00", "0.67", "20.00"),
        ("演示甲市", "late", "60.00", "80.00", "75.00", "0.67", "20.00"),
        ("演示乙市", "equal", "60.00", "80.00", "70.00", "1.00", "20.00"),
        ("演示乙市", "late", "60.00", "80.00", "75.00", "1.00", "20.00"),
    ]
    absent = "暗访 not measured; computed from what was (0.67 of the weight), not as zero"
    assert [row[7] for row in found[1:]] == [f"中期: {absent}; 初评: {absent}"] * 2 + [""] * 2


def test_too_little_measured_is_no_figure(table, method, rows):
    found = rows(evaluated(table, method, "--least", 80))
    assert found[1][2:7] == ("", "", "", "0.67", "")
    assert "只测评了权重的0.67，不足0.8" in found[1][7]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, ""),
        ({"marks": MARKS.replace("60", "NaN")}, "m.csv 第2行 / row 2 score: 不是数"),
        ({"marks": MARKS.replace("60", "160")}, "160超出0至100"),
        ({"marks": MARKS.replace("材料,60", "网络,60")}, "网络"),
        ({"marks": MARKS + "演示甲市,中期,材料,1\n"}, "名称重复：中期、材料"),
        ({"scheme": EQUAL.replace("渠道,暗访,1", "渠道,暗访,-1")}, "权重不能为负：暗访"),
        ({"scheme": EQUAL.replace("渠道,暗访", "门类,暗访")}, "one of: stage, channel, 阶段, 渠道: 门类"),
        ({"scheme": EQUAL.replace("渠道,暗访,1", "渠道,暗访,")}, "row 5 weight: 不能为空"),
        ({"scheme": EQUAL.replace("中期", "whole")}, "a column of the result: whole"),
    ],
)
def test_what_cannot_be_evaluated_is_said(table, method, change, said):
    done = evaluated(table, method, **change)
    assert (done.exit_code == 0) is (said == "")
    assert said in done.stderr


SCORES = "region,score\n演示甲市,88.5\n演示乙市,90\n演示丙市,70\n演示丁市,60\n"
ITEMS = "item,cap\nN1,\nN2,80\n"
CLEAR = "".join(
    f"演示{name}市,{item},{who},否,\n" for name in "甲乙丙" for item in ("N1", "N2") for who in "AB"
)
CHECKS = "region,item,checker,found,appeal\n" + CLEAR
CHECKS = CHECKS.replace("演示乙市,N2,A,否", "演示乙市,N2,A,是").replace(
    "演示乙市,N2,B,否", "演示乙市,N2,B,是"
)
CHECKS = CHECKS.replace("演示丙市,N1,A,否", "演示丙市,N1,A,是").replace(
    "演示丙市,N1,B,否", "演示丙市,N1,B,是"
)


def gated(table, method, *more, scores=SCORES, items=ITEMS, checks=CHECKS):
    given = ("--items", table("items.csv", items), "--checks", table("checks.csv", checks))
    return method("negative-list", table("s.csv", scores), *given, *more)


def test_the_negative_list_is_a_gate(table, method, rows):
    assert rows(gated(table, method)) == [
        ("region", "state", "measured", "counted", "said"),
        ("演示甲市", "passed", "88.5", "88.5", ""),
        ("演示乙市", "passed", "90", "80", "负面清单N2经A、B核查属实; 得分90不变，按上限80计"),
        ("演示丙市", "not_passed", "70", "", "负面清单N1经A、B核查属实"),
        ("演示丁市", "undecided", "60", "", "负面清单N1须两人核查，现有0人; 负面清单N2须两人核查，现有0人"),
    ]


def test_an_appeal_leaves_the_gate_open(table, method, rows):
    checks = CHECKS.replace("演示丙市,N1,A,是,", "演示丙市,N1,A,是,是")
    assert rows(gated(table, method, checks=checks))[3][1:] == ("undecided", "70", "", "负面清单N1正在申诉")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, ""),
        ({"scores": SCORES.replace("88.5", "nan")}, "s.csv 第2行 / row 2 score: 不是数"),
        ({"scores": SCORES.replace("演示丁市", "演示甲市")}, "a row twice: 演示甲市"),
        ({"items": "item,cap\n"}, "负面清单为空"),
        ({"items": ITEMS + "N1,\n"}, "名称重复：N1"),
        ({"checks": CHECKS + "演示子市,N1,A,否,\n"}, "not in the list: 演示子市"),
        ({"checks": CHECKS + "演示丁市,N9,A,否,\n"}, "N9"),
        ({"checks": CHECKS + "演示丁市,N1,A,,\n"}, "row 14 found: 应为是或否"),
        ({"checks": CHECKS + "演示丁市,N1,A,也许,\n"}, "yes or no is needed: 也许"),
        ({"checks": CHECKS + "演示甲市,N1,A,否,\n"}, "名称重复：N1、A"),
    ],
)
def test_what_cannot_be_gated_is_said(table, method, change, said):
    done = gated(table, method, **change)
    assert (done.exit_code == 0) is (said == "")
    assert said in done.stderr


SHARES = (
    "region,class,item,own,review,before\n演示甲市,2,a,0.9,0.5,0.8\n演示甲市,2,b,0.7,0.7,0.6\n演示甲市,2,c,,,\n"
    "演示乙市,2,a,0.9,0.8,\n演示丙市,2,a,0.9,0.7,\n演示丁市,2,a,0.9,0.6,\n"
)
RULES = ("--below", "0.6", "--behind", "0.25", "--fallen", "0.2", "--boast", "0.4", "--absent")


def test_weak_points_are_a_list_to_draw_from(table, method, tmp_path):
    out = tmp_path / "weak.csv"
    assert method("weak-points", table("w.csv", SHARES), *RULES, "--out", out).exit_code == 0
    assert read_table(out).rows == (
        (
            "演示甲市/a",
            "2",
            "4",
            "得分率0.5低于0.6; 同类3个地区中有3个更好（1.00）; 得分率从0.8降到0.5; 自评得分率0.9高于评审的0.5",
        ),
        ("演示甲市/c", "2", "1", "c没有评审得分"),
    )
    plan = tmp_path / "plan.json"
    drawn = method("draw", "commit", out, "--domain", "短板", "--round", "1", "--take", "2=1", "--out", plan)
    assert drawn.exit_code == 0


def test_the_lowest_of_each_region(table, method, rows):
    found = rows(method("weak-points", table("w.csv", SHARES), "--lowest", 1))
    assert [row[0] for row in found[1:]] == ["演示甲市/a", "演示乙市/a", "演示丙市/a", "演示丁市/a"]


@pytest.mark.parametrize(
    ("text", "more", "said"),
    [
        (SHARES, ("--below", "0.6"), ""),
        (SHARES, (), "没有启用任何短板弱项规则"),
        (SHARES, ("--below", "low"), "Error: --below: 不是数 / no number: low"),
        (SHARES, ("--boast", "NaN"), "Error: --boast: 不是数；缺的请留空"),
        (SHARES.replace("0.5", "50"), ("--below", "0.6"), "a的得分率50超出0至1"),
        (SHARES.replace("0.5", "NaN"), ("--below", "0.6"), "row 2 review: 不是数"),
        (SHARES + "演示甲市,2,a,,0.1,\n", ("--below", "0.6"), "名称重复：a"),
        (SHARES.replace("review", "score"), ("--below", "0.6"), "a column is missing: review | 评审"),
    ],
)
def test_what_has_no_weak_points_is_said(table, method, text, more, said):
    done = method("weak-points", table("w.csv", text), *more)
    assert (done.exit_code == 0) is (said == "")
    assert said in done.stderr


GAPS = [
    {"地区": f"演示{province}{number}市", "省份": f"演示{province}省", "初评": 80 + extra, "复核": 80}
    for province, extras in (("甲", (3, 4, 5, 4, 3, 5)), ("乙", (1, -1, 0)), ("丙", (2,)))
    for number, extra in enumerate(extras)
]


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_gaps_by_province_with_intervals(method, rows, tmp_path, ending):
    write_rows(GAPS, tmp_path / f"gaps.{ending}")
    done = method("gap", tmp_path / f"gaps.{ending}", "--single", "--language", "en")
    assert rows(done) == [
        ("province", "n", "mean", "low", "high", "median_low", "median_high", "median_confidence", "lots"),
        ("演示丙省", "1", "2.00", "", "", "", "", "", "1"),
        ("演示乙省", "3", "0.00", "-2.48", "2.48", "", "", "", "1"),
        ("演示甲省", "6", "4.00", "3.06", "4.94", "3", "5", "31/32", "2"),
    ]
    assert "演示甲省" in done.stderr.splitlines()[-1]


def test_intervals_that_hold_together_are_wider(method, rows, tmp_path):
    write_rows(GAPS, tmp_path / "gaps.csv")
    found = rows(method("gap", tmp_path / "gaps.csv"))
    assert found[3][3:5] == ("2.71", "5.29")


@pytest.mark.parametrize(
    ("change", "more", "said"),
    [
        ({}, (), ""),
        ({"初评": "NaN"}, (), "row 2 initial: 不是数；缺的请留空"),
        ({"初评": ""}, (), "row 2 initial: 不能为空"),
        ({"地区": "演示甲1市"}, (), "名称重复：演示甲1市"),
        ({}, ("--confidence", "100"), "置信度须在0与1之间（现为1）"),
        ({}, ("--confidence", "high"), "confidence: 不是数"),
    ],
)
def test_what_has_no_gap_is_said(method, tmp_path, change, more, said):
    write_rows([GAPS[0] | change, *GAPS[1:]], tmp_path / "gaps.csv")
    done = method("gap", tmp_path / "gaps.csv", *more)
    assert (done.exit_code == 0) is (said == "")
    assert said in done.stderr
    write_rows([dict.fromkeys(GAPS[0], "")], tmp_path / "none.csv")
    assert "没有经过复核的地区" in method("gap", tmp_path / "none.csv").stderr
