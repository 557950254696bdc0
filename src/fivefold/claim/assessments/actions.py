"""What is done with a whole assessment: submit, file for a region, confirm, disown, lapse, return, close."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from fivefold.authz.permissions import Permission
from fivefold.claim.assessments.editing import EDITABLE, editing_faults, filing_planned, note_writer
from fivefold.claim.assessments.models import Answer, Assessment
from fivefold.claim.assessments.queries import findings_of, lines_of, to_lapse
from fivefold.claim.rounds.models import ClaimRound
from fivefold.claim.rounds.windows import hold, review_faults
from fivefold.classify.regions.models import Region
from fivefold.ledger.record import Recorded
from fivefold.lifecycle.actor import SYSTEM, Actor
from fivefold.lifecycle.clock import DATABASE_CLOCK, Clock, FrozenClock
from fivefold.lifecycle.errors import WrongState
from fivefold.lifecycle.move import event_name, lock, move, require, state_name
from fivefold.lifecycle.reactions import Happening
from fivefold.lifecycle.transactions import action
from fivefold.method.reason import Reason, Refused
from fivefold.packs.calendars import working_years
from fivefold.packs.models import Programme
from fivefold.packs.programmes import pack_of
from fivefold.packs.workdays import last_day


@dataclass(frozen=True, slots=True)
class _Held:
    """A locked assessment and the one moment its act is judged at."""

    row: Assessment
    now: datetime

    @property
    def clock(self) -> Clock:
        return FrozenClock(self.now)


def _held(assessment: Assessment, clock: Clock) -> _Held:
    round_ = hold(assessment.round)
    fresh = lock(assessment)
    fresh.round = round_
    return _Held(fresh, clock.now())


def _stand(held: _Held, states: Sequence[str], event: str) -> None:
    """Raise WrongState unless the assessment stands in one of ``states``."""
    if held.row.state not in states:
        params = {
            "subject": held.row.subject_name(),
            "state": state_name(held.row),
            "event": event_name(event),
        }
        raise WrongState(Reason("lifecycle.wrong_state", params))


def _complete(held: _Held) -> None:
    """Raise WrongState outside the window, Refused naming every blocking finding."""
    faults = editing_faults(held.row, held.now)
    if faults:
        raise WrongState(*faults)
    found = findings_of(held.row, lines_of(held.row), held.clock)
    blocking = [finding.reason for finding in found if finding.blocking]
    if blocking:
        raise Refused(*blocking)


def _score(held: _Held) -> dict[str, str | int]:
    """Return what the leaf says of the content: the version that was handed in."""
    return {"version": held.row.version, "class": held.row.class_code}


@action
def assessment_submit(*, assessment: Assessment, actor: Actor, clock: Clock = DATABASE_CLOCK) -> Recorded:
    """Hand the assessment in; from now on it is locked.

    The window is half-open: before the round's (or the province's extended) end, read after the lock. Raises
    NotAllowed, WrongState, and Refused with the reason of every blocking finding.
    """
    held = _held(assessment, clock)
    _stand(held, EDITABLE, "assessment.submitted")
    require(actor, Permission.ASSESSMENT_SUBMIT, held.row)
    _complete(held)
    values: dict[str, object] = {
        "submitted_at": held.now,
        "filed_by": None,
        "confirm_by": None,
        "returned_parts": [],
        "return_reason": "",
    }
    return move(
        assessment, "assessment.submitted", actor=actor, clock=held.clock, params=_score(held), values=values
    )


def confirm_until(round_: ClaimRound, at: datetime) -> datetime:
    """Return the moment at which a filing made at ``at`` counts as confirmed: the end of its last day."""
    zone = ZoneInfo(round_.programme.time_zone)
    start = at.astimezone(zone).date()
    kind = pack_of(round_.programme).claim.confirm.kind
    tables = working_years(round_.programme) if kind == "working" else ()
    last = last_day(start, round_.confirm_days, kind, tables)
    return datetime.combine(last + timedelta(days=1), time.min, zone).astimezone(UTC)


@action
def assessment_file(*, assessment: Assessment, actor: Actor, clock: Clock = DATABASE_CLOCK) -> Recorded:
    """File the assessment on the region's behalf; the filing body is named until the region has handed in its own.

    The region confirms or disowns it; when the round's days have passed it counts as confirmed. Raises as
    ``assessment_submit`` does, and Refused where the pack does not let the actor's level file.
    """
    held = _held(assessment, clock)
    _stand(held, EDITABLE, "assessment.filed")
    require(actor, Permission.ASSESSMENT_FILE_FOR, held.row)
    if actor.seat is None or not filing_planned(actor, held.row.round):
        raise Refused(Reason("assessments.filing_not_planned"))
    _complete(held)
    note_writer(held.row, actor)
    values: dict[str, object] = {
        "filed_by_id": actor.seat.body_id,
        "confirm_by": confirm_until(held.row.round, held.now),
        "writers": held.row.writers,
        "returned_parts": [],
        "return_reason": "",
    }
    return move(
        assessment, "assessment.filed", actor=actor, clock=held.clock, params=_score(held), values=values
    )


@action
def assessment_confirm(*, assessment: Assessment, actor: Actor, clock: Clock = DATABASE_CLOCK) -> Recorded:
    """Confirm what the province filed. Raises NotAllowed, WrongState."""
    held = _held(assessment, clock)
    values = {"submitted_at": held.now}
    return move(
        assessment, "assessment.confirmed", actor=actor, clock=held.clock, params=_score(held), values=values
    )


@action
def assessment_disown(
    *, assessment: Assessment, because: str, actor: Actor, clock: Clock = DATABASE_CLOCK
) -> Recorded:
    """Refuse what the province filed, with a reason; it is the region's draft again.

    Raises NotAllowed, ReasonMissing, and WrongState when it is not filed or its term is over.
    """
    held = _held(assessment, clock)
    _stand(held, ("filed",), "assessment.disowned")
    if held.row.confirm_by is not None and held.now >= held.row.confirm_by:
        raise WrongState(Reason("assessments.term_over", {"subject": held.row.subject_name()}))
    values = {"filed_by": None, "confirm_by": None}
    return move(
        assessment, "assessment.disowned", actor=actor, clock=held.clock, because=because, values=values
    )


@action
def _lapse(assessment: Assessment, clock: Clock) -> bool:
    held = _held(assessment, clock)
    due = held.row.confirm_by
    if held.row.state != "filed" or due is None or held.now < due:
        return False
    move(
        assessment,
        "assessment.lapsed",
        actor=SYSTEM,
        clock=held.clock,
        params={**_score(held), "days": held.row.round.confirm_days},
        values={"submitted_at": held.now},
    )
    return True


def assessments_lapse(*, programme: Programme | None = None, clock: Clock = DATABASE_CLOCK) -> int:
    """Let every filing whose term is over count as confirmed and return how many did.

    Repeatable: each is decided in a transaction of its own, on the row as it stands then.
    """
    return sum(_lapse(assessment, clock) for assessment in to_lapse(programme, clock))


@action
def assessment_return(
    *, assessment: Assessment, parts: Sequence[str], because: str, actor: Actor, clock: Clock = DATABASE_CLOCK
) -> Recorded:
    """Return a handed-in assessment: only the items in ``parts`` are re-opened (empty: all), until the review ends.

    Raises NotAllowed (whoever wrote in it does not return it), WrongState (not handed in, or the review is over),
    ReasonMissing, Refused for items the form does not have.
    """
    held = _held(assessment, clock)
    _stand(held, ("submitted",), "assessment.returned")
    require(actor, Permission.ASSESSMENT_RETURN, held.row)
    faults = review_faults(held.row.round, held.row.region.body.path, held.now)
    if faults:
        raise WrongState(*faults)
    known = dict(Answer.objects.filter(assessment=held.row).values_list("item__code", "item__title"))
    unknown = [code for code in parts if code not in known]
    if unknown:
        raise Refused(*(Reason("assessments.cell.unknown_item", {"code": code}) for code in unknown))
    params = {
        "parts": list(parts),
        "items": "、".join(f"{code} {known[code]}" for code in parts) or "全部指标",
    }
    values = {"returned_parts": list(parts), "return_reason": because.strip()}
    return move(
        assessment,
        "assessment.returned",
        actor=actor,
        clock=held.clock,
        because=because,
        params=params,
        values=values,
    )


def close_of_left_region(happening: Happening) -> None:
    """React to ``region.left``: the region's open assessments close, their history stays."""
    region = happening.row
    if not isinstance(region, Region):
        return
    rows = Assessment.objects.filter(region=region).exclude(state="closed").order_by("pk")
    for row in rows.select_related("round__programme", "region__body__parent"):
        move(
            row,
            "assessment.closed",
            actor=happening.actor,
            clock=happening.clock,
            caused_by=happening.entry,
        )
