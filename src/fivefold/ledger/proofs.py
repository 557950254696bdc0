"""Checkpoints and proofs, in the shape the verifier reads (docs/reference/verification.md)."""

import base64
import json
from collections.abc import Callable
from datetime import datetime
from functools import partial, reduce
from operator import or_
from typing import Any

from django.db.models import Q

from fivefold.ledger.keys import public_key, signer_key
from fivefold.ledger.models import Checkpoint, Entry, Log, Node
from fivefold.method import merkle

Path = Callable[[merkle.NodeSource], list[bytes]]


def _path(origin: str, make: Path) -> list[bytes]:
    """Return the path that ``make`` puts together, its nodes read by one query.

    ``make`` runs twice: first only to say which nodes it asks for. Raises Node.DoesNotExist.
    """
    wanted: dict[int, set[int]] = {}

    def named(level: int, index: int) -> bytes:
        wanted.setdefault(level, set()).add(index)
        return merkle.EMPTY_ROOT

    path = make(named)
    if not wanted:
        return path
    places = [Q(level=level, index__in=sorted(found)) for level, found in wanted.items()]
    rows = Node.objects.filter(reduce(or_, places), origin=origin).values_list("level", "index", "hash")
    nodes = {(level, index): bytes.fromhex(text) for level, index, text in rows}
    if len(nodes) != sum(map(len, wanted.values())):
        raise Node.DoesNotExist(origin)
    return make(lambda level, index: nodes[level, index])


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
    path = _path(entry.origin, partial(merkle.inclusion_path, entry.index, signed.size))
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
    path = _path(origin, partial(merkle.consistency_path, old_size, new_size))
    return [base64.b64encode(node).decode() for node in path]
