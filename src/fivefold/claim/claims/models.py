"""Claims with plan, decision record, reviews and local-knowledge notes (4.3d-4.9, 6.6)."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from fivefold.authz.facts import ObjectFacts
from fivefold.authz.scope import ScopeFields
from fivefold.claim.rounds.models import ClaimRound
from fivefold.classify.regions.models import Region
from fivefold.decompose.guideline.models import Project
from fivefold.files.models import StoredFile
from fivefold.ledger.ids import uuid7
from fivefold.lifecycle.models import Stateful
from fivefold.lifecycle.table import Where
from fivefold.orgs.models import Body
from fivefold.orgs.tree import ancestor_at, top
from fivefold.packs.models import Programme

LIVE = ("drafted", "filed", "submitted", "returned", "approved", "posted")


class Claim(Stateful):
    """A region's claim of one project in a round. Without the decision record it is an intention only (6.6)."""

    SUBJECT = "claim"
    SCOPE = ScopeFields(programme="round__programme_id", body_path="region__body__path")

    round = models.ForeignKey(ClaimRound, on_delete=models.PROTECT, related_name="claims")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="claims")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="claims")
    class_code = models.CharField(max_length=30)
    basis = models.CharField(max_length=60, blank=True, help_text="key of one of the pack's bases")
    basis_reason = models.TextField(blank=True)
    aim_province = models.CharField(
        max_length=300, blank=True, help_text="aim against the province's own class"
    )
    aim_nation = models.CharField(max_length=300, blank=True, help_text="aim against the nation's own class")
    leader_post = models.CharField(max_length=200, blank=True, help_text="a post, never a name")
    lead_unit = models.CharField(max_length=200, blank=True)
    means = models.TextField(blank=True)
    expected_output = models.TextField(
        blank=True, help_text="the transferable experience that is to come of it"
    )
    decision_meeting = models.CharField(max_length=200, blank=True)
    decision_number = models.CharField(max_length=100, blank=True)
    decision_signer_post = models.CharField(max_length=200, blank=True)
    decision_on = models.DateField(null=True, blank=True)
    decision_file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    review_step = models.PositiveSmallIntegerField(
        default=0, help_text="pointer into the round's review_levels"
    )
    filed_by = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    confirm_by = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    writers = models.JSONField(default=list, help_text="ids of people who wrote in it; they do not review it")
    returned_parts = models.JSONField(default=list, help_text="field names re-opened by a return; empty: all")
    return_reason = models.TextField(blank=True)
    suggested_project = models.ForeignKey(
        Project, on_delete=models.PROTECT, null=True, blank=True, related_name="suggested_for"
    )
    replaces = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        help_text="the returned claim instead of which this suggested project is claimed",
    )
    version = models.PositiveIntegerField(default=0, help_text="counts edits of the draft")
    touched = models.JSONField(
        default=dict, help_text="field name -> version of its last edit, to find true conflicts"
    )

    class Meta:
        ordering: ClassVar = ["region__body__path", "project__order"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "region", "project"], condition=Q(state__in=LIVE), name="claim_once"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["region", "round", "state"], name="claim_of_region")]

    def __str__(self) -> str:
        return f"{self.region} {self.project}"

    def reviewing_level(self) -> int | None:
        """Return the level index whose turn it is in the review chain, None when nobody's."""
        if self.state != "submitted" or self.review_step >= len(self.round.review_levels):
            return None
        return int(self.round.review_levels[self.review_step])

    def object_facts(self) -> ObjectFacts:
        """Belong to the region; whoever wrote it does not review it."""
        return ObjectFacts(
            str(self.round.programme_id),
            self.region.body.path,
            self.state,
            owners=frozenset(self.writers),
            turn_level=self.reviewing_level(),
        )

    def programme_row(self) -> Programme:
        """Return the programme."""
        return self.round.programme

    def body_at(self, where: Where) -> Body | None:
        """Return the region's body, its province, the body whose review it is, or the centre."""
        if where is Where.TOP:
            return top(self.round.programme)
        if where is Where.REVIEW:
            level = self.reviewing_level()
            return None if level is None else ancestor_at(self.region.body, level)
        return self.region.body if where is Where.OWN else self.region.body.parent

    def subject_name(self) -> str:
        """Return region and project."""
        return f"{self.region.body.name}·{self.project.title}"

    def turn_due(self) -> datetime | None:
        """Return the date of confirmation, claiming or review, as state and granted extensions have it."""
        if self.state == "filed":
            return self.confirm_by
        dates = self.round.dates()
        path = self.region.body.path
        return dates.closes_at(path) if self.state == "drafted" else dates.review_closes_at(path)


class Milestone(models.Model):
    """A milestone of a claim's plan."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="milestones")
    order = models.PositiveSmallIntegerField()
    due_on = models.DateField(null=True, blank=True, help_text="may be open while the claim is a draft")
    text = models.CharField(max_length=300, blank=True)
    measure = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["claim", "order"], name="milestone_once")]

    def __str__(self) -> str:
        return self.text


class Review(models.Model):
    """One reviewer's verdict at one step of the chain: approved, returned with named parts, or another suggested."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="reviews")
    step = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField()
    verdict = models.CharField(max_length=20)
    reason = models.TextField(blank=True)
    parts = models.JSONField(default=list)
    suggested_project = models.ForeignKey(
        Project, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    body_name = models.CharField(max_length=200)
    seat_id = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at"]

    def __str__(self) -> str:
        return f"{self.claim} {self.verdict}"


class LocalNote(models.Model):
    """What the province knows of a region and no figure says (4.9). Seen by the province and the centre."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    round = models.ForeignKey(ClaimRound, on_delete=models.CASCADE, related_name="notes")
    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="notes")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    seat_id = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return f"{self.region} {self.at:%Y-%m-%d}"
