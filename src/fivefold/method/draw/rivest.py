"""Rivest's older sampler for election audits, to recompute published draws that used it.

Source: R. L. Rivest, sampler.py (2011) and the test cases nealmcb/rivest-sampler-tests.
"""

import hashlib

from fivefold.method.draw.errors import SizeError
from fivefold.method.reason import Reason


def picks(seed: str, total: int, count: int) -> tuple[int, ...]:
    """Return `count` whole numbers of 1..`total`, with replacement: SHA256("seed,i") mod total + 1.

    `SizeError` if there is nothing to pick from or the count is negative.

    >>> picks("1", 1000, 3)
    (97, 89, 163)
    """
    if total < 1 or count < 0:
        raise SizeError(Reason.of("draw.size", stratum="", take=count, eligible=total))
    digests = (hashlib.sha256(f"{seed},{place}".encode()).digest() for place in range(1, count + 1))
    return tuple(int.from_bytes(digest) % total + 1 for digest in digests)
