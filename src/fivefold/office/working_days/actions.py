"""The act of the system administrator on tables of working days: record one, as a new version (decisions 17)."""

from fivefold.authz.decide import permissions_of
from fivefold.authz.permissions import Permission
from fivefold.authz.words import role_lacks
from fivefold.ledger.ids import uuid7
from fivefold.ledger.record import NewEntry, record
from fivefold.lifecycle.actor import Actor
from fivefold.lifecycle.clock import DATABASE_CLOCK, Clock
from fivefold.lifecycle.errors import NotAllowed, ReasonMissing
from fivefold.lifecycle.move import event_name
from fivefold.lifecycle.origin import origin_of
from fivefold.lifecycle.transactions import action
from fivefold.method.reason import Reason, Refused
from fivefold.office.working_days.days import YearDays
from fivefold.office.working_days.running import tell_publisher
from fivefold.packs.calendars import recorded_in_force, working_years
from fivefold.packs.models import Programme, WorkingDays

SUBJECT = "working_days"
RECORDED = "working_days.recorded"


def _require(actor: Actor) -> None:
    if Permission.PROGRAMME_MANAGE not in permissions_of(actor.seat):
        raise NotAllowed(Permission.PROGRAMME_MANAGE, role_lacks(Permission.PROGRAMME_MANAGE))


def version_in_force(programme: Programme, year: int) -> int:
    """Return the version of a year's recorded table; 0 where none was recorded."""
    row = recorded_in_force(programme).get(year)
    return row.version if row else 0


@action
def working_days_record(
    *,
    programme: Programme,
    days: YearDays,
    source: str,
    seen: int,
    actor: Actor,
    because: str = "",
    clock: Clock = DATABASE_CLOCK,
) -> WorkingDays:
    """Record the table of a year; from now on terms are counted by it, and those that run keep their last day.

    The programme's publisher is told which run, and which objections only now get their day.

    ``seen`` is the version in force that was shown (0: none). Raises NotAllowed, Refused when another version was
    recorded meanwhile, ReasonMissing when a table in force is replaced without a word.
    """
    _require(actor)
    fresh = (
        Programme.objects.select_for_update(of=("self",)).select_related("pack_version").get(pk=programme.pk)
    )
    version = version_in_force(fresh, days.year)
    if version != seen:
        raise Refused(Reason("working_days.moved_on", {"year": days.year}))
    replaces = any(table.year == days.year for table in working_years(fresh))
    if replaces and not because.strip():
        raise ReasonMissing(Reason("lifecycle.reason_missing", {"event": event_name(RECORDED)}))
    at = clock.now()
    row = WorkingDays(
        id=uuid7(),
        programme=fresh,
        year=days.year,
        version=version + 1,
        source=source.strip(),
        days_off=[day.isoformat() for day in days.days_off],
        working_weekends=[day.isoformat() for day in days.working_weekends],
        because=because.strip(),
        recorded_at=at,
    )
    row.entry_id = record(origin_of(fresh), _entry(row, actor)).id
    row.save(force_insert=True)
    tell_publisher(row, SUBJECT)
    return row


def _entry(row: WorkingDays, actor: Actor) -> NewEntry:
    """Return the leaf: it holds the table whole, so that the log alone says by what a term was counted."""
    seat = actor.seat
    return NewEntry(
        kind=RECORDED,
        subject_type=SUBJECT,
        subject_id=str(row.pk),
        actor=actor.leaf(),
        at=row.recorded_at,
        params={
            "subject": str(row.year),
            "year": row.year,
            "version": row.version,
            "source": row.source,
            "days_off": row.days_off,
            "working_weekends": row.working_weekends,
        },
        because=row.because,
        name_snapshot=seat.person_name if seat else "",
    )
