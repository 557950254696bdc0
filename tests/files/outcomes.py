"""What happens to an upload: inspected, and read as a table when it is one."""

from dataclasses import dataclass
from functools import cache

from documents.tables import SCHEMA
from files.spoiled import SPOILED, Spoiled
from fivefold.documents.sheets_in import Level, TableRead, read_table
from fivefold.files.inspect import inspect
from fivefold.files.kinds import EVIDENCE, TABLES, Limits
from fivefold.files.refusal import UploadRefused
from fivefold.files.sandbox import run
from fivefold.method.reason import Reason

READING = Limits(cpu=10, wall=20.0, memory=512 << 20)


@dataclass(frozen=True)
class Outcome:
    """Codes of errors and notes, the cells they name, and the table when one was read."""

    errors: frozenset[str]
    notes: frozenset[str] = frozenset()
    cells: frozenset[str] = frozenset()
    read: TableRead | None = None
    reasons: tuple[Reason, ...] = ()


@cache
def outcome(case: Spoiled) -> Outcome:
    """Inspect a spoiled file; read it in a child process when it is a table that was let in."""
    data = case.build()
    try:
        found = inspect(data, case.filename, allow=EVIDENCE)
        if found.kind not in TABLES:
            return Outcome(frozenset())
        read = run(read_table, data, found.name, SCHEMA, limits=READING)
    except UploadRefused as refusal:
        cells = frozenset(str(r.params["cell"]) for r in refusal.reasons if "cell" in r.params)
        return Outcome(
            frozenset(reason.code for reason in refusal.reasons), cells=cells, reasons=refusal.reasons
        )
    errors = frozenset(p.code for p in read.problems if p.level is Level.ERROR)
    notes = frozenset(p.code for p in read.problems if p.level is Level.NOTE)
    cells = frozenset(p.cell for p in read.problems)
    return Outcome(errors, notes, cells, read, tuple(p.reason for p in read.problems))


def case(name: str) -> Spoiled:
    """Return the spoiled file of this name."""
    return next(item for item in SPOILED if item.name == name)


__all__ = ["SPOILED", "Outcome", "case", "outcome"]
