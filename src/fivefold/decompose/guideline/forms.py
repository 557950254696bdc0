"""Forms of the guideline's pages; all values are plain, the actions decide."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from fivefold.web.fields import DayField
from fivefold.web.widgets import LongText, Radios

_CODE = RegexValidator(
    r"^[A-Za-z0-9][A-Za-z0-9._-]*$", _("Use letters, digits, dots, hyphens and underscores.")
)


class SeedForm(forms.Form):
    """Which edition of the pack to begin from, under which code, with or without its items."""

    code = forms.ChoiceField(label=_("Begin from"))
    own_code = forms.CharField(
        label=_("Code of the new edition"),
        max_length=40,
        validators=[_CODE],
        help_text=_("Stable name in addresses, workbooks and documents; it is not shown as a title."),
    )
    with_items = forms.ChoiceField(
        label=_("Items"),
        widget=Radios,
        choices=[
            ("no", _("Blocks and projects only; our own items are imported afterwards")),
            ("yes", _("With the demonstration items of the pack")),
        ],
    )

    def __init__(self, *args: Any, editions: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = list(editions)  # type: ignore[attr-defined]  # a ChoiceField


class EditForm(forms.Form):
    """Title, planned name and dates of a draft."""

    title = forms.CharField(label=_("Title"), max_length=200)
    title_en = forms.CharField(label=_("English translation of the title"), max_length=300, required=False)
    planned_name = forms.CharField(
        label=_("Planned name"),
        max_length=100,
        required=False,
        help_text=_("What the draft is called before it is issued; a name is not a date."),
    )
    drafted_on = DayField(label=_("Day of the draft"), required=False)
    issued_on = DayField(
        label=_("Day of issue"),
        required=False,
        help_text=_("The date on the office's own document. Leave it empty while it is not known."),
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=2000, widget=LongText(rows=3))


class ReasonForm(forms.Form):
    """A reason in words."""

    because = forms.CharField(label=_("Reason"), widget=LongText(rows=3), max_length=1000)


class ItemsFileForm(forms.Form):
    """A workbook or a YAML file with the office's own items."""

    file = forms.FileField(
        label=_("File with items"), widget=forms.FileInput(attrs={"accept": ".xlsx,.yaml,.yml"})
    )


class UnitForm(forms.Form):
    """A unit and its duty for a project."""

    unit = forms.ChoiceField(label=_("Unit"), required=False)
    new_unit = forms.CharField(
        label=_("or a new unit"),
        max_length=200,
        required=False,
        help_text=_("Full name of a unit that is not in the list yet."),
    )
    level = forms.TypedChoiceField(label=_("Level"), coerce=int)
    role = forms.ChoiceField(
        label=_("Duty"),
        choices=[
            ("lead", _("lead")),
            ("cooperate", _("cooperate")),
            ("guide", _("guide")),
            ("supervise", _("supervise")),
        ],
    )

    def __init__(
        self, *args: Any, units: Sequence[str], levels: Sequence[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        names = [("", _("— choose —")), *((name, name) for name in units)]
        self.fields["unit"].choices = names  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["level"].choices = list(levels)  # type: ignore[attr-defined]  # a ChoiceField

    def unit_name(self) -> str:
        """Return the unit that was named, the new one before the chosen one."""
        return str(self.cleaned_data["new_unit"].strip() or self.cleaned_data["unit"])
