"""More time: a province asks with a reason, the centre decides with a reason; asker and decision are kept (6.12)."""

from datetime import datetime, timedelta

from fivefold.authz.permissions import Permission
from fivefold.claim.rounds import queries
from fivefold.claim.rounds.dates import CLOSES, DEADLINES
from fivefold.claim.rounds.models import RUNNING, ClaimRound, Extension
from fivefold.ledger.record import Recorded
from fivefold.lifecycle.actor import Actor
from fivefold.lifecycle.clock import DATABASE_CLOCK, Clock
from fivefold.lifecycle.errors import ReasonMissing
from fivefold.lifecycle.models import Deadline
from fivefold.lifecycle.move import act, begin, event_name, lock, move, require
from fivefold.lifecycle.transactions import action
from fivefold.method.reason import Reason, Refused
from fivefold.notices.models import ToDo
from fivefold.orgs.models import Body
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.programmes import pack_of


def own_date(round_: ClaimRound, deadline: str) -> datetime:
    """Return the round's own date, without extensions."""
    return round_.closes_at if deadline == CLOSES else round_.review_closes_at


def latest_until(round_: ClaimRound, deadline: str) -> datetime:
    """Return the latest moment that the pack allows an extension to reach."""
    return own_date(round_, deadline) + timedelta(days=pack_of(round_.programme).claim.extension.max_days)


def body_of(seat: SeatFacts | None) -> Body:
    """Return the body a seat sits in. Raises DoesNotExist where there is no seat."""
    if seat is None:
        raise Body.DoesNotExist
    return Body.objects.get(pk=seat.body_id)


def asking_faults(round_: ClaimRound, body: Body) -> list[Reason]:
    """Return why this body cannot ask for more time in this round at all."""
    pack = pack_of(round_.programme)
    rule = pack.claim.extension
    faults = []
    if not rule.allowed:
        faults.append(Reason("rounds.extension_not_allowed", {}))
    if round_.state not in RUNNING:
        faults.append(Reason("rounds.not_running", {"subject": round_.title}))
    if body.level != pack.level_index(rule.asked_by):
        faults.append(Reason("rounds.extension_other_level", {"level": str(pack.level(rule.asked_by).label)}))
    return faults


def until_faults(extension: Extension, until: datetime) -> list[Reason]:
    """Return why the deadline cannot be moved to ``until``."""
    round_, deadline = extension.round, extension.deadline
    rule = pack_of(round_.programme).claim.extension
    faults = []
    if until <= own_date(round_, deadline):
        faults.append(Reason("rounds.extension_not_later", {"field": "until"}))
    if until > latest_until(round_, deadline):
        faults.append(Reason("rounds.extension_too_long", {"field": "until", "days": rule.max_days}))
    if queries.granted_before(extension) >= rule.max_times:
        faults.append(Reason("rounds.extension_used_up", {"times": rule.max_times}))
    return faults


@action
def extension_ask(
    *,
    round_: ClaimRound,
    body: Body,
    deadline: str,
    until: datetime,
    because: str,
    actor: Actor,
    post: str = "",
    clock: Clock = DATABASE_CLOCK,
) -> Extension:
    """Ask for more time for ``body`` until ``until`` (aware). ``deadline`` is ``closes`` or ``review``.

    Raises Refused with every fault (a second open request among them), ReasonMissing, NotAllowed.
    """
    if deadline not in DEADLINES:
        raise Refused(Reason("rounds.extension_unknown_deadline", {"field": "deadline"}))
    fresh = lock(round_)
    at = clock.now()
    row = Extension(
        round=fresh,
        body=body,
        deadline=deadline,
        asked_until=until,
        reason=because.strip(),
        asked_at=at,
        asked_by_post=post.strip(),
    )
    require(actor, Permission.EXTENSION_ASK, row)
    if not because.strip():
        raise ReasonMissing(Reason("lifecycle.reason_missing", {"event": event_name("extension.asked")}))
    faults = asking_faults(fresh, body) or until_faults(row, until)
    if Extension.objects.filter(round=fresh, body=body, deadline=deadline, state="asked").exists():
        faults.append(Reason("rounds.extension_open", {}))
    if faults:
        raise Refused(*faults)
    begin(row, actor=actor, permission=Permission.EXTENSION_ASK, clock=clock)
    act(
        row,
        "extension.asked",
        actor=actor,
        clock=clock,
        because=because,
        params={"deadline": deadline, "until": until.isoformat()},
    )
    return row


@action
def extension_grant(
    *, extension: Extension, until: datetime, because: str, actor: Actor, clock: Clock = DATABASE_CLOCK
) -> Recorded:
    """Grant more time until ``until``, which may be sooner than asked. The date in force is a ``Deadline`` row.

    Raises Refused where the pack does not allow so much, ReasonMissing, WrongState, NotAllowed.
    """
    round_ = lock(extension.round)
    fresh = lock(extension)
    faults = until_faults(fresh, until)
    if not clock.now() < until:
        faults.append(Reason("rounds.already_over", {"field": "until"}))
    if faults and fresh.state == "asked":
        require(actor, Permission.EXTENSION_DECIDE, fresh)
        raise Refused(*faults)
    entry = move(
        extension,
        "extension.granted",
        actor=actor,
        clock=clock,
        because=because,
        params={"deadline": fresh.deadline, "until": until.isoformat()},
        values={"granted_until": until, "decision": because.strip()},
    )
    due = own_date(round_, fresh.deadline)
    Deadline.objects.update_or_create(
        subject_type=ClaimRound.SUBJECT,
        subject_id=str(round_.pk),
        code=fresh.deadline,
        body_id=fresh.body_id,
        defaults={"programme_id": round_.programme_id, "due_at": due, "extended_until": until},
    )
    waiting = ToDo.objects.filter(programme_id=round_.programme_id, done_at=None, due_at=due)
    below = waiting.filter(body__path__startswith=fresh.body.path, subject_type__in=("claim", "assessment"))
    below.update(due_at=until)
    return entry


@action
def extension_refuse(
    *, extension: Extension, because: str, actor: Actor, clock: Clock = DATABASE_CLOCK
) -> Recorded:
    """Refuse more time, with the reason. Raises ReasonMissing, WrongState, NotAllowed."""
    return move(
        extension,
        "extension.refused",
        actor=actor,
        clock=clock,
        because=because,
        params={"deadline": extension.deadline},
        values={"decision": because.strip()},
    )
