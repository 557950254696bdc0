"""Postings: frozen, numbered, verifiable lists, and the regions' acknowledgements (0.0, 4.13, 4.14)."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from fivefold.authz.facts import ObjectFacts
from fivefold.authz.scope import ScopeFields
from fivefold.claim.claims.models import Claim
from fivefold.claim.postings.terms import last_moment
from fivefold.claim.rounds.models import ClaimRound
from fivefold.classify.regions.models import Region
from fivefold.decompose.guideline.models import Project
from fivefold.files.models import StoredFile
from fivefold.lifecycle.models import Stateful
from fivefold.lifecycle.table import Where
from fivefold.orgs.models import Body
from fivefold.orgs.tree import top
from fivefold.packs.models import Programme

PUBLISHED = ("issued", "corrected")
PUBLIC_AUDIENCE = "public"


class Posting(Stateful):
    """One posting (张榜公布). ``canonical`` is the frozen list to the byte; documents come after it."""

    SUBJECT = "posting"
    SCOPE = ScopeFields(
        published=Q(state__in=PUBLISHED, audience=PUBLIC_AUDIENCE),
        announced=Q(state__in=PUBLISHED) & ~Q(audience=PUBLIC_AUDIENCE),
    )

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="postings")
    round = models.ForeignKey(ClaimRound, on_delete=models.PROTECT, related_name="postings")
    number = models.PositiveIntegerField(
        null=True, blank=True, help_text="counts the programme's postings without gaps, given at issue"
    )
    title = models.CharField(max_length=300)
    title_lines = models.JSONField(default=list, help_text="the title broken by meaning, as printed")
    prefix = models.CharField(max_length=60, blank=True, help_text="issuer's mark in the document number")
    document_number = models.CharField(max_length=100, blank=True)
    provinces = models.JSONField(default=list, help_text="codes of the bodies it is limited to; empty: all")
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
    changes = models.JSONField(
        default=list, help_text="of a correction: which claims are struck or amended, and why"
    )
    correction_reason = models.TextField(blank=True)
    canonical = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    issue_entry_id = models.CharField(max_length=64, blank=True)
    rendered_at = models.DateTimeField(null=True, blank=True)
    rendered_entry_id = models.CharField(max_length=64, blank=True)
    stand_ins = models.JSONField(default=list, help_text="faces that stand in for official ones in the PDF")
    bundle_file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    docx_file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    pdf_file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    render_job_id = models.CharField(max_length=64, blank=True)
    reads = models.PositiveBigIntegerField(
        default=0, help_text="how often the page was opened; nobody's reading is kept"
    )

    class Meta:
        ordering: ClassVar = ["-issued_at", "-state_since"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "number"], name="posting_number_once"),
            models.UniqueConstraint(
                fields=["programme", "document_number"],
                condition=~Q(document_number=""),
                name="posting_document_number_once",
            ),
            models.UniqueConstraint(fields=["round"], condition=Q(state="drafted"), name="posting_one_draft"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the programme of its round beside it: numbers are counted by programme."""
        self.programme_id = self.round.programme_id
        super().save(*args, **kwargs)

    def object_facts(self) -> ObjectFacts:
        """Tell who knows it: everybody, or every seat of the programme where the pack keeps it inside."""
        known, public = self.state in PUBLISHED, self.audience == PUBLIC_AUDIENCE
        return ObjectFacts(
            str(self.round.programme_id),
            "",
            self.state,
            published=known and public,
            announced=known and not public,
        )

    def programme_row(self) -> Programme:
        """Return the programme."""
        return self.round.programme

    def body_at(self, where: Where) -> Body | None:
        """Return the top body."""
        return top(self.round.programme)

    def subject_name(self) -> str:
        """Return document number or title."""
        return self.document_number or self.title

    def turn_due(self) -> datetime | None:
        """Return by when a draft should be posted.

        A correction while the notice of the list it replaces still runs; a first list when the reviews end. A draft
        that was begun after that has no date: none is set for it anywhere.
        """
        if self.corrects and self.corrects.notice_until:
            due = last_moment(self.corrects.notice_until)
        else:
            due = self.round.review_closes_at
        return due if self.state_since <= due else None


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
