"""What waits, what was told, what stands in the year: each once, whoever is killed when, and only for its seat."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from cast import CLOCK, NOW, open_round
from fivefold.authz.permissions import Permission as P
from fivefold.claim.models import Claim
from fivefold.lifecycle import telling
from fivefold.lifecycle.move import begin, move, table_of
from fivefold.notices.models import CalendarEntry, Notice, ToDo
from fivefold.notices.queries import calendar_between, inbox, unread_count, waiting
from fivefold.orgs.models import Person


@pytest.fixture
def claim(nation):
    row = Claim(
        round=open_round(nation),
        region=nation.regions["甲市"],
        project=nation.edition.projects.first(),
        class_code="c",
    )
    return begin(row, actor=nation.actor("甲市 filler"), permission=P.CLAIM_DRAFT, clock=CLOCK)


@pytest.fixture
def submitted(nation, claim):
    return move(claim, "claim.submitted", actor=nation.actor("甲市 signer"), clock=CLOCK)


def test_told_again_after_a_crash_a_notice_is_there_once(claim, submitted):
    """8.3: an effect is in the inbox exactly once, however often the work behind it is begun again."""
    table = table_of(claim)
    turns = table.find_move("drafted", "claim.submitted").tells
    for _ in range(3):
        telling.tell(claim, submitted, turns, table.view)
        telling.tell_many(telling.notices_of(claim, submitted, turns, table.view))
    assert Notice.objects.count() == 1
    assert str(Notice.objects.get()) == f"notice.claim.submitted {claim.pk}"


def test_an_act_that_is_undone_has_told_nobody(nation, claim):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        move(claim, "claim.submitted", actor=nation.actor("甲市 signer"), clock=CLOCK)
        raise ZeroDivisionError
    assert Notice.objects.count() == 0
    assert set(ToDo.objects.filter(done_at=None).values_list("code", flat=True)) == {"todo.claim.drafted"}


def test_the_database_refuses_the_same_thing_to_do_twice(claim):
    todo = ToDo.objects.get(role="signer")
    assert str(todo) == f"todo.claim.drafted {claim.pk}"
    todo.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        todo.save(force_insert=True)
    ToDo.objects.update(done_at=NOW)
    todo.save(force_insert=True)
    assert ToDo.objects.filter(role="signer").count() == 2


def test_a_notice_reaches_its_role_at_its_body_only(nation, submitted):
    assert [n.code for n in inbox(nation.seats["演示省 reviewer"])] == ["notice.claim.submitted"]
    for name in ("演示省 coordinator", "样例省 reviewer", "甲市 signer", "office audit_admin"):
        assert not inbox(nation.seats[name]).exists()
        assert not waiting(nation.seats[name]).exists()


def test_each_person_reads_for_themselves(nation, submitted):
    seat = nation.seats["演示省 reviewer"]
    assert unread_count(seat) == 1
    Notice.objects.get().read_by.add(Person.objects.get(pk=nation.seats["甲市 signer"].person_id))
    assert unread_count(seat) == 1
    Notice.objects.get().read_by.add(Person.objects.get(pk=seat.person_id))
    assert unread_count(seat) == 0
    assert unread_count(nation.seats["office audit_admin"]) == 0


def test_what_waits_is_ordered_by_date_undated_last(nation, claim):
    first = ToDo.objects.get(role="filler")
    for code, due in (("undated", None), ("soon", NOW + timedelta(days=1))):
        ToDo.objects.create(
            programme=first.programme,
            body=first.body,
            role=first.role,
            code=code,
            subject_type="claim",
            subject_id="x",
            since=NOW,
            due_at=due,
        )
    codes = [todo.code for todo in waiting(nation.seats["甲市 filler"])]
    assert codes == ["soon", "todo.claim.drafted", "undated"]


def test_dates_of_a_stretch_are_half_open(nation):
    for days in (0, 5, 10):
        entry = CalendarEntry.objects.create(
            programme=nation.programme, code=f"d{days}", kind="round", at=NOW + timedelta(days=days)
        )
    assert str(entry) == "d10 2026-09-11"
    found = calendar_between(nation.programme, NOW, NOW + timedelta(days=10))
    assert [one.code for one in found] == ["d0", "d5"]
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarEntry.objects.create(programme=nation.programme, code="d10", kind="round", at=NOW)
