"""Importing a register without a browser: for the command line and the demonstration."""

from datetime import date
from pathlib import Path

from fivefold.classify.register.actions import Upload, Wanted, lines_of, plan_of, register_import_file
from fivefold.classify.register.models import RegisterImport
from fivefold.classify.register.plan import AREAS, Plan
from fivefold.jobs.statistics import refresh_statistics
from fivefold.lifecycle.actor import SYSTEM, Actor
from fivefold.lifecycle.clock import DATABASE_CLOCK, Clock
from fivefold.packs.models import Programme

_MEDIA = {
    ".csv": "text/csv",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def _upload(path: Path) -> Upload:
    return Upload(path.read_bytes(), path.name, _MEDIA.get(path.suffix.lower(), "application/octet-stream"))


def check_register(programme: Programme, path: Path, *, kind: str = AREAS, on: date) -> Plan:
    """Return what a file would change, with its problems at their cells; saves nothing."""
    found = lines_of(programme, _upload(path), kind, guarded=False)
    return plan_of(programme, found, Wanted(kind, on))


def import_register(
    programme: Programme,
    path: Path,
    *,
    kind: str = AREAS,
    on: date,
    actor: Actor = SYSTEM,
    clock: Clock = DATABASE_CLOCK,
) -> RegisterImport:
    """Import a register (csv or xlsx) or a list of participation in one transaction; ``on`` as in the upload form.

    Raises ImportRefused with every problem when the file is not sound, Refused when it changes nothing, NotAllowed.
    """
    made = register_import_file(
        programme=programme,
        upload=_upload(path),
        wanted=Wanted(kind, on),
        actor=actor,
        clock=clock,
    )
    refresh_statistics()
    return made
