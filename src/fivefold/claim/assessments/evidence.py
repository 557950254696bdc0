"""Evidence: versions are kept, the newest counts; nothing is deleted, a withdrawal needs a reason."""

from dataclasses import dataclass
from datetime import date, datetime

from fivefold.claim.assessments.editing import note_writer, open_for_writing, reopened
from fivefold.claim.assessments.models import Answer, Assessment, Evidence
from fivefold.files.store import store
from fivefold.lifecycle.actor import Actor
from fivefold.lifecycle.clock import DATABASE_CLOCK, Clock
from fivefold.lifecycle.errors import ReasonMissing
from fivefold.lifecycle.transactions import action
from fivefold.method.reason import Reason, Refused


@dataclass(frozen=True, slots=True)
class Upload:
    """An inspected file: its bytes, what the sender called it, and what it is."""

    data: bytes
    name: str
    media: str


def _open(assessment: Assessment, item: str, actor: Actor, clock: Clock) -> tuple[Assessment, datetime]:
    fresh, now = open_for_writing(assessment, actor, clock)
    if not reopened(fresh, item):
        raise Refused(Reason("assessments.cell.not_reopened", {"code": item}))
    return fresh, now


def _keep(fresh: Assessment, answer: Answer, upload: Upload, now: datetime, **values: object) -> Evidence:
    stored = store(
        upload.data,
        name=upload.name[:200],
        media=upload.media,
        at=now,
        programme_id=str(fresh.round.programme_id),
        body_path=fresh.region.body.path,
    )
    return Evidence.objects.create(answer=answer, file=stored, at=now, **values)


def _written(fresh: Assessment, assessment: Assessment, actor: Actor) -> None:
    note_writer(fresh, actor)
    fresh.save(update_fields=["writers"])
    assessment.writers = fresh.writers


@action
def evidence_add(
    *,
    assessment: Assessment,
    item: str,
    upload: Upload,
    title: str,
    dated_on: date | None,
    actor: Actor,
    clock: Clock = DATABASE_CLOCK,
) -> Evidence:
    """Add a piece of evidence to an item. ``dated_on`` is the day the document bears, if known.

    Raises NotAllowed, WrongState, Refused for an unknown item or a title the item has already.
    """
    fresh, now = _open(assessment, item, actor, clock)
    answer = Answer.objects.filter(assessment=fresh, item__code=item).first()
    if answer is None:
        raise Refused(Reason("assessments.cell.unknown_item", {"code": item}))
    if Evidence.objects.filter(answer=answer, title=title).exists():
        raise Refused(Reason("assessments.evidence.title_taken", {"title": title}))
    made = _keep(fresh, answer, upload, now, title=title, dated_on=dated_on)
    _written(fresh, assessment, actor)
    return made


def _newest(evidence: Evidence) -> Evidence:
    """Return the piece's newest version, as it stands now."""
    same = Evidence.objects.filter(answer_id=evidence.answer_id, title=evidence.title)
    return same.select_related("answer__item").latest("version")


@action
def evidence_replace(
    *,
    assessment: Assessment,
    evidence: Evidence,
    upload: Upload,
    dated_on: date | None,
    actor: Actor,
    clock: Clock = DATABASE_CLOCK,
) -> Evidence:
    """Replace a piece of evidence by a new version; the old one stays readable.

    Raises NotAllowed, WrongState, Refused when it was withdrawn.
    """
    last = _newest(evidence)
    fresh, now = _open(assessment, last.answer.item.code, actor, clock)
    last = _newest(evidence)
    if last.withdrawn_reason:
        raise Refused(Reason("assessments.evidence.withdrawn", {"title": last.title}))
    last.replaced = True
    last.save(update_fields=["replaced"])
    made = _keep(
        fresh, last.answer, upload, now, title=last.title, version=last.version + 1, dated_on=dated_on
    )
    _written(fresh, assessment, actor)
    return made


@action
def evidence_withdraw(
    *, assessment: Assessment, evidence: Evidence, because: str, actor: Actor, clock: Clock = DATABASE_CLOCK
) -> Evidence:
    """Withdraw a piece of evidence; it counts no more, file and reason stay.

    Raises NotAllowed, WrongState, ReasonMissing, Refused when it was withdrawn before.
    """
    last = _newest(evidence)
    fresh, _ = _open(assessment, last.answer.item.code, actor, clock)
    last = _newest(evidence)
    if not because.strip():
        raise ReasonMissing(Reason("assessments.evidence.needs_reason", {"title": last.title}))
    if last.withdrawn_reason:
        raise Refused(Reason("assessments.evidence.withdrawn", {"title": last.title}))
    last.withdrawn_reason = because.strip()[:300]
    last.save(update_fields=["withdrawn_reason"])
    _written(fresh, assessment, actor)
    return last
