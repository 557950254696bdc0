"""``scope``: the same decision for lists, as conditions a query can be filtered by."""

from dataclasses import dataclass

from django.db.models import Q

from fivefold.authz.decide import permissions_of
from fivefold.authz.permissions import Permission
from fivefold.authz.roles import Reach
from fivefold.orgs.seats import SeatFacts


@dataclass(frozen=True, slots=True)
class ScopeFields:
    """The look-ups of a model that hold what ``ObjectFacts`` names.

    ``published`` and ``announced`` are conditions of their own.
    """

    programme: str = "programme_id"
    body_path: str = "body__path"
    published: Q | None = None
    announced: Q | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """How far a list may reach. ``reach`` None means: nothing at all."""

    reach: Reach | None
    programme: str
    body_path: str
    sees: bool = True

    def q(self, fields: ScopeFields) -> Q:
        """Return the condition for a model whose facts stand in ``fields``."""
        nothing = Q(pk__in=[])
        if self.reach is None:
            return nothing
        if self.reach is Reach.INSTALLATION:
            return Q()
        within = Q(**{fields.programme: self.programme}) if self.programme else Q()
        known = nothing if fields.published is None else fields.published
        if self.programme and fields.announced is not None:
            known |= fields.announced
        if self.reach is Reach.PUBLISHED or not self.programme:
            return within & known
        if self.reach is Reach.PROGRAMME:
            return within
        lookup = fields.body_path if self.reach is Reach.OWN else f"{fields.body_path}__startswith"
        own = Q(**{lookup: self.body_path})
        return within & (own | known if self.sees else own)


def scope(seat: SeatFacts | None, permission: Permission) -> Scope:
    """Return the scope of ``permission`` for ``seat`` (None: the public)."""
    reach = permissions_of(seat).get(permission)
    if seat is None:
        return Scope(reach, "", "")
    if not seat.programme_id and reach is not Reach.INSTALLATION:
        return Scope(None, "", "")
    return Scope(reach, seat.programme_id, seat.body_path, permission.sees)
