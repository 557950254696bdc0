"""Importing a register without a browser: for the command line and the demonstration."""

from datetime import date
from pathlib import Path

from fivefold.classify.register.actions import Wanted, inspected, lines_of, plan_of, register_import_file
from fivefold.classify.register.models import RegisterImport
from fivefold.classify.register.plan import AREAS, Plan
from fivefold.jobs.statistics import refresh_statistics
from fivefold.lifecycle.actor import SYSTEM, Actor
from fivefold.lifecycle.clock import DATABASE_CLOCK, Clock
from fivefold.method.reason import Reason, speak
from fivefold.packs.models import Programme


def check_register(programme: Programme, path: Path, *, kind: str = AREAS, on: date) -> Plan:
    """Return what a file would change, with its problems at their cells; saves nothing. Raises UploadRefused."""
    found = lines_of(programme, inspected(path.read_bytes(), path.name), kind, guarded=True)
    return plan_of(programme, found, Wanted(kind, on))


def problem_lines(plan: Plan, language: str) -> list[str]:
    """Return a line per problem: ``C12: sentence``, and ``-`` where a problem has no cell."""
    return [f"{found.cell or found.row or '-'}: {speak(found.reason, language)}" for found in plan.problems]


def figures_line(plan: Plan, language: str) -> str:
    """Return the sentence that says how many rows are new, changed, unchanged and joining a batch."""
    counts = {"new": len(plan.new), "changed": len(plan.changed), "joined": len(plan.joined)}
    return speak(Reason.of("register.checked", rows=plan.rows, unchanged=plan.unchanged, **counts), language)


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

    Raises UploadRefused for what must not come in, ImportRefused with every problem when the file is not sound,
    Refused when it changes nothing, NotAllowed.
    """
    made = register_import_file(
        programme=programme,
        upload=inspected(path.read_bytes(), path.name),
        wanted=Wanted(kind, on),
        actor=actor,
        clock=clock,
    )
    refresh_statistics()
    return made
