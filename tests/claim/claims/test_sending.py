"""Submitting, filing for a region, confirming, withdrawing, leaving."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from cast import CLOCK, NOW, FrozenClock, later, open_round
from claim_stage import VALUES, WHOLE, approved, codes, drafted, fields, filed, project, submitted, whole
from fivefold.claim.claims import actions, drafting, queries, reviewing
from fivefold.claim.claims.drafting import Edit
from fivefold.claim.claims.models import Claim
from fivefold.ledger.reading import history
from fivefold.lifecycle.errors import NotAllowed, ReasonMissing, WrongState
from fivefold.lifecycle.move import move
from fivefold.lifecycle.origin import origin_of
from fivefold.method.reason import Refused
from fivefold.notices.models import Notice, ToDo
from fivefold.packs.programmes import pack_of

# Filed on 1 September in Beijing, confirmed within ten calendar days: until the end of the eleventh.
CONFIRM_BY = datetime(2026, 9, 11, 16, 0, tzinfo=UTC)


def submit(nation, claim, *, by="甲市 signer", clock=CLOCK):
    return actions.claim_submit(claim=claim, actor=nation.actor(by), clock=clock)


def kinds(nation, claim):
    return [entry.kind for entry in history(origin_of(nation.programme), "claim", str(claim.pk))]


def test_a_whole_claim_is_submitted_and_waits_for_the_province(nation):
    claim = submitted(nation, open_round(nation))
    assert (claim.state, claim.submitted_at, claim.reviewing_level()) == ("submitted", NOW, 1)
    todo = ToDo.objects.get(subject_id=str(claim.pk), done_at=None)
    assert (todo.body, todo.role, todo.due_at) == (
        nation.provinces["演示省"],
        "reviewer",
        NOW + timedelta(days=37),
    )
    assert kinds(nation, claim) == ["claim.submitted"]


def test_without_an_expected_output_a_claim_is_refused(nation):
    """4.2b: a claim without an expected experience output cannot be submitted."""
    claim = whole(nation, open_round(nation))
    drafting.claim_edit(
        claim=claim,
        version=claim.version,
        edit=Edit({"expected_output": "  "}),
        actor=nation.actor("甲市 filler"),
        clock=CLOCK,
    )
    with pytest.raises(Refused) as refusal:
        submit(nation, claim)
    assert (codes(refusal), fields(refusal)) == (["claims.part_missing"], ["expected_output"])
    labels = {part.key: part.label.zh for part in pack_of(nation.programme).claim.parts}
    assert refusal.value.spoken("zh_Hans") == (f"“{labels['outputs']}”尚未填写。",)
    with override("en"), pytest.raises(Refused) as refusal:
        submit(nation, claim)
    assert refusal.value.spoken("en") == ("“Transferable experience expected” is not filled in.",)
    claim.refresh_from_db()
    assert (claim.state, kinds(nation, claim)) == ("drafted", [])


def test_without_the_decision_file_it_stays_an_intention(nation):
    """6.6: a claim carries the decision file; without it its status is "intention" and it cannot be submitted."""
    claim = drafted(nation, open_round(nation))
    drafting.claim_edit(
        claim=claim,
        version=0,
        edit=Edit(VALUES, WHOLE.milestones),
        actor=nation.actor("甲市 filler"),
        clock=CLOCK,
    )
    with pytest.raises(Refused) as refusal:
        submit(nation, claim)
    assert codes(refusal) == ["claims.no_decision_file"]
    assert "意向" in refusal.value.spoken("zh_Hans")[0]
    claim.refresh_from_db()
    assert claim.state == "drafted"


def test_an_empty_draft_names_everything_it_lacks(nation):
    """4.5a: the basis is mandatory. 4.6: a claim is accepted only with leader, unit and milestones."""
    claim = drafted(nation, open_round(nation))
    with pytest.raises(Refused) as refusal:
        submit(nation, claim)
    assert fields(refusal) == [
        "basis", "aim_province", "aim_nation", "leader_post", "lead_unit", "means", "expected_output", "milestones",
        "decision_meeting", "decision_number", "decision_on", "decision_signer_post", "decision_file",
    ]  # fmt: skip


def test_a_basis_needs_its_reason_and_must_be_one_of_the_packs(nation):
    """4.5a: the basis is one of the pack's, and says why."""
    claim = whole(nation, open_round(nation))
    actor = nation.actor("甲市 filler")
    drafting.claim_edit(claim=claim, version=1, edit=Edit({"basis_reason": ""}), actor=actor, clock=CLOCK)
    with pytest.raises(Refused) as refusal:
        submit(nation, claim)
    assert fields(refusal) == ["basis_reason"]
    drafting.claim_edit(
        claim=claim, version=2, edit=Edit({"basis_reason": "x", "basis": "whim"}), actor=actor, clock=CLOCK
    )
    with pytest.raises(Refused) as refusal:
        submit(nation, claim)
    assert fields(refusal) == ["basis"]


@pytest.mark.parametrize("text", ["联系 138 0000 0000", "１１０１０１１９９００１０１１２３Ｘ"])
def test_personal_numbers_are_refused_at_their_field(nation, text):
    """4.6: no personal data beyond office contact."""
    claim = whole(nation, open_round(nation))
    drafting.claim_edit(
        claim=claim,
        version=1,
        edit=Edit({"leader_post": text}),
        actor=nation.actor("甲市 filler"),
        clock=CLOCK,
    )
    with pytest.raises(Refused) as refusal:
        submit(nation, claim)
    assert (codes(refusal), fields(refusal)) == (["claim.personal_data"], ["leader_post"])


@pytest.mark.parametrize(
    "by", ["甲市 filler", "乙市 signer", "演示省 coordinator", "演示省 reviewer", "centre publisher"]
)
def test_only_the_regions_signer_submits(nation, by):
    claim = whole(nation, open_round(nation))
    with pytest.raises(NotAllowed):
        submit(nation, claim, by=by)
    assert kinds(nation, claim) == []


@pytest.mark.parametrize(
    ("before_end", "code"), [(timedelta(milliseconds=1), None), (timedelta(0), "rounds.window_over")]
)
def test_submission_is_on_time_before_the_end_only(nation, before_end, code):
    claim = whole(nation, open_round(nation))
    clock = FrozenClock(NOW + timedelta(days=30) - before_end)
    if code is None:
        submit(nation, claim, clock=clock)
        return
    with pytest.raises(Refused) as refusal:
        submit(nation, claim, clock=clock)
    assert codes(refusal) == [code]


def test_nothing_is_submitted_in_a_closed_round(nation):
    round_ = open_round(nation)
    claim = whole(nation, round_)
    move(round_, "claim_round.closed", actor=nation.actor("centre publisher"), clock=CLOCK)
    with pytest.raises(Refused) as refusal:
        submit(nation, claim)
    assert codes(refusal) == ["rounds.not_open"]


def test_a_second_press_gets_a_sentence_and_leaves_one_leaf(nation):
    claim = submitted(nation, open_round(nation))
    with pytest.raises(WrongState) as refusal:
        submit(nation, claim)
    assert "甲市" in refusal.value.spoken("zh_Hans")[0]
    assert kinds(nation, claim) == ["claim.submitted"]


def test_what_was_returned_may_come_back_until_the_review_ends(nation):
    claim = submitted(nation, open_round(nation))
    reviewing.claim_return(
        claim=claim,
        parts=["plan_means"],
        because="演示",
        actor=nation.actor("演示省 reviewer"),
        clock=later(days=33),
    )
    submit(nation, claim, clock=later(days=36))
    reviewing.claim_return(
        claim=claim,
        parts=["plan_means"],
        because="演示",
        actor=nation.actor("演示省 reviewer"),
        clock=later(days=36),
    )
    with pytest.raises(Refused) as refusal:
        submit(nation, claim, clock=later(days=37))
    assert codes(refusal) == ["rounds.window_over"]
    # the moment reads as on every page, in the programme's zone whatever zone is active
    with timezone.override(UTC), pytest.raises(Refused) as elsewhere:
        submit(nation, claim, clock=later(days=37))
    for told in (refusal, elsewhere):
        assert told.value.reasons[0].params["at"] == "2026年10月8日 10:00（北京时间）"


def test_a_province_files_and_the_region_confirms(nation):
    claim = filed(nation, open_round(nation))
    assert (claim.state, claim.filed_by, claim.confirm_by) == (
        "filed", nation.provinces["演示省"], CONFIRM_BY,
    )  # fmt: skip
    assert ToDo.objects.get(subject_id=str(claim.pk), done_at=None).role == "signer"
    with pytest.raises(NotAllowed):
        actions.claim_confirm(claim=claim, actor=nation.actor("演示省 coordinator"), clock=CLOCK)
    actions.claim_confirm(claim=claim, actor=nation.actor("甲市 signer"), clock=CLOCK)
    claim.refresh_from_db()
    assert (claim.state, claim.filed_by, claim.submitted_at) == ("submitted", nation.provinces["演示省"], NOW)
    assert kinds(nation, claim) == ["claim.filed", "claim.confirmed"]


def test_a_disowned_claim_becomes_the_regions_own_draft(nation):
    claim = filed(nation, open_round(nation))
    with pytest.raises(ReasonMissing):
        actions.claim_disown(claim=claim, because="", actor=nation.actor("甲市 signer"), clock=CLOCK)
    actions.claim_disown(
        claim=claim, because="演示：未经研究", actor=nation.actor("甲市 signer"), clock=CLOCK
    )
    claim.refresh_from_db()
    assert (claim.state, claim.filed_by, claim.confirm_by) == ("drafted", None, None)
    assert Notice.objects.filter(code="notice.claim.disowned", body=nation.provinces["演示省"]).count() == 1


def test_silence_confirms_after_the_days_and_not_before(nation):
    claim = filed(nation, open_round(nation))
    before = FrozenClock(CONFIRM_BY - timedelta(milliseconds=1))
    assert actions.claims_lapse(programme=nation.programme, clock=before) == 0
    assert actions.claims_lapse(programme=nation.programme, clock=FrozenClock(CONFIRM_BY)) == 1
    claim.refresh_from_db()
    last = history(origin_of(nation.programme), "claim", str(claim.pk))[-1]
    assert (claim.state, last.kind, last.role) == ("submitted", "claim.lapsed", "system")
    assert actions.claims_lapse(programme=nation.programme, clock=later(days=11)) == 0


def test_a_claim_is_withdrawn_with_a_reason_until_it_is_posted(nation):
    claim = approved(nation, open_round(nation))
    with pytest.raises(ReasonMissing):
        actions.claim_withdraw(claim=claim, because=" ", actor=nation.actor("甲市 signer"), clock=CLOCK)
    actions.claim_withdraw(claim=claim, because="演示", actor=nation.actor("甲市 signer"), clock=CLOCK)
    claim.refresh_from_db()
    assert claim.state == "withdrawn"
    with pytest.raises(WrongState):
        actions.claim_withdraw(claim=claim, because="演示", actor=nation.actor("甲市 signer"), clock=CLOCK)


def test_leaving_the_pilot_closes_the_claims_with_history(nation):
    """4.3d: leaving the pilot closes the claim with history."""
    round_ = open_round(nation)
    first, second, other = (
        submitted(nation, round_),
        drafted(nation, round_, order=2),
        drafted(nation, round_, "乙市"),
    )
    move(
        nation.regions["甲市"],
        "region.left",
        actor=nation.actor("centre publisher"),
        clock=CLOCK,
        because="演示：退出试点",
    )
    states = {claim.pk: claim.state for claim in Claim.objects.all()}
    assert states == {first.pk: "closed", second.pk: "closed", other.pk: "drafted"}
    entries = history(origin_of(nation.programme), "claim", str(first.pk))
    assert [(e.kind, e.because) for e in entries] == [
        ("claim.submitted", ""),
        ("claim.closed", "演示：退出试点"),
    ]
    assert queries.claims_of(nation.regions["甲市"], round_).count() == 2


def test_a_suggestion_is_followed_in_one_act(nation):
    round_ = open_round(nation)
    claim = submitted(nation, round_)
    drafted(nation, round_, order=2)
    reviewing.claim_suggest(
        claim=claim,
        project=project(nation, 5),
        because="演示",
        actor=nation.actor("演示省 reviewer"),
        clock=later(days=31),
    )
    made = actions.claim_switch(
        claim=claim, because="演示：采纳", actor=nation.actor("甲市 signer"), clock=later(days=32)
    )
    claim.refresh_from_db()
    assert (claim.state, made.project, made.replaces, made.state) == (
        "withdrawn",
        project(nation, 5),
        claim,
        "drafted",
    )
    drafting.claim_edit(
        claim=made, version=0, edit=WHOLE, actor=nation.actor("甲市 filler"), clock=later(days=32)
    )
    submit(nation, made, clock=later(days=33))
    with pytest.raises(WrongState):
        actions.claim_switch(claim=made, because="演示", actor=nation.actor("甲市 signer"), clock=CLOCK)
