"""Founding a programme on this installation: the one act that nobody's seat can do, since no seat exists before it."""

import re
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from fivefold.authz.roles import ADMINISTRATORS, Role
from fivefold.ledger.record import NewEntry, record
from fivefold.lifecycle.actor import SYSTEM
from fivefold.lifecycle.clock import DATABASE_CLOCK, Clock
from fivefold.lifecycle.origin import origin_of
from fivefold.lifecycle.transactions import action
from fivefold.method.reason import Reason, Refused
from fivefold.office.accounts_log import accounts_origin
from fivefold.office.people.actions import SIGN_IN, new_person
from fivefold.office.seats.actions import new_seat
from fivefold.orgs.models import Body, Seat
from fivefold.packs.models import Programme
from fivefold.packs.programmes import install_pack, pack_of

FOUNDED, SUBJECT = "programme.founded", "programme"
SLUG = re.compile(r"^[a-z0-9][a-z0-9-]{1,59}$")


class FoundingRefused(Refused):
    """The programme cannot be founded so."""


@dataclass(frozen=True, slots=True)
class Founding:
    """What is founded: a programme on the pack in ``pack``, and its top body."""

    pack: Path
    slug: str
    title: str
    title_en: str
    body_code: str
    body_name: str


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A person to be seated: role, sign-in name and name."""

    role: Role
    username: str
    name: str


@action
def programme_found(
    *, founding: Founding, administrators: list[Newcomer], clock: Clock = DATABASE_CLOCK
) -> tuple[Programme, dict[str, str]]:
    """Found a programme; on a new installation also seat its three administrators.

    Returns the programme and the administrators' passwords by sign-in name: random, shown once, chosen by nobody. An
    installation that has administrators gets none by this way. All of it happens or nothing (decisions 12, 14, 15).
    Raises FoundingRefused, NameTaken, and PackRefusedError for a pack with faults.
    """
    _check(founding, administrators)
    at = clock.now()
    version = install_pack(founding.pack, at)
    programme = Programme.objects.create(
        slug=founding.slug,
        title=founding.title,
        title_en=founding.title_en,
        pack_version=version,
        time_zone=pack_of(Programme(pack_version=version)).programme.time_zone,
        created_at=at,
    )
    body = Body.objects.create(
        programme=programme,
        code=founding.body_code,
        name=founding.body_name,
        level=0,
        path=f"{founding.body_code}/",
    )
    told = {"slug": programme.slug, "title": programme.title, "top": body.name, "pack": version.sha256}
    leaf = NewEntry(FOUNDED, SUBJECT, str(programme.pk), SYSTEM.leaf(), at, told)
    record(origin_of(programme), leaf)
    return programme, {one.username: _seated(one, clock) for one in administrators}


def _check(founding: Founding, administrators: list[Newcomer]) -> None:
    taken = f"{settings.SITE_NAME}/{founding.slug}" == accounts_origin()
    if not SLUG.match(founding.slug) or taken:
        raise FoundingRefused(Reason("founding.slug", {"slug": founding.slug}))
    if Programme.objects.filter(slug=founding.slug).exists():
        raise FoundingRefused(Reason("founding.slug_taken", {"slug": founding.slug}))
    if not founding.title.strip() or not founding.body_name.strip() or not founding.body_code.strip():
        raise FoundingRefused(Reason("founding.empty", {}))
    if "/" in founding.body_code:
        raise FoundingRefused(Reason("founding.body_code", {"code": founding.body_code}))
    _check_administrators(administrators)


def _check_administrators(administrators: list[Newcomer]) -> None:
    seated = Seat.objects.filter(role__in=[role.value for role in ADMINISTRATORS]).exists()
    if seated and administrators:
        raise FoundingRefused(Reason("founding.administered", {}))
    if seated:
        return
    if {one.role for one in administrators} != set(ADMINISTRATORS):
        raise FoundingRefused(Reason("founding.three", {}))
    if len({one.username for one in administrators}) != len(administrators):
        raise FoundingRefused(Reason("founding.three_people", {}))
    for one in administrators:
        if not re.match(SIGN_IN, one.username) or not one.name.strip():
            raise FoundingRefused(Reason("founding.username", {"username": one.username}))


def _seated(one: Newcomer, clock: Clock) -> str:
    """Make the person and the seat, each with its leaf; returns the password."""
    person, word = new_person(username=one.username, name=one.name, email="", actor=SYSTEM, clock=clock)
    new_seat(person=person, role=one.role, body=None, actor=SYSTEM, clock=clock)
    return word
