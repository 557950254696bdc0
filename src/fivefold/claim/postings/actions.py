"""Acts on postings: prepare, revise, issue (one transaction, decisions 16), discard, acknowledge."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from fivefold.authz.permissions import Permission as P
from fivefold.claim.claims.models import Claim
from fivefold.claim.claims.sealing import require_unaltered, seal
from fivefold.claim.postings import frozen, issuing, queries, telling
from fivefold.claim.postings.changes import AMEND, STRIKE, differences, sentences
from fivefold.claim.postings.models import Acknowledgement, Posting, PostingEntry
from fivefold.claim.postings.preparing import Prepared, prepare
from fivefold.claim.postings.sealing import beside_the_list
from fivefold.claim.postings.terms import last_moment, local_day, span
from fivefold.claim.rounds.models import RUNNING, ClaimRound
from fivefold.jobs.queue import enqueue
from fivefold.ledger.record import Recorded
from fivefold.lifecycle.actor import Actor
from fivefold.lifecycle.clock import DATABASE_CLOCK, Clock, FrozenClock
from fivefold.lifecycle.errors import WrongState
from fivefold.lifecycle.move import act, begin, lock, move, planned_move, require, state_name, table_of
from fivefold.lifecycle.move_many import lock_many, move_many
from fivefold.lifecycle.transactions import action
from fivefold.method.reason import Reason, Refused
from fivefold.orgs.tree import top
from fivefold.packs.calendars import counted_by
from fivefold.packs.models import Programme
from fivefold.packs.programmes import pack_of

RENDER = "claim.posting.render"


@dataclass(frozen=True, slots=True)
class Wording:
    """What the publisher words: title line by line, mark in the number, source, and the provinces chosen."""

    title_lines: Sequence[str]
    prefix: str
    source: str = ""
    provinces: Sequence[str] = field(default=())

    def values(self) -> dict[str, Any]:
        """Return the fields of a draft that hold it."""
        lines = [line.strip() for line in self.title_lines if line.strip()]
        return {
            "title_lines": lines,
            "title": "".join(lines),
            "prefix": self.prefix.strip(),
            "source": self.source.strip(),
            "provinces": list(self.provinces),
        }


@action
def posting_prepare(
    *, round_: ClaimRound, actor: Actor, wording: Wording, clock: Clock = DATABASE_CLOCK
) -> Posting:
    """Begin a draft of a round's list, or return the one that is begun.

    Raises NotAllowed, and WrongState for a round that was never opened.
    """
    round_ = lock(round_)
    if round_.state not in RUNNING:
        raise WrongState(Reason("claim.postings.round_not_open", {"round": round_.title}))
    draft = queries.draft_of(round_)
    if draft is not None:
        require(actor, P.POSTING_PREPARE, draft)
        return draft
    pack = pack_of(round_.programme)
    posting = Posting(
        round=round_,
        audience=pack.claim.posting.audience,
        notice_days=pack.claim.notice.days,
        notice_kind=pack.claim.notice.kind,
        **wording.values(),
    )
    return begin(posting, actor=actor, permission=P.POSTING_PREPARE, clock=clock)


@action
def posting_revise(*, posting: Posting, actor: Actor, wording: Wording) -> Posting:
    """Change the wording of a draft. Raises NotAllowed, and WrongState when it is no draft any more."""
    posting = lock(posting)
    require(actor, P.POSTING_PREPARE, posting)
    if posting.state != "drafted":
        raise WrongState(
            Reason(
                "lifecycle.wrong_state",
                {
                    "subject": posting.subject_name(),
                    "state": state_name(posting),
                    "event": Reason("claim.postings.revision"),
                },
            )
        )
    for name, value in wording.values().items():
        setattr(posting, name, value)
    posting.save()
    return posting


@action
def posting_discard(
    *, posting: Posting, actor: Actor, because: str, clock: Clock = DATABASE_CLOCK
) -> Recorded:
    """Discard a draft, with a reason. Raises NotAllowed, WrongState, ReasonMissing."""
    return move(posting, "posting.discarded", actor=actor, clock=clock, because=because)


@action
def posting_issue(*, posting: Posting, actor: Actor, seen: str, clock: Clock = DATABASE_CLOCK) -> Posting:
    """Post the list: freeze it, number it, move every claim and record it, all or nothing.

    ``seen`` is the fingerprint of the list that the publisher was shown. Raises NotAllowed, WrongState when
    somebody was first, Refused when the list is another one now, empty, or its terms lie beyond the table of
    working days.
    """
    programme = (
        Programme.objects.select_for_update(of=("self",))
        .select_related("pack_version")
        .get(pk=posting.round.programme_id)
    )
    lock_many([row for row in (posting, posting.corrects) if row])
    posting = queries.by_id(str(posting.pk)) or posting
    require(actor, planned_move(table_of(posting), posting, "posting.issued").permission, posting)
    prepared = _locked_list(posting, seen)
    at = clock.now()
    standing = FrozenClock(at)
    params = _freeze(posting, programme, prepared, at).leaf_params() | _counted_by(posting, programme, at)
    params |= beside_the_list(posting) | _corrects(posting, "correction")
    entry = move(
        posting,
        "posting.issued",
        actor=actor,
        clock=standing,
        params=params,
    )
    posting.issue_entry_id = entry.id
    if posting.corrects:
        _replace(posting, posting.corrects, actor, standing, entry)
    else:
        _post_claims(prepared.claims, posting, actor, standing, entry)
    telling.ask_regions(posting, at)
    posting.render_job_id = _queue_rendering(posting, actor)
    posting.save(update_fields=["issue_entry_id", "render_job_id"])
    return posting


def _counted_by(posting: Posting, programme: Programme, at: datetime) -> dict[str, Any]:
    """Name the tables of working days that the terms were counted by: a later version does not move their ends."""
    claim = pack_of(programme).claim
    terms = (
        (claim.notice.kind, posting.notice_until),
        (claim.acknowledgement.kind, posting.acknowledge_until),
    )
    ends = [until for kind, until in terms if kind == "working" and until]
    if not ends:
        return {}
    first, last = local_day(programme, at), local_day(programme, last_moment(max(ends)))
    return {"working_days": counted_by(programme, first, last)}


def _corrects(posting: Posting, variant: str) -> dict[str, Any]:
    """Return what leaves tell of a correction: which posting it replaces, and what it changed."""
    if posting.corrects is None:
        return {}
    told = [said.to_data() for said in sentences(posting.changes)]
    return {"variant": variant, "corrects": posting.corrects.document_number, "changes": told}


def _queue_rendering(posting: Posting, actor: Actor) -> str:
    job = enqueue(
        RENDER,
        {"posting": str(posting.pk)},
        programme_id=str(posting.programme_id),
        seat_id=actor.seat.id if actor.seat else "",
    )
    return str(job.pk)


def _locked_list(posting: Posting, seen: str) -> Prepared:
    """Lock the claims in the order of their keys, read the list again and compare it with what was seen."""
    if posting.corrects_id and posting.corrects and posting.corrects.state != "issued":
        raise WrongState(
            Reason("claim.postings.already_corrected", {"subject": posting.corrects.subject_name()})
        )
    if posting.corrects:
        queries.lock_claims(queries.claims_on(posting.corrects))
    else:
        queries.lock_claims(queries.selected_ids(posting))
    prepared = prepare(posting)
    if prepared.fingerprint != seen:
        raise Refused(Reason("claim.postings.list_changed"))
    return prepared


def _freeze(posting: Posting, programme: Programme, prepared: Prepared, at: datetime) -> frozen.Sealed:
    pack = pack_of(programme)
    notice = span(programme, at, posting.notice_days, pack.claim.notice.kind)
    taken = pack.claim.acknowledgement
    posting.number = issuing.next_number(programme)
    posting.document_number = issuing.document_number(programme, pack, posting.prefix, at)
    posting.issued_at, posting.notice_until = at, notice.until
    posting.acknowledge_until = span(programme, at, taken.days, taken.kind).until
    issuer = top(programme)
    if issuer is None:
        raise Refused(Reason("claim.postings.no_issuer"))
    data = frozen.list_of(posting, prepared.entries, issuer=issuer, at=at, notice=notice)
    sealed = frozen.sealed(data, prepared.digests)
    posting.canonical, posting.digest = sealed.text, sealed.digest
    posting.save()
    PostingEntry.objects.bulk_create(
        (
            PostingEntry(
                posting=posting,
                seq=entry["seq"],
                claim=claim,
                region_id=claim.region_id,
                project_id=claim.project_id,
                data=entry,
                digest=digest,
            )
            for entry, claim, digest in zip(prepared.entries, prepared.claims, prepared.digests, strict=True)
        ),
        batch_size=500,
    )
    return sealed


def _post_claims(
    claims: Sequence[Claim], posting: Posting, actor: Actor, clock: Clock, entry: Recorded
) -> None:
    move_many(
        claims,
        "claim.posted",
        actor=actor,
        clock=clock,
        params=lambda _: {"posting": posting.document_number},
        caused_by=entry,
        related=queries.CLAIM_READS,
    )


def _replace(posting: Posting, old: Posting, actor: Actor, clock: Clock, entry: Recorded) -> None:
    """Close the corrected posting and do to the claims what the correction says."""
    move(
        old,
        "posting.corrected",
        actor=actor,
        clock=clock,
        params={"by": posting.document_number, **_corrects(posting, "changes")},
        caused_by=entry,
    )
    lines = {str(line.claim_id): line for line in queries.entries_of(old)}
    for change in posting.changes:
        claim = lines[change["claim"]].claim
        values = {"posting": posting.document_number}
        if change["remedy"] == STRIKE:
            because = change["because"]
            move(
                claim,
                "claim.struck",
                actor=actor,
                clock=clock,
                because=because,
                params=values,
                caused_by=entry,
            )
        elif change["remedy"] == AMEND:
            _amend(claim, change, values, actor, clock)
    telling.carry_acknowledgements(old, posting)
    telling.withdraw_dates(old, clock.now())


def _amend(claim: Claim, change: dict[str, Any], values: dict[str, Any], actor: Actor, clock: Clock) -> None:
    require_unaltered([claim])
    said = change["fields"]
    if "lead_unit" in said:
        claim.lead_unit = said["lead_unit"]
    if "project" in said:
        claim.project = claim.round.edition.projects.get(code=said["project"]["code"])
        if queries.claimed_elsewhere(claim, claim.project_id):
            raise Refused(Reason("claim.postings.claimed_elsewhere", {"subject": claim.subject_name()}))
    claim.version += 1
    claim.save(update_fields=["lead_unit", "project", "version"])
    act(
        claim,
        "claim.corrected",
        actor=actor,
        clock=clock,
        because=change["because"],
        params={
            **values,
            **seal(claim),
            "fields": said,
            "variant": "changes",
            "changes": [one.to_data() for one in differences(change)],
        },
    )


@action
def posting_acknowledge(*, posting: Posting, actor: Actor, clock: Clock = DATABASE_CLOCK) -> Acknowledgement:
    """Record that the actor's region has taken note and answers for what the list says (4.14).

    Raises NotAllowed, WrongState for a posting that was corrected, Refused for a region that is not on the
    list or has already acknowledged.
    """
    posting = lock(posting)
    region = queries.region_on_list(posting, actor.seat) if actor.seat else None
    require(actor, P.POSTING_ACKNOWLEDGE, posting)
    if region is None or actor.seat is None:
        raise Refused(Reason("claim.postings.not_on_list", {"subject": posting.subject_name()}))
    if posting.state == "issued" and queries.has_acknowledged(posting, region):
        raise Refused(Reason("claim.postings.acknowledged_before", {"region": region.body.name}))
    entry = act(
        posting, "posting.acknowledged", actor=actor, clock=clock, params={"region": region.body.name}
    )
    telling.close_request(posting, region, entry.at)
    return Acknowledgement.objects.create(posting=posting, region=region, at=entry.at, seat_id=actor.seat.id)
