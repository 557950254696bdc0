"""Fields of plain forms that know more than their type: days."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fivefold.documents.sheet_values import FIRST_DAY, LAST_DAY
from fivefold.web.widgets import DayInput

_YEAR = timedelta(days=366)


def _plausible(day: date) -> None:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise forms.ValidationError(
            _("Days from %(first)s to %(last)s are taken. Check the year."),
            params={"first": FIRST_DAY.year, "last": LAST_DAY.year},
        )


def not_far_ahead(day: date) -> None:
    """Raise ValidationError for a day more than a year after today in the programme's zone: no document bears it."""
    if day > timezone.localdate() + _YEAR:
        raise forms.ValidationError(_("This day lies more than a year ahead. Check the year."))


class DayField(forms.DateField):
    """A day of our time: a year mistyped as 0001 or 20260 is told at the field."""

    widget = DayInput

    def __init__(self, *, validators: tuple[Any, ...] = (), **settings: Any) -> None:
        super().__init__(validators=[_plausible, *validators], **settings)
