"""Claim rounds with their windows, pinned versions and extensions (1.2, 4.0, 6.12)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fivefold.authz.facts import ObjectFacts
from fivefold.authz.scope import ScopeFields
from fivefold.claim.rounds.dates import RoundDates, dates_of
from fivefold.classify.class_lists.models import ClassList
from fivefold.decompose.guideline.models import GuidelineEdition
from fivefold.lifecycle.models import Stateful
from fivefold.lifecycle.table import Where
from fivefold.orgs.models import Body
from fivefold.orgs.tree import top
from fivefold.packs.models import Programme

RUNNING = ("opened", "closed")


class ClaimRound(Stateful):
    """A claim round: who takes part (batches), under which edition and class list, until when.

    ``cap_min``, ``cap_max``, ``review_levels`` (level indices, in order) and ``confirm_days`` are copied from the pack
    when the round is prepared: a later pack never touches a running round.
    """

    SUBJECT = "claim_round"
    SCOPE = ScopeFields(published=Q(state__in=RUNNING))

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="rounds")
    title = models.CharField(max_length=200)
    batches = models.JSONField(default=list)
    edition = models.ForeignKey(GuidelineEdition, on_delete=models.PROTECT, related_name="rounds")
    class_list = models.ForeignKey(ClassList, on_delete=models.PROTECT, related_name="rounds")
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField(help_text="regions submit before this moment")
    review_closes_at = models.DateTimeField(help_text="provinces have reviewed before this moment")
    cap_min = models.PositiveSmallIntegerField()
    cap_max = models.PositiveSmallIntegerField()
    review_levels = models.JSONField(default=list)
    confirm_days = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-opens_at"]

    def __str__(self) -> str:
        return self.title

    def object_facts(self) -> ObjectFacts:
        """Make an opened round known to everybody in the programme."""
        return ObjectFacts(str(self.programme_id), "", self.state, published=self.state in RUNNING)

    def programme_row(self) -> Programme:
        """Return the programme."""
        return self.programme

    def body_at(self, where: Where) -> Body | None:
        """Return the top body."""
        return top(self.programme)

    def subject_name(self) -> str:
        """Return the title."""
        return self.title

    def dates(self) -> RoundDates:
        """Return the round's dates with the extensions granted to bodies; one query."""
        return dates_of(self.pk, self.closes_at, self.review_closes_at)


class Extension(Stateful):
    """A province's request for more time: asker, reason, decision, all kept."""

    SUBJECT = "extension"
    SCOPE = ScopeFields(programme="round__programme_id", body_path="body__path")

    round = models.ForeignKey(ClaimRound, on_delete=models.PROTECT, related_name="extensions")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="extensions")
    deadline = models.CharField(max_length=20, help_text="which date: closes (regions) or review (province)")
    asked_until = models.DateTimeField()
    reason = models.TextField()
    asked_at = models.DateTimeField()
    asked_by_post = models.CharField(max_length=200)
    granted_until = models.DateTimeField(null=True, blank=True)
    decision = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-asked_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "body", "deadline"], condition=Q(state="asked"), name="extension_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.deadline}"

    def object_facts(self) -> ObjectFacts:
        """Belong to the province that asks."""
        return ObjectFacts(str(self.round.programme_id), self.body.path, self.state)

    def programme_row(self) -> Programme:
        """Return the programme."""
        return self.round.programme

    def body_at(self, where: Where) -> Body | None:
        """Return the province or the centre."""
        return top(self.round.programme) if where is Where.TOP else self.body

    def subject_name(self) -> str:
        """Return province and round."""
        return f"{self.body.name}·{self.round.title}"
