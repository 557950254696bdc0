"""The form that uploads a register."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fivefold.classify.register.plan import AREAS, PARTICIPATION
from fivefold.web.fields import DayField
from fivefold.web.widgets import Radios, WorkbookInput


class UploadForm(forms.Form):
    """A file, what it is, and the day from which its changes hold."""

    file = forms.FileField(label=_("File"), widget=WorkbookInput)
    kind = forms.ChoiceField(
        label=_("What the file holds"),
        widget=Radios,
        initial=AREAS,
        choices=[
            (
                AREAS,
                _("The register: areas with their facts, and their batch where the file has that column"),
            ),
            (
                PARTICIPATION,
                _("Participation only: code and batch of areas that are in the register already"),
            ),
        ],
    )
    changes_from = DayField(
        label=_("Changes hold from"),
        help_text=_(
            "New participation and changed facts hold from this day on; what was before stays in the history."
        ),
    )
