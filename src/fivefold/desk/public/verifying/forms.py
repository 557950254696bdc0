"""A file or a digest to check."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MAX_BYTES = 16 * 1024 * 1024
_DIGEST = re.compile("[0-9a-f]{64}")


class VerifyForm(forms.Form):
    """One of the two."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_(
            "The bundle (json), the pdf or the docx of a posted list, at most 16 MiB. It is not kept."
        ),
        widget=forms.FileInput(attrs={"accept": ".json,.pdf,.docx"}),
    )
    digest = forms.CharField(
        label=_("Or a digest"), required=False, max_length=200, help_text=_("64 hexadecimal digits (SHA-256)")
    )

    def clean_file(self) -> Any:
        """Refuse what is too large to be a posted list."""
        file = self.cleaned_data["file"]
        if file is not None and (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(_("The file is larger than 16 MiB."))
        return file

    def clean_digest(self) -> str:
        """Take a digest with blanks and capitals, as it was read or copied."""
        digest = "".join(self.cleaned_data["digest"].split()).lower().removeprefix("sha256:")
        if digest and not _DIGEST.fullmatch(digest):
            raise forms.ValidationError(_("A SHA-256 digest has 64 digits 0-9 and a-f."))
        return digest

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        given = super().clean() or {}
        if not self.errors and not given.get("file") and not given.get("digest"):
            raise forms.ValidationError(_("Choose a file or paste a digest."))
        return given
