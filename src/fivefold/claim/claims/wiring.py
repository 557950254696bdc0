"""What claims hang onto lower rooms: the reaction to a region's leaving, the lapse of confirmations, the check."""

from collections.abc import Mapping
from typing import Any

from fivefold.claim.claims.actions import claims_lapse, close_claims
from fivefold.claim.claims.standing import claims_against_the_log
from fivefold.jobs.queue import Progress, register
from fivefold.lifecycle.reactions import on
from fivefold.office.audit.checks import register_check

LAPSE = "claims.lapse"


def _lapse(_params: Mapping[str, Any], _progress: Progress) -> Mapping[str, Any]:
    """Let filings whose days are over count as confirmed; running it twice changes nothing more."""
    return {"lapsed": claims_lapse()}


def register_work() -> None:
    """Register reaction, job and the check against the log."""
    on("region.left", "the region's claims are closed, their history stays")(close_claims)
    register(LAPSE, _lapse)
    register_check(claims_against_the_log)
