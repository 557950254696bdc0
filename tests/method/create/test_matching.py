from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.method.create.errors import EmptyClassError, FigureError, TooLargeError
from fivefold.method.create.help import Help, Region, match_helpers, spread
from fivefold.method.draw import DuplicateNameError, InfeasibleError
from fivefold.method.reason import speak


def region(name, *scores, region_class="2"):
    return Region(name, region_class, tuple((f"P{n}", score) for n, score in enumerate(scores, 1)))


NATION = [
    region("甲", 10, 50, 20), region("乙", 30, 10, 30), region("丙", 60, 60, 60), region("丁", 90, 40, 90),
    region("戊", 40, 95, 70), region("己", 55, 55, 56), region("庚", 50, 50, 50), region("辛", 30, 90, 80),
]  # fmt: skip


def test_those_behind_get_the_helpers_that_help_most():
    found = match_helpers(NATION, "314159", focus=2)
    assert found == (Help("乙", "戊", ("P2", "P1"), 95), Help("甲", "丁", ("P1", "P3"), 150))
    assert speak(found[1].reason, "zh") == "丁帮甲：项目P1、P3，领先合计150"


def test_a_barred_pair_and_a_load_change_the_match():
    assert [one.helper for one in match_helpers(NATION, "1", focus=2, barred=[("乙", "戊")])] == ["辛", "丁"]
    crowd = [
        region("甲", 0),
        region("乙", 1),
        *(region(n, 100) for n in "丙丁"),
        *(region(n, 2) for n in "戊己庚辛"),
    ]
    twice = match_helpers(crowd, "1", load=2)
    assert [one.worth for one in twice] == [99, 100]


def test_classes_do_not_mix():
    small = [region(f"区{n}", 10 * n, region_class="3") for n in range(4)]
    found = match_helpers([*NATION, *small], "314159", focus=2)
    assert found[:2] == match_helpers(NATION, "314159", focus=2)
    assert found[2] == Help("区0", "区3", ("P1",), 30)


def test_equal_matches_are_told_apart_by_the_seed_and_not_by_the_order():
    equal = [region("甲", 0), region("乙", 0), *(region(f"帮{n}", 9) for n in range(6))]
    found = {tuple(one.helper for one in match_helpers(equal, str(seed))) for seed in range(40)}
    assert len(found) > 10
    assert match_helpers(equal[::-1], "7") == match_helpers(equal, "7")


@given(st.lists(st.lists(st.integers(0, 9), min_size=2, max_size=2), min_size=8, max_size=8))
def test_the_sum_equals_the_best_of_all_assignments(scores):
    nation = [region(f"区{n}", *own) for n, own in enumerate(scores)]
    found = match_helpers(nation, "1", focus=1)
    behind = [one.helped for one in found]
    by_name = {one.name: one for one in nation}
    middle = sorted(one.total for one in nation)[3]
    ahead = [one.name for one in nation if one.total >= middle and one.name not in behind]

    def worth(helped, helper):
        project, score = min(by_name[helped].scores, key=lambda one: (one[1], one[0]))
        return max(dict(by_name[helper].scores)[project] - score, 0)

    best = max(sum(map(worth, behind, helpers)) for helpers in permutations(ahead, len(behind)))
    assert sum(one.worth for one in found) == best
    assert len({one.helper for one in found}) == len(behind) == 2


def test_nobody_left_to_help_is_named():
    with pytest.raises(InfeasibleError) as refusal:
        match_helpers([region("甲", 1)], "1")
    assert refusal.value.reasons[0].params["names"] == ("甲",)
    barred = [("甲", one.name) for one in NATION]
    with pytest.raises(InfeasibleError) as refusal:
        match_helpers(NATION, "1", barred=barred)
    assert refusal.value.reasons[0].params["names"] == ("甲",)


def test_what_makes_no_sense_is_refused():
    with pytest.raises(EmptyClassError):
        match_helpers([], "1")
    with pytest.raises(DuplicateNameError):
        match_helpers([*NATION, NATION[0]], "1")
    for load, focus, nation in ((0, 1, NATION), (1, 0, NATION), (1, 1, [region("甲", -1)])):
        with pytest.raises(FigureError):
            match_helpers(nation, "1", load=load, focus=focus)
    with pytest.raises(TooLargeError):
        match_helpers([*NATION[:-1], region("辛", 2**50, 2**50, 2**50)], "1")


def test_spread_is_watched():
    assert spread(NATION) == (70, 166, 220)
    with pytest.raises(EmptyClassError):
        spread([])
