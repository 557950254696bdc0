"""What corrections changed, in the reader's language: what a list corrected itself, and what was corrected of it."""

from collections.abc import Mapping
from typing import Any

from fivefold.claim.postings.changes import sentences
from fivefold.claim.postings.models import Posting
from fivefold.claim.postings.sealing import CORRECTED
from fivefold.ledger.reading import first_leaves
from fivefold.lifecycle.origin import origin_of
from fivefold.method.reason import Reason
from fivefold.web.speech import speak_reason


def changed(data: Mapping[str, Any]) -> list[str]:
    """Return what a list itself corrected of the one it replaced, one sentence per entry."""
    return [speak_reason(said) for said in sentences(data.get("changes", ()))]


def changed_since(posting: Posting) -> list[str]:
    """Return what the correction that replaced a list changed of it, as the log tells it, one sentence per entry."""
    if posting.state != "corrected":
        return []
    origin = origin_of(posting.round.programme)
    leaves = first_leaves(origin, posting.SUBJECT, str(posting.pk), CORRECTED)
    told = leaves[CORRECTED]["params"].get("changes", ()) if leaves else ()
    return [speak_reason(Reason.from_data(said)) for said in told]
