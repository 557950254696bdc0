"""Guidance addressed to a class or to all (2.2)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fivefold.authz.facts import ObjectFacts
from fivefold.authz.scope import ScopeFields
from fivefold.lifecycle.models import Stateful
from fivefold.lifecycle.table import Where
from fivefold.orgs.models import Body
from fivefold.orgs.tree import top
from fivefold.packs.models import Programme


class Guidance(Stateful):
    """One piece of guidance; ``class_code`` empty addresses every class."""

    SUBJECT = "guidance"
    SCOPE = ScopeFields(published=Q(state="published"))

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="guidance")
    class_code = models.CharField(max_length=30, blank=True)
    title = models.CharField(max_length=200)
    text = models.TextField()

    class Meta:
        ordering: ClassVar = ["class_code", "-state_since"]

    def __str__(self) -> str:
        return self.title

    def object_facts(self) -> ObjectFacts:
        """Say that published guidance may be read by everybody in the programme whom it addresses."""
        return ObjectFacts(str(self.programme_id), "", self.state, published=self.state == "published")

    def programme_row(self) -> Programme:
        """Return the programme."""
        return self.programme

    def body_at(self, where: Where) -> Body | None:
        """Guidance belongs to the top body."""
        return top(self.programme)

    def subject_name(self) -> str:
        """Return the title."""
        return self.title
