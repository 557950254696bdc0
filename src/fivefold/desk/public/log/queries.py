"""Reading a programme's log for everybody: its name, size, key, checkpoint, and proofs that it only grew."""

from dataclasses import dataclass
from datetime import datetime

from fivefold.ledger import proofs, reading
from fivefold.ledger.keys import public_key
from fivefold.lifecycle.origin import origin_of
from fivefold.lifecycle.transactions import action
from fivefold.packs.models import Programme

GROWTH = "fivefold-consistency/1"


@dataclass(frozen=True, slots=True)
class LogFacts:
    """A log as it stands: ``checkpoint`` is the signed note, empty for a log without entries."""

    origin: str
    size: int
    vkey: str
    checkpoint: str
    at: datetime | None


def own_key() -> str:
    """Return the public key of this installation's logs."""
    return public_key()


def all_programmes() -> list[Programme]:
    """Return the programmes; each has a log of its own."""
    return list(Programme.objects.all())


@action
def log_of(*, programme: Programme, at: datetime) -> LogFacts:
    """Return the log of a programme with its latest checkpoint, signed now if the log has grown."""
    origin = origin_of(programme)
    if not reading.size(origin):
        return LogFacts(origin, 0, public_key(), "", None)
    signed = proofs.checkpoint(origin, at)
    return LogFacts(origin, signed.size, public_key(), signed.note, signed.at)


def growth(log: LogFacts, old_size: int, new_size: int) -> dict[str, object] | None:
    """Return the proof that the log of one size only added to a smaller one, None for sizes it never had."""
    if not 0 < old_size <= new_size <= log.size:
        return None
    path = proofs.consistency(log.origin, old_size, new_size)
    return {
        "schema": GROWTH,
        "origin": log.origin,
        "consistency": [{"old_size": old_size, "new_size": new_size, "path": path}],
        "checkpoint": log.checkpoint,
        "vkey": log.vkey,
    }
