"""Whether the list that is stored is the list that was sealed: the log decides, not the row."""

import hashlib

from fivefold.claim.postings.models import Posting
from fivefold.ledger.reading import first_leaf
from fivefold.lifecycle.errors import SealBroken
from fivefold.lifecycle.origin import origin_of
from fivefold.method.reason import Reason


def require_sealed(posting: Posting) -> None:
    """Compare the stored list and digest with the leaf of the issue, by one query.

    Raises SealBroken when they differ or the log holds no such leaf: nothing of the list may be shown then.
    """
    leaf = first_leaf(origin_of(posting.round.programme), posting.SUBJECT, str(posting.pk), "posting.issued")
    told = leaf["params"].get("digest") if leaf else None
    if {told, posting.digest} != {hashlib.sha256(posting.canonical.encode()).hexdigest()}:
        raise SealBroken(Reason("claim.postings.seal_broken", {"subject": posting.subject_name()}))
