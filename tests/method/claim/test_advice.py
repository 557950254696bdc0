from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.method.claim import AdviceFacts, Advisor, Peer, PlainAdvisor, ProjectScore, ScoreError
from fivefold.method.reason import speak


def score(project, points, answered="1", full="100"):
    return ProjectScore(
        project, None if points is None else Decimal(points), Decimal(full), Decimal(answered)
    )


def peers(*levels, province="甲省", project="P01"):
    return tuple(
        Peer(f"{province}{place}", province, (score(project, level),)) for place, level in enumerate(levels)
    )


def advise(own, others, cap=2, **more):
    facts = AdviceFacts("本市", "2", "甲省", tuple(own), tuple(others), cap, **more)
    return PlainAdvisor().advise(facts)


def one(level, *levels, **more):
    result = advise([score("P01", level)], peers(*levels), **more)
    return result.advice[0] if result.advice else result.unsaid[0]


def test_an_advantage_is_what_lies_above_the_median():
    """4.5a: advice cites at least three facts, and says them in both languages."""
    found = one("80.04", "60", "70", "71", "72")
    assert (found.project, found.basis, found.strength, found.suggested) == (
        "P01",
        "advantage",
        Decimal("9.5"),
        True,
    )
    assert len(found.reasons) >= 3
    assert [speak(reason, "zh") for reason in found.reasons] == [
        "本地自评80.04分（满分100分），得分率80.0%，已填指标100.0%",
        "比较范围：同一上级所辖的同类地区4个",
        "同类中位水平：70.5%",
        "同类前四分之一（1个）的门槛：72.0%",
        "同类后四分之一（1个）的上限：60.0%",
        "优势：高出中位水平9.5个百分点",
    ]
    assert all(speak(reason, "en") for reason in found.reasons)


def test_a_breakthrough_is_room_with_something_to_build_on():
    """4.5a: the gap to the best quarter, from outside the lowest quarter."""
    found = one("62", "50", "60", "70", "80", "90")
    assert (found.basis, found.strength) == ("breakthrough", Decimal("18.0"))
    assert found.reasons[3].params == {"best": "80.0", "quarter": 2}
    assert speak(found.reasons[-1], "zh") == "突破空间：距前四分之一门槛18.0个百分点，且不在后四分之一"


def test_of_two_bases_the_larger_counts_and_the_advantage_when_equal():
    assert one("75", "50", "70", "100").basis == "breakthrough"
    assert one("85", "50", "70", "100").basis == "advantage"
    assert one("85", "50", "70", "100").strength == 15
    assert one("95", "50", "70", "100").basis == "advantage"


def test_a_tenth_of_a_point_is_enough_and_the_least_share_of_answers_counts():
    found = one("70.1", "70", "70", "70")
    assert (found.basis, found.strength) == ("advantage", Decimal("0.1"))
    others = [*peers("50", "60"), Peer("x", "甲省", (score("P01", "70", answered="0.8"),))]
    [found] = advise([score("P01", "90", answered="0.8")], others).advice
    assert found.reasons[1].params == {"count": 3}


@pytest.mark.parametrize("level", ["10", "50"])
def test_the_lowest_quarter_gets_no_advice_and_is_told_why(level):
    found = one(level, "50", "70", "100")
    assert found.reason.code == "advice.unsaid.low"
    assert "基础尚薄" in speak(found.reason, "zh")


def test_level_with_everybody_is_neither():
    found = one("70", "70", "70", "70")
    assert found.reason.code == "advice.unsaid.level"
    assert speak(found.reason, "en") == (
        "at 70.0 % level with the class: not above the median, and the mark of the best quarter is 70.0 %"
    )


def test_ahead_of_a_class_without_spread_is_an_advantage():
    assert (one("80", "70", "70", "70").basis, one("80", "70", "70", "70").strength) == ("advantage", 10)


def test_with_too_few_peers_nothing_is_said():
    """4.5a: below three peers nothing is said, and never a rank."""
    found = one("90", "50", "60")
    assert found.reason.code == "advice.unsaid.few_peers"
    assert found.reason.params == {"count": 2, "needed": 3}
    assert one("90").reason.params["count"] == 0
    assert one("90", min_peers=0).reason.params == {"count": 0, "needed": 0}
    assert one("90", "50", min_peers=1).basis == "advantage"


def test_with_too_few_in_the_province_the_nation_is_compared_and_this_is_said():
    others = [*peers("50", "60"), *peers("10", "20", province="乙省")]
    [found] = advise([score("P01", "90")], others).advice
    assert found.reasons[1].code == "advice.peers_nation"
    assert found.reasons[1].params == {"count": 4}
    assert found.strength == Decimal("55.0")
    [found] = advise([score("P01", "90")], [*others, *peers("70")]).advice
    assert found.reasons[1].code == "advice.peers_province"
    assert found.strength == Decimal("30.0")


def test_scores_that_are_missing_or_incomplete_do_not_count():
    others = [*peers("50", "60", "70", None), *peers("10", project="P02")]
    others.append(Peer("x", "甲省", (score("P01", "1", answered="0.79"),)))
    [found] = advise([score("P01", "90")], others).advice
    assert found.reasons[1].params == {"count": 3}
    result = advise([score("P01", None), score("P02", "90", answered="0.795")], others)
    assert result.advice == ()
    assert [(one.project, speak(one.reason, "zh")) for one in result.unsaid] == [
        ("P01", "本项尚无自评得分，不作判断"),
        ("P02", "本项指标只填了79.5%，不足80.0%，不作判断"),
    ]


def test_the_strongest_come_first_up_to_the_cap():
    projects = {"P01": "72", "P02": "80", "P03": "60", "P04": "74", "P05": "72"}
    others = tuple(
        Peer(f"r{place}", "甲省", tuple(score(project, level) for project in projects))
        for place, level in enumerate(["50", "70", "70", "70"])
    )
    result = advise([score(project, level) for project, level in projects.items()], others)
    assert [(one.project, one.basis, str(one.strength), one.suggested) for one in result.advice] == [
        ("P02", "advantage", "10.0", True),
        ("P03", "breakthrough", "10.0", True),
        ("P04", "advantage", "4.0", False),
        ("P01", "advantage", "2.0", False),
        ("P05", "advantage", "2.0", False),
    ]
    assert result.unsaid == ()


@pytest.mark.parametrize(
    ("points", "answered", "full"),
    [
        ("-1", "1", "100"),
        ("101", "1", "100"),
        ("1", "1.1", "100"),
        ("0", "1", "0"),
        ("NaN", "1", "100"),
        ("0", "NaN", "100"),
        ("0", "1", "NaN"),
        ("18", "1", "10"),
    ],
)
def test_scores_out_of_range_are_refused(points, answered, full):
    assert score("P01", "1", "1", "100").full == 100
    with pytest.raises(ScoreError, match="P01") as refusal:
        score("P01", points, answered, full)
    assert all(refusal.value.spoken(language) for language in ("zh", "en"))


LEVELS = st.decimals(0, 50, places=2)
SCORES = st.lists(LEVELS, min_size=0, max_size=9)


def percent(value, full):
    return (Decimal(value) / Decimal(full) * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)


@given(LEVELS, SCORES)
def test_the_strength_can_be_recomputed_from_the_reasons_alone(own, levels):
    others = [
        Peer(str(place), "甲省", (score("P01", level, full="50"),)) for place, level in enumerate(levels)
    ]
    result = advise([score("P01", own, full="50")], others)
    assert len(result.advice) + len(result.unsaid) == 1
    for found in result.advice:
        told = {name: value for reason in found.reasons for name, value in reason.params.items()}
        level = percent(told["score"], told["full"])
        assert str(level) == told["level"]
        ahead, room = level - Decimal(told["median"]), Decimal(told["best"]) - level
        if level <= Decimal(told["low"]):
            room = Decimal(0)
        assert found.strength == max(ahead, room) == Decimal(told["strength"])
        assert found.basis == ("advantage" if ahead >= room else "breakthrough")
        assert told["quarter"] == -(-told["count"] // 4)


@given(LEVELS, SCORES, st.randoms(use_true_random=False))
def test_the_order_of_the_peers_does_not_matter(own, levels, chance):
    others = [Peer(str(place), "甲省", (score("P01", level),)) for place, level in enumerate(levels)]
    shuffled = list(others)
    chance.shuffle(shuffled)
    assert advise([score("P01", own)], shuffled) == advise([score("P01", own)], others)


def test_any_advisor_can_stand_behind_the_interface():
    advisor: Advisor = PlainAdvisor()
    assert advisor.advise(AdviceFacts("本市", "2", "甲省", (), (), 2)).advice == ()
