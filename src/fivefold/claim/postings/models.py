"""Postings: frozen, numbered, verifiable lists, and the regions' acknowledgements (0.0, 4.13, 4.14)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fivefold.authz.facts import ObjectFacts
from fivefold.authz.scope import ScopeFields
from fivefold.classify.regions.models import Region
from fivefold.claim.claims.models import Claim
from fivefold.claim.rounds.models import ClaimRound
from fivefold.decompose.guideline.models import Project
from fivefold.files.models import StoredFile
from fivefold.lifecycle.models import Stateful
from fivefold.lifecycle.table import Where
from fivefold.orgs.models import Body
from fivefold.orgs.tree import top
from fivefold.packs.models import Programme

PUBLISHED = ("issued", "corrected")


class Posting(Stateful):
    """One posting (张榜公布). ``canonical`` is the frozen list to the byte; documents are rendered after it."""

    SUBJECT = "posting"
    SCOPE = ScopeFields(programme="round__programme_id", published=Q(state__in=PUBLISHED))

    round = models.ForeignKey(ClaimRound, on_delete=models.PROTECT, related_name="postings")
    number = models.PositiveIntegerField(null=True, blank=True, help_text="given at issue, without gaps")
    title = models.CharField(max_length=200)
    document_number = models.CharField(max_length=100, blank=True)
    source = models.CharField(max_length=200, blank=True, help_text="where it is re-posted from (0.0)")
    audience = models.CharField(max_length=20, default="public")
    notice_days = models.PositiveSmallIntegerField()
    notice_kind = models.CharField(max_length=20, default="calendar")
    issued_at = models.DateTimeField(null=True, blank=True)
    notice_until = models.DateTimeField(null=True, blank=True)
    acknowledge_until = models.DateTimeField(null=True, blank=True)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    canonical = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    issue_entry_id = models.CharField(max_length=64, blank=True)
    rendered_at = models.DateTimeField(null=True, blank=True)
    rendered_entry_id = models.CharField(max_length=64, blank=True)
    stand_ins = models.JSONField(default=list, help_text="faces that stand in for official ones in the PDF")
    bundle_file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    docx_file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    pdf_file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reads = models.PositiveBigIntegerField(default=0, help_text="how often the page was opened; nobody's reading is kept")

    class Meta:
        ordering: ClassVar = ["-issued_at", "-state_since"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "number"], name="posting_number_once"),
            models.UniqueConstraint(
                fields=["document_number"], condition=~Q(document_number=""), name="posting_document_number_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def object_facts(self) -> ObjectFacts:
        """An issued posting is known to everybody unless the pack keeps it within the programme."""
        return ObjectFacts(str(self.round.programme_id), "", self.state, published=self.state in PUBLISHED)

    def programme_row(self) -> Programme:
        """Return the programme."""
        return self.round.programme

    def body_at(self, where: Where) -> Body | None:
        """A posting belongs to the top body."""
        return top(self.round.programme)

    def subject_name(self) -> str:
        """Return document number or title."""
        return self.document_number or self.title


class PostingEntry(models.Model):
    """One line of a posting, as frozen; the claim may go on, the line does not change."""

    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="entries")
    seq = models.PositiveIntegerField()
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="posting_entries")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="posting_entries")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+")
    data = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["posting", "seq"], name="posting_entry_seq"),
            models.UniqueConstraint(fields=["posting", "claim"], name="posting_entry_claim"),
        ]

    def __str__(self) -> str:
        return f"{self.posting} {self.seq}"


class Acknowledgement(models.Model):
    """A region has taken note of the posting and answers for what it says (4.14)."""

    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="acknowledgements")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="acknowledgements")
    at = models.DateTimeField()
    seat_id = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["posting", "region"], name="acknowledgement_once"),
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.at:%Y-%m-%d}"
