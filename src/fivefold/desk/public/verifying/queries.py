"""Finding the posted list that a file or digest belongs to, so that it is checked against what was posted."""

import re

from fivefold.claim.postings import queries as postings
from fivefold.claim.postings.checking import ATTACHED
from fivefold.claim.postings.models import Posting
from fivefold.claim.postings.textcheck import compact
from fivefold.documents.reading import docx_text, pdf_attachment, pdf_text
from fivefold.files.store import read
from fivefold.ledger.keys import public_key
from fivefold.method import verify
from fivefold.orgs.seats import SeatFacts

_DIGEST = re.compile("[0-9a-f]{64}")


def by_digest(digest: str, seat: SeatFacts | None = None) -> Posting | None:
    """Return the posting whose list, bundle or document has this SHA-256."""
    return postings.by_digest(digest, seat)


def belonging(data: bytes) -> Posting | None:
    """Return the posting that a file says it is of: by its bundle, or by a digest printed in it."""
    for digest in _claimed(data):
        found = postings.by_digest(digest, None)
        if found is not None:
            return found
    return None


def _claimed(data: bytes) -> list[str]:
    """Return the digests a file names; nothing for what cannot be read."""
    try:
        if data.startswith(b"%PDF"):
            return [
                *_sealed(pdf_attachment(data, ATTACHED)),
                *_DIGEST.findall(compact("".join(pdf_text(data)))),
            ]
        if data.startswith(b"PK"):
            return _DIGEST.findall(compact(docx_text(data)))
        return _sealed(data)
    except (LookupError, ValueError):
        return []


def _sealed(bundle: bytes) -> list[str]:
    try:
        return [str(verify.read(bundle)["proof"]["leaf"]["params"]["digest"])]
    except (verify.Unclear, KeyError, TypeError):
        return []


def bundle_of(posting: Posting) -> bytes | None:
    """Return the stored bundle of a posting, None while its documents are being made."""
    return read(posting.bundle_file) if posting.bundle_file else None


def own_key() -> str:
    """Return the public key of this installation's logs."""
    return public_key()
