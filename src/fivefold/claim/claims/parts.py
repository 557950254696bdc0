"""The parts of a claim as the pack names them, the fields they consist of, and what a claim still lacks.

The rules are those of ``fivefold.method.claim``; the pack says which parts a programme asks for and on which bases
a project may be claimed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from fivefold.method.claim import ClaimParts, DecisionRecord, Milestone, check_office_contact, check_parts
from fivefold.method.reason import Reason
from fivefold.packs.pack import Pack

FIELDS_OF_PART: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "basis": ("basis", "basis_reason"),
        "aim_province": ("aim_province",),
        "aim_nation": ("aim_nation",),
        "plan_leader": ("leader_post",),
        "plan_unit": ("lead_unit",),
        "plan_means": ("means",),
        "plan_milestones": ("milestones",),
        "outputs": ("expected_output",),
        "decision_record": (
            "decision_meeting", "decision_number", "decision_signer_post", "decision_on", "decision_file",
        ),
    }
)  # fmt: skip
PART_OF_FIELD: Mapping[str, str] = MappingProxyType(
    {field: part for part, fields in FIELDS_OF_PART.items() for field in fields}
)
TEXT_FIELDS = (
    "basis_reason", "aim_province", "aim_nation", "leader_post", "lead_unit", "means", "expected_output",
    "decision_meeting", "decision_number", "decision_signer_post",
)  # fmt: skip
PLAIN_FIELDS = ("basis", *TEXT_FIELDS, "decision_on")
MOST_MILESTONES = 30

# What the method calls a field, and what the form calls it.
_FORM_FIELD: Mapping[str, str] = MappingProxyType(
    {
        "leader_post": "leader_post",
        "unit": "lead_unit",
        "output": "expected_output",
        "decision": "decision_file",
        "decision.meeting": "decision_meeting",
        "decision.minute_number": "decision_number",
        "decision.decided_on": "decision_on",
        "decision.signer": "decision_signer_post",
    }
)


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A milestone as typed: by when, what, and how it can be seen."""

    due_on: date | None = None
    text: str = ""
    measure: str = ""

    @property
    def blank(self) -> bool:
        """Whether nothing was typed."""
        return self.due_on is None and not self.text.strip() and not self.measure.strip()


@dataclass(frozen=True, slots=True)
class ClaimContent:
    """Everything a claim says: the values of PLAIN_FIELDS, the milestones, and whether the decision's file is there."""

    values: Mapping[str, Any]
    milestones: tuple[MilestoneRow, ...] = ()
    has_file: bool = False

    def text(self, field: str) -> str:
        """Return a text field, "" where nothing was typed."""
        return str(self.values.get(field) or "")


def without_end(rows: Sequence[MilestoneRow]) -> list[MilestoneRow]:
    """Return the rows without the blank ones at the end; blank ones between others keep their place."""
    kept = list(rows)
    while kept and kept[-1].blank:
        kept.pop()
    return kept


def asked_fields(pack: Pack) -> tuple[str, ...]:
    """Return the fields that the programme's form has, in the order of the pack's parts."""
    return tuple(field for part in pack.claim.parts for field in FIELDS_OF_PART[part.key])


def lacking(content: ClaimContent, pack: Pack, project: str) -> list[Reason]:
    """Return why the claim cannot be submitted; ``params["field"]`` is the field of the form.

    Rows 4.2b (transferable output), 4.5a (basis with its reason), 4.6 (plan, no personal data), 6.6 (decision record).
    """
    required = {field for part in pack.claim.required_parts for field in FIELDS_OF_PART[part]}
    reasons = [reason for reason in _by_method(content, pack, project) if _field_of(reason) in required]
    if "basis_reason" in required and content.text("basis") and not content.text("basis_reason").strip():
        reasons.insert(0, Reason("claims.no_basis_reason", {"field": "basis_reason"}))
    if "decision_file" in required and not content.has_file:
        reasons.append(Reason("claims.no_decision_file", {"field": "decision_file"}))
    return reasons + personal_data(content)


def personal_data(content: ClaimContent) -> list[Reason]:
    """Return the fields that hold a mobile or identity number: only posts and offices are named (4.6)."""
    texts = {field: content.text(field) for field in TEXT_FIELDS}
    texts["milestones"] = "\n".join(f"{row.text}\n{row.measure}" for row in content.milestones)
    return list(check_office_contact(texts))


def _by_method(content: ClaimContent, pack: Pack, project: str) -> list[Reason]:
    known = {basis.key for basis in pack.claim.bases}
    decision = DecisionRecord(
        meeting=content.text("decision_meeting"),
        minute_number=content.text("decision_number"),
        decided_on=content.values.get("decision_on"),
        signer=content.text("decision_signer_post"),
    )
    parts = ClaimParts(
        project=project,
        # The method knows the two bases of the source text; which keys a programme has is the pack's matter.
        basis="advantage" if content.text("basis") in known else "",
        aim_province=content.text("aim_province"),
        aim_nation=content.text("aim_nation"),
        leader_post=content.text("leader_post"),
        unit=content.text("lead_unit"),
        means=content.text("means"),
        milestones=tuple(Milestone(row.text, row.due_on) for row in content.milestones if not row.blank),
        output=content.text("expected_output"),
        decision=decision,
    )
    return [_renamed(reason) for reason in check_parts(parts)]


def _renamed(reason: Reason) -> Reason:
    field = str(reason.params.get("field", ""))
    name = "milestones" if field.startswith("milestones") else _FORM_FIELD.get(field, field)
    return Reason(reason.code, {**reason.params, "field": name})


def _field_of(reason: Reason) -> str:
    return str(reason.params.get("field", ""))


def open_fields(returned_parts: Sequence[str], pack: Pack) -> frozenset[str]:
    """Return the fields that may be changed: all that are asked, or those of the parts that a return named (4.9)."""
    asked = asked_fields(pack)
    if not returned_parts:
        return frozenset(asked)
    return frozenset(field for field in asked if PART_OF_FIELD[field] in set(returned_parts))
