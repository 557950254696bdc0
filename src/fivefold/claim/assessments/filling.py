"""Between the page of a project and the action that saves it: which cells were touched, what is said at which field."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from fivefold.authz.decide import permissions_of
from fivefold.authz.permissions import Permission
from fivefold.claim.assessments import dossiers
from fivefold.claim.assessments.cells import (
    STATUS,
    Cell,
    CellsRefused,
    Conflict,
    Seen,
    Value,
    read_cell,
    written,
)
from fivefold.claim.assessments.checks import findings
from fivefold.claim.assessments.editing import Saved, cells_save, editing_faults, writing_permission
from fivefold.claim.assessments.forms import ProjectForm, base_of
from fivefold.claim.assessments.item_pages import ItemPage, item_pages
from fivefold.claim.assessments.queries import facts_of, full, lines_of, project_after
from fivefold.lifecycle.actor import Actor
from fivefold.lifecycle.errors import NotAllowed
from fivefold.method.reason import Refused
from fivefold.packs.programmes import pack_of
from fivefold.web.errors import show_reasons
from fivefold.web.speech import clock, speak_reason


@dataclass(frozen=True)
class ProjectPage:
    """One project's page: its items, the form where it can be written, and where one goes next.

    ``late``: what was sent came when nothing can be saved any more; the form shows it to be copied.
    """

    code: str
    order: int
    title: str
    english: str
    block: str
    items: Sequence[ItemPage]
    form: ProjectForm | None
    hindrance: str
    version: str
    base: str
    next_code: str
    status: int = 200
    late: bool = False


def writable(assessment: Any, actor: Actor, now: datetime) -> bool:
    """Say whether the actor can write in the assessment at this moment."""
    return not hindrance_of(assessment, actor, now)


def hindrance_of(assessment: Any, actor: Actor, now: datetime) -> str:
    """Say why the actor cannot write now; empty where they can."""
    try:
        writing_permission(actor, assessment)
    except NotAllowed as refusal:
        return speak_reason(refusal.reasons[0])
    return " ".join(speak_reason(reason) for reason in editing_faults(assessment, now))


def _ever_writes(actor: Actor) -> bool:
    """Say whether the actor's role fills forms in at all; whoever only reads need not be told why they cannot."""
    allowed = permissions_of(actor.seat)
    return Permission.ASSESSMENT_FILL in allowed or Permission.ASSESSMENT_FILE_FOR in allowed


def project_page(
    assessment: Any, code: str, actor: Actor, now: datetime, data: QueryDict | None = None
) -> ProjectPage | None:
    """Return the page of one project, None where the form has no such project."""
    here = lines_of(assessment, code)
    if not here:
        return None
    limit = pack_of(assessment.round.programme).claim.not_applicable
    hindrance = hindrance_of(assessment, actor, now)
    # What was typed is shown again even where it came too late to be saved.
    shown = data is not None or not hindrance
    form = ProjectForm(data, lines=here, allow_na=limit.allowed) if shown else None
    found = [
        finding
        for finding in findings([facts_of(line) for line in here], limit, now.date())
        if finding.rule not in {"missing", "no_status"}
    ]
    project = here[0].item.project
    return ProjectPage(
        code=code,
        order=project.order,
        title=project.title,
        english=project.title_en,
        block=project.block.title,
        items=item_pages(assessment, here, found, form),
        form=form,
        hindrance=hindrance if _ever_writes(actor) else "",
        version=str(assessment.version),
        base=base_of(here),
        next_code=project_after(assessment, project.order),
    )


def save_project(assessment: Any, page: ProjectPage, data: QueryDict, actor: Actor) -> ProjectPage | None:
    """Save what was typed on the page; None when it was saved, else the page again with all that was typed.

    Raises NotAllowed. What cannot be saved because of state or window is kept in the fields and said over the form.
    """
    writing_permission(actor, assessment)
    again = project_page(assessment, page.code, actor, timezone.now(), data) or page
    form = again.form
    if form is None:
        return again
    form.is_valid()
    values = form.changed()
    if form.errors:
        return replace(again, status=422)
    try:
        saved = cells_save(
            assessment=assessment,
            values=values,
            seen=Seen.read(data.get("version", "")),
            actor=actor,
            project=page.code,
        )
    except CellsRefused as refusal:
        for cell, reason in refusal.faults.items():
            form.fault(cell, reason)
        return replace(again, status=422)
    except NotAllowed:
        raise
    except Refused as refusal:
        show_reasons(form, refusal)
        return replace(again, status=409, late=True)
    return _with_conflicts(again, saved, data, actor) if saved.conflicts else None


def _with_conflicts(page: ProjectPage, saved: Saved, data: QueryDict, actor: Actor) -> ProjectPage:
    """Show both values of every conflict; the page has now seen the other one, so saving again keeps the typed one."""
    form = page.form
    if form is not None:
        for conflict in saved.conflicts:
            if conflict.mine is not None or conflict.cell.name in data:
                form.add_error(conflict.cell.name, _theirs(conflict, actor))
    return replace(page, version=str(saved.seen), status=409)


def _theirs(conflict: Conflict, actor: Actor) -> str:
    """Say what stands there meanwhile: by somebody else's hand, or by one's own from another page."""
    said = {"theirs": spoken(conflict.cell, conflict.theirs), "when": clock(conflict.at)}
    if actor.seat and conflict.hand == actor.seat.person_id:
        return (
            _(
                "You changed this yourself meanwhile, from another page, to “%(theirs)s” (%(when)s). Nothing was "
                "overwritten. Save again to keep what stands in the field."
            )
            % said
        )
    words = _(
        "Somebody else changed this meanwhile to “%(theirs)s” (%(when)s). Yours stands in the field; nothing was "
        "overwritten. Save again to keep yours, or enter theirs."
    )
    return words % said


def spoken(cell: Cell, value: Value) -> str:
    """Say a cell's value in words."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if cell.field == STATUS and isinstance(value, str):
        return str(dossiers.STATUS_WORDS[value])
    return written(value) or _("(empty)")


def _told(saved: Saved) -> dict[str, Any]:
    """Answer a conflict: for each field what others saved, as the form writes it and in words with its time."""
    words = _("%(value)s (%(when)s)")
    told = {one.cell.name: spoken(one.cell, one.theirs) for one in saved.conflicts}
    return {
        "version": str(saved.seen),
        "conflicts": {one.cell.name: written(one.theirs) for one in saved.conflicts},
        "told": {
            one.cell.name: words % {"value": told[one.cell.name], "when": clock(one.at)}
            for one in saved.conflicts
        },
    }


def autosave(assessment: Any, code: str, data: QueryDict, actor: Actor) -> tuple[int, dict[str, Any]]:
    """Save the fields named in ``changed``; return status and answer for the browser's script.

    Fields that cannot be saved are named under ``errors`` and the others are saved. Raises NotAllowed, WrongState.
    """
    most = {line.item.code: line.item.max_score for line in lines_of(assessment, code)}
    values: dict[Cell, Value] = {}
    errors: dict[str, str] = {}
    for name in data.getlist("changed"):
        cell = Cell.named(name)
        if cell is None or cell.item not in most:
            continue
        try:
            values[cell] = read_cell(cell.field, data.get(name, ""), most[cell.item])
        except Refused as refusal:
            errors[name] = speak_reason(refusal.reasons[0])
    seen = Seen.read(data.get("version", ""))
    try:
        saved = cells_save(assessment=assessment, values=values, seen=seen, actor=actor, project=code)
    except CellsRefused as refusal:
        errors |= {cell.name: speak_reason(reason) for cell, reason in refusal.faults.items()}
        rest = {cell: value for cell, value in values.items() if cell not in refusal.faults}
        saved = cells_save(assessment=full(assessment), values=rest, seen=seen, actor=actor, project=code)
    if saved.conflicts:
        return 409, _told(saved)
    at = timezone.localtime(timezone.now())
    return 200, {"version": str(saved.seen), "at": f"{at:%H:%M}", "errors": errors}
