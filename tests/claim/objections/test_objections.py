"""Objections: raised in the notice, answered once with a reason, an upheld one corrected by a new number."""

import json
from datetime import date, timedelta
from uuid import UUID

import pytest

from claim.postings.posted import PUBLISHER, after, approve, draft, issue, post
from fivefold.claim.models import Acknowledgement, Claim, Objection, Posting, PostingEntry
from fivefold.claim.objections import actions
from fivefold.claim.objections.actions import (
    Answer,
    objection_answer,
    objection_raise,
    objection_receive,
)
from fivefold.claim.objections.correcting import correction_prepare
from fivefold.claim.objections.queries import by_receipt, line_at, public_view
from fivefold.claim.objections.quota import HOURLY, Quota
from fivefold.claim.objections.receipts import ALPHABET, new_code, opened, sealed
from fivefold.claim.postings.actions import posting_acknowledge
from fivefold.claim.postings.dossiers import document_of
from fivefold.claim.postings.queries import by_id, list_of
from fivefold.claim.postings.terms import last_moment
from fivefold.ledger import reading
from fivefold.lifecycle.errors import NotAllowed, ReasonMissing, WrongState
from fivefold.lifecycle.origin import origin_of
from fivefold.method.reason import Refused
from fivefold.notices.models import CalendarEntry, Notice, ToDo

pytestmark = pytest.mark.django_db
TEXT = "第一条的责任单位应为演示办公室。"


@pytest.fixture
def posting(nation):
    return post(nation)


def raised(nation, posting, name="乙市 signer", **delta):
    return objection_raise(
        posting=posting,
        actor=nation.actor(name),
        text=TEXT,
        entry=line_at(posting, 3),
        clock=after(posting, **delta),
    )


def received(posting, code=None, network="", **delta):
    return objection_receive(
        posting=posting, text=TEXT, code=code or new_code(), network=network, clock=after(posting, **delta)
    )


def answered(nation, objection, *, upheld=True, **values):
    given = Answer(
        upheld, "经核实情况属实。", **({"seq": 3, "remedy": "strike"} | values if upheld else values)
    )
    return objection_answer(
        objection=objection,
        actor=nation.actor(PUBLISHER),
        answer=given,
        clock=after(objection.posting, days=3),
    )


def corrected(nation, posting):
    row = correction_prepare(posting=posting, actor=nation.actor(PUBLISHER), clock=after(posting, days=4))
    return issue(nation, row, clock=after(posting, days=4))


def test_a_body_objects_through_its_seat(nation, posting):
    objection = raised(nation, posting)
    assert (objection.state, objection.body.name, objection.raised_on) == ("raised", "乙市", date(2026, 9, 1))
    facts = reading.history(origin_of(nation.programme), "objection", str(objection.pk))
    assert [one.kind for one in facts] == ["objection.raised"]
    todo = ToDo.objects.get(subject_id=str(objection.pk))
    assert (todo.role, todo.body.name, todo.due_at) == ("publisher", "演示中央办公室", objection.turn_due())


@pytest.mark.parametrize("name", ["乙市 filler", "演示省 reviewer", "centre publisher", "centre observer"])
def test_only_signers_and_coordinators_speak_for_a_body(nation, posting, name):
    with pytest.raises(NotAllowed):
        raised(nation, posting, name)
    assert not Objection.objects.exists()


def test_a_coordinator_speaks_for_the_province(nation, posting):
    assert raised(nation, posting, "演示省 coordinator").body.name == "演示省"


def test_the_notice_is_half_open_and_a_late_objection_is_told_the_date(nation, posting):
    """The last moment of 16 September is in time, the first of 17 September is not."""
    end = posting.notice_until - posting.issued_at
    assert received(posting, seconds=(end - timedelta(seconds=1)).total_seconds()).state == "raised"
    for make in (
        lambda: received(posting, seconds=end.total_seconds()),
        lambda: raised(nation, posting, seconds=end.total_seconds()),
    ):
        with pytest.raises(WrongState) as refused:
            make()
        assert refused.value.spoken("zh") == ("公示已于2026-09-16期满，此后不再受理异议。",)


def test_of_a_citizen_only_text_day_and_digest_are_kept(nation, posting):
    """No address, no minute, no time-ordered key; the receipt code itself is stored nowhere."""
    code = new_code()
    objection = received(posting, code, hours=5, minutes=17)
    stored = Objection.objects.get()
    assert stored.pk.version == 4
    assert stored.raised_on == date(2026, 9, 1)
    assert stored.state_since.astimezone().minute == 0
    assert (stored.state_since - posting.issued_at) < timedelta(0)
    assert stored.receipt_sha256 != code
    assert by_receipt(code.lower().replace("-", " ")) == objection
    assert reading.history(origin_of(nation.programme), "objection", str(objection.pk)) == []
    todo = ToDo.objects.get(subject_id=str(objection.pk))
    assert (todo.pk.version, todo.since) == (4, stored.state_since)
    assert (stored.body, stored.writers) == (None, [])


def test_the_same_receipt_sent_twice_is_one_objection(posting):
    code = new_code()
    assert received(posting, code) == received(posting, code, minutes=1)
    assert Objection.objects.count() == 1


def test_receipt_codes_are_ours_and_long(posting):
    code = new_code()
    assert opened(sealed(code)) == code
    assert opened(sealed(code)[:-1] + "x") is None
    assert len(code.replace("-", "")) == 20
    assert set(code) <= set(ALPHABET) | {"-"}


def test_a_network_has_its_hour_and_shuts_nobody_else_out(posting, monkeypatch):
    monkeypatch.setattr(actions, "QUOTA", Quota())
    code = new_code()
    received(posting, code, network="203.0.113.0/24")
    for _ in range(HOURLY - 1):
        received(posting, network="203.0.113.0/24")
    with pytest.raises(Refused) as refused:
        received(posting, network="203.0.113.0/24", minutes=30)
    assert refused.value.reasons[0].code == "claim.objections.busy"
    assert received(
        posting, code, network="203.0.113.0/24", minutes=30
    ).receipt_sha256  # sent twice, taken once
    for other in ("203.0.114.0/24", "2001:db8::/64", ""):
        assert received(posting, network=other, minutes=30).state == "raised"
    assert received(posting, network="203.0.113.0/24", hours=1).state == "raised"
    assert Objection.objects.count() == HOURLY + 4


def test_all_senders_together_have_no_limit(posting, monkeypatch):
    monkeypatch.setattr(actions, "QUOTA", Quota())
    for place in range(2 * HOURLY + 1):
        received(posting, network=f"198.51.{place}.0/24")
    assert (
        Objection.objects.count() == ToDo.objects.filter(subject_type="objection").count() == 2 * HOURLY + 1
    )


def test_an_answer_needs_a_reason_and_is_given_once(nation, posting):
    objection = raised(nation, posting)
    with pytest.raises(ReasonMissing):
        objection_answer(
            objection=objection, actor=nation.actor(PUBLISHER), answer=Answer(upheld=False, reason=" ")
        )
    answered(nation, objection, upheld=False)
    with pytest.raises(WrongState):
        answered(nation, objection, upheld=False)
    stored = Objection.objects.get()
    assert (stored.state, stored.answer, stored.answered_on) == (
        "dismissed",
        "经核实情况属实。",
        date(2026, 9, 4),
    )
    assert (
        Notice.objects.filter(code="notice.objection.dismissed", body__name="乙市", role="signer").count()
        == 1
    )


def test_only_the_publisher_answers(nation, posting):
    objection = raised(nation, posting)
    for name in (one for one in nation.seats if one != PUBLISHER):
        with pytest.raises(NotAllowed):
            objection_answer(
                objection=objection, actor=nation.actor(name), answer=Answer(upheld=False, reason="不成立")
            )
    assert Objection.objects.get().state == "raised"


def test_whoever_raised_it_does_not_answer_it_on_another_seat(nation, posting):
    objection = raised(nation, posting)
    Objection.objects.update(writers=[nation.seats[PUBLISHER].person_id])
    with pytest.raises(NotAllowed) as refused:
        answered(nation, objection)
    assert refused.value.reasons[0].code == "authz.own_work"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"seq": None}, "claim.objections.no_entry"),
        ({"seq": 99}, "claim.objections.no_entry"),
        ({"remedy": "amend", "fields": {}}, "claim.objections.no_change"),
        ({"remedy": "amend", "fields": {"lead_unit": "乙市演示牵头单位"}}, "claim.objections.no_change"),
    ],
)
def test_a_remedy_must_fit_the_list(nation, posting, values, code):
    with pytest.raises(Refused) as refused:
        answered(nation, raised(nation, posting), **values)
    assert refused.value.reasons[0].code == code
    assert Objection.objects.get().state == "raised"


def test_a_project_the_region_claims_already_cannot_be_put_in(nation, posting):
    code = nation.edition.projects.get(order=11).code
    with pytest.raises(Refused) as refused:
        answered(nation, raised(nation, posting), seq=1, remedy="amend", fields={"project": code})
    assert refused.value.reasons[0].code == "claim.objections.claimed_already"


def test_a_struck_entry_gives_a_new_number_with_the_full_list(nation, posting):
    """A correction is a new numbered posting that names the old one; the old one is never edited."""
    before = Posting.objects.get(pk=posting.pk).canonical
    answered(nation, raised(nation, posting))
    new = corrected(nation, posting)
    data, old = list_of(new), Posting.objects.get(pk=posting.pk)
    assert (new.number, new.document_number) == (2, "演示〔2026〕2号")
    assert data["corrects"] == {"number": 1, "digest": posting.digest}
    assert [(e["seq"], e["region"]["name"]) for e in data["entries"]] == [
        (1, "甲市"),
        (2, "甲市"),
        (3, "丙市"),
        (4, "丁区"),
    ]
    assert (old.state, old.canonical, old.digest) == ("corrected", before, posting.digest)
    assert Claim.objects.get(region__body__name="乙市").state == "struck"
    assert Objection.objects.get().state == "corrected"
    assert new.correction_reason.startswith("第3条（乙市，")
    kinds = [one.kind for one in reading.page(origin_of(nation.programme), start=0, count=50)[0]]
    assert {"posting.issued", "posting.corrected", "claim.struck", "objection.corrected"} <= set(kinds)
    lines = PostingEntry.objects.filter(posting__state="issued").values_list("claim_id", flat=True)
    assert len(lines) == len(set(lines)) == 4


def test_an_amended_entry_says_what_was_decided_and_the_region_is_told(nation, posting):
    project = nation.edition.projects.get(order=9)
    fields = {"lead_unit": "乙市另一演示单位", "project": project.code}
    answered(nation, raised(nation, posting), remedy="amend", fields=fields)
    new = corrected(nation, posting)
    entry = list_of(new)["entries"][2]
    assert (entry["lead_unit"], entry["project"]) == (
        "乙市另一演示单位",
        {"code": project.code, "name": project.title},
    )
    claim = Claim.objects.get(region__body__name="乙市")
    assert (claim.state, claim.lead_unit, claim.project) == ("posted", "乙市另一演示单位", project)
    assert Notice.objects.filter(code="notice.claim.corrected", body__name="乙市").count() == 1


def test_unchanged_regions_need_not_acknowledge_again(nation, posting):
    for name in ("甲市", "乙市"):
        posting_acknowledge(
            posting=posting, actor=nation.actor(f"{name} signer"), clock=after(posting, hours=1)
        )
    answered(nation, raised(nation, posting), remedy="amend", fields={"lead_unit": "新单位"})
    new = corrected(nation, posting)
    kept = Acknowledgement.objects.filter(posting=new).values_list("region__body__name", flat=True)
    assert list(kept) == ["甲市"]
    asked = ToDo.objects.filter(code="todo.posting.acknowledge", subject_id=str(new.pk), done_at=None)
    assert sorted(asked.values_list("body__name", flat=True)) == ["丁区", "丙市", "乙市"]
    assert not ToDo.objects.filter(subject_id=str(posting.pk), done_at=None).exists()


def test_a_replaced_list_has_no_dates_to_come(nation, posting):
    """Its issue stays in the year; the ends of its terms go, those of the correction stand there."""
    answered(nation, raised(nation, posting))
    new = corrected(nation, posting)
    dates = {row.pk: [] for row in (posting, new)}
    for entry in CalendarEntry.objects.filter(subject_type="posting").order_by("code"):
        dates[UUID(entry.subject_id)].append(entry.code.removeprefix("calendar.posting."))
    of_regions = ["acknowledge"] * new.entries.values("region").distinct().count()
    assert dates == {posting.pk: ["issued"], new.pk: [*of_regions, "issued", "notice_ends"]}


def test_the_publishers_drafts_have_a_date(nation, posting):
    """A first list is due when the reviews end, a correction when the notice it replaces ends; later ones have none."""
    first = ToDo.objects.get(code="todo.posting.drafted", subject_id=str(posting.pk))
    assert first.due_at == posting.round.review_closes_at
    answered(nation, raised(nation, posting))
    row = correction_prepare(posting=posting, actor=nation.actor(PUBLISHER), clock=after(posting, days=4))
    second = ToDo.objects.get(code="todo.posting.drafted", subject_id=str(row.pk))
    assert second.due_at == last_moment(posting.notice_until)
    row.state_since = posting.notice_until
    assert row.turn_due() is None


def test_several_upheld_objections_make_one_correction(nation, posting):
    answered(nation, raised(nation, posting))
    answered(nation, received(posting), seq=5, remedy="amend", fields={"lead_unit": "丁区新单位"})
    new = corrected(nation, posting)
    assert len(new.changes) == 2
    assert set(Objection.objects.values_list("state", flat=True)) == {"corrected"}


def test_a_correction_can_be_corrected_by_an_objection_to_the_first_list(nation, posting):
    early = raised(nation, posting, "丙市 signer")
    answered(nation, raised(nation, posting))
    second = corrected(nation, posting)
    answered(nation, early, seq=3, remedy="amend", fields={"lead_unit": "丙市新单位"})
    third = corrected(nation, second)
    # Each names the title of the very notice that it corrects, whatever the publisher called that one.
    assert posting.title != second.title
    for new, old in ((second, posting), (third, second)):
        first = document_of(new, list_of(new), checkpoint="").blocks[0].text
        assert f"《{old.title}》（{old.document_number}）所附榜单" in first
    assert third.number == 3
    assert list_of(third)["corrects"]["number"] == 2
    assert list_of(third)["entries"][2]["lead_unit"] == "丙市新单位"


def test_an_answered_objection_waits_no_more(nation, posting):
    first, second = received(posting), received(posting)
    counted = []
    for objection, upheld in ((None, False), (first, True), (second, False)):
        if objection:
            answered(nation, objection, upheld=upheld)
        found = public_view(posting)
        counted.append((found.received, found.waiting, len(found.answered)))
    assert counted == [(2, 2, 0), (2, 1, 1), (2, 0, 2)]


def test_nothing_upheld_and_lists_replaced_already_are_not_corrected(nation, posting):
    with pytest.raises(Refused) as refused:
        corrected(nation, posting)
    assert refused.value.reasons[0].code == "claim.objections.nothing_upheld"
    answered(nation, raised(nation, posting))
    corrected(nation, posting)
    with pytest.raises(WrongState):
        correction_prepare(posting=posting, actor=nation.actor(PUBLISHER))
    with pytest.raises(WrongState) as refused:
        raised(nation, by_id(str(posting.pk)))
    assert refused.value.reasons[0].code == "claim.objections.replaced"


def test_a_draft_of_the_round_stands_in_the_way_of_a_correction(nation, posting):
    approve(nation, posting.round, "丙市", 8)
    draft(nation, posting.round)
    answered(nation, raised(nation, posting))
    with pytest.raises(WrongState) as refused:
        corrected(nation, posting)
    assert refused.value.reasons[0].code == "claim.objections.draft_in_the_way"


def test_the_public_sees_answers_and_kinds_but_no_unreviewed_text(nation, posting):
    first, second = received(posting), received(posting)
    body = raised(nation, posting)
    waiting = public_view(posting)
    assert (waiting.received, waiting.waiting, list(waiting.answered)) == (3, 3, [])
    answered(nation, first, upheld=False)
    answered(nation, second, upheld=False, text_shown=True)
    answered(nation, body, upheld=False)
    shown = public_view(posting)
    assert sorted((one.channel, one.body, one.text) for one in shown.answered) == sorted(
        [("receipt", "", ""), ("receipt", "", TEXT), ("seat", "乙市", TEXT)]
    )
    assert (
        json.dumps([one.answer for one in shown.answered], ensure_ascii=False).count("经核实情况属实。") == 3
    )
