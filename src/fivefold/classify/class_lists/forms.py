"""Forms of the class list pages."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fivefold.web.fields import DayField
from fivefold.web.widgets import LongText, Radios


class DraftForm(forms.Form):
    """The day of which the new list speaks."""

    valid_from = DayField(
        label=_("Valid from"),
        help_text=_(
            "The rules are applied to the facts as of this day. Earlier days keep their earlier list."
        ),
    )


class IssueForm(forms.Form):
    """Who signs the list, and under which document number it is issued."""

    signer_post = forms.CharField(label=_("Post of the signer"), max_length=100)
    document_number = forms.CharField(
        label=_("Document number"), max_length=100, help_text=_("As on the document, with the year in 〔〕.")
    )


class OverrideForm(forms.Form):
    """Another class for one area, with reason and signer."""

    class_code = forms.ChoiceField(label=_("Class"), widget=Radios, required=False)
    signer = forms.CharField(label=_("Post of the signer"), max_length=100)
    reason = forms.CharField(label=_("Reason"), widget=LongText(rows=3), max_length=2000)

    def __init__(self, *args: Any, classes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["class_code"].choices = [*classes, ("", _("as the rules say (take the override back)"))]  # type: ignore[attr-defined]  # a ChoiceField


class ReasonForm(forms.Form):
    """Why a draft is discarded."""

    reason = forms.CharField(label=_("Reason"), widget=LongText(rows=3), max_length=2000)
