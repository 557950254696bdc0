"""Between the draft form and its action: saving what can be saved, showing the rest (ui.md rule 8)."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _

from fivefold.authz.decide import decide
from fivefold.authz.permissions import Permission
from fivefold.authz.roles import Role
from fivefold.claim.claims import dossiers
from fivefold.claim.claims.actions import sending_faults
from fivefold.claim.claims.drafting import EDITABLE, Edit, Edited, Upload, claim_edit, may_write
from fivefold.claim.claims.form_shapes import initial_of, shape_of
from fivefold.claim.claims.forms import MILESTONE_CELLS, ClaimForm, cell
from fivefold.claim.claims.holding import writing_permission
from fivefold.claim.claims.models import Claim
from fivefold.claim.claims.parts import PART_OF_FIELD, MilestoneRow
from fivefold.claim.claims.queries import milestone_rows, peers
from fivefold.files.inspect import inspect
from fivefold.files.kinds import Kind
from fivefold.lifecycle.actor import Actor
from fivefold.lifecycle.errors import NotAllowed, WrongState
from fivefold.method.reason import Refused
from fivefold.web.parts import Link
from fivefold.web.roles import role_label
from fivefold.web.speech import speak_reason

__all__ = [
    "SAVED",
    "autosave",
    "claim_form",
    "files_for",
    "lacking_links",
    "may_write",
    "save",
    "sending_bar",
]
SAVED = 200
CONFLICT = 409
FAULTY = 422
DECISION_KINDS = frozenset({Kind.PDF, Kind.PNG, Kind.JPEG, Kind.DOCX})


def claim_form(
    claim: Claim,
    data: Any = None,
    files: Any = None,
    *,
    rows: str = "",
    only: Collection[str] | None = None,
) -> ClaimForm:
    """Return the draft form of the claim, filled with what it says or with what was sent."""
    asked = rows or str(_rows_sent(data))
    shape = shape_of(claim, peers(claim.round, claim.region, claim.class_code), asked)
    return ClaimForm(data, files, shape=shape, only=only, initial=initial_of(claim))


def _rows_sent(data: Any) -> int:
    """Count the milestone rows of a form that was sent, so that none of them is dropped."""
    if data is None:
        return 0
    places = [name[1:].split("_")[0] for name in data if name.startswith("m") and name.endswith("_text")]
    few = [place for place in places if place.isdecimal() and len(place) < 4]  # noqa: PLR2004 - as ``rows_wanted``
    return max((int(place) + 1 for place in few), default=0)


def _upload(form: ClaimForm) -> Upload | None:
    sent = form.cleaned_data.get("decision_file")
    if not isinstance(sent, UploadedFile):
        return None
    data = sent.read()
    seen = inspect(data, str(sent.name), allow=DECISION_KINDS)
    return Upload(seen.name, seen.media, data)


def _edit_of(claim: Claim, form: ClaimForm) -> Edit:
    """Return the edit that the readable fields make; a file that is refused is named at its field."""
    upload = None
    try:
        upload = _upload(form)
    except Refused as refusal:
        for reason in refusal.reasons:
            form.add_error("decision_file", speak_reason(reason))
    return Edit(
        values=form.typed(),
        milestones=form.milestones(milestone_rows(claim)),
        upload=upload,
        drop_file=bool(form.cleaned_data.get("drop_file")),
    )


def _apply(claim: Claim, form: ClaimForm, actor: Actor) -> Edited:
    form.is_valid()
    edit = _edit_of(claim, form)
    return claim_edit(claim=claim, version=form.seen_version, edit=edit, actor=actor)


def save(claim: Claim, form: ClaimForm, actor: Actor) -> int:
    """Save what the whole form holds; return 200, 409 with both texts shown, or 422 with faults at their fields.

    Fields that can be saved are saved in every case. Raises NotAllowed and WrongState.
    """
    try:
        result = _apply(claim, form, actor)
    except Refused as refusal:
        if isinstance(refusal, NotAllowed | WrongState):
            raise
        for reason in refusal.reasons:
            form.add_error(_target(form, str(reason.params.get("field", ""))), speak_reason(reason))
        return FAULTY
    for name, theirs in result.conflicts.items():
        text = _(
            "Somebody else wrote meanwhile: %(theirs)s. Yours is still in the form; save again to keep yours."
        )
        form.add_error(_target(form, name), text % {"theirs": _in_words(form, name, theirs)})
    if result.conflicts:
        _show_version(form, result.version)
        return CONFLICT
    if form.errors:
        _show_version(form, result.version)
        return FAULTY
    return SAVED


def _show_version(form: ClaimForm, version: int) -> None:
    """Let the form that is shown again carry the version whose texts are shown beside it."""
    data: Any = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict, since a form was sent
    data["version"] = str(version)
    form.data = data


def _target(form: ClaimForm, name: str) -> str | None:
    if name == "milestones":
        name = cell(0, "text")
    return name if name in form.fields else None


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "；".join(f"{row.due_on or '—'} {row.text} {row.measure}".strip() for row in value)
    return "" if value is None else str(value)


def _in_words(form: ClaimForm, name: str, value: Any) -> str:
    """Say a value as its control does: the label of a choice, else its text; nothing is said to be empty."""
    choices = dict(getattr(form.fields.get(name), "choices", ()))
    label = choices.get(value) if isinstance(value, str) and value else None
    return str(label or _shown(value) or _("(empty)"))


def autosave(claim: Claim, form: ClaimForm, actor: Actor) -> tuple[dict[str, Any], int]:
    """Save the changed fields and answer as the page's script expects it (docs: components, forms).

    Raises NotAllowed and WrongState.
    """
    try:
        result = _apply(claim, form, actor)
    except Refused as refusal:
        if isinstance(refusal, NotAllowed | WrongState):
            raise
        faults = {str(r.params.get("field", "")): speak_reason(r) for r in refusal.reasons}
        return {"version": str(form.seen_version), "at": "", "errors": faults}, SAVED
    errors = {name: " ".join(str(message) for message in found) for name, found in form.errors.items()}
    if result.conflicts:
        theirs = _by_cell(form, result.conflicts)
        told = {name: _in_words(form, name, value) for name, value in theirs.items()}
        return {"version": str(result.version), "conflicts": theirs, "told": told}, CONFLICT
    at = f"{timezone.localtime():%H:%M}"
    return {"version": str(result.version), "at": at, "errors": errors}, SAVED


def _by_cell(form: ClaimForm, conflicts: Mapping[str, Any]) -> dict[str, str]:
    """Return what others wrote, by the names of the form's controls."""
    found = {name: _shown(value) for name, value in conflicts.items() if name != "milestones"}
    theirs: list[MilestoneRow] = list(conflicts.get("milestones", ()))
    for place in range(form.shape.rows):
        row = theirs[place] if place < len(theirs) else MilestoneRow()
        for name in MILESTONE_CELLS:
            if "milestones" in conflicts and cell(place, name) in form.fields:
                found[cell(place, name)] = _shown(getattr(row, name))
    return found


def files_for(claim: Claim, actor: Actor) -> bool:
    """Say whether the actor would file the claim for another body rather than submit its own."""
    return writing_permission(actor, claim.region) is Permission.CLAIM_DRAFT_FOR


def sending_bar(claim: Claim, actor: Actor, *, filing: bool) -> str:
    """Return why this seat cannot send the claim at all, "" where it may try."""
    permission = Permission.CLAIM_DRAFT_FOR if filing else Permission.CLAIM_SUBMIT
    decision = decide(actor.seat, permission, claim.object_facts())
    if decision.reason.code == "authz.role_lacks" and not filing:
        signer = f"{claim.region.body.name}·{role_label(Role.SIGNER.value)}"
        return _("%(signer)s hands it in, and finds it among his things to do. What is written is saved.") % {
            "signer": signer
        }
    return "" if decision.allowed else speak_reason(decision.reason)


def lacking_links(claim: Claim, now: datetime) -> list[Link]:
    """Return what keeps the claim from being sent, each with the place where it is put right."""
    if claim.state not in EDITABLE:
        return []
    links = []
    for reason in sending_faults(claim, now):
        part = PART_OF_FIELD.get(str(reason.params.get("field", "")))
        url = f"{dossiers.url('edit', claim)}#part-{part}" if part else ""
        links.append(Link(speak_reason(reason), url))
    return links
