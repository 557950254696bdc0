"""The list a draft would post: from approved claims, or from the corrected posting with its changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from fivefold.claim.claims.models import Claim
from fivefold.claim.postings import frozen, queries
from fivefold.claim.postings.changes import STRIKE
from fivefold.claim.postings.models import Posting
from fivefold.method import canonical
from fivefold.method.reason import Reason, Refused
from fivefold.packs.programmes import pack_of


@dataclass(frozen=True, slots=True)
class Prepared:
    """The lines of a list in order, each with its claim and digest, and the digest of what is shown."""

    entries: Sequence[dict[str, Any]]
    claims: Sequence[Claim]
    digests: Sequence[str]
    fingerprint: str


def prepare(posting: Posting) -> Prepared:
    """Return what the draft would post now.

    Raises Refused when nothing is left to post or a line has no unit that answers for it.
    """
    lines = _corrected(posting) if posting.corrects_id else _approved(posting)
    entries = frozen.numbered(entry for entry, _ in lines)
    if not entries:
        raise Refused(Reason("claim.postings.empty"))
    unled = tuple(f"{e['region']['name']}·{e['project']['name']}" for e in entries if not e["lead_unit"])
    if unled:
        raise Refused(Reason("claim.postings.no_lead", {"entries": unled}))
    _require_once(entries)
    digests = [canonical.digest(entry) for entry in entries]
    return Prepared(entries, [claim for _, claim in lines], digests, frozen.fingerprint(posting, digests))


def _require_once(entries: Sequence[dict[str, Any]]) -> None:
    """Refuse a list that names a region and project twice, which a wrong amendment could bring about."""
    seen: set[tuple[str, str]] = set()
    for entry in entries:
        key = (entry["region"]["code"], entry["project"]["code"])
        if key in seen:
            name = f"{entry['region']['name']}·{entry['project']['name']}"
            raise Refused(Reason("claim.postings.duplicate", {"entry": name}))
        seen.add(key)


def _approved(posting: Posting) -> list[tuple[dict[str, Any], Claim]]:
    pack = pack_of(posting.round.programme)
    leads = queries.lead_units(posting.round.edition_id)
    return [
        (frozen.entry_of(claim, pack, leads.get(claim.project_id, "")), claim)
        for claim in queries.selected_claims(posting)
    ]


def _corrected(posting: Posting) -> list[tuple[dict[str, Any], Claim]]:
    changes = {change["claim"]: change for change in posting.changes}
    old = cast("Posting", posting.corrects)
    lines = []
    for line in queries.entries_of(old):
        change = changes.get(str(line.claim_id))
        if change is None or change["remedy"] != STRIKE:
            lines.append(({**line.data, **(change["fields"] if change else {})}, line.claim))
    return lines
