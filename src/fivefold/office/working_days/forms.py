"""The form that takes a year's table: as a file or typed, with its source."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fivefold.documents.sheet_schema import Problem
from fivefold.files.refusal import UploadRefused
from fivefold.office.working_days import reading
from fivefold.office.working_days.days import Arrangement
from fivefold.web.speech import speak_reason
from fivefold.web.widgets import LongText, NumberInput, WorkbookInput


class YearForm(forms.Form):
    """A year, where its table comes from, and the table: a file, or lines of days."""

    year = forms.IntegerField(label=_("Year"), min_value=1970, max_value=2200, widget=NumberInput)
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        help_text=_("The notice that arranges the days off of this year, with its number and date."),
    )
    file = forms.FileField(
        label=_("File"),
        required=False,
        widget=WorkbookInput,
        help_text=_("The template as a workbook or csv; or type the days below."),
    )
    off = forms.CharField(
        label=_("Days off"),
        required=False,
        max_length=8000,
        widget=LongText(rows=6),
        help_text=_("One day or one run of days a line, such as 2026-10-01 or 2026-10-01 至 2026-10-07."),
    )
    worked = forms.CharField(
        label=_("Saturdays and Sundays that are worked"),
        required=False,
        max_length=8000,
        widget=LongText(rows=3),
    )
    because = forms.CharField(
        label=_("Why the present table is replaced"),
        required=False,
        max_length=1000,
        widget=LongText(rows=2),
        help_text=_("Only where the year has a table already."),
    )

    def arrangements(self) -> tuple[list[Arrangement], list[Problem]]:
        """Return what was handed in, with the faults of single cells of a file; a typed fault goes to its field."""
        data = self.cleaned_data
        if data["file"] and (data["off"].strip() or data["worked"].strip()):
            self.add_error("file", _now("Either a file or typed days, not both."))
            return [], []
        if data["file"]:
            return self._from_file(data["file"])
        return self._typed("off", worked=False) + self._typed("worked", worked=True), []

    def _from_file(self, upload: Any) -> tuple[list[Arrangement], list[Problem]]:
        try:
            return reading.arrangements_of_file(upload.read(), upload.name)
        except UploadRefused as refusal:
            for reason in refusal.reasons:
                self.add_error("file", speak_reason(reason))
            return [], []

    def _typed(self, name: str, *, worked: bool) -> list[Arrangement]:
        found, problems = reading.arrangements_of_text(self.cleaned_data[name], worked=worked)
        for problem in problems:
            line = _now("Line %(number)s: %(fault)s")
            self.add_error(name, line % {"number": problem.cell, "fault": speak_reason(problem.reason)})
        return found
