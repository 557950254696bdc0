from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.method.reason import speak
from fivefold.method.share.conflicts import (
    DECLARED,
    Declaration,
    Entry,
    Judge,
    check_quorum,
    conflicts,
    free,
    without,
)
from fivefold.method.share.errors import UnknownItemError
from fivefold.method.share.marks import Mark
from fivefold.method.share.panel import Trim, panel_scores

JUDGES = [
    Judge("甲", ("000000/", "000000/980000/")),
    Judge("乙", ("000000/990000/990101/",)),
    Judge("丙", ("000000/970000/970100/处/",)),
    Judge("丁", ("000000/",)),
]
ENTRIES = [
    Entry("演示1市", "000000/990000/990101/", ("000000/970000/970100/",)),
    Entry("演示2市", "000000/980000/980101/"),
]


def pairs(found):
    return [(one.judge, one.entry, one.kind, one.derived) for one in found]


def test_home_and_unit_follow_from_the_tree():
    """The same province, and a unit that worked on the case: nobody needs to declare them."""
    found = conflicts(JUDGES, ENTRIES)
    assert pairs(found) == [
        ("甲", "演示2市", "home", True),
        ("乙", "演示1市", "home", True),
        ("丙", "演示1市", "unit", True),
    ]
    assert speak(found[2].reason, "zh") == "丙所在单位参与了演示1市"
    assert free(JUDGES, ENTRIES, found) == {"演示1市": ("甲", "丁"), "演示2市": ("乙", "丙", "丁")}


def test_the_level_of_home_is_a_rule():
    entries = [Entry("演示3市", "000000/990000/990102/")]
    assert [one.judge for one in conflicts(JUDGES, entries, home_level=1)] == ["乙"]
    assert conflicts(JUDGES, entries, home_level=2) == ()
    assert conflicts(JUDGES, [Entry("全国", "000000/")]) == ()


def test_declared_conflicts_are_added_once():
    declared = [Declaration("丁", "演示1市", kind) for kind in (*DECLARED, "kin")]
    found = conflicts(JUDGES, ENTRIES, declared)[3:]
    assert pairs(found) == [("丁", "演示1市", kind, False) for kind in DECLARED]
    assert all(speak(one.reason, "zh").startswith("丁申报：") for one in found)


@pytest.mark.parametrize(
    "wrong",
    [
        Declaration("戊", "演示1市", "kin"),
        Declaration("丁", "演示9市", "kin"),
        Declaration("丁", "演示1市", "x"),
    ],
)
def test_a_declaration_about_strangers_is_refused(wrong):
    with pytest.raises(UnknownItemError):
        conflicts(JUDGES, ENTRIES, [wrong])


def test_the_quorum_is_counted_without_those_in_conflict():
    able = free(JUDGES, ENTRIES, conflicts(JUDGES, ENTRIES))
    assert check_quorum(able, 2) == ()
    assert [speak(reason, "zh") for reason in check_quorum(able, 3)] == [
        "演示1市只有2名评委可以评，至少需要3名"
    ]


DECLARATIONS = st.lists(
    st.builds(
        Declaration,
        *map(st.sampled_from, ([one.key for one in JUDGES], [one.key for one in ENTRIES], DECLARED)),
    ),
    max_size=8,
)


@given(DECLARATIONS, DECLARATIONS)
def test_more_conflicts_can_only_shrink_what_may_be_judged(some, more):
    few = free(JUDGES, ENTRIES, conflicts(JUDGES, ENTRIES, some))
    many = free(JUDGES, ENTRIES, conflicts(JUDGES, ENTRIES, [*some, *more]))
    assert all(set(many[entry]) <= set(few[entry]) for entry in few)


@given(DECLARATIONS, st.lists(st.integers(0, 100), min_size=8, max_size=8))
def test_a_mark_in_conflict_changes_nothing_in_other_cases(declared, values):
    cells = [(entry.key, judge.key) for entry in ENTRIES for judge in JUDGES]
    marks = [Mark(*cell, Decimal(value)) for cell, value in zip(cells, values, strict=True)]
    found = conflicts([], ENTRIES) + tuple(
        one for one in conflicts(JUDGES, ENTRIES, declared) if one.entry == "演示1市" and one.judge != "丁"
    )
    kept = without(marks, found)
    assert [mark.value is None for mark in kept] == [
        (mark.judge, mark.region) in {(one.judge, one.entry) for one in found} for mark in marks
    ]
    plain = Trim(0, 0)
    assert panel_scores(kept, plain)["演示2市"] == panel_scores(marks, plain)["演示2市"]
