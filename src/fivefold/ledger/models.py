"""Tables of the log. Only this room reads or writes them; everybody else asks ``record`` and ``reading``."""

from typing import ClassVar

from django.db import models

from fivefold.ledger.ids import uuid7


class Log(models.Model):
    """One append-only log.

    ``origin`` is its name for the world, ``frontier`` the compact range of its tree.
    """

    origin = models.CharField(max_length=200, unique=True)
    size = models.PositiveBigIntegerField(default=0)
    frontier = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.origin


class Entry(models.Model):
    """One leaf.

    ``leaf`` is its canonical JSON, to the byte; the person's name stands beside it, never inside. What stands beside
    it is bound by a digest in the leaf, blinded by ``blind`` so that no name can be guessed from the leaf.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    origin = models.CharField(max_length=200)
    index = models.PositiveBigIntegerField()
    leaf = models.TextField()
    leaf_hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    kind = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=64)
    body = models.CharField(max_length=200, blank=True)
    body_name = models.CharField(max_length=200, blank=True)
    name_snapshot = models.CharField(max_length=100, blank=True)
    blind = models.CharField(
        max_length=64, blank=True, help_text="empty: recorded before leaves bound the names"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["origin", "index"], name="entry_origin_index"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["origin", "subject_type", "subject_id"], name="entry_subject"),
            models.Index(fields=["origin", "kind", "index"], name="entry_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.origin} {self.index} {self.kind}"


class Node(models.Model):
    """A complete subtree of a log's tree: ``level`` 0 are leaf hashes.

    Enough to make any proof in few look-ups.
    """

    origin = models.CharField(max_length=200)
    level = models.PositiveSmallIntegerField()
    index = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["origin", "level", "index"], name="node_place"),
        ]

    def __str__(self) -> str:
        return f"{self.origin} {self.level}/{self.index}"


class Checkpoint(models.Model):
    """A signed statement of the log's size and root (C2SP tlog-checkpoint), kept to prove growth."""

    origin = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    root = models.CharField(max_length=64)
    note = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["origin", "size"], name="checkpoint_origin_size"),
        ]

    def __str__(self) -> str:
        return f"{self.origin} {self.size}"
