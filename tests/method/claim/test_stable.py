"""4.5a with stability: the plain advice, kept in how many draws."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fivefold.method.claim import AdviceFacts, Advisor, Peer, PlainAdvisor, ProjectScore
from fivefold.method.claim.index.errors import DrawsError
from fivefold.method.claim.plain import Scored
from fivefold.method.claim.stable import StableAdvisor, _distances, _filled
from fivefold.method.reason import speak

SPREAD = ("40", "45", "50", "52", "55", "60", "65", "70", "72", "75", "80", "90")


def score(project, points, answered="1"):
    return ProjectScore(project, None if points is None else Decimal(points), Decimal(100), Decimal(answered))


def facts(own, *levels, answered="1", cap=2):
    others = [
        Peer(f"演示{place}市", "演示省", tuple(score(one.project, level, answered) for one in own))
        for place, level in enumerate(levels)
    ]
    return AdviceFacts("本市", "2", "演示省", tuple(own), tuple(others), cap)


def test_advice_carries_the_plain_facts_and_its_stability():
    """A region far ahead of its peers is ahead in every draw; at least three facts, in both languages."""
    given_ = facts([score("P01", "95")], *SPREAD)
    [found] = StableAdvisor(seed=2026).advise(given_).advice
    [plain] = PlainAdvisor().advise(given_).advice
    assert found.reasons[: len(plain.reasons)] == plain.reasons
    assert (found.basis, found.strength, found.suggested) == (plain.basis, plain.strength, True)
    assert [speak(reason, "zh") for reason in found.reasons[-2:]] == [
        "稳定性：1000次抽样中有1000次（100.0%）仍作此判断（种子2026）",
        "每次抽样有放回地重抽12个同类地区，门槛取前五分之一至前三分之一之间，中心取中位或平均，未填部分补以部分得分",
    ]
    assert all(speak(reason, "en") for reason in found.reasons)


def test_the_nearer_to_the_line_the_less_firm():
    """An advantage of 2 points among widely spread peers is kept less often than one of 12, and below half never."""
    shares = []
    for level in ("95", "80", "77"):
        result = StableAdvisor(seed=1, least=Decimal(0)).advise(facts([score("P01", level)], *SPREAD))
        shares.append(int(result.advice[0].reasons[-2].params["kept"]))
    assert shares == sorted(shares, reverse=True)
    assert shares[0] == 1000 > shares[1] > shares[2]


def test_what_is_not_kept_often_enough_is_not_advised():
    given_ = facts([score("P01", "77")], *SPREAD)
    loose, strict = (StableAdvisor(seed=1, least=Decimal(share)).advise(given_) for share in ("0.3", "0.999"))
    assert ([one.project for one in loose.advice], loose.unsaid) == (["P01"], ())
    assert strict.advice == ()
    kept = loose.advice[0].reasons[-2].params["kept"]
    assert speak(strict.unsaid[0].reason, "zh") == (
        f"1000次抽样中只有{kept}次（{Decimal(kept) / 10:.1f}%）仍作此判断，不足99.9%，不作建议（种子1）"
    )
    assert speak(strict.unsaid[0].reason, "en")


def test_the_cap_moves_up_when_an_unstable_one_falls_out():
    own = [score("P01", "77"), score("P02", "95"), score("P03", None), score("P04", "99")]
    given_ = facts(own, *SPREAD, cap=1)
    plain, stable = (
        PlainAdvisor().advise(given_),
        StableAdvisor(seed=1, least=Decimal("0.999")).advise(given_),
    )
    assert [one.project for one in plain.advice if one.suggested] == ["P04"]
    assert [(one.project, one.suggested) for one in stable.advice] == [("P04", True), ("P02", False)]
    assert [one.project for one in stable.unsaid] == ["P01", "P03"]


def test_unanswered_parts_make_it_less_firm():
    whole, open_ = (
        StableAdvisor(seed=4, least=Decimal(0)).advise(
            facts([score("P01", "80")], *SPREAD, answered=answered)
        )
        for answered in ("1", "0.8")
    )
    assert whole.advice[0].reasons[-2].params["kept"] > open_.advice[0].reasons[-2].params["kept"]


def test_few_peers_stay_unsaid():
    """Decision 25: below three peers nothing is said, whatever the draws would give."""
    few = StableAdvisor(seed=1).advise(facts([score("P01", "95")], "40", "50"))
    three = StableAdvisor(seed=1).advise(facts([score("P01", "95")], "40", "50", "60"))
    assert (few.advice, few.unsaid[0].reason.code) == ((), "advice.unsaid.few_peers")
    assert three.advice[0].reasons[1].params == {"count": 3}
    assert three.advice[0].reasons[-1].params == {"count": 3}


def test_one_draw_by_hand():
    """Peers 50..90 with a mark of the best third: ahead of the median by 5, below the second best by 5."""
    levels = np.array([[50.0, 60.0, 70.0, 80.0, 90.0]] * 3)
    level, parts = np.array([75.0, 75.0, 55.0]), np.array([1 / 3, 1 / 5, 1 / 3])
    ahead, room = _distances(level, levels, parts, np.array([True, False, True]))
    assert ahead.tolist() == [5, 5, -15]
    assert room.tolist() == [5, 15, 0]
    one = [Scored(Decimal("0.6"), Decimal("0.8")), Scored(Decimal("0.9"), Decimal("0.7"))]
    filled = _filled(one, np.array([[0.5, 0.5]]), np.array([[0, 1]]))
    assert filled.tolist() == [[pytest.approx(70), 100]]


@settings(max_examples=20)
@given(st.permutations(range(12)), st.integers(0, 2**31))
def test_neither_order_nor_other_projects_change_a_figure(order, seed):
    own = [score("P01", "80"), score("P02", "62")]
    advisor = StableAdvisor(seed=seed, draws=50, least=Decimal(0))
    both = facts(own, *SPREAD)
    other = replace(both, own=both.own[::-1], peers=tuple(both.peers[place] for place in order))
    alone = replace(both, own=both.own[:1])
    assert {one.project: one for one in advisor.advise(both).advice} == {
        one.project: one for one in advisor.advise(other).advice
    }
    [mine] = advisor.advise(alone).advice
    assert mine == next(one for one in advisor.advise(both).advice if one.project == "P01")


def test_no_draws_and_no_share_are_refused():
    advisor: Advisor = StableAdvisor(seed=1, draws=1, least=Decimal(1))
    assert advisor.advise(facts([score("P01", "95")], *SPREAD)).advice[0].reasons[-2].params["draws"] == 1
    with pytest.raises(DrawsError):
        StableAdvisor(seed=1, draws=0)
    with pytest.raises(ValueError, match="least is a share"):
        StableAdvisor(seed=1, least=Decimal(2))
