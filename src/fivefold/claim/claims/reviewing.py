"""Review along the pack's chain: approve, return named parts, suggest another project, note what one knows (4.9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fivefold.authz.decide import decide
from fivefold.authz.facts import ObjectFacts
from fivefold.authz.permissions import Permission
from fivefold.claim.claims.holding import hold_claim, hold_region
from fivefold.claim.claims.models import LIVE, Claim, LocalNote, Review
from fivefold.claim.claims.sealing import require_unaltered, seal
from fivefold.claim.rounds.models import ClaimRound
from fivefold.claim.rounds.windows import review_faults
from fivefold.classify.regions.models import Region
from fivefold.decompose.guideline.models import Project
from fivefold.ledger.record import Recorded
from fivefold.lifecycle.actor import Actor
from fivefold.lifecycle.clock import DATABASE_CLOCK, Clock
from fivefold.lifecycle.errors import NotAllowed, WrongState
from fivefold.lifecycle.move import act, event_name, move, require, state_name
from fivefold.lifecycle.transactions import action
from fivefold.method.reason import Reason, Refused
from fivefold.packs.programmes import pack_of

REVIEWABLE = ("submitted",)


def _hold(claim: Claim, actor: Actor, event: str, clock: Clock, step: int | None) -> Claim:
    """Lock the claim and check right, step of the chain and time; a wrong state is left to the move."""
    fresh = hold_claim(claim)
    if fresh.state not in REVIEWABLE:
        return fresh
    if step is not None and step != fresh.review_step:
        names = {"subject": fresh.subject_name(), "state": state_name(fresh), "event": event_name(event)}
        raise WrongState(Reason("lifecycle.wrong_state", names))
    require(actor, Permission.CLAIM_REVIEW, fresh)
    faults = review_faults(fresh.round, fresh.region.body.path, clock.now())
    if faults:
        raise Refused(*faults)
    return fresh


def _keep(claim: Claim, step: int, actor: Actor, entry: Recorded, verdict: str, **more: Any) -> None:
    """Keep the verdict beside the claim; rows are only added, so the whole history stays."""
    seat = actor.seat
    Review.objects.create(
        claim=claim,
        step=step,
        level=seat.body_level if seat else 0,
        verdict=verdict,
        body_name=seat.body_name if seat else "",
        seat_id=seat.id if seat else "",
        at=entry.at,
        **more,
    )


@action
def claim_approve(
    *, claim: Claim, actor: Actor, step: int | None = None, because: str = "", clock: Clock = DATABASE_CLOCK
) -> Recorded:
    """Approve at the present step: pass on to the next level, or approve for good at the last one.

    ``step`` is the step that the reviewer saw; where the chain has moved on meanwhile, nothing happens. Raises
    WrongState, NotAllowed (not the turn of this level, own work), Refused (time is over, or the claim says something
    else than what was sent in).
    """
    fresh = _hold(claim, actor, "claim.approved", clock, step)
    if fresh.state in REVIEWABLE:
        require_unaltered([fresh])
    done = fresh.review_step
    last = done + 1 >= len(fresh.round.review_levels)
    event = "claim.approved" if last or fresh.state not in REVIEWABLE else "claim.passed_on"
    values = {} if last else {"review_step": done + 1}
    params = {"step": done + 1, **(seal(fresh) if event == "claim.approved" else {})}
    entry = move(fresh, event, actor=actor, clock=clock, because=because, params=params, values=values)
    _keep(fresh, done, actor, entry, "approved", reason=because.strip())
    return entry


@action
def claim_return(
    *,
    claim: Claim,
    parts: Sequence[str],
    because: str,
    actor: Actor,
    step: int | None = None,
    clock: Clock = DATABASE_CLOCK,
) -> Recorded:
    """Return a claim with the parts that are to be put right (keys of the pack's parts); only these re-open.

    Also takes back an approved claim that is not posted. Raises Refused for no or unknown parts and when the time is
    over, ReasonMissing, WrongState, NotAllowed.
    """
    fresh = _hold(claim, actor, "claim.returned", clock, step)
    require(actor, Permission.CLAIM_REVIEW, fresh)
    known = [part.key for part in pack_of(fresh.round.programme).claim.parts]
    if not parts or set(parts) - set(known):
        raise Refused(Reason("claims.no_parts", {"field": "parts"}))
    named = [key for key in known if key in parts]
    at_step = fresh.review_step
    values = {
        "returned_parts": named,
        "return_reason": because.strip(),
        "review_step": 0,
        "suggested_project": None,
    }
    entry = move(
        fresh,
        "claim.returned",
        actor=actor,
        clock=clock,
        because=because,
        params={"parts": "、".join(named)},
        values=values,
    )
    _keep(fresh, at_step, actor, entry, "returned", reason=because.strip(), parts=named)
    return entry


@action
def claim_suggest(
    *,
    claim: Claim,
    project: Project,
    because: str,
    actor: Actor,
    step: int | None = None,
    clock: Clock = DATABASE_CLOCK,
) -> Recorded:
    """Return a claim and suggest another project; the region follows, or puts right and sends again.

    Raises Refused for a project of another edition or one the region has claimed, ReasonMissing, WrongState,
    NotAllowed.
    """
    fresh = _hold(claim, actor, "claim.other_suggested", clock, step)
    require(actor, Permission.CLAIM_REVIEW, fresh)
    _suggestible(fresh, project)
    at_step = fresh.review_step
    values = {
        "suggested_project": project, "returned_parts": [], "return_reason": because.strip(), "review_step": 0,
    }  # fmt: skip
    entry = move(
        fresh,
        "claim.other_suggested",
        actor=actor,
        clock=clock,
        because=because,
        params={"project": project.title},
        values=values,
    )
    _keep(fresh, at_step, actor, entry, "suggested", reason=because.strip(), suggested_project=project)
    return entry


def _suggestible(claim: Claim, project: Project) -> None:
    if project.edition_id != claim.round.edition_id:
        raise Refused(Reason("claims.other_edition", {"field": "project", "project": project.title}))
    taken = Claim.objects.filter(
        round_id=claim.round_id, region_id=claim.region_id, project=project, state__in=LIVE
    )
    if taken.exists():
        raise Refused(Reason("claims.suggested_is_claimed", {"field": "project", "project": project.title}))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one claim in a bulk act; ``reasons`` is empty where it was approved."""

    claim: Claim
    reasons: tuple[Reason, ...]


def claims_approve(*, claims: Sequence[Claim], actor: Actor, clock: Clock = DATABASE_CLOCK) -> list[Outcome]:
    """Approve several claims, each by its own decision, transaction and leaf; one refusal does not stop the others."""
    outcomes = []
    for claim in claims:
        try:
            claim_approve(claim=claim, actor=actor, step=claim.review_step, clock=clock)
            outcomes.append(Outcome(claim, ()))
        except Refused as refusal:
            outcomes.append(Outcome(claim, refusal.reasons))
    return outcomes


@action
def note_add(
    *, round_: ClaimRound, region: Region, text: str, actor: Actor, clock: Clock = DATABASE_CLOCK
) -> LocalNote:
    """Add what the province knows of a region; seen by the province and the centre only (4.9).

    Where the region has live claims, the newest one's history records that a note was added, without its text.
    Raises Refused for an empty note, NotAllowed.
    """
    place = hold_region(region)
    facts = ObjectFacts(str(round_.programme_id), place.body.path)
    decision = decide(actor.seat, Permission.CLAIM_NOTE, facts)
    if not decision.allowed or actor.seat is None:
        raise NotAllowed(Permission.CLAIM_NOTE, decision.reason)
    if not text.strip():
        raise Refused(Reason("claims.empty_note", {"field": "text"}))
    note = LocalNote.objects.create(
        round=round_,
        region=place,
        body_id=actor.seat.body_id,
        text=text.strip(),
        seat_id=actor.seat.id,
        at=clock.now(),
    )
    claim = Claim.objects.filter(round=round_, region=place, state__in=LIVE).order_by("-pk").first()
    if claim is not None:
        act(claim, "claim.noted", actor=actor, clock=clock, params={"note": str(note.pk)})
    return note
