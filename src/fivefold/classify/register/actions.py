"""Acts on imports: upload and check, confirm in one transaction, discard.

A file is read before the transaction begins (a workbook of strangers in a child process with limits), compared and
written inside it: the database's only writer is held for the writing alone.
"""

from dataclasses import dataclass
from datetime import date

from fivefold.authz.permissions import Permission
from fivefold.classify.register.checking import Checker
from fivefold.classify.register.models import RegisterImport
from fivefold.classify.register.outcome import outcome_of
from fivefold.classify.register.plan import AREAS, Plan
from fivefold.classify.register.queries import import_called, known_areas, verdict_of
from fivefold.classify.register.reading import FileLines, read_lines
from fivefold.classify.register.writing import Writer
from fivefold.classify.standing import need_state
from fivefold.files.inspect import inspect
from fivefold.files.kinds import TABLES
from fivefold.files.store import read, store
from fivefold.jobs.queue import Told, enqueue, untold
from fivefold.lifecycle.actor import Actor
from fivefold.lifecycle.clock import DATABASE_CLOCK, Clock
from fivefold.lifecycle.move import begin, lock, move, require
from fivefold.lifecycle.transactions import action
from fivefold.method.reason import Reason, Refused
from fivefold.packs.models import Programme
from fivefold.packs.programmes import pack_of

# Files beyond this size are checked and written by the worker, with progress.
INLINE_BYTES = 400_000
CHECK_JOB = "register.check"
IMPORT_JOB = "register.import"


@dataclass(frozen=True, slots=True)
class Upload:
    """An inspected file: its bytes, its name and its media type."""

    data: bytes
    name: str
    media: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a file is taken for: areas or participation, and the day from which changes and participation hold."""

    kind: str
    changes_from: date


class ImportRefused(Refused):
    """The file has problems; ``plan`` holds them with their cells."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(Reason("register.has_problems", {"count": len(plan.problems)}))
        self.plan = plan


def inspected(data: bytes, name: str) -> Upload:
    """Look at an upload before anything parses it. Raises ``UploadRefused`` for whatever must not come in."""
    found = inspect(data, name, allow=TABLES)
    return Upload(data, found.name, found.media)


def lines_of(programme: Programme, upload: Upload, kind: str, *, guarded: bool) -> FileLines:
    """Read a file; ``guarded`` in a child process with limits. Reads no table of the database but the pack."""
    return read_lines(upload.data, upload.name, pack_of(programme), kind, guarded=guarded)


def plan_of(programme: Programme, found: FileLines, wanted: Wanted, told: Told = untold) -> Plan:
    """Return what a file would change, compared with the register as it stands. Changes nothing."""
    checker = Checker(pack_of(programme), known_areas(programme, wanted.changes_from), found.address)
    if wanted.kind == AREAS:
        plan = checker.areas(found.lines, told)
    else:
        plan = checker.participation(found.lines, verdict_of(programme, wanted.changes_from))
    plan.problems = sorted([*found.problems, *plan.problems], key=lambda problem: (problem.row, problem.cell))
    return plan


def register_upload(
    *,
    programme: Programme,
    upload: Upload,
    wanted: Wanted,
    actor: Actor,
    clock: Clock = DATABASE_CLOCK,
) -> RegisterImport:
    """Keep an inspected file and check it: at once where it is small, else by a job (``job_id``).

    Nothing of the register changes. Raises NotAllowed.
    """
    if not actor.system:
        require(actor, Permission.REGION_MANAGE, RegisterImport(programme=programme))
    if len(upload.data) > INLINE_BYTES:
        return _keep_for_later(programme, upload, wanted, actor, clock)
    found = lines_of(programme, upload, wanted.kind, guarded=True)
    return _keep_checked(programme, upload, wanted, found, actor, clock)


@action
def _keep_for_later(
    programme: Programme, upload: Upload, wanted: Wanted, actor: Actor, clock: Clock
) -> RegisterImport:
    row = _keep(programme, upload, wanted, actor, clock)
    row.job_id = _queue(CHECK_JOB, row, actor)
    row.save(update_fields=["job_id"])
    return row


@action
def _keep_checked(
    programme: Programme, upload: Upload, wanted: Wanted, found: FileLines, actor: Actor, clock: Clock
) -> RegisterImport:
    row = _keep(programme, upload, wanted, actor, clock)
    _remember(row, plan_of(programme, found, wanted))
    return row


def _keep(programme: Programme, upload: Upload, wanted: Wanted, actor: Actor, clock: Clock) -> RegisterImport:
    at = clock.now()
    kept = store(upload.data, name=upload.name, media=upload.media, at=at, programme_id=str(programme.pk))
    row = RegisterImport(
        programme=programme,
        kind=wanted.kind,
        stored=kept,
        changes_from=wanted.changes_from,
        uploaded_by_post=actor.seat.body_name if actor.seat else "",
    )
    if actor.system:
        row.state, row.state_since = "uploaded", at
        row.save(force_insert=True)
        return row
    return begin(row, actor=actor, permission=Permission.REGION_MANAGE, clock=clock)


def _remember(row: RegisterImport, plan: Plan) -> None:
    row.outcome = outcome_of(plan)
    row.save(update_fields=["outcome"])


def _queue(kind: str, row: RegisterImport, actor: Actor) -> str:
    seat = actor.seat.id if actor.seat else ""
    params = {"import": str(row.pk), "seat": seat}
    return str(enqueue(kind, params, programme_id=str(row.programme_id), seat_id=seat).pk)


def kept_upload(row: RegisterImport) -> Upload:
    """Return the kept file of an import. Raises ``FileDamagedError``."""
    return Upload(read(row.stored), row.stored.name, row.stored.media)


def wanted_of(row: RegisterImport) -> Wanted:
    """Return what the file was taken for."""
    return Wanted(row.kind, row.changes_from)


def register_check(*, row: RegisterImport, told: Told = untold) -> Plan:
    """Check the kept file against the register as it stands now; keeps the outcome, changes nothing else.

    ``told`` hears how far it is, once the file has been read.
    """
    found = lines_of(row.programme, kept_upload(row), row.kind, guarded=True)
    plan = plan_of(row.programme, found, wanted_of(row), told)
    RegisterImport.objects.filter(pk=row.pk, state="uploaded").update(outcome=outcome_of(plan))
    row.outcome = outcome_of(plan)
    return plan


def register_confirm(
    *, row: RegisterImport, actor: Actor, clock: Clock = DATABASE_CLOCK, told: Told | None = None
) -> RegisterImport:
    """Write everything that the preview showed, in one transaction, or nothing.

    Where somebody waits on a page, the file is compared once more before the transaction begins: ``told`` hears how
    far that is, and what cannot be written is refused before the database's writer is held.

    Raises NotAllowed, WrongState, Refused while the file has problems, when it changes nothing, or when the
    register has moved on since the preview.
    """
    if not actor.system:
        require(actor, Permission.REGION_MANAGE, row)
    need_state(row, "uploaded", "register.imported")
    _need_clean(row)
    found = lines_of(row.programme, kept_upload(row), row.kind, guarded=True)
    if told is not None:
        _refuse(row, plan_of(row.programme, found, wanted_of(row), told))
    return _confirm(row=row, found=found, actor=actor, clock=clock)


@action
def _confirm(*, row: RegisterImport, found: FileLines, actor: Actor, clock: Clock) -> RegisterImport:
    Programme.objects.select_for_update(of=("self",)).get(pk=row.programme_id)
    fresh = lock(row)
    need_state(fresh, "uploaded", "register.imported")
    plan = plan_of(row.programme, found, wanted_of(row))
    _refuse(fresh, plan)
    return _write(row, plan, actor, clock)


def _need_clean(row: RegisterImport) -> None:
    """Refuse a file whose preview shows problems, unread: reading it may be the problem."""
    if row.outcome.get("problems"):
        raise Refused(Reason("register.has_problems", {"count": row.outcome["problems"]}))


def _refuse(fresh: RegisterImport, plan: Plan) -> None:
    if plan.problems:
        raise ImportRefused(plan)
    if plan.empty:
        raise Refused(Reason("register.changes_nothing", {}))
    if fresh.outcome.get("digest") != plan.digest():
        raise Refused(Reason("register.moved_on", {}))


def _write(row: RegisterImport, plan: Plan, actor: Actor, clock: Clock) -> RegisterImport:
    Writer(row.programme, plan, row.changes_from, clock.now(), row.stored.name).write(actor)
    figures = {key: row.outcome[key] for key in ("rows", "new", "changed", "unchanged", "joined")}
    params = {**figures, "kind": row.kind, "sha256": row.stored.sha256, "on": row.changes_from.isoformat()}
    move(row, "register.imported", actor=actor, clock=clock, params=params)
    return row


def register_import_file(
    *,
    programme: Programme,
    upload: Upload,
    wanted: Wanted,
    actor: Actor,
    clock: Clock = DATABASE_CLOCK,
) -> RegisterImport:
    """Keep, check and write an inspected file in one transaction, for those who looked at it before.

    Raises ImportRefused with every problem, Refused when the file changes nothing, NotAllowed.
    """
    found = lines_of(programme, upload, wanted.kind, guarded=True)
    return _import(programme, upload, wanted, found, actor, clock)


@action
def _import(
    programme: Programme, upload: Upload, wanted: Wanted, found: FileLines, actor: Actor, clock: Clock
) -> RegisterImport:
    row = _keep(programme, upload, wanted, actor, clock)
    plan = plan_of(programme, found, wanted)
    if plan.problems:
        raise ImportRefused(plan)
    if plan.empty:
        raise Refused(Reason("register.changes_nothing", {}))
    _remember(row, plan)
    return _write(row, plan, actor, clock)


@action
def register_confirm_later(*, row: RegisterImport, actor: Actor) -> str:
    """Have a large import written by the worker; returns the id of the job.

    Raises NotAllowed, WrongState, Refused while the file has problems.
    """
    fresh = lock(row)
    require(actor, Permission.REGION_MANAGE, fresh)
    need_state(fresh, "uploaded", "register.imported")
    _need_clean(fresh)
    job = _queue(IMPORT_JOB, fresh, actor)
    RegisterImport.objects.filter(pk=fresh.pk).update(job_id=job)
    return job


@action
def register_discard(*, row: RegisterImport, actor: Actor, clock: Clock = DATABASE_CLOCK) -> None:
    """Lay an upload aside; the file is kept. Raises NotAllowed, WrongState."""
    move(row, "register.discarded", actor=actor, clock=clock)


def confirm_called(
    import_id: str, actor: Actor, clock: Clock = DATABASE_CLOCK, told: Told | None = None
) -> RegisterImport:
    """Confirm an import named by its id, once: a repeated call finds it done and does nothing."""
    row = import_called(import_id)
    return row if row.state == "imported" else register_confirm(row=row, actor=actor, clock=clock, told=told)
