"""Checkpoints and proofs, in the shape the verifier reads (docs/reference/verification.md)."""

import base64
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from fivefold.ledger.keys import public_key, signer_key
from fivefold.ledger.models import Checkpoint, Entry, Log, Node
from fivefold.method import merkle

NodeSource = Callable[[int, int], bytes]


def _nodes(origin: str) -> NodeSource:
    def node(level: int, index: int) -> bytes:
        found = Node.objects.get(origin=origin, level=level, index=index)
        return bytes.fromhex(found.hash)

    return node


def checkpoint(origin: str, at: datetime) -> Checkpoint:
    """Return the signed checkpoint of the log as it stands, making it when the log has grown.

    Raises Log.DoesNotExist for a log without entries.
    """
    log = Log.objects.get(origin=origin)
    known = Checkpoint.objects.filter(origin=origin, size=log.size).first()
    if known is not None:
        return known
    root = merkle.CompactRange(log.size, [bytes.fromhex(node) for node in log.frontier]).root()
    note = merkle.sign(merkle.Checkpoint(origin, log.size, root), signer_key())
    made, _ = Checkpoint.objects.get_or_create(
        origin=origin, size=log.size, defaults={"root": root.hex(), "note": note, "at": at}
    )
    return made


def proof_of(entry_id: str, at: datetime) -> dict[str, Any]:
    """Return the proof that an entry is in its log: leaf, index, size, path, checkpoint and key.

    Raises Entry.DoesNotExist.
    """
    entry = Entry.objects.get(pk=entry_id)
    signed = checkpoint(entry.origin, at)
    path = merkle.inclusion_path(entry.index, signed.size, _nodes(entry.origin))
    return {
        "leaf": json.loads(entry.leaf),
        "index": entry.index,
        "size": signed.size,
        "path": [base64.b64encode(node).decode() for node in path],
        "checkpoint": signed.note,
        "vkey": public_key(),
    }


def consistency(origin: str, old_size: int, new_size: int) -> list[str]:
    """Return the proof, in base64, that the log of ``new_size`` only added to that of ``old_size``.

    Raises ValueError unless 0 < old_size <= new_size, and Node.DoesNotExist beyond the log's end.
    """
    path = merkle.consistency_path(old_size, new_size, _nodes(origin))
    return [base64.b64encode(node).decode() for node in path]
