"""Every text field has an end, and no form can grow beyond what the server takes in."""

from collections.abc import Iterator

import pytest
from django import forms
from django.conf import settings
from django.urls import get_resolver

SIGN = 9  # bytes that a Chinese character takes in the body of a form


def below(kind: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
    for form in kind.__subclasses__():
        yield form
        yield from below(form)


def ours() -> list[type[forms.BaseForm]]:
    get_resolver().reverse_dict  # noqa: B018 - loads every view and with it every form
    found = {form for form in below(forms.BaseForm) if form.__module__.startswith("fivefold.")}
    return sorted(
        (form for form in found if ".web.design." not in form.__module__),
        key=lambda form: (form.__module__, form.__name__),
    )


def texts(form: type[forms.BaseForm]) -> dict[str, forms.CharField]:
    return {name: field for name, field in form.base_fields.items() if isinstance(field, forms.CharField)}


@pytest.mark.parametrize("form", ours(), ids=lambda form: f"{form.__module__}.{form.__name__}")
def test_texts_have_an_end_that_fits_into_one_request(form):
    assert [name for name, field in texts(form).items() if field.max_length is None] == []
    longest = sum(field.max_length for field in texts(form).values())
    assert longest * SIGN < settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def test_there_are_forms_to_look_at():
    assert len(ours()) > 20
