"""The review chain: approve, return, suggest, notes, four eyes, several at once (4.9)."""

from datetime import timedelta

import pytest

from cast import CLOCK, NOW, FrozenClock, later, open_round
from claim_stage import approved, codes, drafted, filed, project, submitted, whole
from fivefold.claim.claims import actions, queries, reviewing
from fivefold.claim.claims.models import Claim, LocalNote, Review
from fivefold.ledger.reading import history
from fivefold.lifecycle.errors import NotAllowed, ReasonMissing, WrongState
from fivefold.lifecycle.origin import origin_of
from fivefold.method.reason import Refused
from fivefold.notices.models import Notice, ToDo


def approve(nation, claim, by="演示省 reviewer", **more):
    return reviewing.claim_approve(claim=claim, actor=nation.actor(by), **{"clock": CLOCK, **more})


def kinds(nation, claim):
    return [entry.kind for entry in history(origin_of(nation.programme), "claim", str(claim.pk))]


@pytest.mark.parametrize(
    "by", ["样例省 reviewer", "演示省 coordinator", "甲市 signer", "centre publisher", "centre observer"]
)
def test_only_the_provinces_reviewer_reviews(nation, by):
    claim = submitted(nation, open_round(nation))
    with pytest.raises(NotAllowed):
        approve(nation, claim, by)
    assert Review.objects.count() == 0


def test_whoever_wrote_does_not_review(nation):
    """4.9: filer is not reviewer, through whatever seat."""
    claim = submitted(nation, open_round(nation))
    Claim.objects.filter(pk=claim.pk).update(
        writers=[*claim.writers, nation.seats["演示省 reviewer"].person_id]
    )
    with pytest.raises(NotAllowed) as refusal:
        approve(nation, claim)
    assert codes(refusal) == ["authz.own_work"]


def test_every_verdict_is_kept_with_its_parts(nation):
    """4.9: the history is kept through returns."""
    claim = submitted(nation, open_round(nation))
    reviewer = nation.actor("演示省 reviewer")
    reviewing.claim_return(
        claim=claim, parts=["outputs", "plan_means"], because="演示：不具体", actor=reviewer, clock=CLOCK
    )
    actions.claim_submit(claim=claim, actor=nation.actor("甲市 signer"), clock=CLOCK)
    approve(nation, claim, because="演示：同意")
    found = [(r.verdict, r.parts, r.reason, r.step, r.level) for r in queries.reviews_of(claim)]
    assert found == [
        ("returned", ["plan_means", "outputs"], "演示：不具体", 0, 1),
        ("approved", [], "演示：同意", 0, 1),
    ]
    claim.refresh_from_db()
    assert (claim.state, claim.returned_parts, claim.return_reason) == ("approved", [], "")


@pytest.mark.parametrize("parts", [[], ["nonsense"], ["outputs", "nonsense"]])
def test_a_return_names_known_parts(nation, parts):
    claim = submitted(nation, open_round(nation))
    with pytest.raises(Refused) as refusal:
        reviewing.claim_return(
            claim=claim, parts=parts, because="演示", actor=nation.actor("演示省 reviewer"), clock=CLOCK
        )
    assert codes(refusal) == ["claims.no_parts"]


def test_a_return_needs_words_and_tells_the_region(nation):
    claim = submitted(nation, open_round(nation))
    with pytest.raises(ReasonMissing):
        reviewing.claim_return(
            claim=claim, parts=["outputs"], because="", actor=nation.actor("演示省 reviewer"), clock=CLOCK
        )
    reviewing.claim_return(
        claim=claim, parts=["outputs"], because="演示", actor=nation.actor("演示省 reviewer"), clock=CLOCK
    )
    told = Notice.objects.filter(code="notice.claim.returned").values_list("role", flat=True)
    assert sorted(told) == ["filler", "signer"]
    waiting = ToDo.objects.filter(subject_id=str(claim.pk), done_at=None).order_by("role")
    assert [(todo.role, todo.code) for todo in waiting] == [
        ("filler", "todo.claim.returned"),
        ("signer", "todo.claim.returned"),
    ]


def test_an_approved_claim_can_be_taken_back(nation):
    claim = approved(nation, open_round(nation))
    reviewing.claim_return(
        claim=claim, parts=["outputs"], because="演示", actor=nation.actor("演示省 reviewer"), clock=CLOCK
    )
    claim.refresh_from_db()
    assert (claim.state, claim.review_step) == ("returned", 0)


def test_a_suggestion_must_be_another_project_of_the_edition(nation):
    round_ = open_round(nation)
    claim = submitted(nation, round_)
    drafted(nation, round_, order=2)
    for order in (1, 2):
        with pytest.raises(Refused) as refusal:
            reviewing.claim_suggest(
                claim=claim,
                project=project(nation, order),
                because="演示",
                actor=nation.actor("演示省 reviewer"),
                clock=CLOCK,
            )
        assert codes(refusal) == ["claims.suggested_is_claimed"]


def test_a_region_may_stay_with_its_project_against_a_suggestion(nation):
    claim = submitted(nation, open_round(nation))
    reviewing.claim_suggest(
        claim=claim,
        project=project(nation, 5),
        because="演示",
        actor=nation.actor("演示省 reviewer"),
        clock=CLOCK,
    )
    actions.claim_submit(claim=claim, actor=nation.actor("甲市 signer"), clock=CLOCK)
    claim.refresh_from_db()
    assert (claim.state, claim.suggested_project) == ("submitted", None)


@pytest.mark.parametrize(
    ("early", "code"), [(timedelta(milliseconds=1), None), (timedelta(0), "rounds.review_over")]
)
def test_review_ends_half_open(nation, early, code):
    claim = submitted(nation, open_round(nation))
    clock = FrozenClock(NOW + timedelta(days=37) - early)
    if code is None:
        approve(nation, claim, clock=clock)
        return
    with pytest.raises(Refused) as refusal:
        approve(nation, claim, clock=clock)
    assert codes(refusal) == [code]


@pytest.mark.parametrize("state", ["drafted", "filed", "withdrawn"])
def test_what_is_not_submitted_is_not_reviewed(nation, state):
    round_ = open_round(nation)
    claim = filed(nation, round_) if state == "filed" else whole(nation, round_)
    if state == "withdrawn":
        actions.claim_withdraw(claim=claim, because="演示", actor=nation.actor("甲市 signer"), clock=CLOCK)
    with pytest.raises(WrongState):
        approve(nation, claim)


def test_a_chain_of_two_passes_on_and_each_level_keeps_its_turn(nation):
    """4.9: the review chain is the round's; a claim keeps a pointer into it."""
    from fivefold.authz.roles import Role

    nation.seat("centre", nation.centre, Role.REVIEWER)
    claim = submitted(nation, open_round(nation, review_levels=[1, 0]))
    with pytest.raises(NotAllowed) as refusal:
        approve(nation, claim, "centre reviewer")
    assert codes(refusal) == ["authz.not_your_turn"]
    approve(nation, claim, step=0)
    claim.refresh_from_db()
    assert (claim.state, claim.review_step, claim.reviewing_level()) == ("submitted", 1, 0)
    assert ToDo.objects.get(subject_id=str(claim.pk), done_at=None).body == nation.centre
    with pytest.raises(NotAllowed):
        approve(nation, claim)
    with pytest.raises(WrongState):
        approve(nation, claim, "centre reviewer", step=0)
    approve(nation, claim, "centre reviewer", step=1)
    assert kinds(nation, claim) == ["claim.submitted", "claim.passed_on", "claim.approved"]


def test_without_a_chain_what_is_submitted_is_approved(nation):
    claim = submitted(nation, open_round(nation, review_levels=[]))
    assert claim.state == "approved"
    assert kinds(nation, claim) == ["claim.submitted", "claim.approved"]


def test_without_a_chain_a_lapsed_filing_is_approved_too(nation):
    claim = filed(nation, open_round(nation, review_levels=[]))
    actions.claims_lapse(programme=nation.programme, clock=later(days=12))
    assert kinds(nation, claim) == ["claim.filed", "claim.lapsed", "claim.approved"]


def test_several_at_once_are_decided_one_by_one(nation):
    round_ = open_round(nation)
    good, foreign = submitted(nation, round_), submitted(nation, round_, "丙市")
    draft = drafted(nation, round_, "乙市")
    outcomes = reviewing.claims_approve(
        claims=[good, foreign, draft], actor=nation.actor("演示省 reviewer"), clock=CLOCK
    )
    assert [[reason.code for reason in outcome.reasons] for outcome in outcomes] == [
        [], ["authz.out_of_reach"], ["lifecycle.wrong_state"],
    ]  # fmt: skip
    assert sorted(Claim.objects.values_list("state", flat=True)) == ["approved", "drafted", "submitted"]


def test_a_note_is_kept_and_its_text_never_enters_the_log(nation):
    claim = submitted(nation, open_round(nation))
    reviewing.note_add(
        round_=claim.round,
        region=claim.region,
        text="演示：底子薄",
        actor=nation.actor("演示省 coordinator"),
        clock=CLOCK,
    )
    entry = history(origin_of(nation.programme), "claim", str(claim.pk))[-1]
    assert (entry.kind, "底子薄" in str(entry.params)) == ("claim.noted", False)
    assert LocalNote.objects.get().body == nation.provinces["演示省"]


@pytest.mark.parametrize("by", ["样例省 coordinator", "甲市 signer", "centre observer"])
def test_strangers_add_no_notes(nation, by):
    round_ = open_round(nation)
    with pytest.raises(NotAllowed):
        reviewing.note_add(
            round_=round_, region=nation.regions["甲市"], text="x", actor=nation.actor(by), clock=CLOCK
        )


def test_an_empty_note_is_refused_and_a_region_without_claims_can_be_noted(nation):
    round_ = open_round(nation)
    actor = nation.actor("演示省 reviewer")
    with pytest.raises(Refused) as refusal:
        reviewing.note_add(round_=round_, region=nation.regions["甲市"], text=" ", actor=actor, clock=CLOCK)
    assert codes(refusal) == ["claims.empty_note"]
    reviewing.note_add(round_=round_, region=nation.regions["甲市"], text="演示", actor=actor, clock=CLOCK)
    assert len(queries.notes(nation.seats["centre publisher"], round_, nation.regions["甲市"])) == 1
    assert queries.notes(nation.seats["甲市 signer"], round_, nation.regions["甲市"]) == []


def test_what_others_ask_of_claims(nation):
    round_ = open_round(nation)
    first, second = approved(nation, round_), submitted(nation, round_, order=2)
    assert list(queries.approved_claims(round_)) == [first]
    assert set(queries.claims_of(nation.regions["甲市"])) == {first, second}


@pytest.mark.parametrize("verdict", ["returned", "suggested"])
def test_what_the_second_level_sends_back_begins_the_chain_anew(nation, verdict):
    from fivefold.authz.roles import Role

    nation.seat("centre", nation.centre, Role.REVIEWER)
    claim = submitted(nation, open_round(nation, review_levels=[1, 0]))
    approve(nation, claim, step=0)
    said = {"claim": claim, "because": "演示", "actor": nation.actor("centre reviewer"), "clock": CLOCK}
    if verdict == "returned":
        reviewing.claim_return(parts=["outputs"], **said)
    else:
        reviewing.claim_suggest(project=project(nation, 5), **said)
    actions.claim_submit(claim=claim, actor=nation.actor("甲市 signer"), clock=CLOCK)
    claim.refresh_from_db()
    assert (claim.state, claim.review_step, claim.reviewing_level()) == ("submitted", 0, 1)
    waiting = ToDo.objects.get(subject_id=str(claim.pk), done_at=None)
    assert waiting.body == nation.provinces["演示省"]
