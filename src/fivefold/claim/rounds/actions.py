"""Preparing, opening, closing and reopening claim rounds (1.2, 4.0)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fivefold.authz.permissions import Permission
from fivefold.claim.rounds import queries
from fivefold.claim.rounds.dates import shown_end
from fivefold.claim.rounds.models import ClaimRound
from fivefold.classify.class_lists.models import ClassList
from fivefold.decompose.guideline.models import GuidelineEdition
from fivefold.ledger.record import Recorded
from fivefold.lifecycle.actor import Actor
from fivefold.lifecycle.clock import DATABASE_CLOCK, Clock
from fivefold.lifecycle.move import begin, lock, move, require
from fivefold.lifecycle.transactions import action
from fivefold.method.reason import Reason, Refused
from fivefold.notices.models import CalendarEntry, ToDo
from fivefold.packs.models import Programme
from fivefold.packs.programmes import pack_of


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """What the office decides of a round. Moments are aware; each is the first one that no longer counts."""

    title: str
    batches: Sequence[str]
    edition: GuidelineEdition
    class_list: ClassList
    opens_at: datetime
    closes_at: datetime
    review_closes_at: datetime


def date_faults(opens_at: datetime, closes_at: datetime, review_closes_at: datetime) -> list[Reason]:
    """Return what is wrong with the order of a round's dates; ``params["field"]`` names the later one."""
    faults = []
    if not opens_at < closes_at:
        faults.append(Reason("rounds.closes_before_opens", {"field": "closes_at"}))
    if not closes_at <= review_closes_at:
        faults.append(Reason("rounds.review_before_closes", {"field": "review_closes_at"}))
    return faults


def plan_faults(programme: Programme, plan: RoundPlan) -> list[Reason]:
    """Return everything that keeps the plan from becoming a round."""
    faults = date_faults(plan.opens_at, plan.closes_at, plan.review_closes_at)
    known = {batch.key for batch in pack_of(programme).programme.batches}
    if not plan.title.strip():
        faults.append(Reason("rounds.no_title", {"field": "title"}))
    if not plan.batches:
        faults.append(Reason("rounds.no_batch", {"field": "batches"}))
    faults += [
        Reason("rounds.unknown_batch", {"field": "batches", "batch": key})
        for key in plan.batches
        if key not in known
    ]
    if plan.edition.programme_id != programme.pk or plan.class_list.programme_id != programme.pk:
        faults.append(Reason("rounds.foreign_parts", {}))
    return faults


@action
def round_prepare(
    *, programme: Programme, plan: RoundPlan, actor: Actor, clock: Clock = DATABASE_CLOCK
) -> ClaimRound:
    """Prepare a round; cap, review chain and days of confirmation are copied from the programme's pack.

    Raises Refused with every fault of the plan, NotAllowed.
    """
    faults = plan_faults(programme, plan)
    if faults:
        raise Refused(*faults)
    pack = pack_of(programme)
    row = ClaimRound(
        programme=programme,
        title=plan.title.strip(),
        batches=list(plan.batches),
        edition=plan.edition,
        class_list=plan.class_list,
        opens_at=plan.opens_at,
        closes_at=plan.closes_at,
        review_closes_at=plan.review_closes_at,
        cap_min=pack.claim.cap.min,
        cap_max=pack.claim.cap.max,
        review_levels=[pack.level_index(step.level) for step in pack.claim.review],
        confirm_days=pack.claim.confirm.days,
    )
    return begin(row, actor=actor, permission=Permission.ROUND_MANAGE, clock=clock)


@action
def round_amend(*, round_: ClaimRound, plan: RoundPlan, actor: Actor) -> ClaimRound:
    """Change a round that has not opened yet. Raises Refused with every fault, NotAllowed."""
    fresh = lock(round_)
    require(actor, Permission.ROUND_MANAGE, fresh)
    faults = plan_faults(fresh.programme, plan)
    if fresh.state != "prepared":
        faults.insert(0, Reason("rounds.already_opened", {"subject": fresh.title}))
    if faults:
        raise Refused(*faults)
    for name in ("edition", "class_list", "opens_at", "closes_at", "review_closes_at"):
        setattr(fresh, name, getattr(plan, name))
    fresh.title, fresh.batches = plan.title.strip(), list(plan.batches)
    fresh.save(
        update_fields=[
            "title",
            "batches",
            "edition",
            "class_list",
            "opens_at",
            "closes_at",
            "review_closes_at",
        ]
    )
    return fresh


def opening_faults(round_: ClaimRound, now: datetime) -> list[Reason]:
    """Return why a prepared round may not open at ``now``: the order gate (1.2), or its time is over already."""
    reasons = queries.order_gate(round_)
    if not now < round_.closes_at:
        reasons.append(Reason("rounds.already_over", {"field": "closes_at"}))
    return reasons


@action
def round_open(*, round_: ClaimRound, actor: Actor, clock: Clock = DATABASE_CLOCK) -> Recorded:
    """Open a round (1.2). Raises Refused with every reason of the order gate, WrongState, NotAllowed."""
    fresh = lock(round_)
    if fresh.state == "prepared":
        reasons = opening_faults(fresh, clock.now())
        if reasons:
            require(actor, Permission.ROUND_MANAGE, fresh)
            raise Refused(*reasons)
    entry = move(round_, "claim_round.opened", actor=actor, clock=clock, params=_pins(fresh))
    _announce(fresh)
    return entry


@action
def round_close(*, round_: ClaimRound, actor: Actor, clock: Clock = DATABASE_CLOCK) -> Recorded:
    """Close a round: nothing is submitted after this moment. Raises WrongState, NotAllowed."""
    return move(round_, "claim_round.closed", actor=actor, clock=clock)


@action
def round_reopen(
    *,
    round_: ClaimRound,
    closes_at: datetime,
    review_closes_at: datetime,
    because: str,
    actor: Actor,
    clock: Clock = DATABASE_CLOCK,
) -> Recorded:
    """Reopen a closed round until new dates; the reason and both dates stay in the ledger.

    Raises Refused where the dates are over or out of order, ReasonMissing, WrongState, NotAllowed.
    """
    fresh = lock(round_)
    faults = date_faults(fresh.opens_at, closes_at, review_closes_at)
    if not clock.now() < closes_at:
        faults.append(Reason("rounds.already_over", {"field": "closes_at"}))
    if faults and fresh.state == "closed":
        require(actor, Permission.ROUND_MANAGE, fresh)
        raise Refused(*faults)
    values = {"closes_at": closes_at, "review_closes_at": review_closes_at}
    params = {name: value.isoformat() for name, value in values.items()}
    entry = move(
        round_,
        "claim_round.reopened",
        actor=actor,
        clock=clock,
        because=because,
        params=params,
        values=values,
    )
    _shift_todos(fresh, fresh.closes_at, closes_at)
    _shift_todos(fresh, fresh.review_closes_at, review_closes_at)
    _announce(round_)
    return entry


@action
def round_discard(
    *, round_: ClaimRound, because: str, actor: Actor, clock: Clock = DATABASE_CLOCK
) -> Recorded:
    """Give up a round that never opened. Raises ReasonMissing, WrongState, NotAllowed."""
    return move(round_, "claim_round.discarded", actor=actor, clock=clock, because=because)


def _pins(round_: ClaimRound) -> dict[str, str | int]:
    """Return what the round pins, as the ledger keeps it."""
    return {
        "edition": round_.edition.code,
        "edition_sha256": round_.edition.sha256,
        "class_list": round_.class_list.number or 0,
        "class_list_sha256": round_.class_list.sha256,
        "cap_min": round_.cap_min,
        "cap_max": round_.cap_max,
    }


def _announce(round_: ClaimRound) -> None:
    """Put the round's three dates into the programme's year; a reopened round moves its own entries."""
    zone = round_.programme.time_zone
    dates = {
        "opens": round_.opens_at,
        "closes": shown_end(round_.closes_at, zone),
        "review_closes": shown_end(round_.review_closes_at, zone),
    }
    for name, at in dates.items():
        CalendarEntry.objects.update_or_create(
            programme_id=round_.programme_id,
            code=f"calendar.round_{name}",
            subject_type=ClaimRound.SUBJECT,
            subject_id=str(round_.pk),
            defaults={
                "params": {"round": round_.title},
                "kind": "round",
                "at": at,
            },
        )


def _shift_todos(round_: ClaimRound, before: datetime, after: datetime) -> None:
    """Give what waits until the old date of the round until the new one."""
    waiting = ToDo.objects.filter(programme_id=round_.programme_id, done_at=None, due_at=before)
    waiting.filter(subject_type__in=("claim", "assessment")).update(due_at=after)
