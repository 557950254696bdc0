"""Imports of the register: an uploaded file, what it would change, and whether it was confirmed (2.1a)."""

from typing import ClassVar

from django.db import models

from fivefold.authz.facts import ObjectFacts
from fivefold.authz.scope import ScopeFields
from fivefold.files.models import StoredFile
from fivefold.lifecycle.models import Stateful
from fivefold.lifecycle.table import Where
from fivefold.orgs.models import Body
from fivefold.orgs.tree import top
from fivefold.packs.models import Programme


class RegisterImport(Stateful):
    """One uploaded file. ``kind`` is areas (whole register) or participation (code and batch).

    ``outcome`` holds the last check as plain data (``register.outcome``); it is empty while the check is under way.
    """

    SUBJECT = "register_import"
    SCOPE = ScopeFields(body_path="programme__slug")

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="register_imports")
    kind = models.CharField(max_length=20)
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT)
    changes_from = models.DateField(help_text="the day from which changed facts and new participation hold")
    outcome = models.JSONField(default=dict)
    job_id = models.CharField(max_length=64, blank=True)
    uploaded_by_post = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["-state_since"]

    def __str__(self) -> str:
        return self.stored.name

    def object_facts(self) -> ObjectFacts:
        """Say that an import belongs to the programme's top body."""
        return ObjectFacts(str(self.programme_id), "", self.state)

    def programme_row(self) -> Programme:
        """Return the programme."""
        return self.programme

    def body_at(self, where: Where) -> Body | None:
        """Return the top body: an import belongs to it."""
        return top(self.programme)

    def subject_name(self) -> str:
        """Return the name of the file."""
        return self.stored.name
