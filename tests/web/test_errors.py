"""Where a refusal's reasons are put on a form: a refused file's at the file, all others over the form."""

import pytest
from django import forms

from fivefold.files.refusal import refused
from fivefold.method.reason import Reason, Refused
from fivefold.web.errors import show_reasons


class WithFile(forms.Form):
    file = forms.FileField()


class WithoutFile(forms.Form):
    title = forms.CharField()


@pytest.mark.parametrize(
    ("kind", "refusal", "place"),
    [
        (WithFile, refused("executable"), "file"),
        (WithoutFile, refused("executable"), "__all__"),
        (WithFile, Refused(Reason("seat.not_to_oneself")), "__all__"),
    ],
)
def test_reasons_stand_where_they_are_put_right(kind, refusal, place):
    form = kind({})
    form.full_clean()
    form.errors.clear()
    show_reasons(form, refusal)
    assert list(form.errors) == [place]
    assert len(form.errors[place]) == 1
