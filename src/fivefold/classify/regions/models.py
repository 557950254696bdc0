"""Administrative areas with their facts over time, and the regions that take part (2.1, 2.2)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from fivefold.authz.facts import ObjectFacts
from fivefold.authz.scope import ScopeFields
from fivefold.lifecycle.models import Stateful
from fivefold.lifecycle.table import Where
from fivefold.orgs.models import Body
from fivefold.orgs.tree import top
from fivefold.packs.models import Programme


class AdminArea(Stateful):
    """An administrative area (行政区划) of the register; a new life of the same code is a new row.

    Valid times are half-open: [valid_from, valid_to). ``valid_from`` empty: since before the programme. Areas come in
    bulk from an import, so they begin in the first state of their table by default.
    """

    SUBJECT = "area"
    SCOPE = ScopeFields(body_path="path", published=Q(pk__isnull=False))

    state = models.CharField(max_length=20, default="listed")
    state_since = models.DateTimeField(default=timezone.now)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="areas")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=100)
    pinyin = models.CharField(max_length=300, blank=True, help_text="for sorting and finding only")
    level = models.CharField(max_length=30, help_text="province, prefecture, county: the register's own word")
    kind = models.CharField(max_length=40, blank=True)
    parent_code = models.CharField(max_length=20, blank=True)
    path = models.CharField(
        max_length=200, blank=True, help_text="codes from the top of the register, each with /"
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    code_origin = models.CharField(max_length=20, blank=True, help_text="official or 自拟")
    source = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["code", "valid_from"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "code", "valid_from"], nulls_distinct=False, name="area_code_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["programme", "level", "pinyin"], name="area_by_name"),
            models.Index(fields=["programme", "path"], name="area_by_path"),
        ]

    def __str__(self) -> str:
        return self.name

    def object_facts(self) -> ObjectFacts:
        """Say that the register is known to everybody in the programme and kept by the centre."""
        return ObjectFacts(str(self.programme_id), "", self.state, published=True)

    def programme_row(self) -> Programme:
        """Return the programme."""
        return self.programme

    def body_at(self, where: Where) -> Body | None:
        """Return the body of the region that the area is, its province, or the centre."""
        if where is Where.TOP:
            return top(self.programme)
        region = Region.objects.filter(area=self).select_related("body__parent").first()
        return region.body_at(where) if region else None

    def subject_name(self) -> str:
        """Return the area's name."""
        return self.name


class AreaFact(models.Model):
    """One fact of an area, with two times: when it holds and when it was recorded."""

    area = models.ForeignKey(AdminArea, on_delete=models.CASCADE, related_name="facts")
    key = models.CharField(max_length=60)
    value = models.JSONField(
        null=True, blank=True, help_text="text, true/false, a whole number; null: it is not known"
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["key", "valid_from", "recorded_at"]
        indexes: ClassVar = [models.Index(fields=["area", "key"], name="area_fact_key")]

    def __str__(self) -> str:
        return f"{self.key}={self.value}"


class AreaSuccession(models.Model):
    """A split, merger, renaming or new code: which area came from which, on what day."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT)
    kind = models.CharField(max_length=20)
    on = models.DateField()
    before = models.ForeignKey(AdminArea, on_delete=models.PROTECT, related_name="successors")
    after = models.ForeignKey(AdminArea, on_delete=models.PROTECT, related_name="predecessors")
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.before} {self.kind} {self.after}"


class Region(Stateful):
    """A pilot region: an area that takes part in the programme, with the body that acts for it."""

    SUBJECT = "region"
    SCOPE = ScopeFields(published=Q(pk__isnull=False))

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="regions")
    area = models.ForeignKey(AdminArea, on_delete=models.PROTECT, related_name="regions")
    body = models.OneToOneField(Body, on_delete=models.PROTECT, related_name="region")
    batch = models.CharField(max_length=30, help_text="key of the pack's batch (期); one at a time")
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["body__path"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "area"], name="region_area_once")
        ]

    def __str__(self) -> str:
        return self.area.name

    def object_facts(self) -> ObjectFacts:
        """Regions are known to everybody in the programme."""
        return ObjectFacts(str(self.programme_id), self.body.path, self.state, published=True)

    def programme_row(self) -> Programme:
        """Return the programme."""
        return self.programme

    def body_at(self, where: Where) -> Body | None:
        """Return the region's own body, its province or the centre."""
        if where is Where.TOP:
            return top(self.programme)
        return self.body if where is Where.OWN else self.body.parent

    def subject_name(self) -> str:
        """Return the region's name."""
        return self.body.name


class BatchStay(models.Model):
    """A region's time in a batch; the open one is ``Region.batch``."""

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="stays")
    batch = models.CharField(max_length=30)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["since", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["region"], condition=Q(until__isnull=True), name="batch_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.batch}"


class ProfileFact(models.Model):
    """A fact of the profile (权能, 禀赋, 功能), with source and date; a later one stands beside the earlier."""

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="profile")
    block = models.CharField(max_length=30)
    key = models.CharField(max_length=60)
    value = models.CharField(max_length=500)
    unit = models.CharField(max_length=30, blank=True)
    source = models.CharField(max_length=300)
    as_of = models.DateField()
    recorded_at = models.DateTimeField()
    seat_id = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["block", "key", "-as_of", "-recorded_at"]

    def __str__(self) -> str:
        return f"{self.key}={self.value}"
