"""Leaves of moves that a test has not made: rows put straight into a state need what the log would say of them."""

from collections.abc import Sequence

from django.db import transaction

from fivefold.ledger.record import record_many
from fivefold.lifecycle.actor import SYSTEM
from fivefold.lifecycle.models import Stateful
from fivefold.lifecycle.move import new_entry
from fivefold.lifecycle.origin import origin_of
from fivefold.lifecycle.tables import REGISTRY


def tell_moves(rows: Sequence[Stateful]) -> None:
    """Record of each row that it was moved to where it stands; a row in its first state needs nothing."""
    moves = {(row.SUBJECT, move.target): move for row in rows for move in REGISTRY[row.SUBJECT].moves}
    news = [
        new_entry(row, move.event, SYSTEM, row.state_since, "", {"to": row.state})
        for row in rows
        if (move := moves.get((row.SUBJECT, row.state)))
    ]
    if news:
        with transaction.atomic():
            record_many(origin_of(rows[0].programme_row()), news)
