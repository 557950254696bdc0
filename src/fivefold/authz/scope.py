"""``scope``: the same decision for lists, as conditions a query can be filtered by."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Generic

from django.db.models import CharField, Q, QuerySet, UUIDField

from fivefold.authz.decide import permissions_of
from fivefold.authz.permissions import Permission
from fivefold.authz.roles import Reach
from fivefold.ledger.prepared import Prepared, PreparedRows, Row, Slot
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
    programme: str | Slot
    body_path: str | Slot
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


_PROGRAMME, _PATH = "scope_programme", "scope_path"
_Kind = tuple[Reach | None, bool, bool]


def _open(kind: _Kind) -> Scope:
    """Return a scope of this kind with slots for the seat's own programme and body."""
    reach, in_programme, sees = kind
    return Scope(reach, Slot(_PROGRAMME, UUIDField()) if in_programme else "", Slot(_PATH, CharField()), sees)


def _asked(seat: SeatFacts | None, permission: Permission) -> tuple[_Kind, dict[str, Any]]:
    """Return the kind of scope a seat has by a permission, and the values of its slots."""
    found = scope(seat, permission)
    own = {_PROGRAMME: found.programme, _PATH: found.body_path}
    return (found.reach, bool(found.programme), found.sees), own


class ScopedRows(Generic[Row]):
    """A prepared query for what a seat may see: ``make`` returns the rows under the condition of the scope."""

    def __init__(
        self,
        model: type[Row],
        permission: Permission,
        fields: ScopeFields,
        make: Callable[[Q], QuerySet[Row]],
    ) -> None:
        self._permission = permission
        self._rows = PreparedRows(model, lambda kind: make(_open(kind).q(fields)))

    def objects(self, seat: SeatFacts | None, **values: Any) -> list[Row]:
        """Ask for a seat, with a value for each slot; returns the objects. Raises KeyError for one without a value."""
        kind, own = _asked(seat, self._permission)
        return self._rows.objects(kind, **own, **values)

    def one(self, seat: SeatFacts | None, **values: Any) -> Row | None:
        """Ask as ``objects`` does; returns the first object, None where the seat sees none."""
        return next(iter(self.objects(seat, **values)), None)


class ScopedValues:
    """A prepared query of plain values under the condition of a scope; ``make`` also takes what names a kind of it."""

    def __init__(
        self, permission: Permission, fields: ScopeFields, make: Callable[..., QuerySet[Any, Any]]
    ) -> None:
        self._permission = permission
        self._rows = Prepared(lambda kind, *more: make(_open(kind).q(fields), *more))

    def rows(self, seat: SeatFacts | None, *kind: Hashable, **values: Any) -> list[tuple[Any, ...]]:
        """Ask for a seat, with a value for each slot; returns the rows. Raises KeyError for one without a value."""
        found, own = _asked(seat, self._permission)
        return self._rows.rows(found, *kind, **own, **values)
