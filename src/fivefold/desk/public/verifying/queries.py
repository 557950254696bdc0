"""Finding the posted list that a file or digest belongs to, so that it is checked against what was posted."""

import codecs
import re
from dataclasses import replace

from fivefold.claim.postings import queries as postings
from fivefold.claim.postings.checking import DOCUMENTS, Extract, extract
from fivefold.claim.postings.models import Posting
from fivefold.claim.postings.textcheck import compact
from fivefold.documents.reading import MOST_UNPACKED
from fivefold.files.kinds import DEFAULT_LIMITS
from fivefold.files.sandbox import run
from fivefold.files.store import read
from fivefold.files.zipped import opened
from fivefold.ledger.keys import public_key
from fivefold.method import verify
from fivefold.orgs.seats import SeatFacts

_DIGEST = re.compile("[0-9a-f]{64}")
MOST = 20  # digests looked up for one file
_LIMITS = replace(DEFAULT_LIMITS, unpacked=MOST_UNPACKED)


def by_digest(digest: str, seat: SeatFacts | None = None) -> Posting | None:
    """Return the posting whose list, bundle or document has this SHA-256."""
    return postings.by_digest(digest, seat)


def looked_into(data: bytes) -> Extract:
    """Return text and bundle of an uploaded document, read in a child process with hard limits.

    Raises UploadRefused where that costs too much, and for an archive that no other door takes in either.
    """
    if data.startswith(b"PK"):
        opened(data, _LIMITS)  # anybody may send a small file that unpacks to a huge one
    return run(extract, data) if data.startswith(DOCUMENTS) else (None, None)


def belonging(data: bytes, extracted: Extract) -> Posting | None:
    """Return the posting that a file says it is of: by its bundle, or by a digest printed in it."""
    text, attached = extracted
    claimed = [*_sealed(attached or data), *_DIGEST.findall(compact(text or ""))]
    found = (postings.by_digest(digest, None) for digest in dict.fromkeys(claimed[:MOST]))
    return next((posting for posting in found if posting is not None), None)


def _sealed(bundle: bytes) -> list[str]:
    try:
        return [str(verify.read(bundle.removeprefix(codecs.BOM_UTF8))["proof"]["leaf"]["params"]["digest"])]
    except (verify.Unclear, KeyError, TypeError):
        return []


def bundle_of(posting: Posting) -> bytes | None:
    """Return the stored bundle of a posting, None while its documents are being made."""
    return read(posting.bundle_file) if posting.bundle_file else None


def own_key() -> str:
    """Return the public key of this installation's logs."""
    return public_key()
