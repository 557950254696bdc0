"""Stored files, named by their content."""

from typing import ClassVar

from django.db import models

from fivefold.ledger.ids import uuid7


class StoredFile(models.Model):
    """One stored file: immutable; the bytes live under their sha256, the name is what the sender called it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(help_text="bytes")
    media = models.CharField(max_length=120)
    name = models.CharField(max_length=200)
    programme_id = models.CharField(max_length=64, blank=True)
    body_path = models.CharField(max_length=200, blank=True)
    stored_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["stored_at", "id"]

    def __str__(self) -> str:
        return self.name
