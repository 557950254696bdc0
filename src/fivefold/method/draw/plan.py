"""The plan of a draw, and the commitment that binds list and plan before the seed exists."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from fivefold.method import canonical
from fivefold.method.draw.errors import SizeError
from fivefold.method.draw.frame import Frame
from fivefold.method.draw.seeds import FORMAT
from fivefold.method.reason import Reason


@dataclass(frozen=True)
class Plan:
    """What is drawn: domain (抽什么) and round, how many of each stratum, how many further ones in reserve.

    Two draws that must be independent of each other bear different domains.
    """

    domain: str
    round: str
    sizes: tuple[tuple[str, int], ...]
    reserve: int = 0

    def to_data(self) -> dict[str, canonical.Json]:
        """Return the plan as it is digested."""
        return {
            "domain": self.domain,
            "reserve": self.reserve,
            "round": self.round,
            "sizes": [[stratum, take] for stratum, take in self.sizes],
        }


def plan_of(domain: str, round_: str, sizes: Mapping[str, int], reserve: int = 0) -> Plan:
    """Return a plan with its strata in order of their names, all text in NFC.

    >>> plan_of("weak-points", "2026-1", {"3": 1, "2": 4}, reserve=1)
    Plan(domain='weak-points', round='2026-1', sizes=(('2', 4), ('3', 1)), reserve=1)
    """
    takes = tuple(sorted((_nfc(name), take) for name, take in sizes.items()))
    return Plan(_nfc(domain), _nfc(round_), takes, reserve)


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


@dataclass(frozen=True)
class Commitment:
    """The digest of list and plan, when it was logged, and where (a leaf of the log, a notice)."""

    digest: str
    logged_at: datetime
    place: str = ""


def commitment_digest(frame: Frame, plan: Plan) -> str:
    """Return what is logged before the seed exists: one digest over the list's digest and the plan.

    `SizeError` if a stratum is unknown, has no size, or holds fewer items than are to be drawn.

    >>> from fivefold.method.draw import Item, frame_of
    >>> commitment_digest(frame_of([Item("甲市"), Item("乙市")]), plan_of("weak-points", "2026-1", {"": 1}))[:16]
    'f3f9b1d855009859'
    """
    check_sizes(frame, plan)
    return canonical.digest({"format": FORMAT, "frame": frame.digest, "plan": plan.to_data()})


def check_sizes(frame: Frame, plan: Plan) -> None:
    """Raise `SizeError` unless the plan draws a possible number from every stratum of the list and no other."""
    sizes = dict(plan.sizes)
    reasons = [
        _size_reason(stratum, sizes.get(stratum), len(frame.strata.get(stratum, ())))
        for stratum in sorted({*sizes, *frame.strata})
        if stratum not in sizes
        or not 0 <= sizes[stratum] <= len(frame.strata.get(stratum, ()))
        or stratum not in frame.strata
    ]
    if reasons or plan.reserve < 0:
        raise SizeError(*reasons or [Reason.of("draw.reserve", reserve=plan.reserve)])


def _size_reason(stratum: str, take: int | None, eligible: int) -> Reason:
    if take is None:
        return Reason.of("draw.no_size", stratum=stratum, eligible=eligible)
    return Reason.of("draw.size", stratum=stratum, take=take, eligible=eligible)
