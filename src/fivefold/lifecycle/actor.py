"""Who acts: a seat, the public, or the system itself by cause of something."""

from dataclasses import dataclass
from typing import Any

from fivefold.orgs.seats import SeatFacts


@dataclass(frozen=True, slots=True)
class Actor:
    """An acting seat; ``seat`` None with ``system`` false is the public, with ``system`` true the system."""

    seat: SeatFacts | None = None
    system: bool = False

    def leaf(self) -> dict[str, Any]:
        """Return what the log keeps of the actor: seat, role and body, never a name."""
        if self.seat is None:
            return {"seat": "", "role": "system" if self.system else "public", "body": ""}
        return {"seat": self.seat.id, "role": self.seat.role, "body": self.seat.body_code}


PUBLIC = Actor()
SYSTEM = Actor(system=True)
