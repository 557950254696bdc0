"""People as the server knows them again with every request."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db import DEFAULT_DB_ALIAS
from django.db.models import UUIDField

from fivefold.ledger.prepared import Prepared, Slot, columns_of
from fivefold.orgs.models import Person

_COLUMNS = columns_of(Person)
_by_id = Prepared(lambda: Person.objects.filter(pk=Slot("pk", UUIDField())).values_list(*_COLUMNS))


class PeopleBackend(ModelBackend):
    """Django's own sign-in; only finding a person again is prepared, since every page does it."""

    def get_user(self, user_id: Any) -> Person | None:
        """Return the person of a session; None where there is none or they may no longer sign in."""
        rows = _by_id.rows(pk=user_id)
        person = Person.from_db(DEFAULT_DB_ALIAS, _COLUMNS, rows[0]) if rows else None
        return person if person is not None and self.user_can_authenticate(person) else None
