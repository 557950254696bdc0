from collections import Counter
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.method.draw import (
    FrameChangedError,
    InfeasibleError,
    Item,
    PairingRules,
    Recusal,
    SizeError,
    TiedSeedsError,
    UnknownItemError,
    frame_of,
    pair,
    seed_text,
    smallest,
)
from fivefold.method.reason import speak
from method.draw.setting import SEED, drawn

INSPECTORS = [f"演示检查员{letter}" for letter in "甲乙丙丁戊"]


def paired(take, rules, inspectors=INSPECTORS, committed=None):
    _, record = drawn(sizes=(("2", take), ("3", 0)), reserve=0)
    frame = frame_of(map(Item, inspectors))
    return record, pair(record, frame, rules, committed or rules.digest(frame))


def first_choices(record, domain, one):
    text = seed_text(domain, "2026-1", one, SEED.text)
    return [ticket.name for ticket in smallest(INSPECTORS, text, len(INSPECTORS))]


def test_with_room_each_object_gets_its_first_inspectors():
    record, pairs = paired(3, PairingRules("inspectors", 2, 9))
    assert [one.object for one in pairs] == list(record.names)
    for one in pairs:
        assert list(one.inspectors) == first_choices(record, "inspectors", one.object)[:2]
        assert one.passed == ()


def test_a_recused_inspector_is_passed_over_and_the_reason_is_told():
    record, before = paired(3, PairingRules("inspectors", 2, 9))
    first = before[1].inspectors[0]
    recusals = (Recusal(first, before[1].object, "曾在该市任职"),)
    _, after = paired(3, PairingRules("inspectors", 2, 9, recusals))
    assert after[0] == before[0]
    assert after[2] == before[2]
    assert after[1].inspectors == tuple(first_choices(record, "inspectors", before[1].object)[1:3])
    assert [speak(reason, "zh") for reason in after[1].passed] == [f"{first}回避：曾在该市任职"]


def test_nobody_is_loaded_beyond_the_limit_and_all_are_served():
    _, pairs = paired(10, PairingRules("inspectors", 2, 4))
    load = Counter(name for one in pairs for name in one.inspectors)
    assert set(load.values()) == {4}
    assert all(len(set(one.inspectors)) == 2 for one in pairs)
    assert any(reason.code == "draw.no_room" for one in pairs for reason in one.passed)


def test_too_few_inspectors_are_named_with_their_objects():
    record, _ = paired(10, PairingRules("inspectors", 2, 4))
    with pytest.raises(InfeasibleError):
        paired(10, PairingRules("inspectors", 2, 3))
    only = record.names[0]
    barred = tuple(Recusal(name, only, "本省") for name in INSPECTORS[:4])
    with pytest.raises(InfeasibleError) as refusal:
        paired(1, PairingRules("inspectors", 2, 9, barred))
    assert refusal.value.spoken("zh") == (f"对象{only}每个需2人，未回避的检查人员（每人最多9个）不够",)


def test_both_draws_must_be_independent_and_committed():
    good = PairingRules("inspectors", 1, 9)
    assert paired(1, good)
    with pytest.raises(TiedSeedsError):
        paired(1, PairingRules("objects", 1, 9))
    with pytest.raises(FrameChangedError):
        paired(1, good, committed=PairingRules("inspectors", 1, 8).digest(frame_of(map(Item, INSPECTORS))))


@pytest.mark.parametrize(
    ("rules", "error"),
    [
        (PairingRules("inspectors", 0, 1), SizeError),
        (PairingRules("inspectors", 1, 0), SizeError),
        (PairingRules("inspectors", 1, 1, (Recusal("演示无名氏", "演示01市", "?"),)), UnknownItemError),
    ],
)
def test_rules_that_say_nothing_sensible_are_refused(rules, error):
    with pytest.raises(error):
        paired(1, rules)


def possible(objects, barred, need, load):
    """Whether any assignment exists, by trying all."""
    choices = [
        [team for team in combinations(INSPECTORS[:4], need) if not {(one, name) for name in team} & barred]
        for one in objects
    ]
    return any(
        max(Counter(name for team in teams for name in team).values(), default=0) <= load
        for teams in product(*choices)
    )


@given(
    st.integers(1, 4),
    st.integers(1, 2),
    st.integers(1, 3),
    st.sets(st.tuples(st.integers(0, 3), st.sampled_from(INSPECTORS[:4]))),
)
def test_lots_end_in_a_dead_end_only_where_there_is_no_way(take, need, load, barred):
    names = drawn(sizes=(("2", take), ("3", 0)), reserve=0)[1].names
    pairs_barred = {(names[place], name) for place, name in barred if place < take}
    rules = PairingRules(
        "inspectors", need, load, tuple(Recusal(n, o, "本省") for o, n in sorted(pairs_barred))
    )
    if not possible(names, pairs_barred, need, load):
        with pytest.raises(InfeasibleError):
            paired(take, rules, INSPECTORS[:4])
        return
    _, pairs = paired(take, rules, INSPECTORS[:4])
    load_of = Counter(name for one in pairs for name in one.inspectors)
    assert max(load_of.values()) <= load
    assert all(len(set(one.inspectors)) == need for one in pairs)
    assert not {(one.object, name) for one in pairs for name in one.inspectors} & pairs_barred
