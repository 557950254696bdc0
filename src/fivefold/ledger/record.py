"""Appending to a log: one leaf per successful act, in the act's own transaction."""

import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from fivefold.ledger.ids import uuid7
from fivefold.ledger.models import Entry, Log, Node
from fivefold.method import canonical
from fivefold.method.merkle import CompactRange, leaf_hash

LEAF_VERSION = 1
SALT_BYTES = 16


class NotInTransactionError(RuntimeError):
    """A leaf may only be added in the transaction of the act it records."""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What is to be recorded.

    ``actor`` holds seat, role and body (code); ``body_path`` and the two names stand beside the leaf for
    reading.
    """

    kind: str
    subject_type: str
    subject_id: str
    actor: Mapping[str, str]
    at: datetime
    params: Mapping[str, Any]
    because: str = ""
    body: str = ""
    body_name: str = ""
    name_snapshot: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recorded leaf: its id, the origin and index in the log, and when it happened."""

    id: str
    origin: str
    index: int
    kind: str
    at: datetime


def instant(at: datetime) -> str:
    """Return an instant as the log writes it: UTC, microseconds, ``Z``."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def beside(body: str, body_name: str, name_snapshot: str, blind: str) -> str:
    """Return the digest by which a leaf binds what stands beside it; without ``blind`` nobody can test a guess."""
    columns = {"body": body, "body_name": body_name, "name_snapshot": name_snapshot, "blind": blind}
    return canonical.digest(canonical.normalise(columns))


def _leaf(entry_id: str, new: NewEntry, blind: str) -> dict[str, Any]:
    return {
        "v": LEAF_VERSION,
        "id": entry_id,
        "at": instant(new.at),
        "kind": new.kind,
        "subject": {"type": new.subject_type, "id": new.subject_id},
        "actor": dict(new.actor),
        "params": dict(new.params),
        "because": new.because,
        "beside": beside(new.body, new.body_name, new.name_snapshot, blind),
        "salt": secrets.token_hex(SALT_BYTES),
    }


def record(origin: str, new: NewEntry) -> Recorded:
    """Append one leaf to the log ``origin``; see ``record_many``."""
    return record_many(origin, [new])[0]


def record_many(origin: str, news: Sequence[NewEntry]) -> list[Recorded]:
    """Append leaves to the log ``origin``, in order.

    The log's row is locked, so indices have no gaps and the frontier is right under concurrent writers.
    Raises NotInTransactionError outside a transaction and ``canonical`` errors for values the log cannot
    hold.
    """
    if not connection.in_atomic_block:
        raise NotInTransactionError(origin)
    Log.objects.get_or_create(origin=origin)
    log = Log.objects.select_for_update().get(origin=origin)
    edge = CompactRange(log.size, [bytes.fromhex(node) for node in log.frontier])
    entries, nodes = [], []
    for index, new in enumerate(news, start=log.size):
        entry = _entry(origin, index, new)
        completed = edge.append(bytes.fromhex(entry.leaf_hash))
        nodes += [Node(origin=origin, level=k, index=i, hash=h.hex()) for k, i, h in completed]
        entries.append(entry)
    Entry.objects.bulk_create(entries, batch_size=500)
    Node.objects.bulk_create(nodes, batch_size=500)
    log.size = edge.size
    log.frontier = [node.hex() for node in edge.hashes]
    log.save(update_fields=["size", "frontier"])
    return [Recorded(str(e.id), origin, e.index, e.kind, e.at) for e in entries]


def _entry(origin: str, index: int, new: NewEntry) -> Entry:
    entry_id, blind = str(uuid7()), secrets.token_hex(SALT_BYTES)
    data = canonical.dumps(canonical.normalise(_leaf(entry_id, new, blind)))
    return Entry(
        id=uuid.UUID(entry_id),
        origin=origin,
        index=index,
        leaf=data.decode(),
        leaf_hash=leaf_hash(data).hex(),
        at=new.at,
        kind=new.kind,
        subject_type=new.subject_type,
        subject_id=new.subject_id,
        body=new.body,
        body_name=new.body_name,
        name_snapshot=new.name_snapshot,
        blind=blind,
    )
