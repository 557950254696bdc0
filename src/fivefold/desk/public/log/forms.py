"""The two sizes between which a proof of growth is wanted."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class GrowthForm(forms.Form):
    """An older and a newer size of the log."""

    old = forms.IntegerField(
        label=_("Older size"), min_value=1, help_text=_("the second line of your checkpoint")
    )
    new = forms.IntegerField(
        label=_("Newer size"), min_value=1, required=False, help_text=_("empty: the size now")
    )

    def clean(self) -> dict[str, Any]:
        """Refuse sizes in the wrong order."""
        given = super().clean() or {}
        old, new = given.get("old"), given.get("new")
        if old and new and new < old:
            self.add_error("new", _("The newer size is smaller than the older one."))
        return given
