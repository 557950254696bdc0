"""The form that grants a seat."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fivefold.authz.roles import Role
from fivefold.office.seats.queries import programme_choices
from fivefold.web.roles import role_label


def _roles() -> list[tuple[str, str]]:
    return [(role.value, role_label(role.value)) for role in Role]


def _programmes() -> list[tuple[str, str]]:
    return [("", "—"), *programme_choices()]


class SeatForm(forms.Form):
    """Who, which role, and where: programme and body code (both empty for an administrator)."""

    username = forms.CharField(label=_("Sign-in name"), max_length=80)
    role = forms.ChoiceField(label=_("Role"), choices=_roles)
    programme = forms.ChoiceField(
        label=_("Programme"),
        choices=_programmes,
        required=False,
        help_text=_("Empty for the three administrators"),
    )
    body_code = forms.CharField(label=_("Code of the body"), max_length=40, required=False)
