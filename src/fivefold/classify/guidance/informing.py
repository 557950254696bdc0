"""Who is told that guidance was published: the regions it addresses (2.2)."""

from collections.abc import Collection
from uuid import UUID
from zoneinfo import ZoneInfo

from fivefold.authz.permissions import Permission
from fivefold.authz.roles import Role
from fivefold.classify.class_lists.queries import class_list_in_force, classes_of
from fivefold.classify.guidance.models import Guidance
from fivefold.classify.regions.models import Region
from fivefold.lifecycle.reactions import Happening, on
from fivefold.lifecycle.telling import tell_bodies
from fivefold.orgs.models import Body

_ROLES = (Role.FILLER, Role.SIGNER)


def _of_class(guidance: Guidance, happening: Happening) -> Collection[UUID]:
    """Return the regions in the guidance's class on the list that speaks for the day of publication."""
    day = happening.entry.at.astimezone(ZoneInfo(guidance.programme.time_zone)).date()
    found = class_list_in_force(guidance.programme, day)
    placed = classes_of(found) if found else {}
    return [region for region, code in placed.items() if code == guidance.class_code]


def tell_addressed(happening: Happening) -> None:
    """Tell filler and signer of each participant that the guidance addresses; without a class, of all."""
    guidance = happening.row
    if not isinstance(guidance, Guidance):
        return
    regions = Region.objects.filter(programme_id=guidance.programme_id, state="participating")
    if guidance.class_code:
        regions = regions.filter(pk__in=_of_class(guidance, happening))
    bodies = Body.objects.filter(pk__in=regions.values("body_id")).order_by("path")
    tell_bodies(guidance, happening.entry, bodies, _ROLES, Permission.GUIDANCE_VIEW)


def register_reactions() -> None:
    """Register the reaction."""
    on("guidance.published", "the regions that it addresses are told")(tell_addressed)
