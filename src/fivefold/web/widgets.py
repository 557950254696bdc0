"""Widgets of plain forms: what a browser's keyboard and picker should offer."""

from typing import Any

from django import forms


class DayInput(forms.DateInput):
    """A date; the browser's own picker, the value always ISO 8601."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class NumberInput(forms.TextInput):
    """An exact number typed as text: no spinner, no rounding by the browser, full-width digits may come."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})


class LongText(forms.Textarea):
    """A longer text of some lines."""

    def __init__(self, rows: int = 5, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"rows": rows, **(attrs or {})})


class WorkbookInput(forms.FileInput):
    """A workbook or a csv file."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"accept": ".xlsx,.csv", **(attrs or {})})


class Radios(forms.RadioSelect):
    """One of a few; all can be seen."""


class Checks(forms.CheckboxSelectMultiple):
    """Any of a few; all can be seen."""
