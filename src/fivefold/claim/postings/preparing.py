"""The list a draft would post: from approved claims, or from the corrected posting with its changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from fivefold.claim.claims.models import Claim
from fivefold.claim.claims.sealing import alterations
from fivefold.claim.postings import frozen, queries
from fivefold.claim.postings.changes import STRIKE
from fivefold.claim.postings.models import Posting
from fivefold.lifecycle.standing import behind_the_log
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


@dataclass(frozen=True, slots=True)
class Held:
    """Claims that are held back: the log does not call them approved, or they do not say what was approved."""

    unlogged: Sequence[Claim] = ()
    altered: Sequence[Claim] = ()

    @property
    def claims(self) -> list[Claim]:
        """All of them."""
        return [*self.unlogged, *self.altered]

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """A sentence for each of the two kinds there are, which names the claims."""
        kinds = {"not_approved_in_log": self.unlogged, "altered_since_approval": self.altered}
        return tuple(
            Reason(f"claim.postings.{code}", {"entries": _names(claims)})
            for code, claims in kinds.items()
            if claims
        )


def _names(claims: Sequence[Claim]) -> tuple[str, ...]:
    return tuple(f"{claim.region.body.name}·{claim.project.title}" for claim in claims)


def prepare(posting: Posting) -> Prepared:
    """Return what the draft would post now.

    A claim that stands approved in the database while the log does not say so, or that says something else than was
    approved, is held back, not posted. Raises Refused when nothing is left to post or a line has no unit that answers
    for it.
    """
    approved, held = ([], Held()) if posting.corrects_id else apart(posting)
    lines = _corrected(posting) if posting.corrects_id else _lines(posting, approved)
    entries = frozen.numbered(entry for entry, _ in lines)
    if not entries:
        raise Refused(*(held.reasons or (Reason("claim.postings.empty"),)))
    unled = tuple(f"{e['region']['name']}·{e['project']['name']}" for e in entries if not e["lead_unit"])
    if unled:
        raise Refused(Reason("claim.postings.no_lead", {"entries": unled}))
    _require_once(entries)
    digests = [canonical.digest(entry) for entry in entries]
    seen = frozen.fingerprint(posting, digests, [str(claim.pk) for claim in held.claims])
    return Prepared(entries, [claim for _, claim in lines], digests, seen)


def _require_once(entries: Sequence[dict[str, Any]]) -> None:
    """Refuse a list that names a region and project twice, which a wrong amendment could bring about."""
    seen: set[tuple[str, str]] = set()
    for entry in entries:
        key = (entry["region"]["code"], entry["project"]["code"])
        if key in seen:
            name = f"{entry['region']['name']}·{entry['project']['name']}"
            raise Refused(Reason("claim.postings.duplicate", {"entry": name}))
        seen.add(key)


def apart(posting: Posting) -> tuple[list[Claim], Held]:
    """Return the selected claims as the log approved them, and those that only the database calls so."""
    claims = list(queries.selected_claims(posting))
    unlogged = behind_the_log(claims)
    altered = alterations(claims)
    missing = {claim.pk for claim in unlogged}
    held = Held(unlogged, [one for one in claims if one.pk in altered and one.pk not in missing])
    kept_back = {claim.pk for claim in held.claims}
    return [claim for claim in claims if claim.pk not in kept_back], held


def _lines(posting: Posting, claims: Sequence[Claim]) -> list[tuple[dict[str, Any], Claim]]:
    pack = pack_of(posting.round.programme)
    leads = queries.lead_units(posting.round.edition_id)
    return [(frozen.entry_of(claim, pack, leads.get(claim.project_id, "")), claim) for claim in claims]


def _corrected(posting: Posting) -> list[tuple[dict[str, Any], Claim]]:
    changes = {change["claim"]: change for change in posting.changes}
    old = cast("Posting", posting.corrects)
    lines = []
    for line in queries.entries_of(old):
        change = changes.get(str(line.claim_id))
        if change is None or change["remedy"] != STRIKE:
            lines.append(({**line.data, **(change["fields"] if change else {})}, line.claim))
    return lines
