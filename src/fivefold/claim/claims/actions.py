"""Sending claims: submitted by the region, or filed by its province and confirmed; withdrawn, closed (4.3d, 6.6)."""

from datetime import datetime
from typing import Any

from fivefold.authz.permissions import Permission
from fivefold.claim.assessments.actions import confirm_until
from fivefold.claim.claims.drafting import claim_draft
from fivefold.claim.claims.holding import cap_faults, entry_faults, hold_claim, may_file_for, with_writer
from fivefold.claim.claims.labels import named
from fivefold.claim.claims.models import LIVE, Claim
from fivefold.claim.claims.parts import lacking
from fivefold.claim.claims.queries import content_of
from fivefold.claim.claims.sealing import alterations, require_unaltered, seal
from fivefold.claim.rounds.windows import submission_faults
from fivefold.ledger.reading import entry as ledger_entry
from fivefold.ledger.record import Recorded
from fivefold.lifecycle.actor import SYSTEM, Actor
from fivefold.lifecycle.clock import DATABASE_CLOCK, Clock
from fivefold.lifecycle.errors import NotAllowed, WrongState
from fivefold.lifecycle.move import event_name, lock, move, require, state_name
from fivefold.lifecycle.reactions import Happening
from fivefold.lifecycle.transactions import action
from fivefold.method.reason import Reason, Refused
from fivefold.packs.models import Programme
from fivefold.packs.programmes import pack_of

SENDABLE = ("drafted", "returned")


def sending_faults(claim: Claim, now: datetime) -> list[Reason]:
    """Return why the claim cannot be sent in at ``now``: window, participation, cap, parts that are lacking."""
    round_ = claim.round
    returned = claim.state == "returned" or claim.replaces_id is not None
    faults = submission_faults(round_, claim.region.body.path, now, returned=returned)
    faults += entry_faults(round_, claim.region)
    faults += cap_faults(round_, claim.region, [])
    pack = pack_of(round_.programme)
    return faults + named(lacking(content_of(claim), pack, claim.project.code), pack)


def _sent(claim: Claim, at: datetime, actor: Actor) -> dict[str, Any]:
    return {
        "submitted_at": at,
        "review_step": 0,
        "returned_parts": [],
        "return_reason": "",
        "suggested_project": None,
        "confirm_by": None,
        "writers": with_writer(claim, actor),
    }


def _facts(claim: Claim) -> dict[str, str]:
    """Return what the ledger keeps of a claim that is sent: which one, on which basis, decided where, what it says."""
    stored = claim.decision_file
    return {
        "region": claim.region.body.code,
        "project": claim.project.code,
        "basis": claim.basis,
        "decision_number": claim.decision_number,
        "decision_sha256": stored.sha256 if stored else "",
        **seal(claim),
    }


def _approve_unreviewed(claim: Claim, sent: Recorded, actor: Actor, clock: Clock) -> None:
    """Approve at once what no level reviews, where the pack's chain is empty."""
    if not claim.round.review_levels:
        move(claim, "claim.approved", actor=actor, clock=clock, params=seal(claim), caused_by=sent)


@action
def claim_submit(*, claim: Claim, actor: Actor, clock: Clock = DATABASE_CLOCK) -> Recorded:
    """Submit a claim to the review chain. Without the decision record it stays an intention (6.6).

    Raises Refused with every reason, WrongState, NotAllowed.
    """
    fresh = hold_claim(claim)
    at = clock.now()
    require(actor, Permission.CLAIM_SUBMIT, fresh)
    if fresh.state in SENDABLE and (faults := sending_faults(fresh, at)):
        raise Refused(*faults)
    fresh.filed_by = None
    values = {**_sent(fresh, at, actor), "filed_by": None}
    entry = move(fresh, "claim.submitted", actor=actor, clock=clock, params=_facts(fresh), values=values)
    _approve_unreviewed(fresh, entry, actor, clock)
    return entry


@action
def claim_file(*, claim: Claim, actor: Actor, clock: Clock = DATABASE_CLOCK) -> Recorded:
    """File a claim that a province wrote for its region; the region confirms, disowns, or lets the days pass.

    Raises Refused with every reason, WrongState, NotAllowed.
    """
    fresh = hold_claim(claim)
    at = clock.now()
    require(actor, Permission.CLAIM_DRAFT_FOR, fresh)
    seat = actor.seat
    if fresh.state in SENDABLE:
        if seat is None or str(fresh.filed_by_id) != seat.body_id:
            own = Reason("claims.regions_own_draft", {"subject": fresh.subject_name()})
            raise NotAllowed(Permission.CLAIM_DRAFT_FOR, own)
        if faults := may_file_for(actor, fresh.round) + sending_faults(fresh, at):
            raise Refused(*faults)
    values = {"confirm_by": confirm_until(fresh.round, at), "writers": with_writer(fresh, actor)}
    params = {**_facts(fresh), "days": fresh.round.confirm_days}
    return move(fresh, "claim.filed", actor=actor, clock=clock, params=params, values=values)


@action
def claim_confirm(*, claim: Claim, actor: Actor, clock: Clock = DATABASE_CLOCK) -> Recorded:
    """Confirm what the province filed; it is then submitted.

    Raises WrongState, NotAllowed, and Refused where the claim says something else now than was filed.
    """
    fresh = hold_claim(claim)
    if fresh.state == "filed":
        require(actor, Permission.CLAIM_CONFIRM, fresh)
        require_unaltered([fresh])
    return _confirmed(fresh, "claim.confirmed", actor, clock)


def _confirmed(fresh: Claim, event: str, actor: Actor, clock: Clock) -> Recorded:
    values = _sent(fresh, clock.now(), actor)
    params = {**_facts(fresh), "days": fresh.round.confirm_days}
    entry = move(fresh, event, actor=actor, clock=clock, params=params, values=values)
    _approve_unreviewed(fresh, entry, actor, clock)
    return entry


@action
def claim_disown(*, claim: Claim, because: str, actor: Actor, clock: Clock = DATABASE_CLOCK) -> Recorded:
    """Disown what the province filed: it becomes the region's own draft.

    Raises ReasonMissing, WrongState, NotAllowed.
    """
    fresh = hold_claim(claim)
    values = {"filed_by": None, "confirm_by": None}
    return move(fresh, "claim.disowned", actor=actor, clock=clock, because=because, values=values)


@action
def claim_withdraw(*, claim: Claim, because: str, actor: Actor, clock: Clock = DATABASE_CLOCK) -> Recorded:
    """Withdraw a claim that is not posted. Raises ReasonMissing, WrongState, NotAllowed."""
    fresh = hold_claim(claim)
    return move(fresh, "claim.withdrawn", actor=actor, clock=clock, because=because)


@action
def claim_switch(*, claim: Claim, because: str, actor: Actor, clock: Clock = DATABASE_CLOCK) -> Claim:
    """Follow a suggestion: withdraw the returned claim and begin one of the suggested project.

    Raises WrongState where nothing was suggested, ReasonMissing, NotAllowed, Refused (window, cap).
    """
    fresh = hold_claim(claim)
    wanted = fresh.suggested_project
    if fresh.state != "returned" or wanted is None:
        params = {
            "subject": fresh.subject_name(),
            "state": state_name(fresh),
            "event": event_name("claim.switched"),
        }
        raise WrongState(Reason("lifecycle.wrong_state", params))
    move(fresh, "claim.withdrawn", actor=actor, clock=clock, because=because)
    return claim_draft(
        round_=fresh.round, region=fresh.region, project=wanted, actor=actor, clock=clock, instead_of=fresh
    )


@action
def _lapse(*, claim: Claim, clock: Clock) -> bool:
    fresh = hold_claim(claim)
    if fresh.state != "filed" or fresh.confirm_by is None or clock.now() < fresh.confirm_by:
        return False
    if alterations([fresh]):  # nobody has agreed to that; the check of the log names it
        return False
    _confirmed(fresh, "claim.lapsed", SYSTEM, clock)
    return True


def claims_lapse(*, programme: Programme | None = None, clock: Clock = DATABASE_CLOCK) -> int:
    """Confirm every filed claim whose days have passed; return how many there were.

    Repeatable: each is decided in a transaction of its own, on the row as it stands then.
    """
    due = Claim.objects.filter(state="filed", confirm_by__lte=clock.now()).select_related("round", "region")
    if programme is not None:
        due = due.filter(round__programme=programme)
    return sum(_lapse(claim=claim, clock=clock) for claim in due.order_by("pk"))


def close_claims(happening: Happening) -> None:
    """Reaction to ``region.left``: close the region's live claims in every round; their history stays (4.3d)."""
    found = ledger_entry(happening.entry.id)
    because = found.because if found else ""
    rows = Claim.objects.filter(region_id=happening.row.pk, state__in=LIVE).order_by("pk")
    for claim in [lock(row) for row in rows]:
        move(
            claim,
            "claim.closed",
            actor=happening.actor,
            clock=happening.clock,
            because=because,
            caused_by=happening.entry,
        )
