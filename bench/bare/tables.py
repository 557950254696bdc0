"""The rows of each page, read by values_list: what the page of the same name shows, and no more."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from fivefold.claim.assessments.models import Answer, Assessment, Evidence
from fivefold.claim.claims.models import Claim, Milestone, Review
from fivefold.claim.postings.models import Posting, PostingEntry
from fivefold.claim.rounds.models import ClaimRound
from fivefold.classify.class_lists.models import ClassEntry
from fivefold.classify.regions.models import AreaFact, BatchStay, ProfileFact, Region
from fivefold.decompose.guideline.models import Project
from fivefold.ledger.models import Entry

_PAGE = 50


@dataclass(frozen=True)
class Table:
    """A table: its rows as a queryset, the columns by name, and how many rows are shown."""

    rows: QuerySet
    names: tuple[str, ...]
    most: int | None = None
    counted: bool = False

    def values(self) -> QuerySet:
        """Return the rows as plain values: the cheapest way."""
        return self.rows.values_list(*self.names)[: self.most]

    def instances(self) -> QuerySet:
        """Return the rows as objects with everything that the columns read: the usual way."""
        if self.rows.query.values_select:
            return self.rows[: self.most]
        related = {name.rpartition("__")[0] for name in self.names if "__" in name}
        return self.rows.select_related(*related)[: self.most]

    def column(self, name: str) -> str:
        """Return how a template calls a column of ``instances``."""
        return name if self.rows.query.values_select else name.replace("__", ".")


def _table(rows: QuerySet, *names: str, most: int | None = None, counted: bool = False) -> Table:
    return Table(rows, names, most, counted)


def _history(kind: str, pk: Any) -> Table:
    rows = Entry.objects.filter(subject_type=kind, subject_id=str(pk)).order_by("index")
    return _table(rows, "at", "kind", "body_name", "name_snapshot")


def regions() -> list[Table]:
    """Give 50 regions with class, rule and batch."""
    rows = ClassEntry.objects.filter(class_list__state="issued").order_by("area__code")
    names = (
        "area__name",
        "area__code",
        "region__body__parent__name",
        "area__kind",
        "class_code",
        "rule_code",
    )
    return [_table(rows, *names, "region__batch", most=_PAGE, counted=True)]


def region(pk: UUID) -> list[Table]:
    """Give one region with its facts, classes, batches, profile and history."""
    one = Region.objects.filter(pk=pk)
    area = one.values_list("area_id", flat=True)[0]
    entries = ClassEntry.objects.filter(area=area)
    return [
        _table(one, "area__name", "area__code", "area__kind", "body__parent__name", "batch", "state"),
        _table(
            AreaFact.objects.filter(area=area),
            "key",
            "value",
            "valid_from",
            "valid_to",
            "source",
            "recorded_at",
        ),
        _table(entries, "class_list__number", "class_list__valid_from", "class_code", "rule_code"),
        _table(BatchStay.objects.filter(region=pk), "batch", "since", "until"),
        _table(ProfileFact.objects.filter(region=pk), "block", "key", "value", "as_of", "source"),
        _history("region", pk),
    ]


def round_() -> list[Table]:
    """Give the round with the counts of its provinces by state."""
    one = ClaimRound.objects.all()
    claims = Claim.objects.values("region__body__parent__name", "state").annotate(n=Count("pk")).order_by()
    assessed = (
        Assessment.objects.values("region__body__parent__name", "state").annotate(n=Count("pk")).order_by()
    )
    all_ = Region.objects.values("body__parent__name").annotate(n=Count("pk")).order_by("body__parent__path")
    return [
        _table(one, "title", "state", "opens_at", "closes_at", "review_closes_at", "edition__title"),
        _table(all_, "body__parent__name", "n"),
        _table(claims, "region__body__parent__name", "state", "n"),
        _table(assessed, "region__body__parent__name", "state", "n"),
        _history("round", one.values_list("pk", flat=True)[0]),
    ]


def board(pk: UUID) -> list[Table]:
    """Give regions, projects and claims of a province."""
    claims = Claim.objects.filter(region__body__parent=pk)
    assessed = Assessment.objects.filter(region__body__parent=pk)
    return [
        _table(Region.objects.filter(body__parent=pk), "body__name", "body__code", "batch"),
        _table(Project.objects.all(), "order", "title"),
        _table(claims, "region__body__name", "project__title", "state", "basis"),
        _table(assessed, "region__body__name", "state"),
    ]


def claim(pk: UUID) -> list[Table]:
    """Give one claim with plan, milestones, reviews and history."""
    names = (
        "region__body__name", "project__title", "class_code", "state", "basis", "basis_reason", "aim_province",
        "aim_nation", "leader_post", "lead_unit", "means", "expected_output", "decision_meeting", "decision_number",
        "decision_signer_post", "decision_on", "decision_file__name", "submitted_at",
    )  # fmt: skip
    return [
        _table(Claim.objects.filter(pk=pk), *names),
        _table(Milestone.objects.filter(claim=pk), "order", "due_on", "text", "measure"),
        _table(Review.objects.filter(claim=pk), "step", "level", "verdict", "body_name", "at"),
        _history("claim", pk),
    ]


def assessment(pk: UUID, code: str) -> list[Table]:
    """Give the answers of a region in one project, with their items and evidence."""
    rows = Answer.objects.filter(assessment=pk, item__project__code=code)
    names = (
        "item__code",
        "item__title",
        "item__aim",
        "item__measure",
        "item__max_score",
        "score",
        "work_status",
        "text",
    )
    evidence = Evidence.objects.filter(answer__assessment=pk, answer__item__project__code=code)
    return [
        _table(Assessment.objects.filter(pk=pk), "region__body__name", "round__title", "state", "version"),
        _table(rows, *names),
        _table(evidence, "title", "version", "dated_on", "file__name"),
    ]


def posting() -> list[Table]:
    """Give 50 lines of the posted list."""
    names = ("seq", "region__body__parent__name", "region__body__name", "project__title", "claim__basis")
    rows = PostingEntry.objects.order_by("seq")
    return [
        _table(
            Posting.objects.all(), "title", "document_number", "issued_at", "notice_until", "digest", "reads"
        ),
        _table(rows, *names, "claim__lead_unit", most=_PAGE, counted=True),
    ]
