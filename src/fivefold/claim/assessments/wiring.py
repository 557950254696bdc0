"""What self-assessments hang onto lower rooms: the reaction to a region's leaving, the lapse of confirmations."""

from collections.abc import Mapping
from typing import Any

from fivefold.claim.assessments.actions import assessments_lapse, close_of_left_region
from fivefold.jobs.queue import Progress, register
from fivefold.lifecycle.reactions import on
from fivefold.web.subjects import register_subject

LAPSE = "assessments.lapse"


def _lapse(params: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """Let filings whose term is over count as confirmed; running it twice changes nothing more."""
    return {"lapsed": assessments_lapse()}


def register_work() -> None:
    """Register reaction, job and page."""
    on("region.left", "the region's self-assessments are closed, their history stays")(close_of_left_region)
    register(LAPSE, _lapse)
    register_subject("assessment", "assessments:overview")
