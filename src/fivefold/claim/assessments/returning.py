"""A filled-in workbook between upload and confirmation: kept by its content, named by a signed token."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core import signing

from fivefold.claim.assessments.cells import Seen
from fivefold.claim.assessments.editing import Saved, cells_save, writing_permission
from fivefold.claim.assessments.models import Assessment
from fivefold.claim.assessments.queries import full, lines_of
from fivefold.claim.assessments.workbook import SCHEMA, Comparison, compare
from fivefold.documents.sheets_in import read_table
from fivefold.files.inspect import inspect
from fivefold.files.kinds import Kind
from fivefold.files.models import StoredFile
from fivefold.files.sandbox import run
from fivefold.files.store import read, store
from fivefold.lifecycle.actor import Actor
from fivefold.lifecycle.clock import DATABASE_CLOCK, Clock
from fivefold.method.reason import Reason, Refused

SALT = "assessments.return"
KEPT_SECONDS = 7 * 24 * 60 * 60
ONLINE, BOOK = "online", "book"


@dataclass(frozen=True)
class Return:
    """A workbook that was brought back, compared with what stands online in ``version``."""

    name: str
    comparison: Comparison
    version: int


def keep(assessment: Assessment, data: bytes, name: str, at: datetime) -> str:
    """Keep an uploaded workbook and return the token that names it for a week. Raises UploadRefused."""
    seen = inspect(data, name, allow=frozenset({Kind.XLSX}))
    stored = store(
        data,
        name=seen.name,
        media=seen.media,
        at=at,
        programme_id=str(assessment.round.programme_id),
        body_path=assessment.region.body.path,
    )
    return signing.dumps([str(stored.pk), str(assessment.pk)], salt=SALT)


def brought_back(assessment: Assessment, token: str) -> Return:
    """Read a kept workbook and compare it with what stands online now.

    Raises Refused: an expired or foreign token, a workbook of another region, round or edition, or an altered one.
    """
    try:
        file_id, assessment_id = signing.loads(token, salt=SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature as error:
        raise Refused(Reason("assessments.book.expired")) from error
    stored = StoredFile.objects.filter(pk=file_id).first()
    if stored is None or assessment_id != str(assessment.pk):
        raise Refused(Reason("assessments.book.expired"))
    table = run(read_table, read(stored), stored.name, SCHEMA)
    fresh = full(assessment)
    return Return(stored.name, compare(table, fresh, lines_of(fresh)), fresh.version)


def workbook_take(
    *,
    assessment: Assessment,
    brought: Return,
    choices: Mapping[str, str],
    version: int,
    actor: Actor,
    clock: Clock = DATABASE_CLOCK,
) -> Saved:
    """Take the workbook's changes over, all in one action.

    ``choices`` says for each conflicting cell (by its name) ``online`` or ``book``; ``version`` is what the preview
    showed. Raises Refused when cells hold errors, a choice is missing or something was saved since the preview; also
    what ``cells_save`` raises. Nothing is saved then.
    """
    writing_permission(actor, assessment)  # who may not write is told so before anything about the file
    comparison = brought.comparison
    if comparison.errors:
        raise Refused(Reason("assessments.book.errors", {"count": len(comparison.errors)}))
    if version != brought.version:
        raise Refused(Reason("assessments.stale"))
    conflicts = [change.cell.name for change in comparison.conflicts]
    open_ = [name for name in conflicts if choices.get(name) not in {ONLINE, BOOK}]
    if open_:
        raise Refused(Reason("assessments.book.no_choice", {"count": len(open_)}))
    online = [name for name in conflicts if choices[name] == ONLINE]
    saved = cells_save(
        assessment=assessment, values=comparison.values(online), seen=Seen(version), actor=actor, clock=clock
    )
    if saved.conflicts:
        raise Refused(Reason("assessments.stale"))
    return saved
