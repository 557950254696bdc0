"""Packs as loaded into this installation, and the programmes that pin one of them."""

from typing import ClassVar

from django.db import models

from fivefold.ledger.ids import uuid7


class PackVersion(models.Model):
    """One version of a programme pack, kept whole: a programme that pins it never sees a later edit of the folder."""

    key = models.CharField(max_length=80)
    version = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64, unique=True)
    content = models.TextField(help_text="the pack's canonical content, from which it is read back")
    loaded_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["key", "version"], name="pack_key_version")]

    def __str__(self) -> str:
        return f"{self.key} {self.version}"


class Programme(models.Model):
    """A pilot programme: it pins one pack version and has a log, a tree of bodies and a register of its own."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    pack_version = models.ForeignKey(PackVersion, on_delete=models.PROTECT, related_name="programmes")
    time_zone = models.CharField(max_length=60)
    demo = models.BooleanField(default=False, help_text="everything in it is fictional and labelled 演示数据")
    note = models.TextField(
        blank=True, help_text="shown on the programme's first page, e.g. what the data are"
    )
    note_en = models.TextField(blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["created_at", "slug"]

    def __str__(self) -> str:
        return self.title


class WorkingDays(models.Model):
    """The table of working days of one year as an administrator recorded it; a change is a further version.

    The highest ``version`` of a year is in force, before the pack's own table. Rows are never changed: a term that was
    counted keeps its last day, and its leaf names the versions it was counted by.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="working_days")
    year = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300)
    days_off = models.JSONField(help_text="days that are free, as ISO 8601 text in order")
    working_weekends = models.JSONField(help_text="Saturdays and Sundays that are worked, likewise")
    because = models.TextField(blank=True, help_text="why the table before it was replaced")
    recorded_at = models.DateTimeField()
    entry_id = models.CharField(
        max_length=64, help_text="the leaf of the programme's log that holds the table"
    )

    class Meta:
        ordering: ClassVar = ["-year", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "year", "version"], name="working_days_once"),
        ]

    def __str__(self) -> str:
        return f"{self.year}/{self.version}"
