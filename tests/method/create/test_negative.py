from dataclasses import replace
from decimal import Decimal as D

import pytest

from fivefold.method.create.errors import SchemeError
from fivefold.method.create.evaluation import Check, Gate, NegativeItem, gate
from fivefold.method.draw import DuplicateNameError, UnknownItemError
from fivefold.method.reason import speak

ITEMS = [NegativeItem("演示一票否决"), NegativeItem("演示上限", cap=D(60))]
CLEAR = [Check(item.code, checker, found=False) for item in ITEMS for checker in ("检查员甲", "检查员乙")]


def found(*places):
    return [replace(check, found=True) if place in places else check for place, check in enumerate(CLEAR)]


def codes(answer):
    return [reason.code for reason in answer.reasons]


def test_a_clear_list_lets_the_score_count():
    assert gate(D("91.5"), ITEMS, CLEAR) == Gate("passed", D("91.5"), D("91.5"), ())


def test_one_confirmed_item_is_not_passed_whatever_the_score():
    for score in (D(0), D("99.9"), D(100)):
        answer = gate(score, ITEMS, found(0, 1))
        assert (answer.state, answer.measured, answer.counted) == ("not_passed", score, None)
        assert [speak(reason, "zh") for reason in answer.reasons] == [
            "负面清单演示一票否决经检查员乙、检查员甲核查属实"
        ]
    assert gate(D(100), ITEMS, [*found(0, 1)[:2]]).state == "not_passed"


def test_a_cap_bounds_and_never_deducts():
    high, low = gate(D(91), ITEMS, found(2, 3)), gate(D(40), ITEMS, found(2, 3))
    assert (high.state, high.measured, high.counted) == ("passed", D(91), D(60))
    assert (low.state, low.measured, low.counted) == ("passed", D(40), D(40))
    assert codes(high) == ["negative.confirmed", "negative.capped"]
    assert codes(low) == ["negative.confirmed"]


@pytest.mark.parametrize(
    ("checks", "code"),
    [
        (CLEAR[:3], "negative.unchecked"),
        (found(0), "negative.dispute"),
        ([replace(check, appeal=place == 0) for place, check in enumerate(found(0, 1))], "negative.appeal"),
    ],
)
def test_what_is_open_is_undecided(checks, code):
    answer = gate(D(91), ITEMS, checks)
    assert (answer.state, answer.counted) == ("undecided", None)
    assert codes(answer) == [code]


@pytest.mark.parametrize(
    ("items", "checks", "error"),
    [
        ([], [], SchemeError),
        ([ITEMS[0], ITEMS[0]], CLEAR, DuplicateNameError),
        (ITEMS, [*CLEAR, CLEAR[0]], DuplicateNameError),
        (ITEMS, [*CLEAR, Check("别的", "检查员甲", found=True)], UnknownItemError),
    ],
)
def test_what_is_not_on_the_list_or_twice_is_refused(items, checks, error):
    with pytest.raises(error):
        gate(D(91), items, checks)
