"""Acts on imports: upload and check, confirm in one transaction, discard."""

from dataclasses import dataclass
from datetime import date

from fivefold.authz.permissions import Permission
from fivefold.classify.register.checking import Checker
from fivefold.classify.register.models import RegisterImport
from fivefold.classify.register.outcome import outcome_of
from fivefold.classify.register.plan import AREAS, Plan
from fivefold.classify.register.queries import import_called, known_areas, verdict_of
from fivefold.classify.register.reading import read_lines
from fivefold.classify.register.writing import Writer
from fivefold.classify.standing import need_state
from fivefold.files.store import read, store
from fivefold.jobs.queue import enqueue
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


class ImportRefused(Refused):
    """The file has problems; ``plan`` holds them with their cells."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(Reason("register.has_problems", {"count": len(plan.problems)}))
        self.plan = plan


def plan_of(programme: Programme, upload: Upload, kind: str, on: date) -> Plan:
    """Return what a file would change, compared with the register as of a day. Reads only."""
    pack = pack_of(programme)
    lines, problems, read_table = read_lines(upload.data, upload.name, pack, kind)

    def address(row: int, column: str) -> str:
        letters = read_table.columns.get(column, "")
        return f"{letters}{row}" if letters else ""

    checker = Checker(pack, known_areas(programme, on), address)
    if kind == AREAS:
        plan = checker.areas(lines)
    else:
        plan = checker.participation(lines, verdict_of(programme, on))
    plan.problems = sorted([*problems, *plan.problems], key=lambda found: (found.row, found.cell))
    return plan


@action
def register_upload(
    *,
    programme: Programme,
    upload: Upload,
    kind: str,
    changes_from: date,
    actor: Actor,
    clock: Clock = DATABASE_CLOCK,
) -> RegisterImport:
    """Keep an inspected file and check it: at once where it is small, else by a job (``job_id``).

    Nothing of the register changes. Raises NotAllowed.
    """
    row = _keep(programme, upload, kind, changes_from, actor, clock)
    if len(upload.data) <= INLINE_BYTES:
        _keep_outcome(row, upload)
        return row
    row.job_id = _queue(CHECK_JOB, row, actor)
    row.save(update_fields=["job_id"])
    return row


def _keep(
    programme: Programme, upload: Upload, kind: str, changes_from: date, actor: Actor, clock: Clock
) -> RegisterImport:
    at = clock.now()
    kept = store(upload.data, name=upload.name, media=upload.media, at=at, programme_id=str(programme.pk))
    row = RegisterImport(
        programme=programme,
        kind=kind,
        stored=kept,
        changes_from=changes_from,
        uploaded_by_post=actor.seat.body_name if actor.seat else "",
    )
    if actor.system:
        row.state, row.state_since = "uploaded", at
        row.save(force_insert=True)
        return row
    return begin(row, actor=actor, permission=Permission.REGION_MANAGE, clock=clock)


@action
def register_import_file(
    *,
    programme: Programme,
    upload: Upload,
    kind: str,
    changes_from: date,
    actor: Actor,
    clock: Clock = DATABASE_CLOCK,
) -> RegisterImport:
    """Keep, check and write a file in one go, for those who looked at it before; the file is read once.

    Raises ImportRefused with every problem, Refused when the file changes nothing, NotAllowed.
    """
    row = _keep(programme, upload, kind, changes_from, actor, clock)
    plan = _keep_outcome(row, upload)
    if plan.problems:
        raise ImportRefused(plan)
    if plan.empty:
        raise Refused(Reason("register.changes_nothing", {}))
    return _write(row, plan, actor, clock)


def kept_upload(row: RegisterImport) -> Upload:
    """Return the kept file of an import. Raises ``FileDamaged``."""
    return Upload(read(row.stored), row.stored.name, row.stored.media)


def _queue(kind: str, row: RegisterImport, actor: Actor) -> str:
    seat = actor.seat.id if actor.seat else ""
    params = {"import": str(row.pk), "seat": seat}
    return str(enqueue(kind, params, programme_id=str(row.programme_id), seat_id=seat).pk)


def _keep_outcome(row: RegisterImport, upload: Upload) -> Plan:
    plan = plan_of(row.programme, upload, row.kind, row.changes_from)
    row.outcome = outcome_of(plan)
    row.save(update_fields=["outcome"])
    return plan


@action
def register_check(*, row: RegisterImport) -> Plan:
    """Check the file again against the register as it stands now; keeps the outcome, changes nothing else."""
    return _keep_outcome(row, kept_upload(row))


@action
def register_confirm(*, row: RegisterImport, actor: Actor, clock: Clock = DATABASE_CLOCK) -> RegisterImport:
    """Write everything that the preview showed, in one transaction, or nothing.

    Raises NotAllowed, WrongState, Refused while the file has problems, when it changes nothing, or when the
    register has moved on since the preview.
    """
    Programme.objects.select_for_update(of=("self",)).get(pk=row.programme_id)
    fresh = lock(row)
    if not actor.system:
        require(actor, Permission.REGION_MANAGE, fresh)
    need_state(fresh, "uploaded", "register.imported")
    plan = plan_of(row.programme, kept_upload(row), row.kind, row.changes_from)
    _refuse(fresh, plan)
    return _write(row, plan, actor, clock)


def _write(row: RegisterImport, plan: Plan, actor: Actor, clock: Clock) -> RegisterImport:
    Writer(row.programme, plan, row.changes_from, clock.now()).write(actor)
    figures = {key: row.outcome[key] for key in ("rows", "new", "changed", "unchanged", "joined")}
    params = {**figures, "kind": row.kind, "sha256": row.stored.sha256, "on": row.changes_from.isoformat()}
    move(row, "register.imported", actor=actor, clock=clock, params=params)
    return row


def _refuse(fresh: RegisterImport, plan: Plan) -> None:
    if plan.problems:
        raise Refused(Reason("register.has_problems", {"count": len(plan.problems)}))
    if plan.empty:
        raise Refused(Reason("register.changes_nothing", {}))
    if fresh.outcome.get("digest") != plan.digest():
        raise Refused(Reason("register.moved_on", {}))


@action
def register_confirm_later(*, row: RegisterImport, actor: Actor) -> str:
    """Have a large import written by the worker; returns the id of the job. Raises as ``register_confirm``."""
    fresh = lock(row)
    require(actor, Permission.REGION_MANAGE, fresh)
    if fresh.outcome.get("problems"):
        raise Refused(Reason("register.has_problems", {"count": fresh.outcome["problems"]}))
    job = _queue(IMPORT_JOB, fresh, actor)
    RegisterImport.objects.filter(pk=fresh.pk).update(job_id=job)
    return job


@action
def register_discard(*, row: RegisterImport, actor: Actor, clock: Clock = DATABASE_CLOCK) -> None:
    """Lay an upload aside; the file is kept. Raises NotAllowed, WrongState."""
    move(row, "register.discarded", actor=actor, clock=clock)


def confirm_called(import_id: str, actor: Actor, clock: Clock = DATABASE_CLOCK) -> RegisterImport:
    """Confirm an import named by its id, once: a repeated call finds it done and does nothing."""
    row = import_called(import_id)
    return row if row.state == "imported" else register_confirm(row=row, actor=actor, clock=clock)
