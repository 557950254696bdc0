"""The canonical form of an issued class list: what its digest is taken over and what the JSON download holds."""

from fivefold.classify.class_lists.models import ClassEntry, ClassList
from fivefold.classify.class_lists.queries import entries
from fivefold.ledger.record import instant
from fivefold.lifecycle.origin import origin_of
from fivefold.method import canonical
from fivefold.packs.models import Programme
from fivefold.packs.pack import Pack

FORM = "fivefold-class-list/1"


def canonical_list(class_list: ClassList, predecessor: ClassList | None, pack: Pack) -> dict[str, object]:
    """Return the list as plain JSON values; needs number, signer, document number and ``issued_at``."""
    programme: Programme = class_list.programme
    issued = class_list.issued_at
    return {
        "form": FORM,
        "origin": origin_of(programme),
        "programme": programme.title,
        "demo": programme.demo,
        "pack": {"key": pack.key, "version": pack.version, "sha256": class_list.pack_sha256},
        "number": class_list.number,
        "valid_from": class_list.valid_from.isoformat(),
        "issued_at": instant(issued) if issued else None,
        "signer_post": class_list.signer_post,
        "document_number": class_list.document_number,
        "supersedes": {"number": predecessor.number, "sha256": predecessor.sha256} if predecessor else None,
        "entries": [_entry(row) for row in entries(class_list)],
    }


def _entry(row: ClassEntry) -> dict[str, object]:
    found: dict[str, object] = {
        "code": row.area.code,
        "name": row.area.name,
        "kind": row.area.kind,
        "takes_part": row.region_id is not None,
        "outcome": row.outcome,
        "class": row.class_code or None,
        "rule": row.rule_code or None,
        "facts": row.facts,
    }
    if row.outcome == "overridden":
        found["override"] = {
            "ruled": row.ruled_class_code or None,
            "reason": row.override_reason,
            "signer": row.override_signer,
            "carried_from": row.carried_from,
        }
    return found


def canonical_bytes(class_list: ClassList, predecessor: ClassList | None, pack: Pack) -> bytes:
    """Return the canonical JSON of an issued list; its SHA-256 is the list's ``sha256``."""
    return canonical.dumps(canonical.normalise(canonical_list(class_list, predecessor, pack)))
