"""Whether a seat may look at a row of which only subject and id are known, as a log tells them."""

from fivefold.authz.decide import decide
from fivefold.lifecycle.models import Stateful
from fivefold.lifecycle.tables import REGISTRY
from fivefold.orgs.seats import SeatFacts


def may_look(seat: SeatFacts | None, subject: str, subject_id: str) -> bool:
    """Say whether the seat sees the row as it stands now; a row that is gone is seen by nobody.

    Raises KeyError for a subject without a table.
    """
    view = REGISTRY[subject].view
    model = next(one for one in Stateful.__subclasses__() if subject == one.SUBJECT)
    row = model._base_manager.filter(pk=subject_id).first()  # noqa: SLF001 - the manager that hides nothing
    return row is not None and decide(seat, view, row.object_facts()).allowed
