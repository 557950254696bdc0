"""What waits for whom, what was told to whom, and what stands in the programme's year."""

from typing import ClassVar

from django.db import models

from fivefold.ledger.ids import uuid7
from fivefold.orgs.models import Body, Person
from fivefold.packs.models import Programme


class ToDo(models.Model):
    """One thing that waits for a role in a body. Done when its subject moves on."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE)
    body = models.ForeignKey(Body, on_delete=models.CASCADE)
    role = models.CharField(max_length=30)
    code = models.CharField(max_length=80, help_text="Reason code that speaks the sentence")
    params = models.JSONField(default=dict)
    subject_type = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=64)
    since = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "body", "role", "code"],
                condition=models.Q(done_at=None),
                name="todo_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["body", "role", "done_at", "due_at"], name="todo_waiting"),
            models.Index(fields=["subject_type", "subject_id"], name="todo_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.subject_id}"


class Notice(models.Model):
    """One notice to a role in a body: an effect in the inbox exactly once (event, recipient)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE)
    body = models.ForeignKey(Body, on_delete=models.CASCADE)
    role = models.CharField(max_length=30)
    code = models.CharField(max_length=80)
    params = models.JSONField(default=dict)
    permission = models.CharField(max_length=60, help_text="asked again when the notice is shown")
    subject_type = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=64)
    entry_id = models.CharField(max_length=64, help_text="the ledger entry that caused it")
    at = models.DateTimeField()
    read_by = models.ManyToManyField(Person, blank=True)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry_id", "body", "role", "code"], name="notice_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["body", "role", "at"], name="notice_inbox")]

    def __str__(self) -> str:
        return f"{self.code} {self.subject_id}"


class CalendarEntry(models.Model):
    """A date of the programme's year, shown on the line across the top of every page.

    With ``body_path`` it is a date of that body: it is shown there, to those above and below, and to nobody else.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE)
    code = models.CharField(max_length=80)
    params = models.JSONField(default=dict)
    kind = models.CharField(max_length=30)
    at = models.DateTimeField()
    subject_type = models.CharField(max_length=40, blank=True)
    subject_id = models.CharField(max_length=64, blank=True)
    body_path = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "code", "subject_type", "subject_id", "body_path"], name="calendar_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.at:%Y-%m-%d}"
