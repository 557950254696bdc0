from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.method.create.errors import EmptyClassError, FigureError
from fivefold.method.create.meeting import Call, Candidate, Swap, check_meeting, compose
from fivefold.method.draw import DuplicateNameError, InfeasibleError, UnknownItemError
from fivefold.method.reason import speak

CALL = Call("2", "B")
PEOPLE = [
    Candidate(
        f"演示{number:02d}市", "2", f"演示{number % 6}省", ("B",), f"角度{number % 7}", 900 - 7 * number
    )
    for number in range(14)
]


def codes(reasons):
    return [reason.code for reason in reasons]


def test_the_five_speakers_of_the_second_meeting_pass():
    """Row 7.2: class 2 x 5, provinces all different. Angles and theme are not in the source, and the check says so."""
    speakers = [
        Candidate("兴安盟", "2", "内蒙古自治区"),
        Candidate("东营市", "2", "山东省"),
        Candidate("晋城市", "2", "山西省"),
        Candidate("淮安市", "2", "江苏省"),
        Candidate("安康市", "2", "陕西省"),
    ]
    check = check_meeting(speakers, Call("2", ""), 27)
    assert check.faults == ()
    assert codes(check.unknown) == ["meeting.no_angle"] * 5 + ["meeting.no_theme"]
    twice = [*speakers[:4], replace(speakers[4], province="江苏省")]
    assert codes(check_meeting(twice, Call("2", ""), 27).faults) == ["meeting.province_cap"]


def test_a_meeting_is_the_best_under_the_rules():
    meeting = compose(PEOPLE, CALL)
    assert [one.name for one in meeting.speakers] == [f"演示{number:02d}市" for number in range(5)]
    assert meeting.value == sum(900 - 7 * number for number in range(5))
    assert check_meeting(meeting.speakers, CALL, 6).faults == ()
    assert meeting.swaps[0] == Swap("演示04市", "演示05市", 7)
    assert [speak(reason, "zh") for reason in meeting.reasons[:2]] == [
        "可选地区14个，不符合条件0个",
        "来自5个省份（候选省份6个，每省最多1个）",
    ]
    assert all(speak(reason, "en") for reason in meeting.reasons)


def test_whoever_is_alike_gives_way():
    alike = {("演示00市", "演示01市"): 40}
    meeting = compose(PEOPLE, CALL, alike)
    assert "演示01市" not in [one.name for one in meeting.speakers]
    assert meeting.value == 900 + sum(900 - 7 * number for number in (2, 3, 4, 5))
    assert compose(PEOPLE, CALL, {("演示01市", "演示00市"): 40}) == meeting


def test_turns_are_fair():
    spoken = [replace(PEOPLE[0], turns=2), *PEOPLE[1:]]
    names = [one.name for one in compose(spoken, replace(CALL, turn_cost=50)).speakers]
    assert names == [f"演示{number:02d}市" for number in range(1, 6)]
    assert "演示00市" in [one.name for one in compose(spoken, replace(CALL, turn_cost=5)).speakers]
    province = replace(CALL, province_turn_cost=50, province_turns=(("演示0省", 1),))
    assert "演示00市" not in [one.name for one in compose(PEOPLE, province).speakers]


def test_other_classes_themes_and_unknown_angles_are_set_aside():
    others = [
        Candidate("演示甲区", "3", "演示1省", ("B",), "角度1", 999),
        Candidate("演示乙市", "2", "演示1省", ("C",), "角度1", 999),
        Candidate("演示丙市", "2", "演示1省", ("B",), "", 999),
    ]
    meeting = compose([*others, *PEOPLE], CALL)
    assert meeting.speakers == compose(PEOPLE, CALL).speakers
    assert codes(meeting.aside) == ["meeting.no_angle", "meeting.other_theme", "meeting.other_class"]
    assert "本次会议只请“2”类" in speak(meeting.aside[2], "zh")


def municipalities(count=4):
    return [
        Candidate(
            f"演示{number:02d}区",
            "3",
            f"演示{number % count}直辖市",
            ("C",),
            f"角度{number % 7}",
            500 - number,
        )
        for number in range(20)
    ]


def test_a_meeting_of_districts_has_four_municipalities():
    """Decision 25: cap = ceil(5 / 4) = 2, and as many different ones as there are."""
    call = Call("3", "C")
    for count, cap in ((4, 2), (3, 2), (2, 3), (1, 5)):
        meeting = compose(municipalities(count), call)
        provinces = [one.province for one in meeting.speakers]
        assert len(set(provinces)) == count
        assert max(provinces.count(one) for one in provinces) <= cap == call.cap(count)


def test_better_quality_never_buys_a_province_a_second_place():
    rich = [replace(one, quality=10_000) if one.province == "演示0省" else one for one in PEOPLE]
    provinces = [one.province for one in compose(rich, CALL).speakers]
    assert len(set(provinces)) == 5


def test_four_angles_cannot_seat_five():
    few = [replace(one, angle=f"角度{number % 4}") for number, one in enumerate(PEOPLE)]
    assert compose([*few[:-1], replace(few[-1], angle="角度4")], CALL)
    with pytest.raises(InfeasibleError) as refusal:
        compose(few, CALL)
    assert refusal.value.spoken("zh") == (
        "排不出5个不同角度：候选只有4个角度，请增加其他角度的候选，或减少发言地区",
    )


def test_angles_that_compete_for_one_province_are_named():
    crowded = [replace(one, province="演示0省") if one.angle < "角度4" else one for one in PEOPLE]
    free = [
        replace(one, province=f"演示{number}省") for number, one in enumerate(crowded) if one.angle >= "角度4"
    ]
    with pytest.raises(InfeasibleError) as refusal:
        compose([one for one in crowded if one.angle < "角度4"] + free, CALL)
    assert refusal.value.reasons[0].params["competing"] == ("角度0", "角度1", "角度2", "角度3")


@pytest.mark.parametrize(
    ("people", "similarity", "error"),
    [
        ([*PEOPLE, PEOPLE[0]], {}, DuplicateNameError),
        ([replace(PEOPLE[0], turns=-1), *PEOPLE[1:]], {}, FigureError),
        ([replace(PEOPLE[0], quality=float("nan")), *PEOPLE[1:]], {}, FigureError),
        ([replace(PEOPLE[0], turns=0.5), *PEOPLE[1:]], {}, FigureError),
        ([replace(one, region_class="1") for one in PEOPLE], {}, EmptyClassError),
        (PEOPLE, {("演示00市", "演示01市"): -1}, FigureError),
        (PEOPLE, {("演示00市", "演示99市"): 1}, UnknownItemError),
        (PEOPLE, {("演示00市", "演示00市"): 1}, UnknownItemError),
    ],
)
def test_what_makes_no_sense_is_refused(people, similarity, error):
    with pytest.raises(error):
        compose(people, CALL, similarity)


def test_a_meeting_of_nobody_is_refused():
    with pytest.raises(FigureError) as refusal:
        compose(PEOPLE, replace(CALL, size=0))
    assert refusal.value.spoken("zh") == ("交流会至少要有1个发言地区（现为0）",)


def test_a_similarity_with_somebody_set_aside_is_no_error():
    other = Candidate("演示甲区", "3", "演示1省", ("B",), "角度1", 999)
    assert (
        compose([*PEOPLE, other], CALL, {("演示00市", "演示甲区"): 9}).speakers
        == compose(PEOPLE, CALL).speakers
    )


def test_a_check_names_every_fault():
    one, two, three, four, five = PEOPLE[:5]
    faults = check_meeting(
        [one, one, replace(two, region_class="1"), replace(three, themes=())], CALL, 6
    ).faults
    assert codes(faults) == [
        "meeting.other_class", "meeting.other_theme", "meeting.size", "meeting.twice", "meeting.same_angle",
        "meeting.province_cap",
    ]  # fmt: skip
    assert check_meeting([one, two, three, four, five], CALL, 6).faults == ()


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_candidates_plays_no_part(random):
    alike = {("演示00市", "演示01市"): 3, ("演示02市", "演示05市"): 9}
    equal = [replace(one, quality=100) for one in PEOPLE]
    for people in (PEOPLE, equal):
        assert compose(random.sample(people, len(people)), CALL, alike) == compose(people, CALL, alike)


def test_swaps_equal_trying_every_exchange():
    alike = {(PEOPLE[a].name, PEOPLE[b].name): (a * b) % 11 for a, b in combinations(range(14), 2)}
    meeting = compose(PEOPLE, CALL, alike)

    def value(people):
        pairs = combinations(sorted(one.name for one in people), 2)
        return sum(one.quality for one in people) - sum(alike[pair] for pair in pairs)

    best = []
    for out in meeting.speakers:
        kept = [one for one in meeting.speakers if one != out]
        sets = [[*kept, one] for one in PEOPLE if one not in meeting.speakers]
        fit = [people for people in sets if not check_meeting(people, CALL, 6).faults]
        best += (
            [min((meeting.value - value(people), out.name, people[-1].name) for people in fit)] if fit else []
        )
    assert [(swap.loss, swap.out, swap.into) for swap in meeting.swaps] == sorted(best)


def test_where_nobody_can_step_in_there_is_no_swap():
    assert compose(PEOPLE[:5], CALL).swaps == ()
