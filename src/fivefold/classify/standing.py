"""Where a row stands: the check before an act does its work."""

from fivefold.lifecycle.errors import WrongState
from fivefold.lifecycle.models import Stateful
from fivefold.lifecycle.move import event_name, state_name
from fivefold.method.reason import Reason


def need_state(row: Stateful, state: str, event: str) -> None:
    """Raise WrongState unless the (locked) row stands in ``state``, with the sentence that ``move`` would give."""
    if row.state != state:
        facts = {"subject": row.subject_name(), "state": state_name(row), "event": event_name(event)}
        raise WrongState(Reason("lifecycle.wrong_state", facts))
