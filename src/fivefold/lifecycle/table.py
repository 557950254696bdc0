"""The shape of a state table: states with their owner (轮到谁办), moves, and acts that change no state."""

from dataclasses import dataclass, field
from enum import StrEnum

from fivefold.authz.permissions import Permission
from fivefold.authz.roles import Role

# Listed among a move's causes where the system itself may make the move because a date has passed.
SYSTEM_CAUSE = "system.deadline"


class Where(StrEnum):
    """At which body, seen from the row, a role is meant."""

    OWN = "own"
    PARENT = "parent"
    REVIEW = "review"
    TOP = "top"


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is: a role at a body; ``each`` false: rows are dealt with together, with no to-dos."""

    role: Role
    where: Where
    each: bool = True


@dataclass(frozen=True, slots=True)
class State:
    """A state; ``turn`` None means that nobody has to act, ``final`` that nothing can follow.

    ``also`` are those who have to act beside it, as the signer who hands in what the filler writes.
    """

    code: str
    turn: Turn | None = None
    final: bool = False
    also: tuple[Turn, ...] = ()

    @property
    def turns(self) -> tuple[Turn, ...]:
        """All whose turn it is, the first foremost."""
        return (self.turn, *self.also) if self.turn else ()


@dataclass(frozen=True, slots=True)
class Move:
    """An allowed change of state.

    ``event`` names it in the ledger; ``needs_reason`` demands words; ``causes`` are events that may bring it
    about in the same transaction even where the actor himself may not; ``tells`` are those who get a notice.
    """

    sources: frozenset[str]
    target: str
    permission: Permission
    event: str
    needs_reason: bool = False
    causes: frozenset[str] = frozenset()
    tells: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """An act that is recorded but moves no state, allowed in ``states`` only (empty: in any)."""

    event: str
    permission: Permission
    states: frozenset[str] = frozenset()
    needs_reason: bool = False
    tells: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """All states, moves and acts of one subject; the first state is where a row begins."""

    subject: str
    view: Permission
    states: tuple[State, ...]
    moves: tuple[Move, ...]
    acts: tuple[Act, ...] = field(default=())

    def state(self, code: str) -> State:
        """Return the state called ``code``. Raises KeyError."""
        for state in self.states:
            if state.code == code:
                return state
        raise KeyError(f"{self.subject} has no state {code}")

    def find_move(self, source: str, event: str) -> Move | None:
        """Return the move named ``event`` out of ``source``, or None where the table has none."""
        return next((m for m in self.moves if m.event == event and source in m.sources), None)

    def find_act(self, event: str) -> Act:
        """Return the act called ``event``. Raises KeyError."""
        for act in self.acts:
            if act.event == event:
                return act
        raise KeyError(f"{self.subject} has no act {event}")

    def has_event(self, event: str) -> bool:
        """Say whether any move is called ``event``."""
        return any(move.event == event for move in self.moves)


def sources(*codes: str) -> frozenset[str]:
    """Name the states a move may start from."""
    return frozenset(codes)
