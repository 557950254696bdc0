"""The interface of advice: which projects a region might claim, on which basis, on which facts (row 4.5a).

An advisor is a pure function of the facts. It never ranks regions, always gives the number of peers, and
says what it cannot say and why. `plain.PlainAdvisor` is the first one; others may be put in its place.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, Protocol, TypeAlias

from fivefold.method.reason import Reason, Refused

Basis: TypeAlias = Literal["advantage", "breakthrough"]


class ScoreError(Refused):
    """A score, a share of answers or full marks outside their range, or not finite."""


@dataclass(frozen=True)
class ProjectScore:
    """One project's self-assessment: `score` of `full` marks, None if not scored.

    `answered` is the share of its items that are answered, 0 to 1. Raises `ScoreError` outside these ranges.
    """

    project: str
    score: Decimal | None
    full: Decimal
    answered: Decimal

    def __post_init__(self) -> None:
        told = {"project": self.project, "full": str(self.full)}
        if not (self.full.is_finite() and self.full > 0):
            raise ScoreError(Reason("advice.error.full", told))
        if not (self.answered.is_finite() and 0 <= self.answered <= 1):
            raise ScoreError(Reason("advice.error.answered", {**told, "answered": str(self.answered)}))
        if self.score is not None and not (self.score.is_finite() and 0 <= self.score <= self.full):
            raise ScoreError(Reason("advice.error.score", {**told, "score": str(self.score)}))


@dataclass(frozen=True)
class Peer:
    """Another region of the same class and its scores."""

    region: str
    province: str
    scores: tuple[ProjectScore, ...]


@dataclass(frozen=True)
class AdviceFacts:
    """What advice rests on.

    `own` follows the order of the edition. `peers` are all other regions of the class, in every province.
    Below `min_peers` usable peers nothing is said; `cap` is how many projects may be claimed; a score
    counts once the share `min_answered` of its items is answered.
    """

    region: str
    region_class: str
    province: str
    own: tuple[ProjectScore, ...]
    peers: tuple[Peer, ...]
    cap: int
    min_peers: int = 3
    min_answered: Decimal = Decimal("0.8")


@dataclass(frozen=True)
class Advice:
    """One advised project.

    `strength` is in percentage points of full marks; `reasons` are at least three facts; `suggested` marks
    the first ones up to the cap.
    """

    project: str
    basis: Basis
    strength: Decimal
    reasons: tuple[Reason, ...]
    suggested: bool


@dataclass(frozen=True)
class Unsaid:
    """A project on which nothing is advised, and why."""

    project: str
    reason: Reason


@dataclass(frozen=True)
class AdviceResult:
    """Advice from the strongest down, and the projects on which nothing is said, in the edition's order."""

    advice: tuple[Advice, ...]
    unsaid: tuple[Unsaid, ...]


class Advisor(Protocol):
    """Whoever can advise."""

    def advise(self, facts: AdviceFacts) -> AdviceResult:
        """Return the advice; every project of `facts.own` is either advised on or unsaid."""
        ...
