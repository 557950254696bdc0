from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fivefold.method.reason import speak
from fivefold.method.share.errors import OutOfRangeError, SingleJudgeError, TooFewMarksError
from fivefold.method.share.influence import by_calibration, by_panel, leave_one_out
from fivefold.method.share.marks import Mark
from fivefold.method.share.panel import Trim, panel_scores
from fivefold.method.share.stability import rank_intervals

TABLE = {
    "甲": "95 96 94 97 95 96",
    "乙": "88 91 86 90 92 87",
    "丙": "89 90 87 91 88 90",
    "丁": "70 72 71 69 73 70",
}
MARKS = [
    Mark(region, f"j{judge}", Decimal(value))
    for region, values in TABLE.items()
    for judge, value in enumerate(values.split())
]


def shown(found):
    return [(one.region, one.place, one.low, one.high, one.band) for one in found.places]


def test_bands_join_what_cannot_be_told_apart():
    found = rank_intervals(MARKS, seed=7)
    assert shown(found) == [("甲", 1, 1, 1, 1), ("丙", 2, 2, 3, 2), ("乙", 3, 2, 3, 2), ("丁", 4, 4, 4, 3)]
    assert [one.draws for one in found.places] == [1000] * 4
    assert speak(found.reasons[0], "zh") == "重抽评委1000次（种子7），名次区间与并列档的置信度为90%"


def test_a_seed_gives_one_answer_and_another_seed_nearly_the_same():
    assert rank_intervals(MARKS, seed=7, draws=50) == rank_intervals(MARKS[::-1], seed=7, draws=50)
    shares = {
        seed: [one.score for one in rank_intervals(MARKS, seed=seed, draws=50).places] for seed in (7, 8)
    }
    assert shares[7] == shares[8]


def test_the_first_draws_of_the_stream():
    """PCG64 with seed 7: the panels that are drawn, so that another hand can draw the same."""
    from fivefold.method.share.stability import _panels

    assert [panel.tolist() for panel in _panels(7, 3, 4)] == [[0, 1, 2, 1], [2, 2, 0, 0], [1, 2, 1, 0]]


@settings(max_examples=40)
@given(
    st.lists(
        st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=5, max_size=5), min_size=2, max_size=5
    ),
    st.integers(0, 3),
)
def test_the_score_is_the_trimmed_mean(rows, trimmed):
    trim = Trim(trimmed // 2, trimmed - trimmed // 2)
    marks = [
        Mark(f"r{row}", f"j{judge}", None if value is None else Decimal(value))
        for row, values in enumerate(rows)
        for judge, value in enumerate(values)
        if sum(one is not None for one in values) > trimmed
    ]
    if len({mark.judge for mark in marks if mark.value is not None}) < 2:
        return
    expected = {region: float(one.score) for region, one in panel_scores(marks, trim, 9).items()}
    found = rank_intervals(marks, seed=1, draws=20, trim=trim)
    assert {one.region: one.score for one in found.places} == pytest.approx(expected)
    for one in found.places:
        assert one.place == 1 + sum(other > expected[one.region] for other in expected.values())
        assert 1 <= one.low <= one.high <= len(expected)


def test_severities_are_added_before_ranking():
    """A harsh judge saw only one region: without calibration that region falls behind."""
    marks = [Mark("甲", "A", Decimal(80)), Mark("甲", "B", Decimal(60)), Mark("乙", "A", Decimal(75)),
             Mark("乙", "C", Decimal(75))]  # fmt: skip
    plain = rank_intervals(marks, seed=1, draws=10, trim=Trim(0, 0))
    fair = rank_intervals(marks, seed=1, draws=10, trim=Trim(0, 0), severities={"B": 18.0})
    assert [one.region for one in plain.places] == ["乙", "甲"]
    assert [(one.region, one.score) for one in fair.places] == [("甲", 79.0), ("乙", 75.0)]


def test_a_region_that_no_draw_scores_keeps_its_place_and_says_so():
    """With one draw whose panel misses the only judges of a region."""
    marks = [*MARKS, Mark("戊", "x", Decimal(50)), Mark("戊", "y", Decimal(50)), Mark("戊", "z", Decimal(50))]
    found = {one.region: one for one in rank_intervals(marks, seed=1, draws=1).places}
    assert (found["戊"].place, found["戊"].draws) == (5, 0)
    assert (found["戊"].low, found["戊"].high) == (5, 5)
    assert found["甲"].draws == 1


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"seed": -1}, OutOfRangeError),
        ({"draws": 0}, OutOfRangeError),
        ({"draws": 100_001}, OutOfRangeError),
        ({"level": 1}, OutOfRangeError),
        ({"trim": Trim(3, 3)}, TooFewMarksError),
    ],
)
def test_wrong_input_is_named(more, error):
    with pytest.raises(error):
        rank_intervals(MARKS, **{"seed": 7, **more})


def test_one_judge_is_no_panel():
    with pytest.raises(SingleJudgeError):
        rank_intervals([one for one in MARKS if one.judge == "j0"], seed=7, trim=Trim(0, 0))


def test_what_one_judge_decides():
    """Judge j4 alone puts 乙 before 丙 in the plain mean: without him they change places."""
    marks = [
        Mark(one.region, one.judge, Decimal(99) if (one.region, one.judge) == ("乙", "j4") else one.value)
        for one in MARKS
    ]
    found = {one.judge: one for one in leave_one_out(marks, by_panel(Trim(0, 0)), first=2)}
    quiet = found["j0"]
    assert (quiet.moves, quiet.widest, quiet.turned, quiet.entered, quiet.left) == ((), 0, 0, (), ())
    loud = found["j4"]
    assert [(move.region, move.before, move.after) for move in loud.moves] == [("乙", 2, 3), ("丙", 3, 2)]
    assert (loud.widest, loud.turned, loud.entered, loud.left) == (1, 1, ("丙",), ("乙",))


def test_a_region_that_one_judge_alone_marked_has_no_place_without_him():
    marks = [*MARKS, Mark("戊", "j0", Decimal(99))]
    found = leave_one_out(marks, by_panel(Trim(0, 0)), first=1)[0]
    assert [(move.region, move.before, move.after) for move in found.moves] == [
        ("戊", 1, None),
        ("甲", 2, 1),
        ("丙", 3, 2),
        ("乙", 4, 2),
        ("丁", 5, 4),
    ]
    assert (found.entered, found.left, found.widest) == (("甲",), ("戊",), 2)


def test_a_ranking_that_hangs_on_one_judge_is_said():
    """Without the only judge both halves have in common, nothing can be compared."""
    marks = [one for one in MARKS if one.judge in ("j0", "j1" if one.region in "甲乙" else "j2")]
    assert set(by_calibration(marks)) == set(TABLE)
    found = {
        one.judge: [reason.code for reason in one.refused] for one in leave_one_out(marks, by_calibration)
    }
    assert found["j0"] == ["share.error.disconnected"]
