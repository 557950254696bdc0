"""The demonstration's people: one log-in per role, and a signer for every other body so that it can act."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext as _

from fivefold.authz.roles import ADMINISTRATORS, Role
from fivefold.lifecycle.actor import Actor
from fivefold.orgs.models import Body, Person, Seat
from fivefold.orgs.seats import seat_facts
from fivefold.packs.models import Programme
from fivefold.web.accounts import DEMO_MARK
from fivefold.web.roles import role_label

PASSWORD = "fivefold-demo"  # noqa: S105 - printed by make demo, refused off this machine


@dataclass
class Cast:
    """Seats by (body id, role): whoever acts in the demonstration."""

    actors: dict[tuple[str, Role], Actor] = field(default_factory=dict)

    def actor(self, body: Body, role: Role) -> Actor:
        """Return the actor of a role at a body. Raises KeyError."""
        return self.actors[(str(body.pk), role)]


def seat_bodies(programme: Programme, wanted: Iterable[tuple[Body, Role]], at: datetime) -> Cast:
    """Seat one fictional person without a password for each (body, role)."""
    pairs = list(wanted)
    locked = make_password(None)
    people = [
        Person(
            username=f"{programme.slug}-{body.code}-{role.value}",
            name=f"{body.name}演示人员",
            password=locked,
        )
        for body, role in pairs
    ]
    Person.objects.bulk_create(people, batch_size=500)
    seats = [
        Seat(person=person, programme=programme, body=body, role=role.value, appointed_at=at)
        for person, (body, role) in zip(people, pairs, strict=True)
    ]
    Seat.objects.bulk_create(seats, batch_size=500)
    return Cast({(str(b.pk), r): Actor(seat_facts(s)) for s, (b, r) in zip(seats, pairs, strict=True)})


def login_name(role: Role) -> str:
    """Return the name under which the one person of a role signs in."""
    return DEMO_MARK + role.value.replace("_", "-")


@dataclass(frozen=True, slots=True)
class Login:
    """One log-in of the demonstration, as printed and as listed on the sign-in page."""

    username: str
    role: str
    place: str


def seat_logins(programme: Programme, places: Mapping[Role, Body], at: datetime) -> list[Login]:
    """Make one log-in per role: ``demo-<role>``; the three administrators sit in the installation."""
    password = make_password(PASSWORD)
    logins = []
    for role in Role:
        body = places.get(role)
        if body is None and role not in ADMINISTRATORS:
            continue
        username = login_name(role)
        person = Person.objects.create(
            username=username, name=f"演示{role_label(role.value)}", password=password
        )
        Seat.objects.create(
            person=person, programme=programme if body else None, body=body, role=role.value, appointed_at=at
        )
        logins.append(Login(username, role_label(role.value), body.name if body else _("The system")))
    return logins
