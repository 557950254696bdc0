"""Whether rows stand where the log says: a state that was changed behind the log's back is nobody's decision."""

from collections.abc import Sequence
from typing import TypeVar

from fivefold.ledger.reading import latest_leaves
from fivefold.lifecycle.models import Stateful
from fivefold.lifecycle.move import table_of
from fivefold.lifecycle.origin import origin_of

S = TypeVar("S", bound=Stateful)


def behind_the_log(rows: Sequence[S]) -> list[S]:
    """Return those rows whose latest move in the log does not lead to the state they are in; one query.

    A row of which the log says nothing stands in the first state of its table: a draft leaves no leaf.
    ``rows`` are of one subject and programme, with what ``programme_row`` reads.
    """
    if not rows:
        return []
    table = table_of(rows[0])
    kinds = {move.event for move in table.moves}
    leaves = latest_leaves(
        origin_of(rows[0].programme_row()), table.subject, [str(row.pk) for row in rows], kinds
    )
    led = {key: leaf["params"].get("to") for key, leaf in leaves.items()}
    first = table.states[0].code
    return [row for row in rows if led.get(str(row.pk), first) != row.state]
