from decimal import Decimal as D
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.method.create.errors import EmptyClassError, FigureError, SchemeError, TooLargeError
from fivefold.method.create.goals import Piece, all_round, mosaic, single_event
from fivefold.method.draw import DuplicateNameError, UnknownItemError
from fivefold.method.reason import speak

SCORES = {
    "演示甲市": {"P1": D(90), "P2": D(80)},
    "演示乙市": {"P1": D(70), "P2": D(99)},
    "演示丙市": {"P1": D(90), "P2": D(60)},
    "演示丁市": {"P1": D(95)},
}
WEIGHTS = {"P1": D(1), "P2": D(1)}


def rows(standings):
    return [(row.region, row.figure, row.place) for row in standings.rows]


def test_the_all_round_champion_is_ranked_over_all_projects():
    found = all_round(SCORES, WEIGHTS)
    assert rows(found) == [
        ("演示甲市", D("85.00"), 1), ("演示乙市", D("84.50"), 2), ("演示丙市", D("75.00"), 3), ("演示丁市", None, None),
    ]  # fmt: skip
    assert (found.n, found.champions) == (3, ("演示甲市",))
    assert speak(found.rows[3].reasons[0], "zh") == "缺项目P2，不排名次"
    assert all_round(SCORES, {"P1": D(1), "P2": D(3)}).champions == ("演示乙市",)


def test_a_weak_project_is_not_made_up_for_by_strong_ones():
    found = all_round({**SCORES, "演示丁市": {"P1": D(100), "P2": D(70)}}, WEIGHTS, floor=D(71))
    assert [row.region for row in found.rows if row.figure is None] == ["演示丁市", "演示丙市", "演示乙市"]
    assert speak(found.rows[-1].reasons[0], "zh") == "项目P1低于71，不能称全能"


def test_ties_are_shown_as_ties():
    found = single_event(SCORES, "P1")
    assert [(row.region, row.place) for row in found.rows] == [
        ("演示丁市", 1), ("演示丙市", 2), ("演示甲市", 2), ("演示乙市", 4),
    ]  # fmt: skip
    assert [speak(reason, "zh") for reason in found.rows[1].reasons] == ["与演示甲市并列"]
    both = single_event({**SCORES, "演示戊市": {"P1": D(95)}}, "P1")
    assert both.champions == ("演示丁市", "演示戊市")


def test_below_three_peers_there_is_no_place():
    found = single_event({name: SCORES[name] for name in ("演示甲市", "演示丁市")}, "P1")
    assert rows(found) == [("演示丁市", D("95.00"), None), ("演示甲市", D("90.00"), None)]
    assert (found.n, found.champions) == (2, ())
    assert speak(found.rows[0].reasons[0], "zh") == "可比地区只有2个，不足3个，不排名次"
    assert rows(single_event(SCORES, "P2"))[-1] == ("演示丁市", None, None)


def test_what_cannot_be_ranked_is_refused():
    with pytest.raises(EmptyClassError):
        all_round({}, WEIGHTS)
    for weights in ({"P1": D(-1), "P2": D(2)}, {"P1": D(0)}, {}):
        with pytest.raises(SchemeError):
            all_round(SCORES, weights)
    for score in ("101", "-1", "NaN"):
        with pytest.raises(FigureError):
            single_event({"演示甲市": {"P1": D(score)}}, "P1")


def test_a_mosaic_without_holes_names_its_pieces():
    pieces = [
        Piece("丙区", frozenset("12")),
        Piece("乙区", frozenset("34")),
        Piece("甲区", frozenset("123"), 9),
    ]
    found = mosaic(pieces, "1234")
    assert (found.holes, found.smallest, found.exact) == ((), ("乙区", "甲区"), ("丙区", "乙区"))
    assert speak(found.reasons[0], "zh") == "最少2个区县即可拼全现有项目：乙区、甲区"


def test_holes_are_named_and_an_overlap_leaves_no_exact_cover():
    holes = mosaic([Piece("甲区", frozenset("1")), Piece("乙区", frozenset())], "123")
    assert (holes.holes, holes.smallest, holes.exact) == (("2", "3"), ("甲区",), None)
    overlap = mosaic([Piece("甲区", frozenset("12")), Piece("乙区", frozenset("23"))], "123")
    assert (overlap.holes, overlap.smallest, overlap.exact) == ((), ("乙区", "甲区"), None)
    assert [reason.code for reason in overlap.reasons] == ["mosaic.smallest", "mosaic.no_exact"]


def ranked(sets, quality):
    return min(((len(names), -sum(quality[n] for n in names), tuple(names)) for names in sets), default=None)


@given(
    st.lists(st.tuples(st.frozensets(st.sampled_from("12345")), st.integers(0, 3)), min_size=1, max_size=6)
)
def test_mosaics_equal_trying_all_sets(given_pieces):
    pieces = [Piece(f"区{n}", projects, quality) for n, (projects, quality) in enumerate(given_pieces)]
    quality = {piece.district: piece.quality for piece in pieces}
    whole = frozenset().union(*(piece.projects for piece in pieces))
    sets = [chosen for size in range(len(pieces) + 1) for chosen in combinations(pieces, size)]
    useful = [chosen for chosen in sets if all(piece.projects for piece in chosen)]
    covers = [chosen for chosen in useful if frozenset().union(*(p.projects for p in chosen)) == whole]
    exact = [chosen for chosen in covers if sum(len(p.projects) for p in chosen) == len(whole)]
    found = mosaic(reversed(pieces), "12345")
    assert set(found.holes) == set("12345") - whole
    assert found.smallest == ranked([[p.district for p in chosen] for chosen in covers], quality)[2]
    best = ranked([[p.district for p in chosen] for chosen in exact], quality) if not found.holes else None
    assert found.exact == (best[2] if best else None)


def test_mosaics_that_make_no_sense_are_refused():
    with pytest.raises(EmptyClassError):
        mosaic([], "1")
    with pytest.raises(DuplicateNameError):
        mosaic([Piece("甲区", frozenset("1"))] * 2, "1")
    with pytest.raises(UnknownItemError):
        mosaic([Piece("甲区", frozenset("9"))], "1")
    with pytest.raises(TooLargeError):
        mosaic([Piece("甲区", frozenset())], map(str, range(17)))
