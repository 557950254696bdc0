"""What the parts of a claim and their fields are called: one source for form, workbook, findings and returns."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext_lazy

from fivefold.claim.claims.parts import FIELDS_OF_PART, PART_OF_FIELD
from fivefold.claim.rounds.dossiers import say
from fivefold.method.reason import Reason
from fivefold.packs.pack import Pack

# A part of several fields has the pack's name; within it the fields are told apart in our own words.
_WITHIN: Mapping[str, Any] = MappingProxyType(
    {
        "basis": gettext_lazy("Basis of the claim"),
        "basis_reason": gettext_lazy("Why, with facts"),
        "decision_meeting": gettext_lazy("Meeting that decided"),
        "decision_number": gettext_lazy("Number of the minutes"),
        "decision_on": gettext_lazy("Day of the decision"),
        "decision_signer_post": gettext_lazy("Post that signed"),
        "decision_file": gettext_lazy("Decision file"),
    }
)


def part_labels(pack: Pack) -> dict[str, str]:
    """Return the pack's names of the parts of a claim, in order."""
    return {part.key: say(part.label) for part in pack.claim.parts}


def field_label(pack: Pack, field: str) -> str:
    """Return what a field that the pack asks for is called, in the language of the page."""
    if field in _WITHIN:
        return str(_WITHIN[field])
    return part_labels(pack)[PART_OF_FIELD[field]]


def named(reasons: Iterable[Reason], pack: Pack) -> list[Reason]:
    """Return the reasons why parts are missing, each with the name that its field has on the form."""
    return [_named(reason, pack) for reason in reasons]


def _named(reason: Reason, pack: Pack) -> Reason:
    field = str(reason.params.get("field", ""))
    if field not in PART_OF_FIELD:
        return reason
    said = {**reason.params, "name": field_label(pack, field)}
    # A single row of the milestones is told by its number; everything else by the name of its field.
    whole = reason.code.startswith("claim.part.") and "number" not in said
    return Reason("claims.part_missing" if whole else reason.code, said)


def field_labels(pack: Pack) -> dict[str, str]:
    """Return the names of all fields that the pack asks for, in its order."""
    return {field: field_label(pack, field) for part in part_labels(pack) for field in FIELDS_OF_PART[part]}
