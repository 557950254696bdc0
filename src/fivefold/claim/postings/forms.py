"""Forms of postings: the wording of a draft, and the reason for discarding it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fivefold.claim.postings.actions import Wording
from fivefold.packs.pack import Pack
from fivefold.web.vocabulary import coordinator_label
from fivefold.web.widgets import Checks, LongText

_LONGEST_TITLE = 300


class WordingForm(forms.Form):
    """What the publisher words. The list itself is made from the approved claims, never typed."""

    title_lines = forms.CharField(
        label=_("Title"),
        help_text=_("One line of the printed title per line; break it by meaning."),
        widget=LongText(rows=3),
        max_length=_LONGEST_TITLE,
    )
    mark = forms.CharField(
        label=_("Issuer's mark in the document number"),
        help_text=_("Year and serial are set at posting, without gaps."),
        max_length=60,
    )
    origin = forms.CharField(
        label=_("Source"),
        required=False,
        max_length=200,
        help_text=_("Only where the list is re-posted from somewhere else."),
    )
    provinces = forms.MultipleChoiceField(
        label="",
        required=False,
        widget=Checks(),
        help_text=_("None ticked: every approved claim of the round."),
    )

    def __init__(self, provinces: Sequence[tuple[str, str]], *args: Any, pack: Pack, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["provinces"]
        if provinces and isinstance(field, forms.MultipleChoiceField):
            field.choices = list(provinces)
            field.label = coordinator_label(pack)
        else:
            del self.fields["provinces"]

    def wording(self) -> Wording:
        """Return what was typed as the action takes it."""
        given = self.cleaned_data
        return Wording(
            given["title_lines"].splitlines(),
            given["mark"],
            given["origin"],
            given.get("provinces", ()),
        )


class DiscardForm(forms.Form):
    """Why a draft is discarded."""

    because = forms.CharField(label=_("Reason"), widget=LongText(rows=3), max_length=500)
