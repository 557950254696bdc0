"""Facts with two times: when they were true, and when the register learned of them.

Records are only ever added. A later record overrides earlier ones for the days it is valid; a record with
the value None says that the fact is not known from then on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from fivefold.method.classify.conditions import Value
from fivefold.method.reason import Reason, Refused


class AmbiguousHistory(Refused):
    """Two records of the same moment of recording say different things of the same day."""


@dataclass(frozen=True)
class FactRecord:
    """One value of one fact: valid on days `valid_from <= day < valid_to`, recorded at `recorded_at` (aware).

    `valid_to` None means: until further notice. `source` is where the value comes from. Raises `ValueError`
    for an empty period or a time without zone.
    """

    fact: str
    value: Value | None
    valid_from: date
    valid_to: date | None
    recorded_at: datetime
    source: str = ""

    def __post_init__(self) -> None:
        if self.valid_to is not None and self.valid_to <= self.valid_from:
            raise ValueError(f"{self.fact}: valid to {self.valid_to} is not after {self.valid_from}")
        if self.recorded_at.tzinfo is None:
            raise ValueError(f"{self.fact}: the time of recording has no zone")

    def valid_on(self, day: date) -> bool:
        """Return whether the record speaks of this day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


def facts_as_of(
    history: Iterable[FactRecord], on: date, known_at: datetime | None = None
) -> dict[str, Value | None]:
    """Return the facts of a day, as the register knew them at `known_at` (default: all that it knows).

    Records valid only later, or recorded later, do not change the answer. Raises `AmbiguousHistory` when two
    records of one fact, recorded at the same moment, differ for that day.

    >>> from datetime import UTC
    >>> day, first, later = date(2026, 3, 1), datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)
    >>> told = ("县", first), ("市", later)
    >>> history = [FactRecord("kind", value, date(2026, 1, 1), None, at) for value, at in told]
    >>> facts_as_of(history, day), facts_as_of(history, day, known_at=first)
    ({'kind': '市'}, {'kind': '县'})
    """
    found: dict[str, FactRecord] = {}
    doubtful: set[str] = set()
    for record in history:
        if not record.valid_on(on) or (known_at is not None and record.recorded_at > known_at):
            continue
        present = found.get(record.fact)
        if present is None or record.recorded_at > present.recorded_at:
            found[record.fact] = record
            doubtful.discard(record.fact)
        elif record.recorded_at == present.recorded_at and record.value != present.value:
            doubtful.add(record.fact)
    if doubtful:
        raise AmbiguousHistory(
            *(Reason.of("classify.ambiguous", fact=name, day=on.isoformat()) for name in sorted(doubtful))
        )
    return {name: found[name].value for name in sorted(found)}
