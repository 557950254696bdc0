"""Acts on objections: a body raises one, a citizen raises one, the publisher answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from fivefold.authz.permissions import Permission as P
from fivefold.claim.objections import queries
from fivefold.claim.objections.models import Objection
from fivefold.claim.objections.quota import QUOTA
from fivefold.claim.objections.traces import forget_minute
from fivefold.claim.postings.changes import AMEND, STRIKE
from fivefold.claim.postings.models import Posting, PostingEntry
from fivefold.claim.postings.queries import claimed_elsewhere, is_open
from fivefold.claim.postings.sealing import require_sealed
from fivefold.claim.postings.terms import last_moment, local_day, midnight, span
from fivefold.lifecycle.actor import PUBLIC, Actor
from fivefold.lifecycle.clock import DATABASE_CLOCK, Clock, FrozenClock
from fivefold.lifecycle.errors import WrongState
from fivefold.lifecycle.move import act, begin, lock, move, planned_move, require, table_of
from fivefold.lifecycle.transactions import action
from fivefold.method.reason import Reason, Refused
from fivefold.orgs.models import Body
from fivefold.packs.programmes import pack_of
from fivefold.packs.workdays import NoWorkingYearError


def _require_open(posting: Posting, at: datetime) -> None:
    """Refuse an objection after the notice, with the date, or to a list that was replaced.

    Raises SealBroken for a list whose terms or state are not those that the log sealed.
    """
    require_sealed(posting)
    if posting.state == "corrected":
        raise WrongState(Reason("claim.objections.replaced", {"subject": posting.subject_name()}))
    if not is_open(posting, at):
        last = last_moment(posting.notice_until) if posting.notice_until else at
        day = local_day(posting.round.programme, last)
        raise WrongState(Reason("claim.objections.late", {"until": day.isoformat()}))


def _require_channel(posting: Posting, channel: str) -> None:
    if channel not in {known.key for known in pack_of(posting.round.programme).claim.objections}:
        raise Refused(Reason("claim.objections.channel_closed"))


def answer_by(posting: Posting, at: datetime) -> datetime | None:
    """Return until when an objection raised at ``at`` is to be answered.

    None beyond the tables of working days: nobody loses the right to object because a table is missing; the day is
    set once it is there (``objections_date``).
    """
    programme = posting.round.programme
    term = pack_of(programme).claim.answer
    try:
        return span(programme, at, term.days, term.kind).until
    except NoWorkingYearError:
        return None


@action
def objection_raise(
    *,
    posting: Posting,
    actor: Actor,
    text: str,
    entry: PostingEntry | None = None,
    clock: Clock = DATABASE_CLOCK,
) -> Objection:
    """Raise an objection for the body of the actor's seat; a leaf records that it was raised.

    Raises NotAllowed, and WrongState after the notice or for a list that was replaced.
    """
    posting = lock(posting)
    at = clock.now()
    if actor.seat is None:
        raise Refused(Reason("claim.objections.channel_closed"))
    _require_open(posting, at)
    _require_channel(posting, "seat")
    objection = Objection(
        posting=posting,
        entry=entry,
        body=Body.objects.get(pk=actor.seat.body_id),
        text=text.strip(),
        raised_on=local_day(posting.round.programme, at),
        writers=[actor.seat.person_id],
        answer_by=answer_by(posting, at),
    )
    standing = FrozenClock(at)
    begin(objection, actor=actor, permission=P.OBJECTION_RAISE, clock=standing)
    act(objection, "objection.raised", actor=actor, clock=standing)
    return objection


@action
def objection_receive(
    *,
    posting: Posting,
    text: str,
    code: str,
    entry: PostingEntry | None = None,
    network: str = "",
    clock: Clock = DATABASE_CLOCK,
) -> Objection:
    """Take a citizen's objection: text, day, and the digest of the receipt ``code``; the same code is taken once.

    ``network`` (see ``quota.network_of``) is counted in memory and never kept. No leaf is written: its place in the log
    would tell the minute. Raises WrongState after the notice, Refused when the network's quota of this hour is used
    up, the list does not take objections from the public, or the code was taken with another text, entry or list.
    """
    posting = lock(posting)
    kept = queries.receipt_digest(code)
    known = Objection.objects.filter(receipt_sha256=kept).first()
    if known is not None:
        return _same(known, posting, text, entry)
    at = clock.now()
    _require_open(posting, at)
    _require_channel(posting, "receipt")
    if not QUOTA.spend(network, str(posting.pk), at):
        raise Refused(Reason("claim.objections.busy"))
    programme = posting.round.programme
    day = local_day(programme, at)
    objection = Objection(
        id=uuid4(),
        posting=posting,
        entry=entry,
        text=text.strip(),
        receipt_sha256=kept,
        raised_on=day,
        answer_by=answer_by(posting, at),
    )
    begin(objection, actor=PUBLIC, permission=P.OBJECTION_RAISE, clock=FrozenClock(midnight(programme, day)))
    forget_minute(objection)
    return objection


def _same(known: Objection, posting: Posting, text: str, entry: PostingEntry | None) -> Objection:
    """Return what was taken already; Refused where something else comes under its code: nothing is lost unsaid."""
    sent = (posting.pk, text.strip(), entry.pk if entry else None)
    if sent != (known.posting_id, known.text, known.entry_id):
        raise Refused(Reason("claim.objections.sent_already"))
    return known


@dataclass(frozen=True, slots=True)
class Answer:
    """The publisher's answer: upheld or not, the reason, and of an upheld one the remedy for an entry.

    ``seen`` is the digest of that entry as the publisher was shown it, empty where nothing was shown.
    """

    upheld: bool
    reason: str
    text_shown: bool = False
    seq: int | None = None
    remedy: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    seen: str = ""


@action
def objection_answer(
    *, objection: Objection, actor: Actor, answer: Answer, clock: Clock = DATABASE_CLOCK
) -> Objection:
    """Answer an objection; ``answer.seq`` names the entry of the list now in force that is struck or amended.

    Raises NotAllowed (also for whoever raised it), WrongState when it was answered already, ReasonMissing, and
    Refused where the remedy does not fit the list.
    """
    lock(objection)
    objection = queries.one(objection.pk)
    require(actor, P.OBJECTION_ANSWER, objection)
    at = clock.now()
    values: dict[str, Any] = {
        "answer": answer.reason.strip(),
        "answered_on": local_day(objection.posting.round.programme, at),
        "text_shown": answer.text_shown,
    }
    if answer.upheld and objection.state == "raised":
        values |= _remedy(objection, answer)
    event = "objection.upheld" if answer.upheld else "objection.dismissed"
    move(
        objection,
        event,
        actor=actor,
        clock=FrozenClock(at),
        because=answer.reason,
        values=values,
        params={"remedy": values.get("remedy", ""), "fields": values.get("amendment", {})},
    )
    return objection


def objection_preview(*, objection: Objection, actor: Actor, answer: Answer) -> Mapping[str, Any]:
    """Return what an upheld answer would set on the objection: entry, remedy, amendment. Nothing is recorded.

    Raises what ``objection_answer`` would raise.
    """
    objection = queries.one(objection.pk)
    require(actor, P.OBJECTION_ANSWER, objection)
    planned_move(table_of(objection), objection, "objection.upheld")
    return _remedy(objection, answer)


def _remedy(objection: Objection, answer: Answer) -> dict[str, Any]:
    line = queries.line_at(queries.latest(objection.posting), answer.seq) if answer.seq else None
    if line is None:
        raise Refused(Reason("claim.objections.no_entry"))
    if answer.seen and answer.seen != line.digest:
        raise Refused(Reason("claim.objections.entry_changed", {"seq": answer.seq}))
    if answer.remedy == STRIKE:
        return {"remedy": STRIKE, "entry": line}
    return {"remedy": AMEND, "entry": line, "amendment": _amendment(objection, line, answer.fields)}


def _amendment(objection: Objection, line: PostingEntry, said: Mapping[str, str]) -> dict[str, Any]:
    """Return the fields that shall read otherwise; Refused when nothing changes or the project is taken."""
    found: dict[str, Any] = {}
    unit, code = said.get("lead_unit", "").strip(), said.get("project", "")
    if unit and unit != line.data["lead_unit"]:
        found["lead_unit"] = unit
    if code and code != line.data["project"]["code"]:
        project = objection.posting.round.edition.projects.filter(code=code).first()
        if project is not None and claimed_elsewhere(line.claim, project.pk):
            region = line.data["region"]["name"]
            raise Refused(
                Reason("claim.objections.claimed_already", {"region": region, "project": project.title})
            )
        if project is not None:
            found["project"] = {"code": project.code, "name": project.title}
    if not found:
        raise Refused(Reason("claim.objections.no_change"))
    return found
