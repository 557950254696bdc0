"""Whether the list that is stored is the list that was sealed: the log decides, not the row."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import zip_longest
from typing import Any

from fivefold.claim.postings.models import PUBLISHED, Posting, PostingEntry
from fivefold.claim.postings.terms import midnight
from fivefold.ledger.reading import first_leaves, first_leaves_of_some
from fivefold.ledger.record import instant
from fivefold.lifecycle.errors import SealBroken
from fivefold.lifecycle.origin import origin_of
from fivefold.method import canonical
from fivefold.method.reason import Reason

_COLUMNS = ("number", "title", "document_number", "source")
_NAMED = 20
ISSUED = "posting.issued"
CORRECTED = "posting.corrected"
Leaves = Mapping[str, Mapping[str, Any]]


def require_sealed(posting: Posting) -> None:
    """Compare the stored list, digest, terms and state with the leaves of issue and correction, by one query.

    Raises SealBroken when they differ or the log holds no such leaf: nothing of the list may be shown then.
    """
    origin = origin_of(posting.round.programme)
    broken = seal_broken(posting, first_leaves(origin, posting.SUBJECT, str(posting.pk), ISSUED, CORRECTED))
    if broken:
        raise broken


def unsealed(postings: Sequence[Posting]) -> dict[Any, SealBroken]:
    """Return by key what is wrong with those of the postings that do not match their seals; two queries for all.

    The lists' texts, which tables do not read otherwise, are read here. A draft has no seal.
    """
    texts = dict(Posting.objects.filter(pk__in=[row.pk for row in postings]).values_list("pk", "canonical"))
    subjects = {row.pk: (origin_of(row.round.programme), str(row.pk)) for row in postings}
    leaves = first_leaves_of_some(subjects.values(), Posting.SUBJECT, ISSUED, CORRECTED)
    found = {}
    for row in postings:
        told = leaves.get(subjects[row.pk], {})
        if ISSUED not in told and row.state not in PUBLISHED:
            continue
        row.canonical = texts[row.pk]
        broken = seal_broken(row, told)
        if broken:
            found[row.pk] = broken
    return found


def seal_broken(posting: Posting, leaves: Leaves) -> SealBroken | None:
    """Return what is wrong with a posting of which the log says these ``leaves``, by kind; None if nothing is."""
    issued = leaves.get(ISSUED)
    told = issued["params"].get("digest") if issued else None
    if issued is None or {told, posting.digest} != {hashlib.sha256(posting.canonical.encode()).hexdigest()}:
        return _broken(posting)
    columns = _told(posting, sealed_list(posting.canonical), issued)
    wrong = [name for name, value in columns.items() if value != getattr(posting, name)]
    if not _stands(posting, leaves):
        wrong.append("state")
    if not wrong:
        return None
    names = tuple(Reason(f"claim.postings.field.{name}") for name in wrong)
    return _broken(posting, Reason("claim.postings.seal_columns", {"fields": names}))


def _told(posting: Posting, data: Mapping[str, Any], issued: Mapping[str, Any]) -> dict[str, Any]:
    """Return what columns must hold by the sealed list and its leaf."""
    told: dict[str, Any] = {name: data[name] for name in _COLUMNS if name in data}
    last = date.fromisoformat(data["notice"]["until"])
    return told | {
        "issued_at": datetime.fromisoformat(issued["at"]),
        "notice_until": midnight(posting.round.programme, last + timedelta(days=1)),
        **_beside(issued["params"]),
    }


def _beside(params: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the leaf tells of columns that the list does not hold; leaves of older issues tell none of them."""
    told: dict[str, Any] = {name: params[name] for name in ("audience",) if name in params}
    if "acknowledge_until" in params:
        told["acknowledge_until"] = datetime.fromisoformat(params["acknowledge_until"])
    return told


def beside_the_list(posting: Posting) -> dict[str, str]:
    """Return what the leaf of an issue must tell of the row, for the list holds it not: its readers and a term."""
    until = posting.acknowledge_until
    return {"audience": posting.audience, **({"acknowledge_until": instant(until)} if until else {})}


def _stands(posting: Posting, leaves: Leaves) -> bool:
    """Say whether the posting is in the state that the log tells.

    The row may have been read just before a correction that the log tells of already: then it is read again.
    """
    told = "corrected" if CORRECTED in leaves else "issued"
    return posting.state == told or Posting.objects.filter(pk=posting.pk, state=told).exists()


def require_rows_sealed(posting: Posting, lines: Sequence[PostingEntry]) -> None:
    """Compare the stored rows of a posting, in order, with the entries of its sealed list.

    Raises SealBroken, with the places of the rows that differ, and as ``require_sealed`` does.
    """
    require_sealed(posting)
    entries = sealed_list(posting.canonical)["entries"]
    rows = [(line.seq, str(line.claim_id), line.data, line.digest) for line in lines]
    told = [(entry["seq"], entry["claim"], entry, canonical.digest(entry)) for entry in entries]
    pairs = enumerate(zip_longest(rows, told), start=1)
    wrong = tuple(str(place) for place, (row, entry) in pairs if row != entry)
    if wrong:
        raise _broken(posting, Reason("claim.postings.seal_rows", {"places": wrong[:_NAMED]}))


@lru_cache(maxsize=32)
def sealed_list(text: str) -> Mapping[str, Any]:
    """Read the text of a list. Raises TypeError for what is none."""
    data = canonical.loads(text.encode())
    if not isinstance(data, dict):
        raise TypeError("a posted list is a JSON object")
    return data


def _broken(posting: Posting, *more: Reason) -> SealBroken:
    return SealBroken(Reason("claim.postings.seal_broken", {"subject": posting.subject_name()}), *more)
