"""The form that grants a seat."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fivefold.authz.roles import Role
from fivefold.web.roles import role_label


class SeatForm(forms.Form):
    """Who, which role, and where: programme and body code (both empty for an administrator)."""

    username = forms.CharField(label=_("Sign-in name"), max_length=80)
    role = forms.ChoiceField(label=_("Role"))
    programme = forms.ChoiceField(label=_("Programme"), required=False, help_text=_("Empty for the three administrators"))
    body_code = forms.CharField(label=_("Code of the body"), max_length=40, required=False)

    def __init__(self, *args: Any, programmes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, role_label(role.value)) for role in Role]
        self.fields["programme"].choices = [("", "—"), *programmes]
