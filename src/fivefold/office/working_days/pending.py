"""A table between check and confirmation: signed text in the page, so that what is recorded is what was shown."""

from dataclasses import dataclass
from datetime import date

from django.core import signing

from fivefold.method.reason import Reason, Refused
from fivefold.office.working_days.days import YearDays
from fivefold.packs.models import Programme

SALT = "office.working_days"
KEPT_SECONDS = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Wish:
    """A table to be recorded, its source, the reason, and the version in force that was shown (0: none)."""

    days: YearDays
    source: str
    because: str
    seen: int


def sealed(programme: Programme, wish: Wish) -> str:
    """Return the wish as a token of this programme."""
    days = wish.days
    off, worked = ([one.isoformat() for one in group] for group in (days.days_off, days.working_weekends))
    told = [str(programme.pk), days.year, off, worked, wish.source, wish.because, wish.seen]
    return signing.dumps(told, salt=SALT, compress=True)


def opened(programme: Programme, token: str) -> Wish:
    """Return the wish of a token. Raises Refused for one of another programme, altered, or older than a day."""
    try:
        of, year, off, worked, source, because, seen = signing.loads(token, salt=SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature as error:
        raise Refused(Reason("working_days.expired")) from error
    if of != str(programme.pk):
        raise Refused(Reason("working_days.expired"))
    days = YearDays(year, tuple(map(date.fromisoformat, off)), tuple(map(date.fromisoformat, worked)))
    return Wish(days, source, because, seen)
