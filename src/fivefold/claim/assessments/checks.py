"""Standing checks of a self-assessment: pure functions over facts; each finding names its rule, item and reason.

Blocking findings keep it from being submitted; advice is shown and may be left standing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from fivefold.method.reason import Reason
from fivefold.packs.schema.claim import NotApplicable

LOW = Fraction(2, 5)
"""Work that is done and yet scores below this share of the full score deserves a look."""

HIGH = Fraction(3, 5)
"""Work that has not begun and yet scores at least this share deserves a look."""

OLD = timedelta(days=365)
"""Evidence older than this deserves a look."""

SHARED = 4
"""One file under at least this many items deserves a look."""


@dataclass(frozen=True, slots=True)
class EvidenceFacts:
    """A piece of evidence that counts: digest, the day it bears (or was uploaded)."""

    sha256: str
    name: str
    day: date


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """An item and its answer; ``score`` is None while there is none."""

    item: str
    title: str
    project: str
    project_title: str
    max_score: Decimal
    evidence_required: bool
    score: Decimal | None = None
    work_status: str = "unknown"
    text: str = ""
    not_applicable: bool = False
    not_applicable_reason: str = ""
    evidence: tuple[EvidenceFacts, ...] = ()

    @property
    def answered(self) -> bool:
        """Whether the item has its score, or is said not to apply."""
        return self.not_applicable or self.score is not None


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: the rule's name, where, why, and whether it keeps the assessment from being submitted."""

    rule: str
    project: str
    item: str
    reason: Reason
    blocking: bool


def findings(answers: Sequence[AnswerFacts], limit: NotApplicable, today: date) -> list[Finding]:
    """Return every finding, in the order of the form; blocking ones and advice together."""
    found = [finding for answer in answers for finding in _answer(answer, today)]
    found += _limits(answers, limit)
    found += _shared(answers)
    place = {answer.item: number for number, answer in enumerate(answers)}
    return sorted(found, key=lambda finding: (not finding.blocking, place.get(finding.item, -1)))


def _finding(rule: str, answer: AnswerFacts, *, blocking: bool, **params: object) -> Finding:
    reason = Reason(f"assessments.check.{rule}", {"code": answer.item, "title": answer.title, **params})
    return Finding(rule, answer.project, answer.item, reason, blocking)


def _answer(answer: AnswerFacts, today: date) -> Iterator[Finding]:
    if answer.not_applicable:
        if not answer.not_applicable_reason.strip():
            yield _finding("na_without_reason", answer, blocking=True)
        if answer.score is not None:
            yield _finding("na_with_score", answer, blocking=False)
        return
    if answer.score is None:
        yield _finding("missing", answer, blocking=True)
    elif not 0 <= answer.score <= answer.max_score:
        params = {"score": format(answer.score, "f"), "most": format(answer.max_score, "f")}
        yield _finding("out_of_range", answer, blocking=True, **params)
    if answer.score is not None and answer.work_status == "unknown":
        yield _finding("no_status", answer, blocking=True)
    yield from _evidence(answer, today)
    if answer.score is not None:
        yield from _plausible(answer, Fraction(answer.score) / Fraction(answer.max_score))


def _evidence(answer: AnswerFacts, today: date) -> Iterator[Finding]:
    if answer.evidence_required and answer.score and not answer.evidence:
        yield _finding("no_evidence", answer, blocking=True)
    if answer.evidence and all(today - piece.day > OLD for piece in answer.evidence):
        yield _finding("old_evidence", answer, blocking=False, days=OLD.days)


def _plausible(answer: AnswerFacts, share: Fraction) -> Iterator[Finding]:
    if answer.work_status == "done" and share < LOW:
        yield _finding("done_but_low", answer, blocking=False, percent=int(LOW * 100))
    if answer.work_status == "not_started" and share >= HIGH:
        yield _finding("not_started_but_high", answer, blocking=False, percent=int(HIGH * 100))
    if answer.work_status == "under_way" and share == 1:
        yield _finding("under_way_but_full", answer, blocking=False)
    if answer.score and not answer.text.strip():
        yield _finding("no_text", answer, blocking=False)


def na_allowed(items: int, limit: NotApplicable) -> int:
    """Return how many of a project's ``items`` may be not applicable: never all of them (4.2a)."""
    if not limit.allowed:
        return 0
    share = limit.max_share_per_project
    most = items - 1 if share is None else int(share * items)
    return min(most, items - 1)


def na_faults(answers: Iterable[AnswerFacts], limit: NotApplicable) -> dict[str, Reason]:
    """Return, by project code, why too many of its items are not applicable."""
    grouped: dict[str, list[AnswerFacts]] = {}
    for answer in answers:
        grouped.setdefault(answer.project, []).append(answer)
    faults = {}
    for code, group in grouped.items():
        count = sum(answer.not_applicable for answer in group)
        most = na_allowed(len(group), limit)
        if count > most:
            params = {"project": group[0].project_title, "count": count, "items": len(group), "most": most}
            faults[code] = Reason("assessments.check.na_share", params)
    return faults


def _limits(answers: Sequence[AnswerFacts], limit: NotApplicable) -> Iterator[Finding]:
    for code, reason in na_faults(answers, limit).items():
        first = next(answer for answer in answers if answer.project == code and answer.not_applicable)
        yield Finding("na_share", code, first.item, reason, blocking=True)


def _shared(answers: Sequence[AnswerFacts]) -> Iterator[Finding]:
    users: dict[str, list[AnswerFacts]] = {}
    names: dict[str, str] = {}
    for answer in answers:
        for piece in {piece.sha256: piece for piece in answer.evidence}.values():
            users.setdefault(piece.sha256, []).append(answer)
            names.setdefault(piece.sha256, piece.name)
    for sha256, found in users.items():
        if len(found) >= SHARED:
            yield _finding("shared_evidence", found[0], blocking=False, name=names[sha256], count=len(found))
