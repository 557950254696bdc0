"""Shapes of the draft form: open fields, hints and milestone rows of one claim, and the form in the pack's parts."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.forms import BoundField
from django.utils.translation import gettext as _

from fivefold.claim.claims.forms import MILESTONE_CELLS, ClaimForm, FormShape, cell, rows_wanted
from fivefold.claim.claims.labels import field_labels
from fivefold.claim.claims.models import Claim
from fivefold.claim.claims.parts import FIELDS_OF_PART, open_fields
from fivefold.claim.claims.queries import Peers, content_of, milestone_rows
from fivefold.claim.claims.shapes import basis_labels, peers_line
from fivefold.claim.rounds.dossiers import say
from fivefold.packs.pack import Pack
from fivefold.packs.programmes import pack_of


def shape_of(claim: Claim, peers: Peers, asked_rows: str = "") -> FormShape:
    """Return what the draft form of this claim looks like now."""
    pack = pack_of(claim.round.programme)
    allowed = open_fields(claim.returned_parts if claim.state == "returned" else [], pack)
    hints = {
        "leader_post": _("A post, no name and no private number."),
        "basis_reason": _("Facts of the self-assessment."),
    }
    compare = peers_line(peers, pack)
    hints |= {"aim_province": compare, "aim_nation": compare}
    hints["decision_file"] = _(
        "PDF, picture or Word file, at most 20 MB. Without it the claim stays an intention."
    )
    name = claim.decision_file.name if claim.decision_file else ""
    rows = rows_wanted(asked_rows, len(milestone_rows(claim)))
    return FormShape(allowed, list(basis_labels(pack).items()), field_labels(pack), hints, rows, name)


def initial_of(claim: Claim) -> dict[str, object]:
    """Return what the draft form shows first."""
    content = content_of(claim)
    initial: dict[str, object] = {**content.values, "version": claim.version}
    for place, row in enumerate(milestone_rows(claim)):
        initial |= {cell(place, name): getattr(row, name) for name in MILESTONE_CELLS}
    return initial


@dataclass(frozen=True, slots=True)
class FormSection:
    """A part of the form: its name and hint as the pack has them, its fields, and rows of cells."""

    key: str
    title: str
    hint: str
    required: bool
    fields: Sequence[BoundField]
    rows: Sequence[Sequence[BoundField]] = field(default_factory=list)
    note: str = ""


def sections(form: ClaimForm, pack: Pack) -> list[FormSection]:
    """Return the parts of the form that are open, in the pack's order."""
    found = []
    for part in pack.claim.parts:
        _mark(form, part.key, required=part.required)
        names = [name for name in FIELDS_OF_PART[part.key] if name in form.fields]
        rows = _rows(form) if part.key == "plan_milestones" and "milestones" in form.shape.fields else []
        if "decision_file" in names and "drop_file" in form.fields:
            names.append("drop_file")
        if names or rows:
            hint = say(part.hint)
            note = form.shape.file_name if "decision_file" in names else ""
            title = say(part.label)
            found.append(
                FormSection(part.key, title, hint, part.required, [form[n] for n in names], rows, note)
            )
    return found


def _mark(form: ClaimForm, part: str, *, required: bool) -> None:
    """Let the fields of a part look needed or not; a draft is never refused for an empty field."""
    names = [name for name in FIELDS_OF_PART[part] if name in form.fields]
    if part == "plan_milestones":
        names += [cell(0, name) for name in ("due_on", "text") if cell(0, name) in form.fields]
    for name in names:
        form.fields[name].required = required


def _rows(form: ClaimForm) -> list[list[BoundField]]:
    names = (*MILESTONE_CELLS, "gone")
    return [[form[cell(place, name)] for name in names] for place in range(form.shape.rows)]
