"""Whether the list that is stored is the list that was sealed: the log decides, not the row."""

import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import Any

from fivefold.claim.postings.models import Posting, PostingEntry
from fivefold.ledger.reading import first_leaf
from fivefold.lifecycle.errors import SealBroken
from fivefold.lifecycle.origin import origin_of
from fivefold.method import canonical
from fivefold.method.reason import Reason

_COLUMNS = ("number", "title", "document_number", "source")
_NAMED = 20


def require_sealed(posting: Posting) -> None:
    """Compare the stored list and digest with the leaf of the issue, by one query.

    Raises SealBroken when they differ or the log holds no such leaf: nothing of the list may be shown then.
    """
    leaf = first_leaf(origin_of(posting.round.programme), posting.SUBJECT, str(posting.pk), "posting.issued")
    told = leaf["params"].get("digest") if leaf else None
    if {told, posting.digest} != {hashlib.sha256(posting.canonical.encode()).hexdigest()}:
        raise _broken(posting)
    data = sealed_list(posting.canonical)
    wrong = [name for name in _COLUMNS if name in data and data[name] != getattr(posting, name)]
    if wrong:
        names = tuple(Reason(f"claim.postings.field.{name}") for name in wrong)
        raise _broken(posting, Reason("claim.postings.seal_columns", {"fields": names}))


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
