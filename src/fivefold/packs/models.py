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
