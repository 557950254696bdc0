"""Guideline editions as data: blocks, projects and items with stable codes (3.0-3.2), and units' assignments."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fivefold.authz.facts import ObjectFacts
from fivefold.authz.scope import ScopeFields
from fivefold.ledger.ids import uuid7
from fivefold.lifecycle.models import Stateful
from fivefold.lifecycle.table import Where
from fivefold.orgs.models import Body
from fivefold.orgs.tree import top
from fivefold.packs.models import Programme


class GuidelineEdition(Stateful):
    """One edition; immutable once issued and pinned by ``sha256``. Planned name, draft and issue dates are apart."""

    SUBJECT = "edition"
    SCOPE = ScopeFields(published=Q(state="issued"))

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="editions")
    code = models.CharField(max_length=40)
    pack_code = models.CharField(
        max_length=40, blank=True, help_text="the pack's edition that gives blocks and projects"
    )
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=300, blank=True)
    planned_name = models.CharField(max_length=100, blank=True)
    drafted_on = models.DateField(null=True, blank=True)
    issued_on = models.DateField(null=True, blank=True, help_text="the office's own date; never made up")
    demo = models.BooleanField(default=False, help_text="items are fictional and labelled")
    origin = models.CharField(max_length=200, blank=True, help_text="the pack or the imported file")
    note = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering: ClassVar = ["state_since"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "code"], name="edition_code_once")
        ]

    def __str__(self) -> str:
        return self.title

    def object_facts(self) -> ObjectFacts:
        """Return its facts: an issued edition is known to everybody, a draft to the centre."""
        return ObjectFacts(str(self.programme_id), "", self.state, published=self.state == "issued")

    def programme_row(self) -> Programme:
        """Return the programme."""
        return self.programme

    def body_at(self, where: Where) -> Body | None:
        """Return the top body, to which every edition belongs."""
        return top(self.programme)

    def subject_name(self) -> str:
        """Return the title."""
        return self.title


class Block(models.Model):
    """A block (板块) of an edition."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition = models.ForeignKey(GuidelineEdition, on_delete=models.CASCADE, related_name="blocks")
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=300, blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["edition", "code"], name="block_code_once")]

    def __str__(self) -> str:
        return self.title


class Project(models.Model):
    """A project (项目) of an edition; ``order`` runs through the whole edition from 1."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition = models.ForeignKey(GuidelineEdition, on_delete=models.CASCADE, related_name="projects")
    block = models.ForeignKey(Block, on_delete=models.CASCADE, related_name="projects")
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=300, blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "code"], name="project_code_once")
        ]

    def __str__(self) -> str:
        return self.title


class Item(models.Model):
    """An item (指标/事项) of a project: what is looked at, how it is measured and what each level means."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="items")
    code = models.CharField(max_length=40)
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, help_text="basic or regional")
    title = models.CharField(max_length=300)
    title_en = models.CharField(max_length=500, blank=True)
    aim = models.TextField(blank=True)
    measure = models.TextField(blank=True)
    levels = models.JSONField(
        default=list, help_text="label, text and from_score (text) of each level, lowest first"
    )
    examples = models.TextField(blank=True, help_text="one example per line")
    max_score = models.DecimalField(max_digits=8, decimal_places=2)
    evidence_required = models.BooleanField(default=False)
    applies_to = models.JSONField(default=list, help_text="class codes; empty: every class")
    demo = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["project", "code"], name="item_code_once")]

    def __str__(self) -> str:
        return self.title


class Assignment(models.Model):
    """Which unit does what for a project at a level (6.0): lead, cooperate, guide or supervise."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="assignments")
    unit = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="assignments")
    level = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=20)

    class Meta:
        ordering: ClassVar = ["level", "role", "unit__name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project", "unit", "level", "role"], name="assignment_once"),
            models.UniqueConstraint(
                fields=["project", "level"], condition=Q(role="lead"), name="assignment_one_lead"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.role} {self.unit}"
