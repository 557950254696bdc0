"""Acts of the system administrator on people: make, disable, enable, give a new one-time password."""

import secrets

from fivefold.authz.decide import permissions_of
from fivefold.authz.permissions import Permission
from fivefold.authz.words import role_lacks
from fivefold.lifecycle.actor import Actor
from fivefold.lifecycle.clock import DATABASE_CLOCK, Clock
from fivefold.lifecycle.errors import NotAllowed
from fivefold.lifecycle.transactions import action
from fivefold.method.reason import Reason, Refused
from fivefold.office.accounts_log import record_account
from fivefold.orgs.models import Person

_WORD_BYTES = 12
SIGN_IN = r"^[a-z0-9][a-z0-9._-]{2,79}$"
"""What a sign-in name looks like."""


class NameTaken(Refused):
    """Somebody else signs in with this name."""


def _require(actor: Actor) -> None:
    if Permission.PERSON_MANAGE not in permissions_of(actor.seat):
        raise NotAllowed(Permission.PERSON_MANAGE, role_lacks(Permission.PERSON_MANAGE))


@action
def person_create(
    *, username: str, name: str, email: str, actor: Actor, clock: Clock = DATABASE_CLOCK
) -> tuple[Person, str]:
    """Create a person and return them with a random password, which is shown once and chosen by nobody.

    Raises NotAllowed, and NameTaken for a sign-in name in use.
    """
    _require(actor)
    return new_person(username=username, name=name, email=email, actor=actor, clock=clock)


def new_person(*, username: str, name: str, email: str, actor: Actor, clock: Clock) -> tuple[Person, str]:
    """Make the row and its leaf, inside an action that has asked who may. Raises NameTaken."""
    if Person.objects.filter(username=username).exists():
        raise NameTaken(Reason("person.name_taken", {"username": username}))
    word = secrets.token_urlsafe(_WORD_BYTES)
    person = Person.objects.create_person(username, name, word)
    person.email = email
    person.save(update_fields=["email"])
    _note("person.created", person, actor, clock)
    return person, word


def _note(kind: str, person: Person, actor: Actor, clock: Clock) -> None:
    params = {"subject": person.username}
    record_account(kind, "person", str(person.pk), actor=actor, at=clock.now(), params=params)


@action
def person_set_active(*, person: Person, active: bool, actor: Actor, clock: Clock = DATABASE_CLOCK) -> None:
    """Let a person sign in, or no longer; takes effect at their next request. Raises NotAllowed."""
    _require(actor)
    changed = Person.objects.filter(pk=person.pk).exclude(is_active=active).update(is_active=active)
    person.is_active = active
    if changed:
        _note("person.enabled" if active else "person.disabled", person, actor, clock)


@action
def person_new_password(*, person: Person, actor: Actor, clock: Clock = DATABASE_CLOCK) -> str:
    """Replace a person's password by a random one and return it, to be shown once. Raises NotAllowed."""
    _require(actor)
    word = secrets.token_urlsafe(_WORD_BYTES)
    person.set_password(word)
    person.save(update_fields=["password"])
    _note("person.password_replaced", person, actor, clock)
    return word
