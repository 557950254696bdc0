"""Forms of the region pages; plain values, the actions decide."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fivefold.method.reason import Reason
from fivefold.web.fields import DayField
from fivefold.web.speech import speak_reason
from fivefold.web.widgets import LongText, Radios

_SEPARATOR = re.compile(r"[,，\t]+")
Choices = Sequence[tuple[str, str]]


def _reason() -> forms.CharField:
    return forms.CharField(label=_("Reason or basis"), widget=LongText(rows=3), max_length=2000)


def _day(label: Any) -> DayField:
    return DayField(label=label)


class DescribeForm(forms.Form):
    """One fact of the profile, with source and day."""

    key = forms.ChoiceField(label=_("Entry"))
    value = forms.CharField(
        label=_("Value"), max_length=500, help_text=_("Yes and no are written 是 and 否.")
    )
    source = forms.CharField(
        label=_("Source"), max_length=300, help_text=_("The publication or document that says so.")
    )
    as_of = _day(_("As of"))

    def __init__(self, *args: Any, keys: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].choices = list(keys)  # type: ignore[attr-defined]  # a ChoiceField


class BatchForm(forms.Form):
    """Another batch, from a day on, with a reason."""

    batch = forms.ChoiceField(label=_("Batch"), widget=Radios)
    on = _day(_("From"))
    reason = _reason()

    def __init__(self, *args: Any, batches: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["batch"].choices = list(batches)  # type: ignore[attr-defined]  # a ChoiceField


class LeaveForm(forms.Form):
    """From when, and why."""

    on = _day(_("From"))
    reason = _reason()


class FactForm(forms.Form):
    """A fact of an area, for a time."""

    key = forms.ChoiceField(label=_("Fact"))
    value = forms.CharField(
        label=_("Value"),
        max_length=300,
        required=False,
        help_text=_("Empty: not known from then on. Yes and no are written 是 and 否."),
    )
    valid_from = DayField(label=_("Valid from"), required=False, help_text=_("Empty: since ever."))
    valid_to = DayField(label=_("Valid until (first day it no longer holds)"), required=False)
    source = forms.CharField(label=_("Source"), max_length=300)

    def __init__(self, *args: Any, keys: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].choices = list(keys)  # type: ignore[attr-defined]  # a ChoiceField


class RenameForm(forms.Form):
    """The new name, code or kind."""

    name = forms.CharField(label=_("New name"), max_length=100)
    code = forms.CharField(label=_("Code"), max_length=20)
    kind = forms.CharField(label=_("Kind"), max_length=40)
    on = _day(_("From"))
    reason = _reason()


def _area_lines(text: str) -> list[tuple[str, str]]:
    """Read lines of "code, name". Raises ValidationError naming the first line that is none."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        code, _mark, name = (
            part.strip() for part in _SEPARATOR.sub(",", line.strip(), count=1).partition(",")
        )
        if not code or not name:
            raise forms.ValidationError(
                speak_reason(Reason("regions.area_line", {"line": number, "value": line.strip()[:80]}))
            )
        found.append((code, name))
    return found


class SplitForm(forms.Form):
    """What the area becomes, and which part goes on taking part."""

    into = forms.CharField(
        label=_("New areas"),
        max_length=4000,
        widget=LongText(rows=4),
        help_text=_("One line each: code, name"),
    )
    heir = forms.CharField(
        label=_("Code that keeps the participation"),
        max_length=20,
        required=False,
        help_text=_("Empty: the region leaves the pilot."),
    )
    on = _day(_("From"))
    reason = _reason()

    def clean_into(self) -> list[tuple[str, str]]:
        """Return pairs of code and name."""
        return _area_lines(self.cleaned_data["into"])


class MergeForm(forms.Form):
    """Which other areas it is merged with, and what comes out."""

    others = forms.CharField(
        label=_("Codes of the other areas"),
        max_length=400,
        help_text=_("Several codes are parted by blanks or commas."),
    )
    name = forms.CharField(label=_("Name of the new area"), max_length=100)
    code = forms.CharField(label=_("Code of the new area"), max_length=20)
    on = _day(_("From"))
    reason = _reason()

    def clean_others(self) -> list[str]:
        """Return the codes."""
        return [code for code in re.split(r"[\s,，、]+", self.cleaned_data["others"]) if code]
