"""Bodies, people and seats. No data on residents; of an official only name, sign-in name and office mail."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from fivefold.ledger.ids import uuid7
from fivefold.orgs.below import Below
from fivefold.packs.models import Programme


class Body(models.Model):
    """A body of a programme: a node of the level tree, or a unit beside a node (``unit`` is true).

    ``path`` names its place: codes from the top joined by ``/`` with a ``/`` at the end, so that a prefix is
    a subtree.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="bodies")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=100, blank=True)
    level = models.PositiveSmallIntegerField(help_text="index into the pack's levels, 0 is the top")
    unit = models.BooleanField(
        default=False, help_text="a competent unit beside the tree, such as a member unit"
    )
    path = models.CharField(max_length=200)
    pinyin = models.CharField(max_length=300, blank=True, help_text="for sorting only")
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["path"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "path"], name="body_programme_path"),
            models.UniqueConstraint(fields=["programme", "code"], name="body_programme_code"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["programme", "level"], name="body_programme_level"),
            models.Index(fields=["path"], name="body_path"),
        ]

    def __str__(self) -> str:
        return self.name


Body._meta.get_field("path").register_lookup(Below)  # noqa: SLF001 - Django's documented way to a field


class PersonManager(BaseUserManager["Person"]):
    """Creates people; the password is hashed here and nowhere else."""

    def create_person(self, username: str, name: str, password: str | None = None) -> "Person":
        """Create a person who may sign in with ``username``; without a password nobody can."""
        person = self.model(username=username, name=name)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """A person who signs in. When they last did is not kept: Fivefold counts no log-ins."""

    last_login = None
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    username = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=100)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    objects: ClassVar[PersonManager] = PersonManager()

    def __str__(self) -> str:
        return self.name


class Seat(models.Model):
    """A role of a person in a body, in a programme (for the three administrators: in the installation)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="seats")
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, null=True, blank=True, related_name="seats"
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="seats")
    role = models.CharField(max_length=30)
    appointed_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["appointed_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "programme", "body", "role"],
                condition=models.Q(ends_at__isnull=True),
                name="seat_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.role}"
