"""The dates of a round in force for a body: the round's own, or later ones granted to a body above it (6.12)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import CharField

from fivefold.ledger.prepared import Prepared, Slot
from fivefold.lifecycle.models import Deadline

SUBJECT = "claim_round"
CLOSES = "closes"
REVIEW = "review"
DEADLINES = (CLOSES, REVIEW)


@dataclass(frozen=True, slots=True)
class RoundDates:
    """Dates of one round; ``granted`` holds, per deadline, the path of a body and until when it has time."""

    closes: datetime
    review: datetime
    granted: Mapping[str, Mapping[str, datetime]] = field(default_factory=dict)

    def _granted(self, deadline: str, path: str) -> datetime | None:
        found = [until for above, until in self.granted.get(deadline, {}).items() if path.startswith(above)]
        return max(found, default=None)

    def closes_at(self, path: str) -> datetime:
        """Return the moment before which a body at ``path`` submits."""
        return max(self._granted(CLOSES, path) or self.closes, self.closes)

    def review_closes_at(self, path: str) -> datetime:
        """Return the moment before which claims of a body at ``path`` are reviewed; never before they can come in."""
        return max(self._granted(REVIEW, path) or self.review, self.review, self.closes_at(path))


def shown_end(at: datetime, zone: str) -> datetime:
    """Return where a deadline stands in the year: one that falls on midnight stands on its last day."""
    local = at.astimezone(ZoneInfo(zone))
    return at - timedelta(seconds=1) if local.time() == time.min else at


def plain(at: datetime, zone: str) -> str:
    """Write a deadline in figures, for sentences that are kept and read in any language; midnight ends a day."""
    local = at.astimezone(ZoneInfo(zone))
    ended = local - timedelta(microseconds=1)
    return f"{ended:%Y-%m-%d} 24:00" if local.time() == time.min else f"{local:%Y-%m-%d %H:%M}"


_deadlines = Prepared(
    lambda: Deadline.objects.filter(
        subject_type=SUBJECT, subject_id=Slot("round", CharField()), body__isnull=False
    ).values_list("code", "body__path", "extended_until")
)


def dates_of(round_id: object, closes: datetime, review: datetime) -> RoundDates:
    """Read the dates of a round, one query."""
    granted: dict[str, dict[str, datetime]] = {CLOSES: {}, REVIEW: {}}
    for code, path, until in _deadlines.rows(round=str(round_id)):
        if until is not None:
            granted.setdefault(code, {})[path] = until
    return RoundDates(closes, review, granted)
