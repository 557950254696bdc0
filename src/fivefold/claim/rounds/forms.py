"""Forms of rounds and extensions. Times are typed and shown in the programme's zone, which the page names."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fivefold.claim.rounds.dossiers import DEADLINE_LABELS
from fivefold.lifecycle.errors import NotAllowed, WrongState
from fivefold.method.reason import Refused
from fivefold.web.speech import speak_reason
from fivefold.web.widgets import Checks, LongText


class MomentInput(forms.DateTimeInput):
    """The browser's own picker of day and time."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%dT%H:%M")


class MomentField(forms.DateTimeField):
    """A moment in the programme's zone (the zone in force for the request), to the minute."""

    widget = MomentInput


class RoundForm(forms.Form):
    """What the office decides of a round."""

    title = forms.CharField(label=_("Name of the round"), max_length=200)
    batches = forms.MultipleChoiceField(label=_("Batches that take part"), widget=Checks)
    edition = forms.ChoiceField(
        label=_("Guideline edition"), help_text=_("It is pinned: a later edition does not touch the round.")
    )
    class_list = forms.ChoiceField(label=_("Class list"), help_text=_("It is pinned as recorded."))
    opens_at = MomentField(label=_("Claiming begins"))
    closes_at = MomentField(label=_("Claiming ends"), help_text=_("Claims are submitted before this moment."))
    review_closes_at = MomentField(
        label=_("Review ends"),
        help_text=_("Claims are reviewed, and returned ones put right, before this moment."),
    )

    def __init__(
        self,
        *args: Any,
        batches: Sequence[tuple[str, str]],
        editions: Sequence[tuple[str, str]],
        class_lists: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("batches", batches), ("edition", editions), ("class_list", class_lists)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = list(choices)


class ReopenForm(forms.Form):
    """New dates of a closed round, and why."""

    closes_at = MomentField(label=_("Claiming ends"))
    review_closes_at = MomentField(label=_("Review ends"))
    because = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=LongText(4),
        help_text=_("It is kept in the ledger and shown."),
    )


class ReasonForm(forms.Form):
    """A reason in words."""

    because = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=LongText(4),
        help_text=_("It is kept in the ledger and shown."),
    )


class NoFieldsForm(forms.Form):
    """A confirmation without anything to fill in."""


class ExtensionForm(forms.Form):
    """A request for more time."""

    deadline = forms.ChoiceField(label=_("Which date"), choices=DEADLINE_LABELS, widget=forms.RadioSelect)
    until = MomentField(label=_("Until"))
    because = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=LongText(4),
        help_text=_("It is kept in the ledger and shown."),
    )
    post = forms.CharField(
        label=_("Your post"),
        max_length=200,
        required=False,
        help_text=_("A post, no name and no private number."),
    )


class GrantForm(forms.Form):
    """The decision on a request: until when, and why."""

    until = MomentField(
        label=_("Granted until"),
        required=False,
        help_text=_("Needed when you grant; it may be sooner than asked."),
    )
    because = forms.CharField(
        label=_("Reason of the decision"),
        max_length=2000,
        widget=LongText(4),
        help_text=_("It is kept in the ledger and shown."),
    )


def show_refusal(form: forms.Form, refusal: Refused) -> None:
    """Put the reasons of a refusal at the fields they name, others above the form.

    What is not about the form's content (no right to act: 403, moved on meanwhile: 409) is raised again.
    """
    if isinstance(refusal, NotAllowed | WrongState):
        raise refusal
    for reason in refusal.reasons:
        field = str(reason.params.get("field", ""))
        form.add_error(field if field in form.fields else None, speak_reason(reason))
