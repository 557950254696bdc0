"""Who may open which address and send what there, written by hand from the prose of the design, not from the code.

The prose (decisions 21): what a seat may not see is not there (404, for what does not exist too); what it sees and may
not do is refused with a sentence (403); what comes in the wrong state is told so (409); nobody is sent to the sign-in.
A seat whose role never has an act is refused without a look at the thing it names. Administrators are strangers in
every programme, but for the audit administrator in the log.

A ``Probe`` is one route with one method; ``may`` gets ``status``, ``absent`` 404, ``refused`` 403, and everybody else
404 where ``unseen`` is said, else 403. Things belong to 甲市 in 演示省 (``matrix.stage``).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

NOBODY = frozenset({""})
FILLER, SIGNER = frozenset({"甲市 filler"}), frozenset({"甲市 signer"})
REGION = FILLER | SIGNER
SIBLING = frozenset({"乙市 signer"})
FAR_SIGNER = frozenset({"丙市 signer"})
REGIONS = REGION | SIBLING | FAR_SIGNER
COORDINATOR, REVIEWER = frozenset({"演示省 coordinator"}), frozenset({"演示省 reviewer"})
PROVINCE = COORDINATOR | REVIEWER
FAR_COORDINATOR, FAR_REVIEWER = frozenset({"样例省 coordinator"}), frozenset({"样例省 reviewer"})
PROVINCES = PROVINCE | FAR_COORDINATOR | FAR_REVIEWER
PUBLISHER, OBSERVER = frozenset({"centre publisher"}), frozenset({"centre observer"})
GUESTS = frozenset({"centre adviser", "centre judge"})
MEMBERS = REGIONS | PROVINCES | PUBLISHER | OBSERVER | GUESTS
SYSTEM, SECURITY, AUDIT = (frozenset({f"office {role}_admin"}) for role in ("system", "security", "audit"))
OFFICE = SYSTEM | SECURITY | AUDIT
SIGNED_IN = MEMBERS | OFFICE
EVERYBODY = SIGNED_IN | NOBODY
OWNERS = REGION | PROVINCE | PUBLISHER  # who sees what 甲市 has written
WRITERS = REGIONS | PROVINCES | PUBLISHER  # who sees claims and assessments at all, each their own
BOARD = PROVINCES | PUBLISHER | OBSERVER
NONE: frozenset[str] = frozenset()


def _sent() -> Mapping[str, object]:
    """Return what every form sends: its token; without a field Django takes a form for not sent."""
    return {"csrfmiddlewaretoken": "demo"}


@dataclass(frozen=True)
class Probe:
    """One route, one method, and what everybody gets."""

    route: str
    method: str
    may: frozenset[str]
    status: int = 200
    places: Mapping[str, str] = field(default_factory=dict)  # kwarg -> place, where the names differ
    body: Callable[[], Mapping[str, object]] = _sent
    query: str = ""
    unseen: bool = False
    absent: frozenset[str] = NONE
    refused: frozenset[str] = NONE
    also: Mapping[frozenset[str], int] = field(default_factory=dict)  # who gets another status, and which
    anonymous: int = 302
    door: str = "/accounts/login/"  # where nobody is led
    strangers: int = 404  # administrators in a programme

    @property
    def key(self) -> str:
        """Name the case in a report."""
        return f"{self.method} {self.route} {' '.join(self.places.values())}".strip()

    def expected(self, name: str) -> int:
        """Say the status that a seat ("" for nobody) gets."""
        told: list[tuple[frozenset[str], int]] = [
            (self.may, self.status),
            *self.also.items(),
            (self.absent, 404),
            (self.refused, 403),
            (NOBODY, self.anonymous),
            (OFFICE, self.strangers),
        ]
        return next((status for names, status in told if name in names), 404 if self.unseen else 403)


def see(route: str, may: frozenset[str], status: int = 200, **more: object) -> Probe:
    """A page to look at: whoever may not see it is told that it is not there."""
    return Probe(route, "GET", may, status, unseen=True, **more)


def form(route: str, may: frozenset[str], status: int = 200, **more: object) -> Probe:
    """A page that begins an act: whose role lacks the act is told so."""
    return Probe(route, "GET", may, status, **more)


def act(route: str, may: frozenset[str], status: int = 302, **more: object) -> Probe:
    """An act itself, sent as the page sends it."""
    return Probe(route, "POST", may, status, **more)


def both(route: str, may: frozenset[str], status: int = 302, **more: object) -> tuple[Probe, Probe]:
    """A form and its act, for the same seats."""
    looking = {name: value for name, value in more.items() if name != "body"}
    return form(route, may, **looking), act(route, may, status, **more)
