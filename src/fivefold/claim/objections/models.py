"""Objections to a posting: bodies through their seat, citizens by text and receipt only (decisions 17)."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from fivefold.authz.facts import ObjectFacts
from fivefold.authz.scope import ScopeFields
from fivefold.claim.postings.models import Posting, PostingEntry
from fivefold.claim.postings.terms import last_moment
from fivefold.lifecycle.models import Stateful
from fivefold.lifecycle.table import Where
from fivefold.orgs.models import Body
from fivefold.orgs.tree import top
from fivefold.packs.models import Programme


class Objection(Stateful):
    """An objection. Of a citizen nothing is kept but the text and the digest of the receipt code."""

    SUBJECT = "objection"
    SCOPE = ScopeFields(programme="posting__round__programme_id", body_path="body__path")

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="objections")
    entry = models.ForeignKey(
        PostingEntry, on_delete=models.PROTECT, null=True, blank=True, related_name="objections"
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="objections")
    text = models.TextField()
    receipt_sha256 = models.CharField(max_length=64, blank=True)
    raised_on = models.DateField(help_text="the day only: a citizen's minute is nobody's business")
    writers = models.JSONField(
        default=list, help_text="ids of people who raised it for a body; they do not answer it"
    )
    answer_by = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    remedy = models.CharField(
        max_length=20, blank=True, help_text="of an upheld one: strike or amend the entry"
    )
    amendment = models.JSONField(default=dict, help_text="fields of the entry and what they shall say")
    text_shown = models.BooleanField(
        default=False, help_text="a citizen's text is shown once an official allowed it"
    )

    class Meta:
        ordering: ClassVar = ["raised_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["receipt_sha256"], condition=~Q(receipt_sha256=""), name="objection_receipt_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.posting} {self.raised_on:%Y-%m-%d}"

    def object_facts(self) -> ObjectFacts:
        """Give it to the body that raised it; a citizen's belongs to nobody."""
        known = self.posting.object_facts()
        return ObjectFacts(
            known.programme,
            self.body.path if self.body else "",
            self.state,
            owners=frozenset(self.writers),
            # Whoever may read a posting may raise an objection to it; once raised it is its raiser's.
            published=self._state.adding and known.published,
        )

    def programme_row(self) -> Programme:
        """Return the programme."""
        return self.posting.round.programme

    def body_at(self, where: Where) -> Body | None:
        """Return the body that raised it, or the centre."""
        return top(self.posting.round.programme) if where is Where.TOP else self.body

    def subject_name(self) -> str:
        """Return the posting it objects to."""
        return self.posting.subject_name()

    def turn_due(self) -> datetime | None:
        """Return the date by which the pack wants it answered."""
        return last_moment(self.answer_by) if self.answer_by else None
