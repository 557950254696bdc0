"""A citizen's objection, and the look-up by receipt code."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fivefold.claim.objections.forms import TOO_LONG, TOO_SHORT
from fivefold.claim.objections.receipts import opened
from fivefold.web.widgets import LongText, NumberInput

SHORTEST, LONGEST = 10, 2000


class ObjectionForm(forms.Form):
    """Text, and the number of an entry where it is about one. ``website`` is a trap that people do not see."""

    seq = forms.IntegerField(
        label=_("Number of the entry"),
        required=False,
        min_value=1,
        widget=NumberInput(),
        help_text=_("Leave it empty if the objection is about the list as a whole."),
    )
    text = forms.CharField(
        label=_("What is wrong, and what shows it"),
        min_length=SHORTEST,
        max_length=LONGEST,
        error_messages={"min_length": TOO_SHORT, "max_length": TOO_LONG},
        widget=LongText(rows=8),
        help_text=_(
            "From 10 to 2000 characters. Do not write who you are: nobody asks, and nobody can delete it later."
        ),
    )
    website = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput())
    receipt = forms.CharField(max_length=200, widget=forms.HiddenInput())

    def clean_website(self) -> str:
        """Refuse what only a program fills in."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("This form is for people; reload the page and try again."))
        return ""

    def clean_receipt(self) -> str:
        """Open the sealed receipt code of this page."""
        code = opened(self.cleaned_data["receipt"])
        if code is None:
            raise forms.ValidationError(_("This page is too old; reload it. Copy your text before you do."))
        return code


class ReceiptForm(forms.Form):
    """A receipt code, with or without hyphens."""

    code = forms.CharField(
        label=_("Receipt code"),
        max_length=40,
        help_text=_("Twenty letters and digits, as shown when the objection was sent."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
