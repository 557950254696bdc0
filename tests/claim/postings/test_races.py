"""Posting, answering and acknowledging under eight clients at once: one wins, the others get a sentence.

Each client is a thread with a connection of its own on a real database: SQLite in a file, or PostgreSQL, by
FIVEFOLD_DATABASE. The control experiments take lock and transaction away and put a barrier between check and write:
they must break, or the tests above them prove nothing (decisions 31).
"""

import threading

import pytest
from django.db import IntegrityError

from cast import CLOCK, build_nation
from claim.postings.posted import PUBLISHER, Wording, after, approved_round, draft, issue, post
from fivefold.claim.models import Acknowledgement, Claim, Objection, Posting, PostingEntry
from fivefold.claim.objections.actions import Answer, objection_answer, objection_receive
from fivefold.claim.objections.correcting import correction_prepare
from fivefold.claim.objections.receipts import new_code
from fivefold.claim.postings import issuing
from fivefold.claim.postings.actions import posting_acknowledge, posting_issue, posting_prepare
from fivefold.claim.postings.preparing import prepare
from fivefold.claim.postings.queries import by_id
from fivefold.ledger import reading
from fivefold.lifecycle.errors import WrongState
from fivefold.lifecycle.origin import origin_of
from fivefold.method.reason import Refused
from races.unguarded import part_check_and_write, take_guards_away, unguarded
from racing import CLIENTS, lost, together, won

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def only_refusals(results):
    return won(results), lost(results)


@pytest.fixture
def nation(transactional_db):
    return build_nation()


def kinds(nation):
    return [one.kind for one in reading.page(origin_of(nation.programme), start=0, count=200)[0]]


def issuing_of(nation, posting, seen):
    return lambda: posting_issue(
        posting=Posting.objects.get(pk=posting.pk), actor=nation.actor(PUBLISHER), seen=seen, clock=CLOCK
    )


def test_eight_publishers_post_one_list(nation):
    """Press twice, or two publishers: one posting, the others get a sentence."""
    posting = draft(nation, approved_round(nation))
    seen = prepare(by_id(str(posting.pk))).fingerprint
    won, lost = only_refusals(together(*[issuing_of(nation, posting, seen)] * CLIENTS))
    assert (len(won), {type(one) for one in lost}) == (1, {WrongState})
    assert Posting.objects.get().number == 1
    assert PostingEntry.objects.count() == 5
    made = ["claim.approved"] * 5 + ["claim.posted"] * 5 + ["posting.issued"]
    assert sorted(kinds(nation)) == made
    assert list(reading.damage(origin_of(nation.programme))) == []


def test_a_round_has_one_draft_however_many_begin_it(nation):
    round_ = approved_round(nation)
    wording = Wording(("题",), "演示")

    def begin():
        return posting_prepare(round_=round_, actor=nation.actor(PUBLISHER), wording=wording, clock=CLOCK)

    won, lost = only_refusals(together(*[begin] * CLIENTS))
    assert (len({one.pk for one in won}), lost) == (1, [])
    assert Posting.objects.count() == 1


def test_lists_of_two_rounds_posted_at_once_get_numbers_without_gap_or_double(nation):
    drafts = [draft(nation, approved_round(nation)) for _ in range(4)]
    seen = [prepare(by_id(str(row.pk))).fingerprint for row in drafts]
    works = [issuing_of(nation, row, mark) for row, mark in zip(drafts, seen, strict=True)]
    won, lost = only_refusals(together(*works))
    assert (len(won), lost) == (4, [])
    numbers = Posting.objects.order_by("number").values_list("number", "document_number")
    assert list(numbers) == [(n, f"演示〔2026〕{n}号") for n in range(1, 5)]


def test_eight_answers_to_one_objection_leave_one(nation):
    posting = post(nation)
    objection = objection_receive(posting=posting, text="条目有误，请核实。", code=new_code(), clock=CLOCK)
    answers = [Answer(upheld=n % 2 == 0, reason=f"答复{n}", seq=1, remedy="strike") for n in range(CLIENTS)]

    def answering(answer):
        return lambda: objection_answer(
            objection=Objection.objects.get(pk=objection.pk),
            actor=nation.actor(PUBLISHER),
            answer=answer,
            clock=CLOCK,
        )

    won, lost = only_refusals(together(*map(answering, answers)))
    assert (len(won), {type(one) for one in lost}) == (1, {WrongState})
    stored = Objection.objects.get()
    chosen = next(one for one in answers if one.reason == stored.answer)
    assert stored.state == ("upheld" if chosen.upheld else "dismissed")
    assert len([kind for kind in kinds(nation) if kind.startswith("objection.")]) == 1


def test_eight_signatures_acknowledge_once(nation):
    posting = post(nation)

    def acknowledging():
        return posting_acknowledge(
            posting=Posting.objects.get(pk=posting.pk),
            actor=nation.actor("甲市 signer"),
            clock=after(posting, hours=1),
        )

    won, lost = only_refusals(together(*[acknowledging] * CLIENTS))
    assert (len(won), len(lost)) == (1, 7)
    assert Acknowledgement.objects.count() == 1
    assert kinds(nation).count("posting.acknowledged") == 1


def test_four_regions_acknowledge_at_once_and_none_is_lost(nation):
    posting = post(nation)

    def acknowledging(name):
        return lambda: posting_acknowledge(
            posting=Posting.objects.get(pk=posting.pk), actor=nation.actor(f"{name} signer"), clock=CLOCK
        )

    won, lost = only_refusals(together(*[acknowledging(name) for name in nation.regions]))
    assert (len(won), lost) == (4, [])
    assert Acknowledgement.objects.count() == 4


def test_the_same_receipt_sent_eight_times_is_one_objection(nation):
    posting = post(nation)
    code = new_code()
    send = lambda: objection_receive(  # noqa: E731 - one press
        posting=Posting.objects.get(pk=posting.pk), text="条目有误，请核实。", code=code, clock=CLOCK
    )
    won, lost = only_refusals(together(*[send] * CLIENTS))
    assert (len({one.pk for one in won}), lost) == (1, [])
    assert Objection.objects.count() == 1


def test_a_correction_is_issued_once(nation):
    posting = post(nation)
    objection = objection_receive(posting=posting, text="条目有误，请核实。", code=new_code(), clock=CLOCK)
    upheld = Answer(upheld=True, reason="属实", seq=3, remedy="strike")
    objection_answer(objection=objection, actor=nation.actor(PUBLISHER), answer=upheld, clock=CLOCK)
    row = correction_prepare(posting=posting, actor=nation.actor(PUBLISHER), clock=CLOCK)
    seen = prepare(by_id(str(row.pk))).fingerprint
    won, _ = only_refusals(together(*[issuing_of(nation, row, seen)] * CLIENTS))
    assert len(won) == 1
    assert sorted(Posting.objects.values_list("number", "state")) == [(1, "corrected"), (2, "issued")]
    assert kinds(nation).count("posting.corrected") == kinds(nation).count("claim.struck") == 1


def test_posting_and_returning_a_claim_at_once_leave_one_legal_path(nation):
    """A claim is posted or it is not on the list; never both."""
    from fivefold.lifecycle.move import move
    from fivefold.lifecycle.transactions import action

    posting = draft(nation, approved_round(nation))
    seen = prepare(by_id(str(posting.pk))).fingerprint
    claim = Claim.objects.get(region=nation.regions["丁区"])

    @action
    def withdraw():
        return move(
            Claim.objects.get(pk=claim.pk),
            "claim.withdrawn",
            actor=nation.actor("丁区 signer"),
            clock=CLOCK,
            because="退",
        )

    only_refusals(together(issuing_of(nation, posting, seen), withdraw))
    claim.refresh_from_db()
    listed = PostingEntry.objects.filter(claim=claim).exists()
    assert (claim.state, listed, Posting.objects.get().state) in {
        ("posted", True, "issued"),
        ("withdrawn", False, "drafted"),
    }


def test_control_without_lock_and_transaction_numbers_collide(nation, monkeypatch):
    """The control experiment: with check and write apart, lists of several rounds take the same number."""
    rows = [draft(nation, approved_round(nation)) for _ in range(4)]
    seen = [prepare(by_id(str(row.pk))).fingerprint for row in rows]
    between = threading.Barrier(len(rows))
    honest = issuing.next_number

    def slow(programme):
        number = honest(programme)
        between.wait(timeout=30)
        return number

    take_guards_away(monkeypatch)
    monkeypatch.setattr(issuing, "next_number", slow)
    results = unguarded(*[issuing_of(nation, row, mark) for row, mark in zip(rows, seen, strict=True)])
    assert sum(isinstance(one, IntegrityError) for one in results) == len(rows) - 1
    assert Posting.objects.exclude(number=None).count() == 1


def test_control_without_lock_and_transaction_every_answer_wins(nation, monkeypatch):
    """The control experiment: eight answers all believe they were first, and seven of them are lost."""
    posting = post(nation)
    objection = objection_receive(posting=posting, text="条目有误，请核实。", code=new_code(), clock=CLOCK)
    take_guards_away(monkeypatch)
    part_check_and_write(monkeypatch, "objection.dismissed")

    def answering(number):
        return lambda: objection_answer(
            objection=Objection.objects.get(pk=objection.pk), actor=nation.actor(PUBLISHER), clock=CLOCK,
            answer=Answer(upheld=False, reason=f"答复{number}"),
        )  # fmt: skip

    results = unguarded(*map(answering, range(CLIENTS)))
    assert not any(isinstance(one, Refused) for one in results)
    assert kinds(nation).count("objection.dismissed") == CLIENTS
    assert Objection.objects.get().state == "dismissed"


def test_control_without_the_check_of_what_was_seen_another_list_is_posted(nation):
    """The control experiment: without the fingerprint a claim approved meanwhile goes out unchecked."""
    from claim.postings.posted import approve

    round_ = approved_round(nation)
    posting = draft(nation, round_)
    checked = {str(claim.pk) for claim in prepare(by_id(str(posting.pk))).claims}
    approve(nation, round_, "丙市", 9)
    issue(nation, posting)
    posted = {str(pk) for pk in PostingEntry.objects.values_list("claim_id", flat=True)}
    assert len(posted - checked) == 1
