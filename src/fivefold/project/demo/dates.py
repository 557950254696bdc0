"""The demonstration's dates, all seen from the day it is made: the round is in its last third."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from fivefold.lifecycle.clock import FrozenClock

_ZONE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Dates:
    """Moments of the demonstration. ``now`` is the moment it is made."""

    now: datetime

    def day(self, offset: int, hour: int = 9) -> datetime:
        """Return an hour of the day ``offset`` days from today, in the programme's zone, as UTC."""
        local = (self.now.astimezone(_ZONE) + timedelta(days=offset)).date()
        return datetime.combine(local, time(hour), tzinfo=_ZONE).astimezone(UTC)

    def clock(self, offset: int, hour: int = 9) -> FrozenClock:
        """Return a clock that stands at that moment."""
        return FrozenClock(self.day(offset, hour))


MADE = -120  # the programme is set up
CLASSES = -100  # the class list is issued
EDITION = -95  # the guideline is issued
OPENS = -45  # the round opens
ASSESSED = -20
CLAIMED = -10
REVIEWED = -5
CLOSES = -2  # regions' date has passed: whoever has not submitted is late
POSTED = -3
REVIEW_CLOSES = 12
