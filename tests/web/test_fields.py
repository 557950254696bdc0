"""Days in forms: years that cannot be meant are told at the field."""

from datetime import date, timedelta

import pytest
from django import forms
from django.utils import timezone, translation

from fivefold.claim.assessments.forms import EvidenceForm, ReplaceForm
from fivefold.web.fields import DayField, not_far_ahead


def faults(field: forms.Field, day: date) -> list[str]:
    try:
        field.clean(day.isoformat())
    except forms.ValidationError as error:
        return list(error.messages)
    return []


@pytest.mark.parametrize(
    ("day", "taken"),
    [
        (date(1900, 1, 1), True),
        (date(1899, 12, 31), False),
        (date.min, False),
        (date(2199, 12, 31), True),
        (date(2200, 1, 1), False),
        (date.max, False),
    ],
)
@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", "1900 年至 2199 年"), ("en", "from 1900 to 2199")]
)
def test_a_day_stands_between_1900_and_2199(day, taken, language, words):
    with translation.override(language):
        found = faults(DayField(), day)
    assert (found == []) is taken
    assert all(words in text for text in found)


@pytest.mark.parametrize(
    "field",
    [
        DayField(validators=(not_far_ahead,)),
        EvidenceForm.base_fields["dated_on"],
        ReplaceForm.base_fields["dated_on"],
    ],
    ids=["field", "evidence", "new version"],
)
def test_a_document_bears_no_day_more_than_a_year_ahead(field):
    limit = timezone.localdate() + timedelta(days=366)
    assert faults(field, limit) == []
    with translation.override("en"):
        assert faults(field, limit + timedelta(days=2)) == [
            "This day lies more than a year ahead. Check the year."
        ]


def test_every_day_of_a_form_is_bounded():
    from architecture.test_forms import ours

    days = [field for form in ours() for field in form.base_fields.values() if type(field) is forms.DateField]
    assert days == []
    assert any(isinstance(field, DayField) for form in ours() for field in form.base_fields.values())
