"""Class lists: signed, dated, numbered versions of who is in which class, by which rule and facts (2.0, 2.1b)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fivefold.authz.facts import ObjectFacts
from fivefold.authz.scope import ScopeFields
from fivefold.classify.regions.models import AdminArea, Region
from fivefold.lifecycle.models import Stateful
from fivefold.lifecycle.table import Where
from fivefold.orgs.models import Body
from fivefold.orgs.tree import top
from fivefold.packs.models import Programme

PUBLISHED = ("issued", "superseded")


class ClassList(Stateful):
    """One version. ``valid_from`` is the day it speaks of, ``state_since`` of an issued one when it was recorded."""

    SUBJECT = "class_list"
    SCOPE = ScopeFields(published=Q(state__in=PUBLISHED))

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="class_lists")
    number = models.PositiveIntegerField(null=True, blank=True, help_text="given at issue, without gaps")
    valid_from = models.DateField()
    issued_at = models.DateTimeField(null=True, blank=True)
    signer_post = models.CharField(max_length=100, blank=True)
    document_number = models.CharField(max_length=100, blank=True)
    pack_sha256 = models.CharField(max_length=64, help_text="the pack whose rules placed the regions")
    sha256 = models.CharField(
        max_length=64, blank=True, help_text="digest of the canonical list, given at issue"
    )

    class Meta:
        ordering: ClassVar = ["-number", "-state_since"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "number"], name="class_list_number"),
        ]

    def __str__(self) -> str:
        return f"{self.programme} {self.number or self.state}"

    def object_facts(self) -> ObjectFacts:
        """Say that an issued list is known to everybody, a draft to the centre."""
        return ObjectFacts(str(self.programme_id), "", self.state, published=self.state in PUBLISHED)

    def programme_row(self) -> Programme:
        """Return the programme."""
        return self.programme

    def body_at(self, where: Where) -> Body | None:
        """Return the top body: the list belongs to it."""
        return top(self.programme)

    def subject_name(self) -> str:
        """Return number and day."""
        return f"{self.number or '—'}（{self.valid_from:%Y-%m-%d}）"


class ClassEntry(models.Model):
    """One line of a list: the region, its class, the rule and the facts that placed it, or why it could not be placed.

    ``outcome`` is placed, overridden, gap, conflict or excluded (``method.classify``).
    """

    class_list = models.ForeignKey(ClassList, on_delete=models.CASCADE, related_name="entries")
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="class_entries", null=True, blank=True
    )
    area = models.ForeignKey(AdminArea, on_delete=models.PROTECT, related_name="class_entries")
    outcome = models.CharField(max_length=20)
    class_code = models.CharField(max_length=30, blank=True)
    rule_code = models.CharField(max_length=60, blank=True)
    facts = models.JSONField(default=dict)
    reasons = models.JSONField(default=list, help_text="Reason data")
    ruled_class_code = models.CharField(
        max_length=30, blank=True, help_text="what the rules said, where overridden"
    )
    override_reason = models.TextField(blank=True)
    override_signer = models.CharField(max_length=100, blank=True)
    carried_from = models.PositiveIntegerField(
        null=True, blank=True, help_text="number of the list that overrode first"
    )

    class Meta:
        ordering: ClassVar = ["area__code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["class_list", "area"], name="class_entry_once")
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.class_code or self.outcome}"
