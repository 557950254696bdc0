"""Self-assessments: score, work status and evidence are three things (4.4, 5.13)."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from fivefold.authz.facts import ObjectFacts
from fivefold.authz.scope import ScopeFields
from fivefold.claim.rounds.models import ClaimRound
from fivefold.classify.regions.models import Region
from fivefold.decompose.guideline.models import Item
from fivefold.files.models import StoredFile
from fivefold.ledger.ids import uuid7
from fivefold.lifecycle.models import Stateful
from fivefold.lifecycle.table import Where
from fivefold.orgs.models import Body
from fivefold.orgs.tree import top
from fivefold.packs.models import Programme


class Assessment(Stateful):
    """A region's self-assessment in a round, on the round's edition; ``class_code`` is pinned from the class list."""

    SUBJECT = "assessment"
    SCOPE = ScopeFields(programme="round__programme_id", body_path="region__body__path")

    round = models.ForeignKey(ClaimRound, on_delete=models.PROTECT, related_name="assessments")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="assessments")
    class_code = models.CharField(max_length=30)
    filed_by = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    confirm_by = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    writers = models.JSONField(default=list, help_text="ids of people who wrote in it; they do not review it")
    returned_parts = models.JSONField(default=list, help_text="item codes re-opened by a return; empty: all")
    return_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0, help_text="counts the saves of its answers")

    class Meta:
        ordering: ClassVar = ["region__body__path"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "region"], name="assessment_once"),
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.round}"

    def object_facts(self) -> ObjectFacts:
        """Return its facts: it belongs to its region."""
        return ObjectFacts(
            str(self.round.programme_id), self.region.body.path, self.state, owners=frozenset(self.writers)
        )

    def programme_row(self) -> Programme:
        """Return the programme."""
        return self.round.programme

    def body_at(self, where: Where) -> Body | None:
        """Return the region's body, its province, or the centre."""
        if where is Where.TOP:
            return top(self.round.programme)
        return self.region.body if where is Where.OWN else self.region.body.parent

    def subject_name(self) -> str:
        """Return region and round."""
        return f"{self.region.body.name}·{self.round.title}"

    def turn_due(self) -> datetime | None:
        """Return the confirmation date while it waits for one, else the round's, granted extensions counted."""
        if self.state == "filed":
            return self.confirm_by
        dates = self.round.dates()
        path = self.region.body.path
        return dates.review_closes_at(path) if self.state == "returned" else dates.closes_at(path)


class WorkStatus(models.TextChoices):
    """How far the work on an item is; says nothing about its score."""

    UNKNOWN = "unknown"
    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    DONE = "done"


class Answer(models.Model):
    """The answer to one item.

    ``cells`` maps each field to the assessment's version in which it was last changed: two tabs or a workbook
    that saw an older version never overwrite silently. The item belongs to the round's edition; the database
    itself refuses another one (5.13).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="answers")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="answers")
    score = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    not_applicable = models.BooleanField(default=False)
    not_applicable_reason = models.TextField(blank=True)
    work_status = models.CharField(max_length=20, choices=WorkStatus.choices, default=WorkStatus.UNKNOWN)
    text = models.TextField(blank=True)
    cells = models.JSONField(default=dict)
    hands = models.JSONField(null=True, help_text="field -> id of the person who changed it last")
    edited_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["item__project__order", "item__order"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["assessment", "item"], name="answer_once")]

    def __str__(self) -> str:
        return f"{self.item} {self.score}"

    def hand(self, field: str) -> str:
        """Return the id of the person who changed a field last, "" where nobody has or it was not kept yet."""
        return str((self.hands or {}).get(field, ""))


class Evidence(models.Model):
    """A piece of evidence for an answer: versions are kept, the newest counts; bytes are named by their digest."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="evidence")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    version = models.PositiveIntegerField(default=1)
    dated_on = models.DateField(null=True, blank=True, help_text="the day the document itself bears")
    replaced = models.BooleanField(default=False)
    withdrawn_reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["title", "version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["answer", "title", "version"], name="evidence_version"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.version}"
