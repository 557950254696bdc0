"""Forms of the self-assessment: one page of answers, evidence, and the acts on the whole."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fivefold.claim.assessments.cells import (
    NA_REASON,
    NOT_APPLICABLE,
    SCORE,
    STATUS,
    TEXT,
    Cell,
    Value,
    clean_text,
    read_cell,
    written,
)
from fivefold.method.reason import Reason, Refused
from fivefold.web.fields import DayField, not_far_ahead
from fivefold.web.speech import speak_reason
from fivefold.web.widgets import Checks, LongText, NumberInput, WorkbookInput

STATUS_CHOICES = (
    ("unknown", _("— choose —")),
    ("not_started", _("not started")),
    ("under_way", _("under way")),
    ("done", _("done")),
)


def mark(text: str) -> str:
    """Return a short mark of a typed text, to tell later whether it was touched."""
    return hashlib.sha256(clean_text(text).encode()).hexdigest()[:12]


def base_of(lines: Iterable[Any]) -> str:
    """Return the marks of all cells as the page shows them, for a hidden field."""
    return json.dumps(
        {cell.name: mark(written(value)) for line in lines for cell, value in cells_of(line).items()}
    )


def cells_of(line: Any) -> dict[Cell, Value]:
    """Return the present values of one answer's cells."""
    fields = (SCORE, STATUS, TEXT, NOT_APPLICABLE, NA_REASON)
    return {Cell(line.item.code, field): getattr(line, field) for field in fields}


class DraftText(forms.CharField):
    """A text that a draft may lack and that is asked for when it is handed in."""

    def validate(self, value: Any) -> None:
        """Accept an empty one."""


class DraftChoice(forms.ChoiceField):
    """A choice that a draft may lack and that is asked for when it is handed in."""

    def validate(self, value: Any) -> None:
        """Accept an empty one."""
        if value:
            super().validate(value)


class ProjectForm(forms.Form):
    """The answers to the items of one project; a cell's field is called ``score:P01-01`` and so on."""

    use_required_attribute = False

    def __init__(self, data: Any, *, lines: Sequence[Any], allow_na: bool) -> None:
        self.lines = lines
        initial = {cell.name: self._shown(value) for line in lines for cell, value in cells_of(line).items()}
        super().__init__(data, initial=initial)
        for line in lines:
            self._add(line, allow_na=allow_na)

    @staticmethod
    def _shown(value: Value) -> object:
        return value if isinstance(value, bool) else written(value)

    def _add(self, line: Any, *, allow_na: bool) -> None:
        code, most = line.item.code, format(line.item.max_score, "f")
        self.fields[Cell(code, SCORE).name] = DraftText(
            label=_("Score, 0 to %(most)s") % {"most": most}, widget=NumberInput(attrs={"size": 8})
        )
        self.fields[Cell(code, STATUS).name] = DraftChoice(label=_("Work status"), choices=STATUS_CHOICES)
        self.fields[Cell(code, TEXT).name] = forms.CharField(
            label=_("Explanation"), required=False, widget=LongText(rows=4)
        )
        if allow_na:
            self.fields[Cell(code, NOT_APPLICABLE).name] = forms.BooleanField(
                label=_("This item does not apply here"), required=False
            )
            self.fields[Cell(code, NA_REASON).name] = forms.CharField(
                label=_("Why it does not apply"), required=False, widget=LongText(rows=2)
            )

    def changed(self) -> dict[Cell, Value]:
        """Return the touched cells as values; what cannot stand in its cell becomes an error at its field."""
        base = _marks(self.data.get("base", ""))
        values: dict[Cell, Value] = {}
        for line in self.lines:
            for cell in cells_of(line):
                raw = self.data.get(cell.name, "")
                if cell.name not in self.fields or base.get(cell.name) == mark(raw):
                    continue
                try:
                    values[cell] = read_cell(cell.field, raw, line.item.max_score)
                except Refused as refusal:
                    self.fault(cell, refusal.reasons[0])
        return values

    def fault(self, cell: Cell, reason: Reason) -> None:
        """Put a reason at its field."""
        self.add_error(cell.name if cell.name in self.fields else None, speak_reason(reason))


def _marks(text: str) -> Mapping[str, str]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


class NoFieldsForm(forms.Form):
    """An act that needs nothing but the press of a button."""


class ReasonForm(forms.Form):
    """An act that needs a reason."""

    because = forms.CharField(label=_("Reason"), widget=LongText(rows=4), max_length=1000)


class ReturnForm(ReasonForm):
    """A return: which items are to be put right, and why."""

    parts = forms.MultipleChoiceField(
        label=_("Items to be put right"),
        required=False,
        widget=Checks,
        help_text=_("Only these are opened again; none ticked: all of them."),
    )
    field_order = ("parts", "because")

    def __init__(self, *args: Any, items: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parts"].choices = list(items)  # type: ignore[attr-defined]  # a choice field


class EvidenceForm(forms.Form):
    """A piece of evidence: the file, what it is, and the day it bears."""

    file = forms.FileField(label=_("File"))
    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("What the document is, such as its own heading.")
    )
    dated_on = DayField(
        label=_("Date of the document"),
        validators=(not_far_ahead,),
        required=False,
        help_text=_("The day the document itself bears, if it bears one."),
    )

    def clean_title(self) -> str:
        """Refuse a title in which nothing can be seen: blanks and characters without width."""
        title: str = self.cleaned_data["title"]
        if not any(character.isprintable() and not character.isspace() for character in title):
            raise forms.ValidationError(_("The title holds nothing that can be seen."))
        return title


class ReplaceForm(forms.Form):
    """A new version of a piece of evidence."""

    file = forms.FileField(label=_("New file"))
    dated_on = DayField(label=_("Date of the document"), required=False, validators=(not_far_ahead,))


class WorkbookForm(forms.Form):
    """A workbook that comes back."""

    file = forms.FileField(label=_("Filled-in workbook"), widget=WorkbookInput(attrs={"accept": ".xlsx"}))
