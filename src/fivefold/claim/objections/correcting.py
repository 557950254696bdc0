"""Corrections: upheld objections become a new numbered posting with the full list, never an edit (decisions 17)."""

from collections.abc import Iterable, Mapping
from typing import Any

from fivefold.authz.permissions import Permission as P
from fivefold.claim.objections import queries
from fivefold.claim.objections.models import Objection
from fivefold.claim.postings.actions import Wording
from fivefold.claim.postings.changes import AMEND, STRIKE, sentences
from fivefold.claim.postings.models import Posting
from fivefold.claim.postings.queries import draft_of
from fivefold.claim.postings.wording import correction_title
from fivefold.lifecycle.actor import Actor
from fivefold.lifecycle.clock import DATABASE_CLOCK, Clock
from fivefold.lifecycle.errors import WrongState
from fivefold.lifecycle.move import begin, lock, move
from fivefold.lifecycle.reactions import Happening
from fivefold.lifecycle.transactions import action
from fivefold.method.reason import Reason, Refused, speak


@action
def correction_prepare(*, posting: Posting, actor: Actor, clock: Clock = DATABASE_CLOCK) -> Posting:
    """Begin the correction of a posting from all its upheld objections, or bring the begun one up to date.

    Raises NotAllowed; WrongState when the posting was corrected already or another draft of the round is open;
    Refused when no upheld objection waits.
    """
    lock(posting.round)
    posting = lock(posting)
    if posting.state != "issued":
        raise WrongState(Reason("claim.postings.already_corrected", {"subject": posting.subject_name()}))
    changes = list(_changes(posting, queries.upheld_for(posting)))
    if not changes:
        raise Refused(Reason("claim.objections.nothing_upheld"))
    draft = draft_of(posting.round)
    if draft is not None and draft.corrects_id != posting.pk:
        raise WrongState(Reason("claim.objections.draft_in_the_way"))
    row = draft or _new(posting)
    row.changes, row.correction_reason = changes, _because(changes)
    if draft is None:
        return begin(row, actor=actor, permission=P.POSTING_PREPARE, clock=clock)
    row.save(update_fields=["changes", "correction_reason"])
    return row


def _new(posting: Posting) -> Posting:
    wording = Wording(correction_title(posting), posting.prefix, posting.source, posting.provinces)
    return Posting(
        round=posting.round,
        corrects=posting,
        audience=posting.audience,
        notice_days=posting.notice_days,
        notice_kind=posting.notice_kind,
        **wording.values(),
    )


def _changes(posting: Posting, upheld: Iterable[Objection]) -> Iterable[dict[str, Any]]:
    """Yield one change per entry; of several objections to one entry striking wins, amendments are joined."""
    found: dict[str, dict[str, Any]] = {}
    lines = queries.lines_in_force(posting)
    for objection in upheld:
        claim = str(objection.entry.claim_id) if objection.entry else ""
        if claim in lines:
            _add(found.setdefault(claim, _unchanged(claim, lines[claim])), objection, lines[claim])
    yield from found.values()


def _unchanged(claim: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the beginnings of a change: the entry as it stands on the list that is corrected."""
    named = {name: data[name] for name in ("seq", "region", "project")}
    return {
        "claim": claim,
        **named,
        "remedy": AMEND,
        "fields": {},
        "was": {},
        "because": "",
        "sources": [],
        "objections": [],
    }


def _add(change: dict[str, Any], objection: Objection, data: Mapping[str, Any]) -> None:
    """Add to a change what one upheld objection asks, and what the entry said before."""
    if objection.remedy == STRIKE:
        change["remedy"] = STRIKE
    change["fields"] |= objection.amendment
    change["was"] |= {name: data[name] for name in objection.amendment}
    change["because"] = "；".join(filter(None, (change["because"], objection.answer)))
    change["objections"].append(str(objection.pk))
    change["sources"].append(
        {
            "channel": "seat" if objection.body else "receipt",
            "body": objection.body.name if objection.body else "",
            "raised_on": objection.raised_on.isoformat(),
        }
    )


def _because(changes: Iterable[dict[str, Any]]) -> str:
    """Return what a correction changes and why, as it is printed: one sentence per entry."""
    return "；".join(speak(said, "zh-hans") for said in sentences(tuple(changes))) + "。"


def close_objections(happening: Happening) -> None:
    """Record that a correction carried out the upheld objections it was made from (a reaction)."""
    posting = happening.row
    if not isinstance(posting, Posting) or not posting.changes:
        return
    ids = [one for change in posting.changes for one in change["objections"]]
    for objection in queries.to_close(ids):
        move(
            objection,
            "objection.corrected",
            actor=happening.actor,
            clock=happening.clock,
            params={"by": posting.document_number},
            caused_by=happening.entry,
        )
