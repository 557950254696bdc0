"""Forms of the guidance pages."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fivefold.web.widgets import LongText, Radios


class GuidanceForm(forms.Form):
    """To which class, and what it says."""

    class_code = forms.ChoiceField(label=_("Addressed to"), widget=Radios, required=False)
    title = forms.CharField(label=_("Title"), max_length=200)
    text = forms.CharField(label=_("Text"), widget=LongText(rows=14), max_length=50_000)

    def __init__(self, *args: Any, classes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["class_code"].choices = [("", _("all classes")), *classes]  # type: ignore[attr-defined]  # a ChoiceField


class WithdrawForm(forms.Form):
    """Why guidance is withdrawn."""

    reason = forms.CharField(label=_("Reason"), widget=LongText(rows=3), max_length=2000)
