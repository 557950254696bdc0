"""Drafts of claims: begun under the cap, edited field by field without anything being lost (4.3d, 4.5b, 4.9)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fivefold.authz.permissions import Permission
from fivefold.claim.claims.holding import (
    cap_faults,
    entry_faults,
    hold_claim,
    hold_region,
    may_file_for,
    with_writer,
    writing_permission,
)
from fivefold.claim.claims.models import Claim, Milestone
from fivefold.claim.claims.parts import MOST_MILESTONES, PLAIN_FIELDS, MilestoneRow, open_fields, without_end
from fivefold.claim.claims.queries import milestone_rows
from fivefold.claim.rounds.models import ClaimRound
from fivefold.claim.rounds.queries import class_of
from fivefold.claim.rounds.windows import hold, submission_faults
from fivefold.classify.regions.models import Region
from fivefold.decompose.guideline.models import Project
from fivefold.files.store import store
from fivefold.lifecycle.actor import Actor
from fivefold.lifecycle.clock import DATABASE_CLOCK, Clock
from fivefold.lifecycle.errors import NotAllowed, WrongState
from fivefold.lifecycle.move import begin, event_name, require, state_name
from fivefold.lifecycle.transactions import action
from fivefold.method.reason import Reason, Refused
from fivefold.packs.programmes import pack_of

EDITABLE = ("drafted", "returned")


@dataclass(frozen=True, slots=True)
class Upload:
    """A decision file that was inspected: its name, media type and bytes."""

    name: str
    media: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Edit:
    """What somebody changed: plain fields, milestones (all rows, or None), a new file, or its removal."""

    values: Mapping[str, Any] = field(default_factory=dict)
    milestones: Sequence[MilestoneRow] | None = None
    upload: Upload | None = None
    drop_file: bool = False


@dataclass(frozen=True, slots=True)
class Edited:
    """What came of an edit: the claim's version now, and fields that others changed meanwhile, with their text.

    A field in conflict keeps what the others wrote; nothing is overwritten.
    """

    version: int
    conflicts: Mapping[str, Any]


@action
def claim_draft(
    *,
    round_: ClaimRound,
    region: Region,
    project: Project,
    actor: Actor,
    clock: Clock = DATABASE_CLOCK,
    instead_of: Claim | None = None,
) -> Claim:
    """Begin a claim of a project; it is an intention until the decision record is there (6.6).

    ``instead_of`` is a returned claim that this one replaces: it has the time that the returned one had. The cap
    is checked with the region's row held, so that it holds however many press at once. Raises Refused with every
    reason (outside the round's batches, cap, claimed twice, window over), NotAllowed.
    """
    held = hold(round_)
    place = hold_region(region)
    permission = writing_permission(actor, place)
    row = Claim(
        round=held, region=place, project=project, class_code=class_of(held, place), replaces=instead_of
    )
    row.writers = with_writer(row, actor)
    require(actor, permission, row)
    faults = entry_faults(held, place) or submission_faults(
        held, place.body.path, clock.now(), returned=instead_of is not None
    )
    faults += cap_faults(held, place, [project.code])
    if project.edition_id != held.edition_id:
        faults.append(Reason("claims.other_edition", {"project": project.title}))
    if permission is Permission.CLAIM_DRAFT_FOR:
        faults += may_file_for(actor, held)
        row.filed_by_id = actor.seat.body_id if actor.seat else None
    if faults:
        raise Refused(*faults)
    return begin(row, actor=actor, permission=permission, clock=clock)


@action
def claim_edit(
    *, claim: Claim, version: int, edit: Edit, actor: Actor, clock: Clock = DATABASE_CLOCK
) -> Edited:
    """Change fields of a draft, or the named parts of a returned claim.

    ``version`` is the claim's version that the editor saw; one that is not there yet was seen by nobody. A field that
    was changed by others since, to something else than what is sent now, is not saved but reported. Raises
    WrongState, Refused for a part that is not open, NotAllowed, also to a province that did not begin this claim.
    """
    fresh = hold_claim(claim)
    may_write(fresh, actor)
    wanted = _wanted(fresh, edit)
    _only_open(fresh, wanted)
    if len(wanted.get("milestones", ())) > MOST_MILESTONES:
        raise Refused(Reason("claims.too_many_milestones", {"field": "milestones", "most": MOST_MILESTONES}))
    conflicts = {name: now for name, now in _changed_by_others(fresh, version) if name in wanted}
    saved = {name: value for name, value in wanted.items() if name not in conflicts}
    if saved:
        _save(fresh, saved, edit, actor, clock)
    return Edited(fresh.version, conflicts)


def may_write(claim: Claim, actor: Actor) -> None:
    """Raise NotAllowed or WrongState unless the actor may change the claim as it stands.

    A province changes what it began itself; a region's own draft is the region's.
    """
    permission = writing_permission(actor, claim.region)
    require(actor, permission, claim)
    if claim.state not in EDITABLE:
        params = {
            "subject": claim.subject_name(),
            "state": state_name(claim),
            "event": event_name("claim.edited"),
        }
        raise WrongState(Reason("lifecycle.wrong_state", params))
    seat = actor.seat
    if permission is Permission.CLAIM_DRAFT_FOR and (seat is None or str(claim.filed_by_id) != seat.body_id):
        raise NotAllowed(permission, Reason("claims.regions_own_draft", {"subject": claim.subject_name()}))


def _wanted(claim: Claim, edit: Edit) -> dict[str, Any]:
    """Return the fields that would really change, with their new values."""
    found = {
        name: value
        for name, value in edit.values.items()
        if name in PLAIN_FIELDS and getattr(claim, name) != value
    }
    if edit.milestones is not None:
        rows = without_end(edit.milestones)
        if rows != milestone_rows(claim):
            found["milestones"] = rows
    if edit.upload or (edit.drop_file and claim.decision_file_id):
        found["decision_file"] = edit.upload
    return found


def _only_open(claim: Claim, wanted: Mapping[str, Any]) -> None:
    parts = claim.returned_parts if claim.state == "returned" else []
    allowed = open_fields(parts, pack_of(claim.round.programme))
    closed = [name for name in wanted if name not in allowed]
    if closed:
        raise Refused(*(Reason("claims.part_not_open", {"field": name}) for name in closed))


def _changed_by_others(claim: Claim, version: int) -> list[tuple[str, Any]]:
    seen = version if version <= claim.version else 0
    later = [name for name, at in claim.touched.items() if at > seen]
    return [(name, _current(claim, name)) for name in later]


def _current(claim: Claim, name: str) -> Any:
    if name == "milestones":
        return milestone_rows(claim)
    if name == "decision_file":
        return claim.decision_file.name if claim.decision_file else ""
    return getattr(claim, name)


def _save(claim: Claim, saved: Mapping[str, Any], edit: Edit, actor: Actor, clock: Clock) -> None:
    for name, value in saved.items():
        if name == "milestones":
            _replace_milestones(claim, value)
        elif name == "decision_file":
            claim.decision_file = _stored(claim, edit.upload, clock)
        else:
            setattr(claim, name, value)
    claim.version += 1
    claim.touched = {**claim.touched, **dict.fromkeys(saved, claim.version)}
    claim.writers = with_writer(claim, actor)
    plain = [name for name in saved if name != "milestones"]
    claim.save(update_fields=[*plain, "version", "touched", "writers"])


def _stored(claim: Claim, upload: Upload | None, clock: Clock) -> Any:
    if upload is None:
        return None
    return store(
        upload.data,
        name=upload.name,
        media=upload.media,
        at=clock.now(),
        programme_id=str(claim.round.programme_id),
        body_path=claim.region.body.path,
    )


def _replace_milestones(claim: Claim, rows: Sequence[MilestoneRow]) -> None:
    claim.milestones.all().delete()
    Milestone.objects.bulk_create(
        Milestone(claim=claim, order=order, due_on=row.due_on, text=row.text, measure=row.measure)
        for order, row in enumerate(rows, start=1)
        if not row.blank
    )
