"""What the worker looks after by the clock: filings whose days have passed, objections that lack their day."""

import logging

from fivefold.claim.assessments.actions import assessments_lapse
from fivefold.claim.claims.actions import claims_lapse
from fivefold.claim.objections.dating import objections_date
from fivefold.lifecycle.clock import DATABASE_CLOCK, Clock
from fivefold.packs.models import Programme

logger = logging.getLogger("fivefold.housekeeping")


def keep_house(clock: Clock = DATABASE_CLOCK) -> int:
    """Confirm what regions let pass and date what waited for a table; return how many.

    One failing programme stops no other.
    """
    done = 0
    for programme in Programme.objects.select_related("pack_version"):
        try:
            done += assessments_lapse(programme=programme, clock=clock)
            done += claims_lapse(programme=programme, clock=clock)
            done += objections_date(programme=programme)
        except Exception:
            logger.exception("housekeeping of %s failed", programme.slug)
    return done
