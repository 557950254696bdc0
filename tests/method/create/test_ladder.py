import pytest

from fivefold.method.create.errors import SchemeError
from fivefold.method.create.ladder import LADDERS, Ladder, Need, Rung, climb, falls_to
from fivefold.method.draw import UnknownItemError
from fivefold.method.reason import codes, speak

NATIONAL = LADDERS[0]
ALL = {
    "verified": True, "negative_clear": True, "text_published": True, "adopters": 3,
    "province_nominated": True, "unit_approved": True, "issued": True,
}  # fmt: skip


def test_the_three_ladders_of_the_text():
    assert [ladder.name for ladder in LADDERS] == ["地标→国标", "地方探索→顶层设计", "单项→系统"]
    facts = {need.fact for ladder in LADDERS for rung in ladder.rungs for need in rung.needs}
    assert {f"ladder.fact.{fact}" for fact in facts} <= codes()


def test_a_case_climbs_rung_by_rung():
    walked = [NATIONAL.rungs[0].name]
    while (step := climb(NATIONAL, walked[-1], ALL)).allowed:
        walked.append(step.to)
    assert walked == [rung.name for rung in NATIONAL.rungs]
    assert (step.to, [reason.code for reason in step.blocked]) == (None, ["ladder.top"])


@pytest.mark.parametrize("ladder", LADDERS, ids=lambda ladder: ladder.name)
def test_every_missing_gate_blocks(ladder):
    everything = {need.fact: need.least or True for rung in ladder.rungs for need in rung.needs}
    for below, rung in zip(ladder.rungs, ladder.rungs[1:], strict=False):
        assert climb(ladder, below.name, everything).allowed
        for need in rung.needs:
            lacking = [False, None] if need.least is None else [need.least - 1, None, True]
            for value in lacking:
                answer = climb(ladder, below.name, {**everything, need.fact: value})
                assert (answer.allowed, len(answer.blocked)) == (False, 1)
                assert speak(answer.blocked[0], "zh")
            unknown = {fact: value for fact, value in everything.items() if fact != need.fact}
            assert not climb(ladder, below.name, unknown).allowed


def test_the_reasons_name_the_gates():
    blocked = climb(NATIONAL, "地标", {**ALL, "adopters": 2, "province_nominated": False}).blocked
    assert [speak(reason, "zh") for reason in blocked] == ["采纳地区数须达到3（现为2）", "未满足：省级推荐"]


def test_a_case_that_no_longer_holds_falls():
    assert falls_to(NATIONAL, "国标", ALL) == "国标"
    assert falls_to(NATIONAL, "国标", {**ALL, "adopters": 1}) == "地标"
    assert falls_to(NATIONAL, "国标", {**ALL, "verified": False}) == "本地做法"


def test_ladders_that_are_none_are_refused():
    for rungs in ((Rung("一"),), (Rung("一"), Rung("一", (Need("x"),)))):
        with pytest.raises(SchemeError):
            climb(Ladder("演示", rungs), "一", {})
    with pytest.raises(UnknownItemError):
        climb(NATIONAL, "省标", ALL)
