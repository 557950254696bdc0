"""Whether what a claim says is what was sent and approved: the log holds a digest of it, the row may be edited."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from fivefold.claim.claims.models import Claim, Milestone
from fivefold.claim.claims.parts import PLAIN_FIELDS
from fivefold.files.models import StoredFile
from fivefold.ledger.reading import latest_leaves
from fivefold.lifecycle.move import event_name
from fivefold.lifecycle.origin import origin_of
from fivefold.method import canonical
from fivefold.method.reason import Reason, Refused

CONTENT = "content"
_SEALING = (
    "claim.submitted", "claim.filed", "claim.confirmed", "claim.lapsed", "claim.approved", "claim.corrected",
)  # fmt: skip
# Where a claim stands as long as no act changes what it says but a correction, which seals it anew.
_BOUND = frozenset({"filed", "submitted", "approved", "posted", "struck"})


def content_digests(claims: Sequence[Claim]) -> dict[Any, str]:
    """Return by key the digest of what each claim says; two queries, for milestones and decision files."""
    keys = [claim.pk for claim in claims]
    milestones: dict[Any, list[list[Any]]] = {key: [] for key in keys}
    rows = Milestone.objects.filter(claim_id__in=keys).order_by("order")
    for key, *told in rows.values_list("claim_id", "order", "due_on", "text", "measure"):
        milestones[key].append([_plain(value) for value in told])
    kept = [claim.decision_file_id for claim in claims if claim.decision_file_id]
    files: dict[Any, str] = dict(StoredFile.objects.filter(pk__in=kept).values_list("pk", "sha256"))
    return {
        claim.pk: _digest(claim, milestones[claim.pk], files.get(claim.decision_file_id, ""))
        for claim in claims
    }


def _digest(claim: Claim, milestones: list[list[Any]], decision_file: str) -> str:
    said = {
        "round": str(claim.round_id),
        "region": str(claim.region_id),
        "project": str(claim.project_id),
        "class": claim.class_code,
        "filed_by": str(claim.filed_by_id or ""),
        **{name: _plain(getattr(claim, name)) for name in PLAIN_FIELDS},
        "milestones": milestones,
        "decision_file": decision_file,
    }
    return canonical.digest(canonical.normalise(said))


def _plain(value: Any) -> Any:
    """Return a field's value as JSON holds it: a day as its ISO text, no day as none."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def seal(claim: Claim) -> dict[str, str]:
    """Return what the leaf of an act that seals a claim keeps of what the claim says."""
    return {CONTENT: content_digests([claim])[claim.pk]}


def alterations(claims: Sequence[Claim]) -> dict[Any, Reason]:
    """Return by key a sentence for each claim that says something else than when an act last sealed it.

    ``claims`` are of one programme, with what their names read; three queries at most. A claim that is a draft or
    returned is still written; of one whose leaf holds no digest, as older leaves do, nothing is known.
    """
    bound = [claim for claim in claims if claim.state in _BOUND]
    if not bound:
        return {}
    origin = origin_of(bound[0].programme_row())
    leaves = latest_leaves(origin, Claim.SUBJECT, [str(claim.pk) for claim in bound], _SEALING)
    sealed = [claim for claim in bound if CONTENT in _params(leaves, claim)]
    now = content_digests(sealed) if sealed else {}
    return {
        claim.pk: _altered(claim, leaves[str(claim.pk)]["kind"])
        for claim in sealed
        if now[claim.pk] != _params(leaves, claim)[CONTENT]
    }


def _params(leaves: Mapping[str, Mapping[str, Any]], claim: Claim) -> Mapping[str, Any]:
    leaf = leaves.get(str(claim.pk))
    return leaf["params"] if leaf else {}


def _altered(claim: Claim, event: str) -> Reason:
    return Reason("claims.altered", {"subject": claim.subject_name(), "event": event_name(event)})


def require_unaltered(claims: Iterable[Claim]) -> None:
    """Raise Refused, with a sentence each, where a claim says something else than what was sealed."""
    found = alterations(list(claims))
    if found:
        raise Refused(*found.values())
