"""Submitting, filing for a region, confirming, disowning, lapsing, returning, closing."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from cast import CLOCK, NOW, later
from fivefold.claim.assessments.actions import (
    assessment_confirm,
    assessment_disown,
    assessment_file,
    assessment_return,
    assessment_submit,
    assessments_lapse,
)
from fivefold.claim.assessments.cells import CellsRefused
from fivefold.claim.assessments.models import Assessment
from fivefold.claim.assessments.queries import assessment_of, scores_by_project, states_of
from fivefold.claim.rounds.models import ClaimRound
from fivefold.decompose.guideline.models import Item
from fivefold.ledger.reading import history
from fivefold.lifecycle.actor import Actor
from fivefold.lifecycle.clock import FrozenClock
from fivefold.lifecycle.errors import NotAllowed, ReasonMissing, WrongState
from fivefold.lifecycle.models import Deadline
from fivefold.lifecycle.move import move
from fivefold.lifecycle.origin import origin_of
from fivefold.method.reason import Refused, speak
from fivefold.notices.models import ToDo


def kinds(nation, row):
    return [entry.kind for entry in history(origin_of(nation.programme), "assessment", str(row.pk))]


@pytest.fixture
def filled(assessment, complete):
    return complete(assessment)


@pytest.fixture
def filed(nation, assessment, complete):
    complete(assessment, actor="演示省 coordinator")
    assessment_file(assessment=assessment, actor=nation.actor("演示省 coordinator"), clock=CLOCK)
    return assessment


def test_handing_in_locks(nation, filled, save):
    """4.4: submission locks; the ledger holds one leaf."""
    assessment_submit(assessment=filled, actor=nation.actor("甲市 signer"), clock=CLOCK)
    row = Assessment.objects.get(pk=filled.pk)
    assert (row.state, row.submitted_at, row.filed_by) == ("submitted", NOW, None)
    with pytest.raises(WrongState):
        save(filled, {"P01-1": {"text": "x"}}, seen="all")
    with pytest.raises(WrongState):
        assessment_submit(assessment=filled, actor=nation.actor("甲市 signer"), clock=CLOCK)
    assert kinds(nation, filled) == ["assessment.submitted"]


def test_only_the_signer_hands_in(nation, filled):
    for name in ("甲市 filler", "乙市 signer", "演示省 coordinator", "centre publisher"):
        with pytest.raises(NotAllowed):
            assessment_submit(assessment=filled, actor=nation.actor(name), clock=CLOCK)
    assert kinds(nation, filled) == []


def test_what_is_missing_is_named(nation, assessment, save):
    """4.4: a score without evidence raises a fault that keeps the assessment from being handed in."""
    save(assessment, {"P01-1": {"score": Decimal(8), "work_status": "done", "text": "x"}})
    with pytest.raises(Refused) as refused:
        assessment_submit(assessment=assessment, actor=nation.actor("甲市 signer"), clock=CLOCK)
    found = [(reason.code.rsplit(".", 1)[1], reason.params["code"]) for reason in refused.value.reasons]
    assert ("no_evidence", "P01-1") in found
    assert ("missing", "P01-2") in found
    assert ("missing", "P01-1") not in found
    assert len(found) == 1 + 21
    assert kinds(nation, assessment) == []


def test_the_window_ends_on_the_dot(nation, round_, filled):
    actor = nation.actor("甲市 signer")
    for at in (round_.closes_at, round_.closes_at + timedelta(milliseconds=1)):
        with pytest.raises(WrongState):
            assessment_submit(assessment=filled, actor=actor, clock=FrozenClock(at))
    just = round_.closes_at - timedelta(milliseconds=1)
    assessment_submit(assessment=filled, actor=actor, clock=FrozenClock(just))
    assert Assessment.objects.get(pk=filled.pk).submitted_at == just


def test_an_extension_of_the_province_counts(nation, round_, filled):
    """6.12: the province's granted date is the end for its regions, and for nobody else's."""
    until = round_.closes_at + timedelta(days=3)
    Deadline.objects.create(
        programme=nation.programme, subject_type="claim_round", subject_id=str(round_.pk), code="closes",
        body=nation.provinces["演示省"], due_at=round_.closes_at, extended_until=until,
    )  # fmt: skip
    actor = nation.actor("甲市 signer")
    with pytest.raises(WrongState):
        assessment_submit(assessment=filled, actor=actor, clock=FrozenClock(until))
    assessment_submit(assessment=filled, actor=actor, clock=FrozenClock(until - timedelta(milliseconds=1)))


def test_a_closed_round_takes_nothing(nation, round_, filled):
    ClaimRound.objects.filter(pk=round_.pk).update(state="closed")
    with pytest.raises(WrongState):
        assessment_submit(assessment=filled, actor=nation.actor("甲市 signer"), clock=CLOCK)


def test_the_province_files_and_is_named(nation, filed):
    """Decisions 24: a province that files is named; the region confirms within the pack's days."""
    row = Assessment.objects.get(pk=filed.pk)
    assert (row.state, row.filed_by.name) == ("filed", "演示省")
    # NOW is 2026-09-01 10:00 in Shanghai; ten days end with 11 September.
    assert row.confirm_by == datetime(2026, 9, 11, 16, 0, tzinfo=UTC)
    todo = ToDo.objects.get(subject_id=str(filed.pk), done_at=None)
    assert (todo.role, todo.due_at) == ("signer", row.confirm_by)
    assert scores_by_project(row.round) == {}


def test_only_the_own_province_files(nation, filled):
    for name in ("样例省 coordinator", "演示省 reviewer", "甲市 signer"):
        with pytest.raises(NotAllowed):
            assessment_file(assessment=filled, actor=nation.actor(name), clock=CLOCK)


def test_the_region_confirms(nation, filed):
    assessment_confirm(assessment=filed, actor=nation.actor("甲市 signer"), clock=later(days=1))
    row = Assessment.objects.get(pk=filed.pk)
    assert (row.state, row.filed_by.name, row.submitted_at) == (
        "submitted",
        "演示省",
        NOW + timedelta(days=1),
    )
    with pytest.raises(WrongState):
        assessment_disown(
            assessment=filed, because="不符", actor=nation.actor("甲市 signer"), clock=later(days=1)
        )


def test_the_region_disowns_with_a_reason(nation, filed):
    with pytest.raises(ReasonMissing):
        assessment_disown(assessment=filed, because=" ", actor=nation.actor("甲市 signer"), clock=CLOCK)
    assessment_disown(assessment=filed, because="数据不符", actor=nation.actor("甲市 signer"), clock=CLOCK)
    row = Assessment.objects.get(pk=filed.pk)
    assert (row.state, row.filed_by, row.confirm_by) == ("drafted", None, None)
    last = history(origin_of(nation.programme), "assessment", str(filed.pk))[-1]
    assert speak(last.sentence, "zh-hans") == "甲市不认可上级代报的自评：甲市·演示认领轮次。理由：数据不符"


def test_silence_counts_as_confirmation_on_the_dot(nation, filed):
    """Decisions 24: after the days have passed it counts as confirmed; the job may run again and again."""
    due = Assessment.objects.get(pk=filed.pk).confirm_by
    assert assessments_lapse(clock=FrozenClock(due - timedelta(milliseconds=1))) == 0
    with pytest.raises(WrongState):
        assessment_disown(
            assessment=filed, because="晚了", actor=nation.actor("甲市 signer"), clock=FrozenClock(due)
        )
    assert assessments_lapse(clock=FrozenClock(due)) == 1
    assert assessments_lapse(clock=FrozenClock(due)) == 0
    assert Assessment.objects.get(pk=filed.pk).state == "submitted"
    assert kinds(nation, filed) == ["assessment.filed", "assessment.lapsed"]


def test_nobody_lapses_by_hand(nation, filed):
    with pytest.raises(NotAllowed):
        move(filed, "assessment.lapsed", actor=Actor(), clock=CLOCK)


@pytest.fixture
def submitted(nation, filled):
    assessment_submit(assessment=filled, actor=nation.actor("甲市 signer"), clock=CLOCK)
    return filled


def test_a_return_opens_only_the_named_parts(nation, submitted, save, client):
    """4.9: return re-opens only the named parts; history is kept."""
    reviewer = nation.actor("演示省 reviewer")
    assessment_return(assessment=submitted, parts=["P01-1"], because="佐证不清", actor=reviewer, clock=CLOCK)
    title = Item.objects.get(project__edition=nation.edition, code="P01-1").title
    returned = history(origin_of(nation.programme), "assessment", str(submitted.pk))[-1].sentence
    assert f"须修改：P01-1 {title}。" in speak(returned, "zh-hans")
    nation.login(client, "甲市 signer")
    page = client.get(f"/p/{nation.programme.slug}/assessments/{submitted.pk}/").content.decode()
    assert f"P01-1 {title}</p>" in page
    waiting = ToDo.objects.filter(subject_id=str(submitted.pk), done_at=None).order_by("role")
    assert [(todo.role, todo.code) for todo in waiting] == [
        ("filler", "todo.assessment.returned"),
        ("signer", "todo.assessment.returned"),
    ]
    save(submitted, {"P01-1": {"text": "已补充"}}, seen="all")
    with pytest.raises(CellsRefused) as refused:
        save(submitted, {"P01-2": {"text": "x"}}, seen="all")
    assert [r.code for r in refused.value.reasons] == ["assessments.cell.not_reopened"]
    assessment_submit(assessment=submitted, actor=nation.actor("甲市 signer"), clock=CLOCK)
    row = Assessment.objects.get(pk=submitted.pk)
    assert (row.state, row.returned_parts) == ("submitted", [])
    assert kinds(nation, submitted) == ["assessment.submitted", "assessment.returned", "assessment.submitted"]


def test_what_was_returned_may_come_back_until_the_review_ends(nation, round_, submitted):
    """6.12: after the round's end a returned one is open until the end of the review, half-open."""
    reviewer, signer = nation.actor("演示省 reviewer"), nation.actor("甲市 signer")
    after = FrozenClock(round_.closes_at + timedelta(days=1))
    assessment_return(assessment=submitted, parts=[], because="请核对", actor=reviewer, clock=after)
    with pytest.raises(WrongState):
        assessment_submit(assessment=submitted, actor=signer, clock=FrozenClock(round_.review_closes_at))
    just = FrozenClock(round_.review_closes_at - timedelta(milliseconds=1))
    assessment_submit(assessment=submitted, actor=signer, clock=just)
    with pytest.raises(WrongState):
        assessment_return(
            assessment=submitted,
            parts=[],
            because="x",
            actor=reviewer,
            clock=FrozenClock(round_.review_closes_at),
        )


def test_who_wrote_it_does_not_return_it(nation, submitted):
    """Decisions 24: the filer is not the reviewer, through whichever seat."""
    from fivefold.authz.roles import Role
    from fivefold.orgs.models import Person, Seat
    from fivefold.orgs.seats import seat_facts

    writer = Person.objects.get(pk=nation.seats["甲市 filler"].person_id)
    seat = Seat.objects.create(
        person=writer, programme=nation.programme, body=nation.provinces["演示省"], role=Role.REVIEWER.value,
        appointed_at=NOW,
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        assessment_return(
            assessment=submitted, parts=[], because="x", actor=Actor(seat_facts(seat)), clock=CLOCK
        )
    for name in ("样例省 reviewer", "演示省 coordinator", "甲市 signer"):
        with pytest.raises(NotAllowed):
            assessment_return(
                assessment=submitted, parts=[], because="x", actor=nation.actor(name), clock=CLOCK
            )


def test_a_return_needs_words_and_real_parts(nation, submitted):
    reviewer = nation.actor("演示省 reviewer")
    with pytest.raises(ReasonMissing):
        assessment_return(assessment=submitted, parts=[], because="", actor=reviewer, clock=CLOCK)
    with pytest.raises(Refused):
        assessment_return(assessment=submitted, parts=["P99-1"], because="x", actor=reviewer, clock=CLOCK)
    assert Assessment.objects.get(pk=submitted.pk).state == "submitted"


def test_leaving_the_pilot_closes_it(nation, submitted):
    """4.3d: leaving closes with history; nobody needs a permission of their own for the consequence."""
    move(
        nation.regions["甲市"],
        "region.left",
        actor=nation.actor("centre publisher"),
        because="退出试点",
        clock=CLOCK,
    )
    assert Assessment.objects.get(pk=submitted.pk).state == "closed"
    assert kinds(nation, submitted) == ["assessment.submitted", "assessment.closed"]


def test_boards_read_states_and_shares(nation, round_, submitted):
    region = nation.regions["甲市"]
    assert states_of(round_) == {region.pk: "submitted"}
    assert assessment_of(round_, region) == submitted
    assert assessment_of(round_, nation.regions["乙市"]) is None
    shares = scores_by_project(round_, "class-1")[region.pk]
    assert {(share.share.numerator, share.share.denominator) for share in shares.values()} == {(4, 5)}
    assert len(shares) == 11
