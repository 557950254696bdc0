"""Forms of claims: the draft as the pack shapes it, and the short forms of single acts."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fivefold.claim.claims.parts import MOST_MILESTONES, MilestoneRow
from fivefold.claim.rounds.forms import ReasonForm, show_refusal
from fivefold.web.fields import DayField, not_far_ahead
from fivefold.web.widgets import Checks, LongText, Radios, WorkbookInput

__all__ = ["ClaimForm", "FormShape", "NoteForm", "ReasonForm", "ReturnForm", "SuggestForm", "show_refusal"]
SPARE_ROWS = 3
MILESTONE_CELLS = ("due_on", "text", "measure")


@dataclass(frozen=True, slots=True)
class FormShape:
    """What the draft form of one claim looks like: open fields, bases, labels and hints by field, milestone rows."""

    fields: frozenset[str]
    bases: Sequence[tuple[str, str]]
    labels: Mapping[str, str]
    hints: Mapping[str, str]
    rows: int
    file_name: str = ""


class PlainText(forms.CharField):
    """Text whose line ends are the same wherever it was typed, so that only true changes count as changes."""

    def to_python(self, value: Any) -> str:
        """Return the text with single line feeds."""
        return str(super().to_python(value)).replace("\r\n", "\n")


def _line(label: Any, most: int) -> forms.Field:
    return PlainText(label=label, max_length=most, required=False)


def _long(label: Any) -> forms.Field:
    return PlainText(label=label, widget=LongText(4), required=False, max_length=8000)


def _plain_fields(bases: Sequence[tuple[str, str]], labels: Mapping[str, str]) -> dict[str, forms.Field]:
    return {
        "basis": forms.ChoiceField(label=labels.get("basis"), choices=bases, widget=Radios, required=False),
        "basis_reason": _long(labels.get("basis_reason")),
        "aim_province": _line(labels.get("aim_province"), 300),
        "aim_nation": _line(labels.get("aim_nation"), 300),
        "leader_post": _line(labels.get("leader_post"), 200),
        "lead_unit": _line(labels.get("lead_unit"), 200),
        "means": _long(labels.get("means")),
        "expected_output": _long(labels.get("expected_output")),
        "decision_meeting": _line(labels.get("decision_meeting"), 200),
        "decision_number": _line(labels.get("decision_number"), 100),
        "decision_on": DayField(label=labels.get("decision_on"), validators=(not_far_ahead,), required=False),
        "decision_signer_post": _line(labels.get("decision_signer_post"), 200),
    }


def _row_fields() -> dict[str, forms.Field]:
    return {
        "due_on": DayField(label=_("By"), required=False),
        "text": PlainText(label=_("What is done"), max_length=300, required=False),
        "measure": PlainText(label=_("How it can be seen"), max_length=300, required=False),
    }


def cell(place: int, name: str) -> str:
    """Return the field name of a milestone's cell; ``place`` counts from 0."""
    return f"m{place}_{name}"


class ClaimForm(forms.Form):
    """A draft. Nothing is required here: what is lacking is said on the page before sending."""

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(
        self, *args: Any, shape: FormShape, only: Collection[str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.shape = shape
        self.partial = only is not None
        for name, field in self._wanted().items():
            if only is None or name in only:
                field.help_text = shape.hints.get(name, "")
                self.fields[name] = field

    def _wanted(self) -> dict[str, forms.Field]:
        shape = self.shape
        found = {
            name: field
            for name, field in _plain_fields(shape.bases, shape.labels).items()
            if name in shape.fields
        }
        if "milestones" in shape.fields:
            for place in range(shape.rows):
                found |= {cell(place, name): field for name, field in _row_fields().items()}
                found[cell(place, "gone")] = forms.BooleanField(label=_("Remove this row"), required=False)
        if "decision_file" in shape.fields:
            found["decision_file"] = forms.FileField(label=shape.labels["decision_file"], required=False)
            if shape.file_name:
                found["drop_file"] = forms.BooleanField(label=_("Take the file off"), required=False)
        return found

    @property
    def seen_version(self) -> int:
        """The version of the claim that the editor saw."""
        return int(self.cleaned_data.get("version") or 0)

    def typed(self) -> dict[str, Any]:
        """Return the plain fields that were sent and could be read."""
        return {name: self.cleaned_data[name] for name in _plain_fields((), {}) if name in self.cleaned_data}

    def milestones(self, before: Sequence[MilestoneRow]) -> list[MilestoneRow] | None:
        """Return the milestones as they stand after this form, None where it holds none of their cells.

        Cells that were not sent, or could not be read, keep what they held ``before``.
        """
        rows = list(before) + [MilestoneRow()] * (self.shape.rows - len(before))
        kept = []
        for place, row in enumerate(rows):
            if self.cleaned_data.get(cell(place, "gone")):
                continue
            values = {
                name: self.cleaned_data.get(cell(place, name), getattr(row, name)) for name in MILESTONE_CELLS
            }
            kept.append(MilestoneRow(**values))
        if not self.partial:
            kept = [row for row in kept if not row.blank]
        return kept if "milestones" in self.shape.fields else None


def rows_wanted(asked: str, held: int) -> int:
    """Return how many milestone rows to show: those held with one spare, at least three, or as many as asked for."""
    wish = int(asked) if asked.isdecimal() and len(asked) < 4 else 0  # noqa: PLR2004 - three digits are plenty
    return min(max(wish, held + 1, SPARE_ROWS), MOST_MILESTONES)


class ReturnForm(forms.Form):
    """Which parts are to be put right, and why."""

    parts = forms.MultipleChoiceField(
        label=_("Parts to be put right"), widget=Checks, help_text=_("Only these re-open.")
    )
    because = forms.CharField(
        label=_("Reason"), max_length=2000, widget=LongText(4), help_text=_("The region reads it.")
    )
    step = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, parts: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parts"].choices = list(parts)  # type: ignore[attr-defined]  # a choice field, see above


class SuggestForm(forms.Form):
    """Which other project, and why."""

    project = forms.ChoiceField(label=_("Project suggested instead"))
    because = forms.CharField(
        label=_("Reason"), max_length=2000, widget=LongText(4), help_text=_("The region reads it.")
    )
    step = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, projects: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["project"].choices = list(projects)  # type: ignore[attr-defined]  # a choice field, see above


class ApproveForm(forms.Form):
    """An approval; the step that the reviewer saw goes with it."""

    because = forms.CharField(
        label=_("Remark of the reviewer"), max_length=2000, widget=LongText(3), required=False
    )
    step = forms.IntegerField(widget=forms.HiddenInput, required=False)


class NoteForm(forms.Form):
    """What the bodies above know and no figure says."""

    text = forms.CharField(
        label=_("Local knowledge"),
        max_length=2000,
        widget=LongText(3),
        help_text=_("Seen by the bodies above the region, never by the region itself."),
    )


class ImportForm(forms.Form):
    """A workbook of claims."""

    file = forms.FileField(label=_("Workbook"), widget=WorkbookInput)
