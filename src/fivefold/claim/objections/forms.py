"""Forms of objections inside the programme: raising one for a body, answering one."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fivefold.claim.objections.actions import Answer
from fivefold.claim.postings.changes import AMEND, STRIKE
from fivefold.web.widgets import LongText, NumberInput, Radios

SHORTEST, LONGEST = 10, 4000
TOO_SHORT = _("Please write at least %(limit_value)d characters; there are %(show_value)d.")
TOO_LONG = _("Please write at most %(limit_value)d characters; there are %(show_value)d.")


_REQUIRED, _IF_UPHELD = _("(required)"), _("(required if upheld)")
_IF_AMENDED = _("(this or the other, if amended)")
_MARKS = {
    "verdict": _REQUIRED,
    "reason": _REQUIRED,
    "seq": _IF_UPHELD,
    "remedy": _IF_UPHELD,
    "lead_unit": _IF_AMENDED,
    "project": _IF_AMENDED,
}


class RaiseForm(forms.Form):
    """A body's objection: what is wrong, and with which entry."""

    seq = forms.IntegerField(
        label=_("Number of the entry"),
        required=False,
        min_value=1,
        widget=NumberInput(),
        help_text=_("Leave it empty if the objection is about the list as a whole."),
    )
    text = forms.CharField(
        label=_("What is wrong, and what shows it"),
        min_length=SHORTEST,
        max_length=LONGEST,
        error_messages={"min_length": TOO_SHORT, "max_length": TOO_LONG},
        widget=LongText(rows=8),
        help_text=_("The text and your body's name stand on the public page once it is answered."),
    )


class AnswerForm(forms.Form):
    """The publisher's answer; an upheld objection names the entry and what shall be done to it."""

    verdict = forms.ChoiceField(
        label=_("Answer"),
        widget=Radios(),
        choices=[
            ("upheld", _("Upheld: the list is corrected")),
            ("dismissed", _("Dismissed: the list stands")),
        ],
    )
    reason = forms.CharField(
        label=_("Reasons of the answer"),
        widget=LongText(rows=5),
        max_length=LONGEST,
        help_text=_(
            "Everybody reads it on the public page; of an upheld one it is printed on the correction."
        ),
    )
    seq = forms.IntegerField(
        label=_("Entry to correct"),
        required=False,
        min_value=1,
        widget=NumberInput(),
        help_text=_("Its number on the list now in force."),
    )
    remedy = forms.ChoiceField(
        label=_("What is done to the entry"),
        required=False,
        widget=Radios(),
        choices=[(STRIKE, _("It is struck from the list")), (AMEND, _("It is amended as follows"))],
    )
    lead_unit = forms.CharField(label=_("Responsible unit, amended"), required=False, max_length=200)
    project = forms.ChoiceField(label=_("Project, amended"), required=False)
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput())
    text_shown = forms.BooleanField(
        label=_("Show the citizen's text on the public page"),
        required=False,
        help_text=_(
            "Read it first: it must hold nothing about a person. Without the tick only your answer is shown."
        ),
    )

    def __init__(self, projects: Sequence[tuple[str, str]], *args: Any, citizen: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["project"]
        if isinstance(choice, forms.ChoiceField):
            choice.choices = [("", _("as it is")), *projects]
        if not citizen:
            del self.fields["text_shown"]
        for name, mark in _MARKS.items():
            self.fields[name].mark = mark  # type: ignore[attr-defined]  # the component shows it beside the label

    def clean(self) -> dict[str, Any]:
        """Ask for the entry and the remedy of an upheld objection, at their fields."""
        given = super().clean() or {}
        if given.get("verdict") == "upheld":
            if not given.get("seq"):
                self.add_error("seq", _("Name the entry that is corrected."))
            if not given.get("remedy"):
                self.add_error("remedy", _("Say whether the entry is struck or amended."))
            elif given["remedy"] == AMEND and not (given.get("lead_unit") or given.get("project")):
                self.add_error("lead_unit", _("Say what the entry shall read."))
        return given

    def answer(self) -> Answer:
        """Return what was typed as the action takes it."""
        given = self.cleaned_data
        return Answer(
            upheld=given["verdict"] == "upheld",
            reason=given["reason"],
            text_shown=bool(given.get("text_shown")),
            seq=given["seq"],
            remedy=given["remedy"],
            fields={"lead_unit": given["lead_unit"], "project": given["project"]},
            seen=given["seen"],
        )
