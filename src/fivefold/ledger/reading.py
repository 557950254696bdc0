"""Reading a log: entries as facts and as sentences, and the check that nothing in the store was changed."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, Max, OuterRef, QuerySet, Subquery

from fivefold.ledger.keys import public_key
from fivefold.ledger.models import Checkpoint, Entry, Log, Node
from fivefold.ledger.prepared import Prepared, PreparedRows, Slot
from fivefold.ledger.record import beside, instant
from fivefold.method import merkle
from fivefold.method.reason import Reason


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """One entry for a page: who, from where, what, when; ``sentence`` speaks in the reader's language."""

    id: str
    index: int
    at: datetime
    kind: str
    subject_type: str
    subject_id: str
    role: str
    body_name: str
    person_name: str
    because: str
    params: dict[str, Any]
    leaf_hash: str

    @property
    def sentence(self) -> Reason:
        """The entry as a sentence: code ``event.<kind>`` with what the leaf holds.

        A leaf that tells more names the fuller sentence: its ``variant`` is added to the code. What it holds as
        stored reasons is spoken in the reader's language, like the sentence itself.
        """
        plain = {k: v for k, v in self.params.items() if isinstance(v, str | int | bool)}
        told = {k: tuple(map(Reason.from_data, v)) for k, v in self.params.items() if _are_reasons(v)}
        code = ".".join(filter(None, ("event", self.kind, self.params.get("variant"))))
        return Reason(code, {**plain, **told, "body": self.body_name, "because": self.because})


def _are_reasons(value: Any) -> bool:
    """Say whether a leaf's value is a list of stored reasons."""
    return isinstance(value, list) and all(
        isinstance(one, dict) and set(one) == {"code", "params"} for one in value
    )


def _facts(entry: Entry) -> EntryFacts:
    leaf = json.loads(entry.leaf)
    return EntryFacts(
        id=str(entry.pk),
        index=entry.index,
        at=entry.at,
        kind=entry.kind,
        subject_type=entry.subject_type,
        subject_id=entry.subject_id,
        role=leaf["actor"]["role"],
        body_name=entry.body_name,
        person_name=entry.name_snapshot,
        because=leaf["because"],
        params=leaf["params"],
        leaf_hash=entry.leaf_hash,
    )


def _entries(origin: str) -> QuerySet[Entry]:
    return Entry.objects.filter(origin=origin)


_of_subject = PreparedRows(
    Entry,
    lambda: Entry.objects.filter(
        origin=Slot("origin", CharField()),
        subject_type=Slot("type", CharField()),
        subject_id=Slot("id", CharField()),
    ).order_by("index"),
)


def history(origin: str, subject_type: str, subject_id: str) -> list[EntryFacts]:
    """Return everything recorded about one subject, oldest first."""
    return list(map(_facts, _of_subject.objects(origin=origin, type=subject_type, id=subject_id)))


_of_kinds = Prepared(
    lambda *kinds: (
        Entry.objects.filter(
            origin=Slot("origin", CharField()),
            subject_type=Slot("type", CharField()),
            subject_id=Slot("id", CharField()),
            kind__in=kinds,
        )
        .order_by("-index")
        .values_list("kind", "leaf", "leaf_hash")
    )
)


def first_leaves(origin: str, subject_type: str, subject_id: str, *kinds: str) -> dict[str, dict[str, Any]]:
    """Return, by kind, what the log first said of these kinds about one subject; one query.

    A kind is missing where the log says nothing of it, or where the leaf is not the one its hash was taken over or
    is about another act.
    """
    rows = _of_kinds.rows(*kinds, origin=origin, type=subject_type, id=subject_id)
    first = {kind: (leaf, stored) for kind, leaf, stored in rows}
    leaves = {kind: _sound(kind, subject_type, subject_id, *told) for kind, told in first.items()}
    return {kind: leaf for kind, leaf in leaves.items() if leaf is not None}


def first_leaves_of_all(origin: str, subject_type: str, *kinds: str) -> dict[str, dict[str, dict[str, Any]]]:
    """Return, by subject and kind, what the log first said of these kinds about any such subject; one query.

    What is missing in ``first_leaves`` is missing here.
    """
    about = _entries(origin).filter(subject_type=subject_type, kind__in=kinds)
    found = _first(about, subject_type)
    return {told: leaves for (_, told), leaves in found.items()}


def first_leaves_of_some(
    subjects: Collection[tuple[str, str]], subject_type: str, *kinds: str
) -> dict[tuple[str, str], dict[str, dict[str, Any]]]:
    """Return, by subject and kind, what the log first said of these kinds about each of them; one query.

    ``subjects`` are origin and id. What is missing in ``first_leaves`` is missing here.
    """
    origins, ids = {origin for origin, _ in subjects}, {told for _, told in subjects}
    about = Entry.objects.filter(
        origin__in=origins, subject_type=subject_type, subject_id__in=ids, kind__in=kinds
    )
    return _first(about, subject_type)


def _first(about: QuerySet[Entry], subject_type: str) -> dict[tuple[str, str], dict[str, dict[str, Any]]]:
    """Return by origin and subject the first sound leaf of each kind."""
    rows = about.order_by("-index").values_list("origin", "subject_id", "kind", "leaf", "leaf_hash")
    first = {(origin, told, kind): (leaf, stored) for origin, told, kind, leaf, stored in rows}
    found: dict[tuple[str, str], dict[str, dict[str, Any]]] = {}
    for (origin, told, kind), (text, stored) in first.items():
        leaf = _sound(kind, subject_type, told, text, stored)
        if leaf is not None:
            found.setdefault((origin, told), {})[kind] = leaf
    return found


def latest_leaves(
    origin: str, subject_type: str, subject_ids: Collection[str], kinds: Collection[str]
) -> dict[str, dict[str, Any]]:
    """Return, by subject, the leaf of what the log said last of these kinds about each of them; one query.

    A subject is missing where the log says nothing, or where the leaf is not the one its hash was taken over or is
    about something else.
    """
    about = _entries(origin).filter(
        subject_type=subject_type, subject_id__in=list(subject_ids), kind__in=list(kinds)
    )
    last = about.order_by().values("subject_id").annotate(last=Max("index")).values("last")
    found = _entries(origin).filter(index__in=last).values_list("kind", "subject_id", "leaf", "leaf_hash")
    leaves = {told: _sound(kind, subject_type, told, leaf, stored) for kind, told, leaf, stored in found}
    return {told: leaf for told, leaf in leaves.items() if leaf is not None}


def _sound(kind: str, subject_type: str, subject_id: str, text: str, stored: str) -> dict[str, Any] | None:
    """Return the leaf that is written in ``text``, None unless the hash fits and it is about this act and subject."""
    leaf: dict[str, Any] = json.loads(text)
    fits = merkle.leaf_hash(text.encode()).hex() == stored
    about = (leaf["kind"], leaf["subject"]) == (kind, {"type": subject_type, "id": subject_id})
    return leaf if fits and about else None


def size(origin: str) -> int:
    """Return the number of entries of the log; 0 where there is none."""
    return Log.objects.filter(origin=origin).values_list("size", flat=True).first() or 0


def page(
    origin: str, *, start: int, count: int, kind: str = "", subject_type: str = "", body_path: str = ""
) -> tuple[list[EntryFacts], int]:
    """Return ``count`` entries, newest first, after skipping ``start``, and how many match in all."""
    found = _entries(origin)
    if kind:
        found = found.filter(kind=kind)
    if subject_type:
        found = found.filter(subject_type=subject_type)
    if body_path:
        found = found.filter(body__startswith=body_path)
    rows = found.order_by("-index")[start : start + count]
    return [_facts(entry) for entry in rows], found.count()


def entry(entry_id: str) -> EntryFacts | None:
    """Return one entry, or None."""
    found = Entry.objects.filter(pk=entry_id).first()
    return None if found is None else _facts(found)


def entry_in(origin: str, entry_id: str) -> EntryFacts | None:
    """Return one entry of this log, or None where the log has no such entry."""
    found = _entries(origin).filter(pk=entry_id).first()
    return None if found is None else _facts(found)


def _leaves(origin: str) -> Iterator[tuple[int, str, str, str | None, tuple[Any, ...]]]:
    """Yield index, leaf, stored hash, the hash at the leaf's place in the tree and the row's own columns, in order."""
    place = Node.objects.filter(origin=origin, level=0, index=OuterRef("index")).values("hash")
    found = _entries(origin).annotate(place=Subquery(place)).order_by("index")
    own = ("id", "at", "kind", "subject_type", "subject_id", "body", "body_name", "name_snapshot", "blind")
    for row in found.values_list("index", "leaf", "leaf_hash", "place", *own).iterator(chunk_size=2000):
        yield *row[:4], row[4:]


def _says(leaf: str, columns: tuple[Any, ...]) -> bool:
    """Say whether a row's columns are those of its leaf: id, moment, act and subject, and the names beside them.

    Leaves that were recorded before they bound the names say nothing of them.
    """
    said = json.loads(leaf)
    key, at, kind, subject_type, subject_id, *names = columns
    told = (said["id"], said["at"], said["kind"], said["subject"])
    found = told == (str(key), instant(at), kind, {"type": subject_type, "id": subject_id})
    return found and said.get("beside") in (None, beside(*names))


def damage(origin: str) -> Iterator[int]:
    """Yield the index of every entry whose stored hash, place in the tree or own columns no longer fit, in order.

    Reads the whole log once. A missing entry is named by the index it should have, up to the size of the latest
    checkpoint where the log was cut shorter; a wrong root, of the log or of that checkpoint, or a note of it that
    was not signed with the log's key or says otherwise, is without a wrong entry reported as the log's size.
    """
    log = Log.objects.filter(origin=origin).first()
    if log is None:
        return
    kept = Checkpoint.objects.filter(origin=origin).order_by("-size").first()
    edge = merkle.CompactRange()
    expected, named, agrees = 0, False, _signed(kept)
    for index, leaf, stored, place, columns in _leaves(origin):
        digest = merkle.leaf_hash(leaf.encode())
        sound = stored == place == digest.hex() and _says(leaf, columns)
        wrong = [*range(expected, index), *([] if sound else [index])]
        yield from wrong
        edge.append(digest)
        expected = index + 1
        named, agrees = named or bool(wrong), agrees and _agrees(kept, edge)
    missing = range(expected, max(log.size, kept.size if kept else 0))
    yield from missing
    if named or missing:
        return
    if not agrees or [node.hex() for node in edge.hashes] != log.frontier:
        yield log.size


def _signed(kept: Checkpoint | None) -> bool:
    """Say whether the checkpoint's note, which the public page shows, is signed and says what the row says."""
    if kept is None:
        return True
    try:
        said = merkle.open_note(kept.note, public_key())
    except merkle.CheckpointError:
        return False
    return (said.origin, said.size, said.root.hex()) == (kept.origin, kept.size, kept.root)


def _agrees(kept: Checkpoint | None, edge: merkle.CompactRange) -> bool:
    """Say whether the leaves read so far have the checkpoint's root, once they are as many."""
    return kept is None or kept.size != edge.size or kept.root == edge.root().hex()
