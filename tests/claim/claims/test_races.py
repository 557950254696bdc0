"""Every move of a claim under eight clients at once: one wins, the others get a sentence, nothing is lost.

Each client is a thread with a connection of its own on a real database: SQLite in a file, or PostgreSQL, by
FIVEFOLD_DATABASE. The control experiments take transaction and lock away and put a barrier between check and write:
they must break, or the tests above them prove nothing (decisions 31).
"""

import os
import threading

import pytest

from cast import CLOCK, build_nation, later, open_round
from claim_stage import approved, filed, project, submitted, whole
from fivefold.claim.claims import actions, drafting, reviewing
from fivefold.claim.claims.models import Claim, Review
from fivefold.claim.rounds import actions as rounds
from fivefold.claim.rounds.models import ClaimRound
from fivefold.classify.models import Region
from fivefold.ledger.reading import history, page, size
from fivefold.lifecycle.errors import WrongState
from fivefold.lifecycle.origin import origin_of
from fivefold.lifecycle.tables import REGISTRY
from fivefold.method.reason import Refused
from fivefold.notices.models import ToDo
from races.unguarded import part_check_and_write, take_guards_away, unguarded
from racing import CLIENTS, lost, together, won

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
TRIALS = range(int(os.environ.get("FIVEFOLD_SOAK", "1")))


@pytest.fixture
def nation(transactional_db):
    return build_nation()


def leaves(nation, claim):
    return [entry.kind for entry in history(origin_of(nation.programme), "claim", str(claim.pk))]


def one_wins(nation, claim, event, state, work):
    """The same move by eight clients: one success, seven sentences, one leaf, one state, one to-do a role at most."""
    before = leaves(nation, claim)
    results = together(*[work] * CLIENTS)
    assert len(won(results)) == 1
    assert {type(refusal) for refusal in lost(results)} == {WrongState}
    assert all(len(refusal.spoken("zh_Hans")[0]) > 5 for refusal in lost(results))
    claim.refresh_from_db()
    assert claim.state == state
    assert leaves(nation, claim) == [*before, event]
    waiting = ToDo.objects.filter(subject_id=str(claim.pk), done_at=None).values_list("body", "role")
    assert len(waiting) == len(set(waiting))


@pytest.mark.parametrize("trial", TRIALS)
def test_the_cap_holds_under_eight_clients(nation, trial):
    """4.5b: eight different projects at once, and exactly two are claimed."""
    round_ = open_round(nation)
    results = together(*[_drafting(nation, round_, order) for order in range(1, CLIENTS + 1)])
    assert len(won(results)) == 2
    assert {reason.code for refusal in lost(results) for reason in refusal.reasons} == {"claim.cap"}
    assert Claim.objects.filter(region=nation.regions["甲市"]).count() == 2


def _drafting(nation, round_, order):
    return lambda: drafting.claim_draft(
        round_=ClaimRound.objects.get(pk=round_.pk),
        region=Region.objects.get(pk=nation.regions["甲市"].pk),
        project=project(nation, order),
        actor=nation.actor("甲市 filler"),
        clock=CLOCK,
    )


def test_one_project_is_drafted_once(nation):
    round_ = open_round(nation)
    results = together(*[_drafting(nation, round_, 1)] * CLIENTS)
    assert len(won(results)) == 1
    assert {refusal.reasons[0].code for refusal in lost(results)} == {"claim.twice"}


@pytest.mark.parametrize("trial", TRIALS)
def test_one_submission_wins(nation, trial):
    claim = whole(nation, open_round(nation))
    actor = nation.actor("甲市 signer")
    one_wins(
        nation, claim, "claim.submitted", "submitted",
        lambda: actions.claim_submit(claim=Claim.objects.get(pk=claim.pk), actor=actor, clock=CLOCK),
    )  # fmt: skip


@pytest.mark.parametrize("trial", TRIALS)
def test_one_approval_wins_and_keeps_one_verdict(nation, trial):
    claim = submitted(nation, open_round(nation))
    actor = nation.actor("演示省 reviewer")
    one_wins(
        nation, claim, "claim.approved", "approved",
        lambda: reviewing.claim_approve(claim=Claim.objects.get(pk=claim.pk), actor=actor, clock=CLOCK),
    )  # fmt: skip
    assert Review.objects.filter(claim=claim).count() == 1


def test_one_return_wins_and_keeps_one_verdict(nation):
    claim = submitted(nation, open_round(nation))
    actor = nation.actor("演示省 reviewer")
    one_wins(
        nation, claim, "claim.returned", "returned",
        lambda: reviewing.claim_return(
            claim=Claim.objects.get(pk=claim.pk), parts=["plan_means"], because="演示", actor=actor, clock=CLOCK
        ),
    )  # fmt: skip
    assert Review.objects.filter(claim=claim).count() == 1


def test_one_suggestion_wins(nation):
    claim = submitted(nation, open_round(nation))
    actor, wanted = nation.actor("演示省 reviewer"), project(nation, 4)
    one_wins(
        nation, claim, "claim.other_suggested", "returned",
        lambda: reviewing.claim_suggest(
            claim=Claim.objects.get(pk=claim.pk), project=wanted, because="演示", actor=actor, clock=CLOCK
        ),
    )  # fmt: skip


def test_one_withdrawal_wins(nation):
    claim = approved(nation, open_round(nation))
    actor = nation.actor("甲市 signer")
    one_wins(
        nation, claim, "claim.withdrawn", "withdrawn",
        lambda: actions.claim_withdraw(claim=Claim.objects.get(pk=claim.pk), because="演示", actor=actor, clock=CLOCK),
    )  # fmt: skip


def test_one_filing_wins(nation):
    claim = whole(nation, open_round(nation), by="coordinator", place="演示省")
    actor = nation.actor("演示省 coordinator")
    one_wins(
        nation, claim, "claim.filed", "filed",
        lambda: actions.claim_file(claim=Claim.objects.get(pk=claim.pk), actor=actor, clock=CLOCK),
    )  # fmt: skip


def test_one_confirmation_wins(nation):
    claim = filed(nation, open_round(nation))
    actor = nation.actor("甲市 signer")
    one_wins(
        nation, claim, "claim.confirmed", "submitted",
        lambda: actions.claim_confirm(claim=Claim.objects.get(pk=claim.pk), actor=actor, clock=CLOCK),
    )  # fmt: skip


def test_one_disowning_wins(nation):
    claim = filed(nation, open_round(nation))
    actor = nation.actor("甲市 signer")
    one_wins(
        nation, claim, "claim.disowned", "drafted",
        lambda: actions.claim_disown(claim=Claim.objects.get(pk=claim.pk), because="演示", actor=actor, clock=CLOCK),
    )  # fmt: skip


def test_silence_and_answer_at_the_same_moment_confirm_once(nation):
    claim = filed(nation, open_round(nation))
    actor, clock = nation.actor("甲市 signer"), later(days=11)

    def answer():
        return actions.claim_confirm(claim=Claim.objects.get(pk=claim.pk), actor=actor, clock=clock)

    def silence():
        return actions.claims_lapse(programme=nation.programme, clock=clock)

    together(*[answer, silence] * (CLIENTS // 2))
    filing, answered = leaves(nation, claim)
    assert (filing, answered in {"claim.confirmed", "claim.lapsed"}) == ("claim.filed", True)


@pytest.mark.parametrize("trial", TRIALS)
def test_verdicts_and_withdrawals_at_once_leave_one_legal_path(nation, trial):
    """Approval, return, suggestion and withdrawal at once: what was answered is what was recorded, in a legal order."""
    claim = submitted(nation, open_round(nation))
    reviewer, signer, wanted = (
        nation.actor("演示省 reviewer"),
        nation.actor("甲市 signer"),
        project(nation, 4),
    )

    def fresh():
        return Claim.objects.get(pk=claim.pk)

    works = [
        lambda: reviewing.claim_approve(claim=fresh(), actor=reviewer, clock=CLOCK),
        lambda: reviewing.claim_return(
            claim=fresh(), parts=["plan_means"], because="演示", actor=reviewer, clock=CLOCK
        ),
        lambda: reviewing.claim_suggest(
            claim=fresh(), project=wanted, because="演示", actor=reviewer, clock=CLOCK
        ),
        lambda: actions.claim_withdraw(claim=fresh(), because="演示", actor=signer, clock=CLOCK),
    ]
    results = together(*works * (CLIENTS // 4))
    path = leaves(nation, claim)[1:]
    assert sorted(entry.kind for entry in won(results)) == sorted(path)
    state = "submitted"
    for event in path:
        found = REGISTRY["claim"].find_move(state, event)
        assert found is not None, (state, event)
        state = found.target
    claim.refresh_from_db()
    assert claim.state == state
    assert Review.objects.filter(claim=claim).count() == len([e for e in path if e != "claim.withdrawn"])


@pytest.mark.parametrize("trial", TRIALS)
def test_nothing_is_submitted_after_the_close_was_recorded(nation, trial):
    round_ = open_round(nation)
    claims = [whole(nation, round_, region, order) for region in ("甲市", "乙市", "丙市") for order in (1, 2)]

    def submitting(claim):
        actor = nation.actor(f"{claim.region.body.name} signer")
        return lambda: actions.claim_submit(claim=Claim.objects.get(pk=claim.pk), actor=actor, clock=CLOCK)

    def closing():
        row = ClaimRound.objects.get(pk=round_.pk)
        return rounds.round_close(round_=row, actor=nation.actor("centre publisher"), clock=CLOCK)

    results = together(closing, *[submitting(claim) for claim in claims])
    origin = origin_of(nation.programme)
    kinds = [entry.kind for entry in page(origin, start=0, count=50)[0]][::-1]
    after = kinds[kinds.index("claim_round.closed") + 1 :]
    assert "claim.submitted" not in after
    assert len(won(results)) == len(kinds) == size(origin)
    assert Claim.objects.filter(state="submitted").count() == kinds.count("claim.submitted")


def test_edits_of_eight_tabs_lose_nothing(nation):
    """Eight tabs write eight fields: all are kept; eight tabs write one field: one is kept, seven are shown it."""
    claim = drafting.claim_draft(
        round_=open_round(nation), region=nation.regions["甲市"], project=project(nation, 1),
        actor=nation.actor("甲市 filler"), clock=CLOCK,
    )  # fmt: skip
    names = (
        "basis_reason", "aim_province", "aim_nation", "leader_post", "lead_unit", "means", "expected_output",
        "decision_meeting",
    )  # fmt: skip

    def writing(name, text):
        return lambda: drafting.claim_edit(
            claim=Claim.objects.get(pk=claim.pk), version=0, edit=drafting.Edit({name: text}),
            actor=nation.actor("甲市 filler"), clock=CLOCK,
        )  # fmt: skip

    results = together(*[writing(name, f"演示{name}") for name in names])
    assert [dict(result.conflicts) for result in results] == [{}] * CLIENTS
    claim.refresh_from_db()
    assert (claim.version, {getattr(claim, name) for name in names}) == (8, {f"演示{name}" for name in names})
    results = together(*[writing("decision_number", f"演示{place}") for place in range(CLIENTS)])
    claim.refresh_from_db()
    kept = [result for result in results if not result.conflicts]
    assert len(kept) == 1
    shown = {result.conflicts["decision_number"] for result in results if result.conflicts}
    assert shown == {claim.decision_number}


def test_leaving_and_submitting_at_once_end_closed(nation):
    """4.3d: whatever the order, a region that left holds no live claim."""
    from fivefold.lifecycle.move import move
    from fivefold.lifecycle.transactions import action

    claim = whole(nation, open_round(nation))

    @action
    def leaving():
        row = Region.objects.get(pk=nation.regions["甲市"].pk)
        return move(
            row, "region.left", actor=nation.actor("centre publisher"), clock=CLOCK, because="演示：退出试点"
        )

    def submitting():
        return actions.claim_submit(
            claim=Claim.objects.get(pk=claim.pk), actor=nation.actor("甲市 signer"), clock=CLOCK
        )

    together(leaving, *[submitting] * (CLIENTS - 1))
    claim.refresh_from_db()
    assert claim.state == "closed"
    assert leaves(nation, claim)[-1] == "claim.closed"


def test_control_without_transaction_and_lock_the_cap_breaks(nation, monkeypatch):
    """The control experiment: all eight pass the check before any of them writes, and all eight write."""
    round_ = open_round(nation)
    between = threading.Barrier(CLIENTS)
    begin = drafting.begin

    def late_begin(row, **kwargs):
        between.wait(timeout=30)
        return begin(row, **kwargs)

    take_guards_away(monkeypatch)
    monkeypatch.setattr(drafting, "begin", late_begin)
    results = unguarded(*[_drafting(nation, round_, order) for order in range(1, CLIENTS + 1)])
    assert not any(isinstance(one, BaseException) for one in results)
    assert Claim.objects.filter(region=nation.regions["甲市"]).count() == CLIENTS > round_.cap_max


def test_control_without_transaction_and_lock_every_press_wins(nation, monkeypatch):
    """The control experiment for moves: with check and write apart, eight clients all believe they submitted."""
    claim, signer = whole(nation, open_round(nation)), nation.actor("甲市 signer")
    take_guards_away(monkeypatch)
    part_check_and_write(monkeypatch, "claim.submitted")
    press = lambda: actions.claim_submit(claim=Claim.objects.get(pk=claim.pk), actor=signer, clock=CLOCK)  # noqa: E731 - one press
    results = unguarded(*[press] * CLIENTS)
    assert not any(isinstance(one, Refused) for one in results)
    assert leaves(nation, claim) == ["claim.submitted"] * CLIENTS
