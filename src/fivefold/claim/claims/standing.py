"""Whether every claim stands where the log says, and says what was sealed."""

from collections.abc import Iterator

from fivefold.claim.claims.models import Claim
from fivefold.claim.claims.sealing import alterations
from fivefold.lifecycle.move import state_name
from fivefold.lifecycle.standing import behind_the_log
from fivefold.method.reason import Reason
from fivefold.packs.models import Programme

_AT_ONCE = 5000
"""So many claims by one query: databases limit the values of one."""


def claims_against_the_log(programme: Programme) -> Iterator[Reason]:
    """Yield each claim of the programme whose state, or text, is not the one that the log tells of last."""
    found = Claim.objects.filter(round__programme=programme)
    rows = list(found.select_related("region__body", "project", "round__programme").order_by("pk"))
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        for claim in behind_the_log(some):
            said = {"subject": claim.subject_name(), "state": state_name(claim)}
            yield Reason("claims.contradicts", said)
        yield from alterations(some).values()
