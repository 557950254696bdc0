"""Claims from the command line: the same actions, plain values in and out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fivefold.claim.claims.importing import Reading, claims_import, read_claims
from fivefold.claim.rounds.models import ClaimRound
from fivefold.files.inspect import inspect
from fivefold.files.kinds import TABLES
from fivefold.lifecycle.actor import Actor
from fivefold.lifecycle.clock import DATABASE_CLOCK, Clock
from fivefold.method.reason import speak
from fivefold.orgs.models import Seat
from fivefold.orgs.seats import seat_facts


class UnknownNameError(LookupError):
    """No round or seat of that name; the text says which."""


@dataclass(frozen=True, slots=True)
class Report:
    """What came of an import: how many claims were begun and changed, and the faults, each as ``cell: sentence``."""

    begun: int
    changed: int
    faults: Sequence[str]


def round_of(slug: str, title: str = "") -> ClaimRound:
    """Return the programme's round of that title, else the one that opened last. Raises UnknownNameError."""
    rows = ClaimRound.objects.filter(programme__slug=slug, state="opened").select_related(
        "programme__pack_version"
    )
    found = (rows.filter(title=title) if title else rows).order_by("-opens_at").first()
    if found is None:
        raise UnknownNameError(f"{slug}: no open round {title}".strip())
    return found


def actor_of(slug: str, username: str, role: str) -> Actor:
    """Return the acting seat of a person in a programme. Raises UnknownNameError."""
    rows = Seat.objects.filter(programme__slug=slug, person__username=username, role=role, ends_at=None)
    seat = rows.select_related("person", "body").first()
    if seat is None:
        raise UnknownNameError(f"{slug}: no seat {role} of {username}")
    return Actor(seat_facts(seat))


def import_claims(
    *,
    round_: ClaimRound,
    path: Path,
    actor: Actor,
    language: str = "zh-hans",
    dry_run: bool = False,
    clock: Clock = DATABASE_CLOCK,
) -> Report:
    """Bring in claims from a workbook or csv file, all or none; with ``dry_run`` only say what would happen.

    A third claim of a region is a fault at its cell (4.5b). Raises UploadRefused and what ``claims_import`` raises.
    """
    data = path.read_bytes()
    seen = inspect(data, path.name, allow=TABLES)
    reading = read_claims(round_, data, seen.name, actor)
    if reading.faults:
        return Report(0, 0, _spoken(reading, language))
    if dry_run:
        return Report(*_counted(reading), [])
    done: Mapping[str, int] = claims_import(round_=round_, reading=reading, actor=actor, clock=clock)
    return Report(done["begun"], done["changed"], [])


def _spoken(reading: Reading, language: str) -> list[str]:
    return [f"{fault.cell or '-'}: {speak(fault.reason, language)}" for fault in reading.faults]


def _counted(reading: Reading) -> tuple[int, int]:
    begun = sum(line.claim is None for line in reading.lines)
    return begun, sum(line.claim is not None and bool(line.changed) for line in reading.lines)
