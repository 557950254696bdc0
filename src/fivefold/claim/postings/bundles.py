"""Bundles: the list with the proof that it was sealed, in the form the verifier reads (``fivefold-bundle/1``)."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from fivefold.ledger.proofs import consistency

SCHEMA = "fivefold-bundle/1"


def bundle_bytes(
    data: Mapping[str, Any],
    proof: Mapping[str, Any],
    *,
    rendered: Mapping[str, Any] | None = None,
    consistency: Sequence[Mapping[str, Any]] = (),
) -> bytes:
    """Return the bundle as JSON text for people and programs: keys in order, two spaces of indentation."""
    bundle = {
        "schema": SCHEMA,
        "posting": data,
        "proof": proof,
        "rendered": rendered,
        "consistency": list(consistency),
    }
    return (json.dumps(bundle, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def grown(origin: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the proof that the log of the newer proof only added to that of the older one."""
    first, last = old["size"], new["size"]
    if first == last:
        return []
    return [{"old_size": first, "new_size": last, "path": consistency(origin, first, last)}]
