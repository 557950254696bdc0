"""Reactions: what higher rooms do when something happens below, in its transaction, in listed order."""

from collections.abc import Callable
from dataclasses import dataclass

from fivefold.ledger.record import Recorded
from fivefold.lifecycle.actor import Actor
from fivefold.lifecycle.clock import Clock
from fivefold.lifecycle.models import Stateful


@dataclass(frozen=True, slots=True)
class Happening:
    """What a reaction is told: the row as it stands now, the leaf, who caused it, and the clock."""

    row: Stateful
    entry: Recorded
    actor: Actor
    clock: Clock


Reaction = Callable[[Happening], None]
_reactions: dict[str, list[tuple[str, Reaction]]] = {}


def on(event: str, name: str) -> Callable[[Reaction], Reaction]:
    """Register a reaction to ``event`` under a ``name`` for the generated table.

    Called from ``apps.ready``.
    """

    def register(reaction: Reaction) -> Reaction:
        registered = _reactions.setdefault(event, [])
        if name not in {known for known, _ in registered}:
            registered.append((name, reaction))
        return reaction

    return register


def reactions() -> dict[str, tuple[str, ...]]:
    """Return the names of all reactions by event, in the order they run."""
    return {event: tuple(name for name, _ in found) for event, found in sorted(_reactions.items())}


def react(happening: Happening) -> None:
    """Run the reactions to what happened; if one fails, nothing has happened."""
    for _, reaction in _reactions.get(happening.entry.kind, ()):
        reaction(happening)
