"""Objections to a posting: bodies through their seat, citizens by text and receipt code only (decisions 17)."""

from typing import ClassVar

from django.db import models

from fivefold.authz.facts import ObjectFacts
from fivefold.authz.scope import ScopeFields
from fivefold.claim.postings.models import Posting, PostingEntry
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
    entry = models.ForeignKey(PostingEntry, on_delete=models.PROTECT, null=True, blank=True, related_name="objections")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="objections")
    text = models.TextField()
    receipt_sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    raised_on = models.DateField(help_text="the day only: a citizen's minute is nobody's business")
    answer = models.TextField(blank=True)
    remedy = models.CharField(max_length=20, blank=True, help_text="of an upheld one: strike or amend the entry")

    class Meta:
        ordering: ClassVar = ["raised_on", "id"]

    def __str__(self) -> str:
        return f"{self.posting} {self.raised_on:%Y-%m-%d}"

    def object_facts(self) -> ObjectFacts:
        """It belongs to the body that raised it; a citizen's to nobody."""
        path = self.body.path if self.body else ""
        published = self.posting.state in ("issued", "corrected") and self.state == ""
        return ObjectFacts(str(self.posting.round.programme_id), path, self.state, published=published)

    def programme_row(self) -> Programme:
        """Return the programme."""
        return self.posting.round.programme

    def body_at(self, where: Where) -> Body | None:
        """Return the body that raised it, or the centre."""
        return top(self.posting.round.programme) if where is Where.TOP else self.body

    def subject_name(self) -> str:
        """Return the posting it objects to."""
        return self.posting.subject_name()
