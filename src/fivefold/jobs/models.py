"""The job table: state, progress, lease and result of long work."""

from typing import ClassVar

from django.db import models

from fivefold.ledger.ids import uuid7


class JobState(models.TextChoices):
    """States of a job; ``failed`` keeps its reason and can be queued again."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(models.Model):
    """One piece of long work. ``params`` and ``result`` are JSON; files are named by their stored id."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=60)
    params = models.JSONField(default=dict)
    programme_id = models.CharField(max_length=64, blank=True)
    seat_id = models.CharField(
        max_length=64, blank=True, help_text="who asked; only they and their body see it"
    )
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.QUEUED)
    steps_done = models.PositiveIntegerField(default=0)
    steps_total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_token = models.CharField(max_length=64, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    result = models.JSONField(default=dict)
    failure = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["queued_at", "id"]
        indexes: ClassVar = [models.Index(fields=["state", "lease_until"], name="job_waiting")]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
