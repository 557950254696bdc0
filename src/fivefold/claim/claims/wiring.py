"""What claims hang onto lower rooms: the reaction to a region's leaving, the lapse of confirmations."""

from collections.abc import Mapping
from typing import Any

from fivefold.claim.claims.actions import claims_lapse, close_claims
from fivefold.jobs.queue import Progress, register
from fivefold.lifecycle.reactions import on

LAPSE = "claims.lapse"


def _lapse(_params: Mapping[str, Any], _progress: Progress) -> Mapping[str, Any]:
    """Let filings whose days are over count as confirmed; running it twice changes nothing more."""
    return {"lapsed": claims_lapse()}


def register_work() -> None:
    """Register reaction and job."""
    on("region.left", "the region's claims are closed, their history stays")(close_claims)
    register(LAPSE, _lapse)
