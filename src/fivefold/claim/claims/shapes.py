"""Shapes of a claim's summary: labels of parts, bases, classes and fields, and what the claim says part by part."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fivefold.claim.claims.models import Claim
from fivefold.claim.claims.parts import FIELDS_OF_PART, ClaimContent, open_fields
from fivefold.claim.claims.queries import Peers, content_of
from fivefold.claim.rounds.dossiers import say
from fivefold.packs.pack import Pack
from fivefold.packs.programmes import pack_of
from fivefold.web.parts import SummaryGroup, SummaryRow
from fivefold.web.speech import day, name_lang

FIELD_LABELS: Mapping[str, Any] = MappingProxyType(
    {
        "basis": gettext_lazy("Basis of the claim"),
        "basis_reason": gettext_lazy("Why, with facts"),
        "aim_province": gettext_lazy("Aim in the province, within the own class"),
        "aim_nation": gettext_lazy("Aim in the nation, within the own class"),
        "leader_post": gettext_lazy("Post that leads"),
        "lead_unit": gettext_lazy("Responsible unit"),
        "means": gettext_lazy("Staff, funds and measures"),
        "milestones": gettext_lazy("Milestones"),
        "expected_output": gettext_lazy("Experience expected to be transferable"),
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


def basis_labels(pack: Pack) -> dict[str, str]:
    """Return the pack's names of the bases, in order."""
    return {basis.key: say(basis.label) for basis in pack.claim.bases}


def advised_basis(basis: str, pack: Pack) -> str:
    """Return the pack's name of an advised basis, the method's own word where the pack calls its bases otherwise."""
    own = _("advantage") if basis == "advantage" else _("room for a breakthrough")
    return basis_labels(pack).get(basis, own)


def class_label(pack: Pack, code: str) -> str:
    """Return the pack's name of a class, the code itself for one the pack no longer has."""
    found = {entry.key: say(entry.label) for entry in pack.programme.classes}
    return found.get(code, code)


def peers_line(peers: Peers, pack: Pack) -> str:
    """Say with how many regions the own class is shared; few peers are said to be few (decisions 25)."""
    line = _(
        "%(cls)s: %(province)s in the province, %(nation)s in the nation, the region itself included."
    ) % {
        "cls": class_label(pack, peers.class_code),
        "province": peers.province,
        "nation": peers.nation,
    }
    if not peers.few:
        return line
    return line + _(
        " Fewer than three in the province: compare with the class in the nation; no place is given."
    )


def _part_values(claim: Claim, content: ClaimContent, pack: Pack) -> dict[str, list[tuple[str, str]]]:
    lines = "\n".join(
        f"{day(row.due_on) or '—'} {row.text}" + (f"（{row.measure}）" if row.measure else "")
        for row in content.milestones
    )
    stored = claim.decision_file
    return {
        "basis": [
            (_("Basis of the claim"), basis_labels(pack).get(content.text("basis"), "")),
            (_("Why, with facts"), content.text("basis_reason")),
        ],
        "aim_province": [("", content.text("aim_province"))],
        "aim_nation": [("", content.text("aim_nation"))],
        "plan_leader": [("", content.text("leader_post"))],
        "plan_unit": [("", content.text("lead_unit"))],
        "plan_means": [("", content.text("means"))],
        "plan_milestones": [("", lines)],
        "outputs": [("", content.text("expected_output"))],
        "decision_record": [
            (_("Meeting that decided"), content.text("decision_meeting")),
            (_("Number of the minutes"), content.text("decision_number")),
            (_("Day of the decision"), day(content.values.get("decision_on"))),
            (_("Post that signed"), content.text("decision_signer_post")),
            (_("Decision file"), f"{stored.name}\nSHA-256 {stored.sha256}" if stored else ""),
        ],
    }


def summary_groups(claim: Claim, *, change_url: str = "", file_url: str = "") -> list[SummaryGroup]:
    """Return what the claim says, part by part; with ``change_url`` each open part has a link to its place."""
    pack = pack_of(claim.round.programme)
    content = content_of(claim)
    values = _part_values(claim, content, pack)
    opened = open_fields(claim.returned_parts if claim.state == "returned" else [], pack)
    groups: list[SummaryGroup] = []
    plan: list[SummaryRow] = []
    for part in pack.claim.parts:
        changing = change_url and set(FIELDS_OF_PART[part.key]) & opened
        rows = [
            SummaryRow(
                label or say(part.label),
                value,
                url=file_url if value and label == _("Decision file") else "",
                change_url=f"{change_url}#part-{part.key}" if changing else "",
                lang=name_lang(),
            )
            for label, value in values[part.key]
        ]
        if len(rows) > 1:
            groups.append(SummaryGroup(say(part.label), rows))
            continue
        if not plan:
            groups.append(SummaryGroup(_("Aims and plan"), plan))
        plan += rows
    return groups
