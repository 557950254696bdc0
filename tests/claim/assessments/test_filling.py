"""The form of an edition, its cells, and two people writing at once."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from cast import CLOCK, issued_edition, open_round
from fivefold.claim.assessments.cells import Cell, CellsRefused, Seen, read_cell, written
from fivefold.claim.assessments.editing import assessment_begin
from fivefold.claim.assessments.models import Answer, Assessment
from fivefold.claim.assessments.queries import lines_of, scores_by_project
from fivefold.classify.models import ClassEntry
from fivefold.decompose.models import GuidelineEdition, Item
from fivefold.lifecycle.clock import FrozenClock
from fivefold.lifecycle.errors import NotAllowed, WrongState
from fivefold.method.reason import Refused


def codes(refused):
    return [reason.code for reason in refused.value.reasons]


def test_the_form_holds_exactly_the_edition_s_items(nation, round_, assessment):
    """5.13: the form lists exactly the items of the round's edition that apply to the region's class."""
    items = Item.objects.filter(project__edition=nation.edition).order_by("project__order", "order")
    assert [line.item_id for line in lines_of(assessment)] == [item.pk for item in items]
    assert assessment.class_code == "class-1"
    assert len(items) == 22


def test_items_of_other_classes_are_not_asked(nation):
    """5.13, decisions 23: ``applies_to`` decides on the pinned class list."""
    edition = issued_edition(nation.programme, code="demo-b")
    GuidelineEdition.objects.filter(pk=edition.pk).update(state="drafted")
    Item.objects.filter(project__edition=edition, order=2).update(applies_to=["class-2"])
    GuidelineEdition.objects.filter(pk=edition.pk).update(state="issued")
    round_ = open_round(nation, edition=edition)
    for name, number in (("甲市", 11), ("乙市", 22)):
        made = assessment_begin(
            round_=round_, region=nation.regions[name], actor=nation.actor(f"{name} filler"), clock=CLOCK
        )
        assert len(lines_of(made)) == number


def test_two_begin_at_once_and_have_the_same(nation, round_, assessment):
    again = assessment_begin(
        round_=round_, region=nation.regions["甲市"], actor=nation.actor("甲市 signer"), clock=CLOCK
    )
    assert again.pk == assessment.pk
    assert Answer.objects.count() == 22


def test_who_may_begin(nation, round_):
    region = nation.regions["甲市"]
    for name in ("乙市 filler", "样例省 coordinator", "演示省 reviewer", "centre publisher"):
        with pytest.raises(NotAllowed):
            assessment_begin(round_=round_, region=region, actor=nation.actor(name), clock=CLOCK)
    made = assessment_begin(
        round_=round_, region=region, actor=nation.actor("演示省 coordinator"), clock=CLOCK
    )
    assert made.state == "drafted"


def test_a_region_outside_the_round_cannot_begin(nation, round_):
    """4.3d: only participants of the round's batches, with a class on its list."""
    region, actor = nation.regions["甲市"], nation.actor("甲市 filler")
    ClassEntry.objects.filter(region=region).update(outcome="gap", class_code="")
    with pytest.raises(Refused) as refused:
        assessment_begin(round_=round_, region=region, actor=actor, clock=CLOCK)
    assert codes(refused) == ["assessments.no_class"]
    type(region).objects.filter(pk=region.pk).update(batch="batch-2")
    region.refresh_from_db()
    with pytest.raises(Refused) as refused:
        assessment_begin(round_=round_, region=region, actor=actor, clock=CLOCK)
    assert codes(refused) == ["assessments.not_in_round"]
    type(region).objects.filter(pk=region.pk).update(batch="batch-1", state="left")
    region.refresh_from_db()
    with pytest.raises(Refused) as refused:
        assessment_begin(round_=round_, region=region, actor=actor, clock=CLOCK)
    assert codes(refused) == ["assessments.region_left"]
    assert not Assessment.objects.exists()


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("", None),
        ("0", Decimal(0)),
        ("8.5", Decimal("8.5")),
        ("１０", Decimal(10)),
        (" 7.25 ", Decimal("7.25")),
        ("9.", Decimal(9)),
    ],
)
def test_scores_are_exact(raw, value):
    assert read_cell("score", raw, Decimal(10)) == value
    assert read_cell("score", written(value), Decimal(10)) == value


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("10.01", "too_high"),
        ("9" * 27, "too_high"),
        ("9" * 5000, "too_high"),
        ("8.125", "decimals"),
        ("-1", "not_number"),
        ("八", "not_number"),
        ("1e1", "not_number"),
        ("NaN", "not_number"),
        ("=1+1", "not_number"),
    ],
)
def test_other_scores_are_refused(raw, code):
    with pytest.raises(Refused) as refused:
        read_cell("score", raw, Decimal(10))
    assert codes(refused) == [f"assessments.cell.{code}"]


def test_score_status_and_text_are_three_things(assessment, save):
    """4.4: one is saved without the others."""
    save(assessment, {"P01-1": {"score": Decimal("8.50")}})
    save(assessment, {"P01-1": {"work_status": "under_way"}}, seen="1")
    saved = save(assessment, {"P01-1": {"text": "说明"}}, seen="2")
    line = lines_of(assessment)[0]
    assert (line.score, line.work_status, line.text) == (Decimal("8.50"), "under_way", "说明")
    assert line.cells == {"score": 1, "work_status": 2, "text": 3}
    assert str(saved.seen) == "3"


def test_the_same_value_is_no_change(assessment, save):
    save(assessment, {"P01-1": {"score": Decimal(5)}})
    assert save(assessment, {"P01-1": {"score": Decimal("5.00")}}, seen="1").changed == ()
    assessment.refresh_from_db()
    assert assessment.version == 1


def test_two_tabs_never_overwrite_each_other(assessment, save):
    """4.4: what a tab has not seen is a conflict with both values, and nothing is lost."""
    save(assessment, {"P01-1": {"text": "甲"}}, seen="0", actor="甲市 signer")
    saved = save(assessment, {"P01-1": {"text": "乙"}, "P01-2": {"text": "丙"}}, seen="0")
    (conflict,) = saved.conflicts
    assert (conflict.cell, conflict.mine, conflict.theirs) == (Cell("P01-1", "text"), "乙", "甲")
    assert [line.text for line in lines_of(assessment)[:2]] == ["甲", ""]
    kept = save(assessment, {"P01-1": {"text": "乙"}, "P01-2": {"text": "丙"}}, seen=str(saved.seen))
    assert kept.conflicts == ()
    assert [line.text for line in lines_of(assessment)[:2]] == ["乙", "丙"]


def test_a_tab_meets_no_conflict_with_itself(assessment, save):
    """4.4: interleaved saves of two tabs; a cell of the other tab is a conflict, the own cells are none."""
    mine = save(assessment, {"P01-1": {"text": "1"}}, seen="0").seen
    other = save(assessment, {"P01-2": {"text": "x"}}, seen="0").seen
    assert (str(mine), str(other)) == ("1", "0.2")
    mine = save(assessment, {"P01-1": {"text": "12"}}, seen=str(mine)).seen
    assert str(mine) == "1.3"
    mine = save(assessment, {"P01-1": {"text": "123"}}, seen=str(mine)).seen
    assert str(mine) == "1.3.4"
    late = save(assessment, {"P01-2": {"text": "y"}}, seen=str(mine), project="P01")
    assert [(c.cell, c.theirs) for c in late.conflicts] == [(Cell("P01-2", "text"), "x")]


def test_a_conflict_tells_all_the_page_has_not_seen(assessment, save):
    save(assessment, {"P01-1": {"text": "a", "score": Decimal(3)}, "P02-1": {"text": "b"}}, seen="0")
    late = save(assessment, {"P01-1": {"text": "c"}}, seen="0", project="P01")
    assert {(c.cell.name, c.mine, c.theirs) for c in late.conflicts} == {
        ("text:P01-1", "c", "a"),
        ("score:P01-1", None, Decimal("3.00")),
    }


@pytest.mark.parametrize(
    "text", ["", "x", "1.y", "99999999999999", "-3", "1.", ".1", "٣", "7\n", "1" + ".1" * 2000]
)
def test_a_strange_version_has_seen_nothing(text):
    assert Seen.read(text) == Seen(0)


@pytest.mark.parametrize("seen", ["1", "2", "999999999", "0.999999999"])
def test_a_version_that_was_never_saved_overwrites_nothing(assessment, save, seen):
    """Only who saw the other one's save may write over it; a number beyond the last save has seen none."""
    save(assessment, {"P01-1": {"text": "甲"}}, seen="0", actor="甲市 signer")
    saved = save(assessment, {"P01-1": {"text": "乙"}}, seen=seen)
    assert len(saved.conflicts) == (0 if seen == "1" else 1)
    assert lines_of(assessment)[0].text == ("乙" if seen == "1" else "甲")


def test_what_is_seen_keeps_to_what_was_saved():
    assert Seen.read("7.9.12").within(12) == Seen(7, frozenset({9, 12}))
    assert Seen.read("7.9.12").within(9) == Seen(7, frozenset({9}))
    assert Seen.read("7.9.12").within(6) == Seen(0)


def test_a_whole_project_is_never_not_applicable(assessment, save):
    """4.2a: per item with a reason and a limit; all eleven stay in the plan."""
    for project in range(1, 12):
        with pytest.raises(CellsRefused) as refused:
            save(assessment, {f"P{project:02d}-{n}": {"not_applicable": True} for n in (1, 2)}, seen="all")
        assert set(refused.value.faults) == {Cell(f"P{project:02d}-{n}", "not_applicable") for n in (1, 2)}
        assert codes(refused) == ["assessments.check.na_share"] * 2
    assert not Answer.objects.filter(not_applicable=True).exists()


def test_a_few_items_may_not_apply(nation, save):
    """4.2a: two of five items at most, by the pack's 40 per cent."""
    round_ = open_round(nation, edition=issued_edition(nation.programme, code="demo-five", items=5))
    made = assessment_begin(
        round_=round_, region=nation.regions["甲市"], actor=nation.actor("甲市 filler"), clock=CLOCK
    )
    save(made, {"P01-1": {"not_applicable": True}, "P01-2": {"not_applicable": True}})
    with pytest.raises(CellsRefused):
        save(made, {"P01-3": {"not_applicable": True}}, seen="1")
    assert Answer.objects.filter(not_applicable=True).count() == 2


def test_items_of_another_edition_are_refused(nation, assessment, save):
    """5.13: two editions never mix, not in the form and not in the database."""
    with pytest.raises(CellsRefused) as refused:
        save(assessment, {"P99-1": {"score": Decimal(1)}})
    assert codes(refused) == ["assessments.cell.unknown_item"]


def test_the_window_is_half_open(nation, round_, assessment, save):
    """The moment is read after the lock: one millisecond before the end is in time, the end is not."""
    ends = round_.closes_at
    save(assessment, {"P01-1": {"text": "1"}}, clock=FrozenClock(ends - timedelta(milliseconds=1)))
    for at in (ends, ends + timedelta(milliseconds=1), round_.opens_at - timedelta(milliseconds=1)):
        with pytest.raises(WrongState):
            save(assessment, {"P01-1": {"text": "2"}}, seen="1", clock=FrozenClock(at))
    save(assessment, {"P01-1": {"text": "3"}}, seen="1", clock=FrozenClock(round_.opens_at))


def test_others_cannot_write(assessment, save):
    for name in ("乙市 filler", "演示省 reviewer", "样例省 coordinator", "centre publisher"):
        with pytest.raises(NotAllowed):
            save(assessment, {"P01-1": {"text": "x"}}, actor=name)


def test_writers_are_remembered(nation, assessment, save):
    save(assessment, {"P01-1": {"text": "x"}})
    save(assessment, {"P01-1": {"text": "y"}}, seen="1", actor="演示省 coordinator")
    assessment.refresh_from_db()
    seats = nation.seats
    assert assessment.writers == [seats["甲市 filler"].person_id, seats["演示省 coordinator"].person_id]


def test_shares_are_exact(nation, round_, assessment, complete, save):
    """Shares of the full score are fractions; items that do not apply leave the denominator."""
    save(assessment, {"P01-1": {"score": Decimal("0.1")}, "P01-2": {"score": Decimal("0.2")}})
    shares = scores_by_project(round_, states=("drafted",))[nation.regions["甲市"].pk]
    first = shares[Item.objects.get(code="P01-1").project_id]
    assert (first.score, first.full) == (Decimal("0.30"), Decimal("20.00"))
    assert first.share == Fraction(3, 200)
    assert first.answered == 1
    assert scores_by_project(round_) == {}
    assert scores_by_project(round_, "class-2", states=("drafted",)) == {}
