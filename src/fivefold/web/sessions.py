"""Sessions in the database as Django keeps them; only reading one is prepared, since every page does it."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.db.models import CharField, DateTimeField
from django.utils import timezone

from fivefold.ledger.prepared import Prepared, Slot

_by_key = Prepared(
    lambda: Session.objects.filter(
        session_key=Slot("key", CharField()), expire_date__gt=Slot("now", DateTimeField())
    ).values_list("session_data")
)


class SessionStore(DatabaseStore):
    """The engine named in the settings."""

    def load(self) -> dict[str, Any]:
        """Return what the session holds; nothing, and a new key to come, where it is unknown or over."""
        rows = _by_key.rows(key=self.session_key, now=timezone.now())
        if not rows:
            self._session_key = None
            return {}
        return self.decode(rows[0][0])
