"""``decide``: may this seat use this permission on this object, and why (not)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from fivefold.authz.facts import ObjectFacts
from fivefold.authz.permissions import Permission
from fivefold.authz.roles import PUBLIC_PERMISSIONS, ROLE_PERMISSIONS, Reach, Role
from fivefold.authz.words import role_lacks
from fivefold.method.reason import Reason
from fivefold.orgs.seats import SeatFacts

# Whoever wrote or filed a thing does not judge it: exclusion looks at the person, through all seats
# (decisions 22, 24).
FOUR_EYES: frozenset[Permission] = frozenset(
    {Permission.CLAIM_REVIEW, Permission.ASSESSMENT_RETURN, Permission.OBJECTION_ANSWER}
)
# In a review chain only the body at the chain's present level acts.
TURN_BOUND: frozenset[Permission] = frozenset({Permission.CLAIM_REVIEW})


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer; ``reason`` is a sentence for people in both cases."""

    allowed: bool
    reason: Reason


def permissions_of(seat: SeatFacts | None) -> Mapping[Permission, Reach]:
    """Return the permissions of a seat with their reach; without a seat, those of the public."""
    if seat is None:
        return PUBLIC_PERMISSIONS
    try:
        return ROLE_PERMISSIONS[Role(seat.role)]
    except ValueError:
        return {}


def covers(seat: SeatFacts | None, permission: Permission, reach: Reach, facts: ObjectFacts) -> bool:
    """Say whether ``reach``, seen from the seat, covers the object.

    That a thing is published lets everybody see it, and lets nobody act on it beyond their own reach.
    """
    if reach is Reach.INSTALLATION:
        return True
    if seat is not None and seat.programme_id != facts.programme:
        return False
    known = facts.published or (facts.announced and seat is not None)
    if known and (reach is Reach.PUBLISHED or permission.sees):
        return True
    if seat is None or reach is Reach.PUBLISHED:
        return False
    if reach is Reach.OWN:
        return facts.body_path == seat.body_path
    return reach is Reach.PROGRAMME or facts.body_path.startswith(seat.body_path)


def decide(
    seat: SeatFacts | None, permission: Permission, facts: ObjectFacts, *, persons: Collection[str] = ()
) -> Decision:
    """Decide whether ``seat`` may use ``permission`` on the object described by ``facts``.

    ``persons`` are further ids of the acting person, if they have several accounts known to the office.
    """
    reach = permissions_of(seat).get(permission)
    if reach is None:
        return Decision(allowed=False, reason=role_lacks(permission))
    if not covers(seat, permission, reach, facts):
        return Decision(allowed=False, reason=Reason("authz.out_of_reach", {"permission": permission.value}))
    if permission in FOUR_EYES and seat is not None and facts.owners & {seat.person_id, *persons}:
        return Decision(allowed=False, reason=Reason("authz.own_work", {}))
    if permission in TURN_BOUND and seat is not None and facts.turn_level not in (None, seat.body_level):
        return Decision(allowed=False, reason=Reason("authz.not_your_turn", {}))
    return Decision(allowed=True, reason=Reason("authz.allowed", {"role": "" if seat is None else seat.role}))
