"""Acts of the security administrator on seats: grant and end. The three administrators exclude each other."""

from fivefold.authz.decide import permissions_of
from fivefold.authz.permissions import Permission
from fivefold.authz.roles import ADMINISTRATORS, Role
from fivefold.authz.words import role_lacks
from fivefold.lifecycle.actor import Actor
from fivefold.lifecycle.clock import DATABASE_CLOCK, Clock
from fivefold.lifecycle.errors import NotAllowed
from fivefold.lifecycle.transactions import action
from fivefold.method.reason import Reason, Refused
from fivefold.office.accounts_log import record_account
from fivefold.orgs.models import Body, Person, Seat
from fivefold.orgs.seats import seats_in_force
from fivefold.web.roles import role_label


class SeatRefused(Refused):
    """The seat cannot be granted."""


def _require(actor: Actor, person: Person | None) -> None:
    if Permission.SEAT_GRANT not in permissions_of(actor.seat):
        raise NotAllowed(Permission.SEAT_GRANT, role_lacks(Permission.SEAT_GRANT))
    if person is not None and actor.seat is not None and actor.seat.person_id == str(person.pk):
        raise SeatRefused(Reason("seat.not_to_oneself", {}))


def _check(person: Person, role: Role, body: Body | None, held: list[Seat]) -> None:
    if (body is None) != (role in ADMINISTRATORS):
        raise SeatRefused(
            Reason(
                "seat.body_needed" if body is None else "seat.body_not_fitting", {"role": role_label(role)}
            )
        )
    roles = {seat.role for seat in held}
    if role in ADMINISTRATORS and roles - {role.value}:
        raise SeatRefused(Reason("seat.administrators_apart", {"person": person.username}))
    if role not in ADMINISTRATORS and roles & {r.value for r in ADMINISTRATORS}:
        raise SeatRefused(Reason("seat.administrators_apart", {"person": person.username}))
    if any(seat.role == role.value and seat.body_id == (body.pk if body else None) for seat in held):
        raise SeatRefused(Reason("seat.held_already", {"person": person.username}))


@action
def seat_grant(
    *, person: Person, role: Role, body: Body | None, actor: Actor, clock: Clock = DATABASE_CLOCK
) -> Seat:
    """Seat a person in a role at a body (None for the three administrators).

    Raises NotAllowed, and SeatRefused for a seat held already, for oneself, and for a person who would be two
    of the three administrators, or an administrator with a business seat (GB/T 22239-2019, 8.1.4.2 d).
    """
    _require(actor, person)
    Person.objects.select_for_update().get(pk=person.pk)
    _check(person, role, body, list(seats_in_force(person, clock.now())))
    return new_seat(person=person, role=role, body=body, actor=actor, clock=clock)


def new_seat(*, person: Person, role: Role, body: Body | None, actor: Actor, clock: Clock) -> Seat:
    """Make the row and its leaf, inside an action that has asked who may."""
    seat = Seat.objects.create(
        person=person,
        programme=body.programme if body else None,
        body=body,
        role=role.value,
        appointed_at=clock.now(),
    )
    _note("seat.granted", seat, actor, clock)
    return seat


@action
def seat_end(*, seat: Seat, actor: Actor, clock: Clock = DATABASE_CLOCK) -> None:
    """End a seat now; a second press changes nothing. Raises NotAllowed."""
    _require(actor, None)
    at = clock.now()
    if Seat.objects.filter(pk=seat.pk, ends_at=None).update(ends_at=at):
        _note("seat.ended", seat, actor, clock)


def _note(kind: str, seat: Seat, actor: Actor, clock: Clock) -> None:
    params = {
        "subject": seat.person.username,
        "role": seat.role,
        "place": seat.body.name if seat.body else "—",
    }
    record_account(kind, "seat", str(seat.pk), actor=actor, at=clock.now(), params=params)
