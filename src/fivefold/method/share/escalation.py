"""Escalation by rule: what is overdue reaches the next level, and after each further wait the one above that."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from fivefold.method.reason import Reason
from fivefold.method.share.deadlines import Term, instant, midnight_after
from fivefold.method.share.tree import above
from fivefold.method.share.workdays import DayKind, YearTable, last_day


@dataclass(frozen=True)
class Rung:
    """A body that an overdue obligation has reached, the instant since when, and the reason to tell it."""

    body: str
    since: datetime
    reason: Reason


def reached(
    owner: str,
    due: Term,
    waits: Sequence[int],
    at: datetime,
    *,
    done: datetime | None = None,
    kind: DayKind = "calendar",
    years: Iterable[YearTable] = (),
) -> tuple[Rung, ...]:
    """Return the bodies above the owner (a path of the tree) that an obligation has reached at an instant.

    The body above is reached when the term ends, each further one after the next of `waits` (days after the last day of
    the term, added up). What was `done` before a rung was reached goes no higher. Raises as `deadlines.term`.

    >>> from datetime import UTC
    >>> from fivefold.method.share.deadlines import term
    >>> due = term(datetime(2026, 11, 27, tzinfo=UTC), 3, "calendar", "Asia/Shanghai")
    >>> found = reached("00/91/01/", due, [5], datetime(2026, 12, 2, tzinfo=UTC))
    >>> [(one.body, one.since.isoformat()) for one in found]
    [('00/91/', '2026-11-30T16:00:00+00:00')]
    """
    until = instant(at) if done is None else min(instant(at), instant(done))
    tables, last, found = tuple(years), due.last, []
    for level, body in enumerate(above(owner)[: len(waits) + 1]):
        last = last_day(last, waits[level - 1], kind, tables) if level else last
        since = midnight_after(last, due.zone)
        if since > until:
            break
        reason = Reason.of(
            "share.escalated", owner=owner, body=body, last=due.last.isoformat(), level=level + 1
        )
        found.append(Rung(body, since, reason))
    return tuple(found)
