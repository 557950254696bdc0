"""What every row with a state shares, and the deadlines that belong to rows and bodies."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from fivefold.authz.facts import ObjectFacts
from fivefold.ledger.ids import uuid7
from fivefold.lifecycle.table import Where
from fivefold.orgs.models import Body
from fivefold.packs.models import Programme


class Stateful(models.Model):
    """A row with a state. ``state`` is written by ``lifecycle.move`` alone; a test looks for other writers.

    Subclasses give ``SUBJECT`` (the name of their table) and ``object_facts``, and select what those read.
    """

    SUBJECT: ClassVar[str]

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    state = models.CharField(max_length=20)
    state_since = models.DateTimeField()

    class Meta:
        abstract = True

    def object_facts(self) -> ObjectFacts:
        """Return what authorisation needs to know of this row."""
        raise NotImplementedError

    def programme_row(self) -> Programme:
        """Return the programme this row belongs to."""
        raise NotImplementedError

    def body_at(self, where: Where) -> Body | None:
        """Return the body meant by ``where`` seen from this row; None where there is none."""
        raise NotImplementedError

    def subject_name(self) -> str:
        """Return the row's name as it stands in sentences."""
        raise NotImplementedError

    def turn_due(self) -> datetime | None:
        """Return until when the present turn should be taken; None where no date is set."""
        return None


class Deadline(models.Model):
    """A date by which a body must have done something about a subject.

    Extended only by a recorded decision.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE)
    subject_type = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=64)
    body = models.ForeignKey(Body, on_delete=models.CASCADE, null=True, blank=True)
    code = models.CharField(max_length=40)
    due_at = models.DateTimeField()
    extended_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "code", "body"],
                nulls_distinct=False,
                name="deadline_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.effective:%Y-%m-%d}"

    @property
    def effective(self) -> datetime:
        """The date in force: the extended one where one was granted."""
        return self.extended_until or self.due_at
