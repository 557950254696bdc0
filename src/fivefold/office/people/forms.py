"""The form of a new person."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fivefold.office.people.actions import SIGN_IN


class PersonForm(forms.Form):
    """Sign-in name, name and office mail; nothing else is kept of an official."""

    username = forms.RegexField(
        label=_("Sign-in name"),
        max_length=80,
        regex=SIGN_IN,
        help_text=_("Lower-case letters, digits, . _ -"),
    )
    name = forms.CharField(label=_("Name"), max_length=100)
    email = forms.EmailField(label=_("Office mail"), required=False)
