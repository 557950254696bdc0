"""The security log: refusals and failed sign-ins. Only the audit administrator sees it (decisions 15)."""

from typing import ClassVar

from django.db import models


class SecurityEvent(models.Model):
    """One refusal. Text only, no foreign keys, so that it outlives what it names."""

    at = models.DateTimeField(db_index=True)
    kind = models.CharField(max_length=40)
    seat = models.CharField(max_length=64, blank=True)
    role = models.CharField(max_length=30, blank=True)
    body = models.CharField(max_length=200, blank=True)
    permission = models.CharField(max_length=60, blank=True)
    path = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.kind}"
