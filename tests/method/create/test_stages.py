from dataclasses import replace
from decimal import Decimal as D
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.method.create.errors import FigureError, SchemeError
from fivefold.method.create.evaluation import Figure, Mark, Scheme, compare_schemes, follow
from fivefold.method.create.evaluation.stages import rounded
from fivefold.method.draw import DuplicateNameError, UnknownItemError
from fivefold.method.reason import speak

SCHEME = Scheme(
    "演示方案",
    (("启动", D(0)), ("中期", D(1)), ("初评", D(3))),
    (("材料", D(5)), ("实地", D(3)), ("满意度", D(2))),
)
MARKS = [
    Mark("启动", "材料", D(40)), Mark("启动", "实地", D(50)), Mark("启动", "满意度", D(60)),
    Mark("中期", "材料", D(60)), Mark("中期", "实地", D(70)), Mark("中期", "满意度", D(80)),
    Mark("初评", "材料", D(80)), Mark("初评", "实地", D(80)), Mark("初评", "满意度", D(90)),
]  # fmt: skip


def test_every_stage_stays_and_the_whole_is_weighed():
    course = follow(MARKS, SCHEME)
    assert [(stage, figure.value) for stage, figure in course.stages] == [
        ("启动", D("47.00")), ("中期", D("67.00")), ("初评", D("82.00")),
    ]  # fmt: skip
    assert course.whole == Figure(D("78.25"), D("1.00"))
    assert course.change == D("35.00")
    assert course.reasons == ()


def test_a_later_stage_does_not_overwrite_the_first():
    before, after = follow(MARKS[:6], SCHEME), follow(MARKS, SCHEME)
    assert after.stages[:2] == before.stages[:2]
    assert (before.stages[2][1], before.whole.value) == (Figure(None, D("0.00")), None)


def test_absent_is_not_zero():
    absent = follow([*MARKS[:8], replace(MARKS[8], score=None)], SCHEME)
    zero = follow([*MARKS[:8], replace(MARKS[8], score=D(0))], SCHEME)
    assert absent.stages[2][1] == Figure(D("80.00"), D("0.80"))
    assert zero.stages[2][1] == Figure(D("64.00"), D("1.00"))
    assert absent.whole == Figure(D("76.75"), D("0.85"))
    assert follow(MARKS[:8], SCHEME) == absent
    assert [speak(reason, "zh") for reason in absent.reasons] == [
        "初评：满意度缺测，按已测部分（权重0.80）计算，不作零分"
    ]


def test_too_little_is_no_figure():
    course = follow([*MARKS[:6], MARKS[8]], SCHEME)
    assert course.stages[2][1] == Figure(None, D("0.20"))
    assert course.whole == Figure(None, D("0.40"))
    assert [reason.code for reason in course.reasons] == ["evaluation.too_little"]
    assert follow([*MARKS[:6], MARKS[8]], replace(SCHEME, least=D("0.2"))).whole.value == D("84.25")


def test_one_stage_alone_has_no_trend():
    assert follow(MARKS[6:], SCHEME).change is None
    assert follow([], SCHEME).whole == Figure(None, D("0.00"))


def test_a_channel_without_weight_alone_is_no_figure():
    scheme = replace(SCHEME, channels=(("材料", D(1)), ("参考", D(0))), least=D(0))
    assert follow([Mark("初评", "参考", D(80))], scheme).stages[2][1].value is None


def test_schemes_stand_side_by_side():
    other = replace(SCHEME, name="另一方案", channels=(("材料", D(1)), ("实地", D(0)), ("满意度", D(0))))
    courses = compare_schemes(iter(MARKS), [SCHEME, other])
    assert [(one.scheme, one.whole.value) for one in courses] == [
        ("演示方案", D("78.25")), ("另一方案", D("75.00")),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("marks", "scheme", "error"),
    [
        (MARKS, replace(SCHEME, stages=(("中期", D(1)), ("中期", D(1)))), SchemeError),
        (MARKS, replace(SCHEME, channels=(("材料", D(-1)), ("实地", D(2)))), SchemeError),
        (MARKS, replace(SCHEME, channels=(("材料", D(0)),)), SchemeError),
        (MARKS, replace(SCHEME, stages=()), SchemeError),
        ([Mark("终评", "材料", D(1))], SCHEME, UnknownItemError),
        ([Mark("初评", "听说", D(1))], SCHEME, UnknownItemError),
        ([MARKS[0], MARKS[0]], SCHEME, DuplicateNameError),
        ([Mark("初评", "材料", D(101))], SCHEME, FigureError),
        ([Mark("初评", "材料", D("NaN"))], SCHEME, FigureError),
    ],
)
def test_what_contradicts_itself_is_refused(marks, scheme, error):
    with pytest.raises(error) as refusal:
        follow(marks, scheme)
    assert all(refusal.value.spoken("zh"))


@given(st.permutations(MARKS))
def test_the_order_of_marks_plays_no_part(marks):
    assert follow(marks, SCHEME) == follow(MARKS, SCHEME)


def test_rounding_is_half_up_on_both_sides():
    assert [rounded(Fraction(n, 200)) for n in (1, -1, 3, 2)] == [D("0.01"), D("-0.01"), D("0.02"), D("0.01")]
    assert str(rounded(Fraction(5))) == "5.00"


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ((("材料", D(1)), ("材料", D(1))), "方案“演示方案”重名：材料"),
        ((("材料", D(-1)), ("实地", D(2))), "方案“演示方案”的权重不能为负：材料"),
        ((("材料", D("NaN")), ("实地", D(2))), "方案“演示方案”的权重应为数：材料"),
        ((("材料", D(0)), ("实地", D(0))), "方案“演示方案”的材料、实地没有大于0的权重"),
    ],
)
def test_what_is_wrong_with_a_scheme_is_said_by_its_one_cause(weights, said):
    with pytest.raises(SchemeError) as refusal:
        follow([], replace(SCHEME, channels=weights))
    assert refusal.value.spoken("zh") == (said,)
