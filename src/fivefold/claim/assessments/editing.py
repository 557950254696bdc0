"""Filling in: begin an assessment, save cells without ever overwriting what was not seen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from fivefold.authz.permissions import Permission
from fivefold.claim.assessments.cells import FIELDS, NOT_APPLICABLE, Cell, CellsRefused, Conflict, Seen, Value
from fivefold.claim.assessments.checks import na_faults
from fivefold.claim.assessments.models import Answer, Assessment
from fivefold.claim.assessments.queries import facts_of, full, lines_of
from fivefold.claim.rounds.models import ClaimRound
from fivefold.claim.rounds.queries import class_of
from fivefold.claim.rounds.windows import hold, submission_faults
from fivefold.classify.regions.models import Region
from fivefold.decompose.guideline.queries import items_for
from fivefold.lifecycle.actor import Actor
from fivefold.lifecycle.clock import DATABASE_CLOCK, Clock
from fivefold.lifecycle.errors import NotAllowed, WrongState
from fivefold.lifecycle.move import begin, check, lock, state_name
from fivefold.lifecycle.transactions import action
from fivefold.method.reason import Reason, Refused
from fivefold.packs.programmes import pack_of

EDITABLE = ("drafted", "returned")
_WRITERS = (Permission.ASSESSMENT_FILL, Permission.ASSESSMENT_FILE_FOR)


@dataclass(frozen=True, slots=True)
class Saved:
    """The outcome of a save: what the page has seen now, the cells that changed, and conflicts (then none changed)."""

    seen: Seen
    changed: tuple[Cell, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


def writing_permission(actor: Actor, assessment: Assessment) -> Permission:
    """Return by which permission the actor writes: as the region itself or for it. Raises NotAllowed."""
    for permission in _WRITERS:
        if check(actor, permission, assessment).allowed:
            return permission
    denial = check(actor, Permission.ASSESSMENT_FILL, assessment)
    raise NotAllowed(Permission.ASSESSMENT_FILL, denial.reason)


def filing_planned(actor: Actor, round_: ClaimRound) -> bool:
    """Say whether the pack lets bodies of the actor's level file for a participant."""
    levels = pack_of(round_.programme).programme.levels
    return actor.seat is not None and levels[actor.seat.body_level].files_for_participants


@action
def assessment_begin(
    *, round_: ClaimRound, region: Region, actor: Actor, clock: Clock = DATABASE_CLOCK
) -> Assessment:
    """Begin a region's assessment: one line for each item that applies to its class on the round's class list.

    Where it was begun already, that one is returned. Raises NotAllowed; WrongState outside the round's window; Refused
    where the region does not take part in the round or has no class on its list (4.3d).
    """
    held = hold(round_)
    region = lock(region)  # so that of two who begin at once the second finds the first one's
    known = Assessment.objects.filter(round=held, region=region).first()
    if known is not None:
        writing_permission(actor, full(known))
        return full(known)
    assessment = Assessment(round=held, region=region, class_code=class_of(held, region))
    permission = writing_permission(actor, assessment)
    _may_take_part(assessment)
    if permission is Permission.ASSESSMENT_FILE_FOR and not filing_planned(actor, held):
        raise Refused(Reason("assessments.filing_not_planned"))
    now = clock.now()
    faults = submission_faults(held, region.body.path, now)
    if faults:
        raise WrongState(*faults)
    begin(assessment, actor=actor, permission=permission, clock=clock)
    items = items_for(held.edition, assessment.class_code)
    Answer.objects.bulk_create(
        [Answer(assessment=assessment, item=item, edited_at=now) for item in items], batch_size=200
    )
    return full(assessment)


def _may_take_part(assessment: Assessment) -> None:
    region, round_ = assessment.region, assessment.round
    names = {"region": region.body.name, "subject": round_.title}
    if region.programme_id != round_.programme_id or region.batch not in round_.batches:
        raise Refused(Reason("assessments.not_in_round", names))
    if region.state != "participating":
        raise Refused(Reason("assessments.region_left", names))
    if not assessment.class_code:
        raise Refused(Reason("assessments.no_class", names))


def editing_faults(assessment: Assessment, now: datetime) -> list[Reason]:
    """Return why nobody can write in the assessment at ``now``: its state, or the round's window."""
    if assessment.state not in EDITABLE:
        params = {"subject": assessment.subject_name(), "state": state_name(assessment)}
        return [Reason("assessments.locked", params)]
    path = assessment.region.body.path
    returned = assessment.state == "returned"
    return submission_faults(assessment.round, path, now, returned=returned)


def open_for_writing(assessment: Assessment, actor: Actor, clock: Clock) -> tuple[Assessment, datetime]:
    """Lock the assessment and return it with the moment that counts. Raises NotAllowed and WrongState."""
    round_ = hold(assessment.round)
    fresh = lock(assessment)
    fresh.round = round_
    now = clock.now()
    writing_permission(actor, fresh)
    faults = editing_faults(fresh, now)
    if faults:
        raise WrongState(*faults)
    return fresh, now


def reopened(assessment: Assessment, item: str) -> bool:
    """Say whether the item may be written: after a return only the named parts are open."""
    parts = assessment.returned_parts
    return assessment.state != "returned" or not parts or item in parts


def note_writer(assessment: Assessment, actor: Actor) -> None:
    """Remember who wrote, by id: they do not review it."""
    if actor.seat and actor.seat.person_id not in assessment.writers:
        assessment.writers = [*assessment.writers, actor.seat.person_id]


@action
def cells_save(
    *,
    assessment: Assessment,
    values: Mapping[Cell, Value],
    seen: Seen,
    actor: Actor,
    clock: Clock = DATABASE_CLOCK,
    project: str = "",
) -> Saved:
    """Save ``values`` (as ``read_cell`` gave them) unless somebody changed one of the cells meanwhile.

    A cell whose value is already there is no change. With ``project`` the conflicts name every cell of the project
    that was changed unseen, not only those in ``values``: the page then knows all of it. A conflict saves nothing.

    Raises NotAllowed, WrongState (locked, or outside the window), CellsRefused (unknown items, parts that a return
    did not re-open, too many items not applicable).
    """
    fresh, now = open_for_writing(assessment, actor, clock)
    seen = seen.within(fresh.version)
    lines = {line.item.code: line for line in lines_of(fresh)}
    _refuse_places(fresh, lines, values)
    changes = {c: v for c, v in values.items() if getattr(lines[c.item], c.field) != v}
    conflicts = _conflicts(lines, values, changes, seen, project)
    if conflicts:
        return Saved(Seen(fresh.version), conflicts=conflicts)
    if not changes:
        return Saved(seen)
    for cell, value in changes.items():
        setattr(lines[cell.item], cell.field, value)
    _refuse_too_many(fresh, lines, changes)
    before = fresh.version
    fresh.version += 1
    _apply(fresh, lines, changes, actor, now)
    note_writer(fresh, actor)
    fresh.save(update_fields=["version", "writers"])
    assessment.version = fresh.version
    return Saved(seen.after(before, fresh.version), tuple(changes))


def _refuse_places(fresh: Assessment, lines: Mapping[str, Answer], values: Mapping[Cell, Value]) -> None:
    """Refuse cells of foreign items, and changes to parts that a return did not re-open."""
    faults: dict[Cell, Reason] = {}
    for cell, value in values.items():
        if cell.item not in lines:
            faults[cell] = Reason("assessments.cell.unknown_item", {"code": cell.item})
        elif not reopened(fresh, cell.item) and getattr(lines[cell.item], cell.field) != value:
            faults[cell] = Reason("assessments.cell.not_reopened", {"code": cell.item})
    if faults:
        raise CellsRefused(faults)


def _refuse_too_many(fresh: Assessment, lines: Mapping[str, Answer], changes: Mapping[Cell, Value]) -> None:
    """Refuse marks that would leave too little of a project: never a whole project is not applicable (4.2a)."""
    limit = pack_of(fresh.round.programme).claim.not_applicable
    over = na_faults([facts_of(line) for line in lines.values()], limit)
    faults = {
        cell: over[lines[cell.item].item.project.code]
        for cell, value in changes.items()
        if cell.field == NOT_APPLICABLE and value and lines[cell.item].item.project.code in over
    }
    if faults:
        raise CellsRefused(faults)


def _conflicts(
    lines: Mapping[str, Answer],
    values: Mapping[Cell, Value],
    changes: Mapping[Cell, Value],
    seen: Seen,
    project: str,
) -> tuple[Conflict, ...]:
    """Return the changed cells that moved on unseen; with one of these also the page's other unseen cells."""

    def unseen(cell: Cell) -> bool:
        return not seen.knows(lines[cell.item].cells.get(cell.field, 0))

    def met(cell: Cell, mine: Value) -> Conflict:
        line = lines[cell.item]
        return Conflict(cell, mine, getattr(line, cell.field), line.edited_at, line.hand(cell.field))

    found = [met(cell, value) for cell, value in changes.items() if unseen(cell)]
    if found and project:
        page = [
            Cell(line.item.code, field) for line in project_lines(lines.values(), project) for field in FIELDS
        ]
        others = [cell for cell in page if cell not in values and unseen(cell)]
        found += [met(cell, None) for cell in others]
    return tuple(found)


def _apply(
    fresh: Assessment, lines: Mapping[str, Answer], changes: Mapping[Cell, Value], actor: Actor, now: datetime
) -> None:
    touched: dict[str, Answer] = {}
    hand = actor.seat.person_id if actor.seat else ""
    for cell in changes:
        line = touched.setdefault(cell.item, lines[cell.item])
        line.cells = {**line.cells, cell.field: fresh.version}
        line.hands = {**(line.hands or {}), cell.field: hand}
        line.edited_at = now
    fields = [
        "score",
        "work_status",
        "text",
        "not_applicable",
        "not_applicable_reason",
        "cells",
        "hands",
        "edited_at",
    ]
    Answer.objects.bulk_update(touched.values(), fields)


def project_lines(lines: Iterable[Answer], project: str) -> list[Answer]:
    """Return the lines of one project code."""
    return [line for line in lines if line.item.project.code == project]
