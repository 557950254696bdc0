"""Reading self-assessments: who sees which, the lines of a form, progress, and shares of the full score."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    Count,
    DecimalField,
    F,
    IntegerField,
    Q,
    QuerySet,
    Sum,
    UUIDField,
    Value,
    When,
)

from fivefold.authz.permissions import Permission
from fivefold.authz.scope import ScopedRows, ScopeFields, scope
from fivefold.claim.assessments.checks import AnswerFacts, EvidenceFacts, Finding, findings
from fivefold.claim.assessments.models import Answer, Assessment, Evidence
from fivefold.claim.rounds.models import ClaimRound
from fivefold.claim.rounds.queries import participants
from fivefold.classify.regions.models import Region
from fivefold.ledger.prepared import Prepared, PreparedRows, Slot
from fivefold.lifecycle.clock import DATABASE_CLOCK, Clock
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.models import Programme
from fivefold.packs.programmes import pack_of

READS = (
    "round__programme__pack_version",
    "round__edition",
    "region__body__parent",
    "region__programme",
    "filed_by",
)
LIVE_EVIDENCE = Q(replaced=False, withdrawn_reason="")
SUBMITTED = ("submitted",)


def visible(seat: SeatFacts | None) -> QuerySet[Assessment]:
    """Return the assessments the seat may see, with everything their pages read."""
    return _with_reads(scope(seat, Permission.ASSESSMENT_VIEW).q(Assessment.SCOPE))


def _with_reads(allowed: Q) -> QuerySet[Assessment]:
    return (
        Assessment.objects.filter(allowed)
        .select_related(*READS)
        .defer("round__programme__pack_version__content")
    )


def visible_one(seat: SeatFacts | None, programme: Programme, assessment_id: UUID) -> Assessment | None:
    """Return one assessment of the programme as ``visible`` has it; None where the seat sees no such one."""
    return _one.one(seat, assessment=assessment_id, programme=programme.pk)


_one = ScopedRows(
    Assessment,
    Permission.ASSESSMENT_VIEW,
    Assessment.SCOPE,
    lambda allowed: _with_reads(allowed).filter(
        pk=Slot("assessment", UUIDField()), round__programme=Slot("programme", UUIDField())
    ),
)


def visible_regions(seat: SeatFacts | None, round_: ClaimRound) -> QuerySet[Region]:
    """Return the round's participants whose assessments the seat may see, begun or not."""
    allowed = scope(seat, Permission.ASSESSMENT_VIEW).q(ScopeFields())
    return participants(round_).filter(allowed)


def full(assessment: Assessment) -> Assessment:
    """Return the assessment as it stands now, with everything its pages read."""
    return Assessment.objects.select_related(*READS).get(pk=assessment.pk)


def assessment_of(round_: ClaimRound, region: Region) -> Assessment | None:
    """Return the region's assessment in the round, None before it is begun."""
    return Assessment.objects.filter(round=round_, region=region).select_related(*READS).first()


def states_of(round_: ClaimRound) -> dict[UUID, str]:
    """Return the state of each begun assessment by region id, for boards; one query."""
    return dict(Assessment.objects.filter(round=round_).order_by().values_list("region_id", "state"))


def lines_of(assessment: Assessment, project: str = "") -> list[Answer]:
    """Return the answers in the order of the form, each with item, project, block and ``live_evidence``.

    With ``project`` only those of one project code. Two queries.
    """
    named = bool(project)
    values = {"assessment": assessment.pk, "project": project}
    lines = _lines.objects(named, **values)
    pieces: dict[UUID, list[Evidence]] = {line.pk: [] for line in lines}
    for piece in _pieces.objects(named, **values):
        pieces[piece.answer_id].append(piece)
    for line in lines:
        line.live_evidence = pieces[line.pk]  # type: ignore[attr-defined]  # read by facts_of and the pages
    return lines


_lines = PreparedRows(
    Answer,
    lambda named: (
        Answer.objects.filter(
            Q(item__project__code=Slot("project", CharField())) if named else Q(),
            assessment=Slot("assessment", UUIDField()),
        )
        .select_related("item__project__block")
        .order_by("item__project__order", "item__order")
    ),
)
_pieces = PreparedRows(
    Evidence,
    lambda named: (
        Evidence.objects.filter(
            LIVE_EVIDENCE,
            Q(answer__item__project__code=Slot("project", CharField())) if named else Q(),
            answer__assessment=Slot("assessment", UUIDField()),
        )
        .select_related("file")
        .order_by("title", "version")
    ),
)


_after = Prepared(
    lambda: (
        Answer.objects.filter(
            assessment=Slot("assessment", UUIDField()), item__project__order__gt=Slot("order", IntegerField())
        )
        .order_by("item__project__order")
        .values_list("item__project__code")[:1]
    )
)


def project_after(assessment: Assessment, order: int) -> str:
    """Return the code of the form's next project after the one at ``order``, "" after the last."""
    return next((code for (code,) in _after.rows(assessment=assessment.pk, order=order)), "")


def facts_of(answer: Answer) -> AnswerFacts:
    """Return an answer as facts for the checks; it comes from ``lines_of``."""
    item = answer.item
    pieces: Sequence[Evidence] = answer.live_evidence  # type: ignore[attr-defined]  # prefetched by lines_of
    return AnswerFacts(
        item=item.code,
        title=item.title,
        project=item.project.code,
        project_title=item.project.title,
        max_score=item.max_score,
        evidence_required=item.evidence_required,
        score=answer.score,
        work_status=answer.work_status,
        text=answer.text,
        not_applicable=answer.not_applicable,
        not_applicable_reason=answer.not_applicable_reason,
        evidence=tuple(
            EvidenceFacts(piece.file.sha256, piece.title, piece.dated_on or piece.at.date())
            for piece in pieces
        ),
    )


def findings_of(
    assessment: Assessment, lines: Iterable[Answer], clock: Clock = DATABASE_CLOCK
) -> list[Finding]:
    """Return what the standing checks find in the lines (all of the assessment's)."""
    limit = pack_of(assessment.round.programme).claim.not_applicable
    return findings([facts_of(line) for line in lines], limit, clock.now().date())


def all_evidence(answer: Answer) -> list[Evidence]:
    """Return every version of the answer's evidence, replaced and withdrawn ones too, newest version first."""
    return list(Evidence.objects.filter(answer=answer).select_related("file").order_by("title", "-version"))


def answer_of(assessment: Assessment, item: str) -> Answer | None:
    """Return the answer to one item with item, project and block, or None."""
    found = Answer.objects.filter(assessment=assessment, item__code=item)
    return found.select_related("item__project__block", "assessment__region__body").first()


def evidence_of(assessment: Assessment, evidence_id: UUID) -> Evidence | None:
    """Return one piece of evidence of the assessment with its file and answer, or None."""
    found = Evidence.objects.filter(pk=evidence_id, answer__assessment=assessment)
    return found.select_related("file", "answer__item__project").first()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an assessment is: answered items of all."""

    answered: int
    total: int


def progress_of(assessments: Iterable[Assessment]) -> dict[UUID, Progress]:
    """Return the progress of several assessments by id; one query."""
    answered = Q(score__isnull=False) | Q(not_applicable=True)
    rows = (
        Answer.objects.filter(assessment__in=[row.pk for row in assessments])
        .order_by()
        .values("assessment_id")
        .annotate(total=Count("pk"), answered=Count("pk", filter=answered))
    )
    return {row["assessment_id"]: Progress(row["answered"], row["total"]) for row in rows}


@dataclass(frozen=True, slots=True)
class ProjectShare:
    """One project of one region: points, the full score of the items that apply, and how much is answered.

    ``share`` is points / full score, exactly, None where no item applies; ``answered`` is answered / all items.
    """

    score: Decimal
    full: Decimal
    items: int
    answered_items: int

    @property
    def share(self) -> Fraction | None:
        """Share of the full score, from 0 to 1; unanswered items count as no points."""
        return Fraction(self.score) / Fraction(self.full) if self.full else None

    @property
    def answered(self) -> Fraction:
        """Share of items that have a score or do not apply."""
        return Fraction(self.answered_items, self.items) if self.items else Fraction(0)


def percent(share: Fraction | None) -> Decimal | None:
    """Return a share in percent with one place, rounded half up; None stays None."""
    if share is None:
        return None
    return (Decimal(share.numerator) * 100 / Decimal(share.denominator)).quantize(_PERCENT, ROUND_HALF_UP)


Shares = Mapping[UUID, Mapping[UUID, ProjectShare]]
_MONEY, _PERCENT = Decimal("0.01"), Decimal("0.1")


def scores_by_project(
    round_: ClaimRound,
    class_code: str | None = None,
    *,
    states: Collection[str] = SUBMITTED,
    regions: Collection[Region] | None = None,
    within: str = "",
) -> Shares:
    """Return the shares of each region in each project: region id -> project id -> ``ProjectShare``; one query.

    Only assessments in ``states`` count (by default those handed in). All belong to the round and so to one edition
    (5.13). ``class_code`` keeps to one class, ``regions`` to these, ``within`` to the bodies below a path.
    """
    found = Answer.objects.filter(assessment__round=round_, assessment__state__in=states)
    if class_code is not None:
        found = found.filter(assessment__class_code=class_code)
    if regions is not None:
        found = found.filter(assessment__region__in=regions)
    if within:
        found = found.filter(assessment__region__body__path__startswith=within)
    applies = Q(not_applicable=False)
    nothing = Value(Decimal(0), output_field=DecimalField())
    rows = (
        found.order_by()
        .values("assessment__region_id", "item__project_id")
        .annotate(
            points=Sum(Case(When(applies & Q(score__isnull=False), then=F("score")), default=nothing)),
            most=Sum(Case(When(applies, then=F("item__max_score")), default=nothing)),
            items=Count("pk"),
            done=Count("pk", filter=Q(score__isnull=False) | Q(not_applicable=True)),
        )
    )
    shares: dict[UUID, dict[UUID, ProjectShare]] = {}
    for row in rows:
        shares.setdefault(row["assessment__region_id"], {})[row["item__project_id"]] = ProjectShare(
            # SQLite adds decimals as floating point: two places bring the exact sum back.
            Decimal(row["points"]).quantize(_MONEY),
            Decimal(row["most"]).quantize(_MONEY),
            row["items"],
            row["done"],
        )
    return shares


def to_lapse(programme: Programme | None, clock: Clock = DATABASE_CLOCK) -> QuerySet[Assessment]:
    """Return the filed assessments whose term of confirmation is over."""
    found = Assessment.objects.filter(state="filed", confirm_by__lte=clock.now())
    return found if programme is None else found.filter(round__programme=programme)
