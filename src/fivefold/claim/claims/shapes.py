"""Shapes of a claim's summary: labels of parts, bases, classes and fields, and what the claim says part by part."""

from django.utils.translation import gettext as _

from fivefold.claim.claims.labels import field_label
from fivefold.claim.claims.models import Claim
from fivefold.claim.claims.parts import FIELDS_OF_PART, ClaimContent, open_fields
from fivefold.claim.claims.queries import Peers, content_of
from fivefold.claim.rounds.dossiers import say
from fivefold.packs.pack import Pack
from fivefold.packs.programmes import pack_of
from fivefold.web.parts import SummaryGroup, SummaryRow
from fivefold.web.speech import day, name_lang
from fivefold.web.vocabulary import coordinator_label


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
    said = {"cls": class_label(pack, peers.class_code), "near": peers.province, "all": peers.nation}
    if pack.participant_level == 1:
        return _("%(cls)s: %(all)s in all, the region itself included.") % said
    said["above"] = coordinator_label(pack)
    line = (
        _("%(cls)s: %(near)s below the same body (%(above)s), %(all)s in all, the region itself included.")
        % said
    )
    if not peers.few:
        return line
    return line + _(" Fewer than three below the same body: compare with the whole class; no place is given.")


def _part_values(claim: Claim, content: ClaimContent, pack: Pack) -> dict[str, list[tuple[str, str]]]:
    lines = "\n".join(
        f"{day(row.due_on) or '—'} {row.text}" + (f"（{row.measure}）" if row.measure else "")
        for row in content.milestones
    )
    stored = claim.decision_file
    return {
        "basis": [
            (field_label(pack, "basis"), basis_labels(pack).get(content.text("basis"), "")),
            (field_label(pack, "basis_reason"), content.text("basis_reason")),
        ],
        "aim_province": [("", content.text("aim_province"))],
        "aim_nation": [("", content.text("aim_nation"))],
        "plan_leader": [("", content.text("leader_post"))],
        "plan_unit": [("", content.text("lead_unit"))],
        "plan_means": [("", content.text("means"))],
        "plan_milestones": [("", lines)],
        "outputs": [("", content.text("expected_output"))],
        "decision_record": [
            (field_label(pack, "decision_meeting"), content.text("decision_meeting")),
            (field_label(pack, "decision_number"), content.text("decision_number")),
            (field_label(pack, "decision_on"), day(content.values.get("decision_on"))),
            (field_label(pack, "decision_signer_post"), content.text("decision_signer_post")),
            (field_label(pack, "decision_file"), f"{stored.name}\nSHA-256 {stored.sha256}" if stored else ""),
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
                url=file_url if value and label == field_label(pack, "decision_file") else "",
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
