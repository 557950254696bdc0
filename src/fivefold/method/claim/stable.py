"""The plain advice, and how firm it is: kept in how many draws when peers, marks and unanswered parts change.

A draw takes as many peers with replacement as there are, sets the mark of the best anywhere between the best fifth
and the best third (the low mark alike), takes median or mean as the centre, and gives every unanswered part, the
own one and those of the peers, some of its marks. The plain rule is applied to it; the advice is *kept* if it
comes to the same basis again. What is kept in less than `least` of the draws is not advised, and the result says so.

Each project has a stream of its own (numpy's PCG64, seeded with the seed and the SHA-256 of the project's code), and
peers are put in order first: neither the order of input nor other projects change a figure.
"""

import hashlib
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from fivefold.method.claim.advice import Advice, AdviceFacts, AdviceResult, ProjectScore, Unsaid
from fivefold.method.claim.index.errors import DrawsError
from fivefold.method.claim.plain import PlainAdvisor, Scored, peers_on, percent
from fivefold.method.reason import Reason

Floats = npt.NDArray[np.float64]

_FIFTH, _THIRD = 1 / 5, 1 / 3


@dataclass(frozen=True)
class StableAdvisor:
    """Advises by the plain rule, with its stability. Raises `DrawsError` for no draws, `ValueError` for `least`."""

    seed: int
    draws: int = 1000
    least: Decimal = Decimal("0.5")

    def __post_init__(self) -> None:
        if self.draws < 1:
            raise DrawsError("runs", 1)
        if not 0 <= self.least <= 1:
            raise ValueError(f"least is a share, not {self.least}")

    def advise(self, facts: AdviceFacts) -> AdviceResult:
        """Return the plain advice that is kept often enough, strongest first, each with its stability as a fact."""
        plain = PlainAdvisor().advise(facts)
        own = {one.project: one for one in facts.own}
        judged = [self._judged(one, own[one.project], facts) for one in plain.advice]
        kept = [one for one in judged if isinstance(one, Advice)]
        said = tuple(replace(one, suggested=place < facts.cap) for place, one in enumerate(kept))
        order = {one.project: place for place, one in enumerate(facts.own)}
        unsaid = [*plain.unsaid, *(one for one in judged if isinstance(one, Unsaid))]
        return AdviceResult(said, tuple(sorted(unsaid, key=lambda one: order[one.project])))

    def _judged(self, advice: Advice, own: ProjectScore, facts: AdviceFacts) -> Advice | Unsaid:
        _, peers = peers_on(own.project, facts)
        kept = self._kept(advice, own, peers)
        share = Decimal(kept) / self.draws
        figures = {"draws": self.draws, "kept": kept, "percent": percent(share), "seed": self.seed}
        if share < self.least:
            reason = Reason("advice.unsaid.unstable", {**figures, "least": percent(self.least)})
            return Unsaid(own.project, reason)
        how = Reason.of("advice.stability_how", count=len(peers))
        return replace(advice, reasons=(*advice.reasons, Reason("advice.stability", figures), how))

    def _kept(self, advice: Advice, own: ProjectScore, peers: tuple[Scored, ...]) -> int:
        """Return in how many draws the plain rule comes to the same basis."""
        random = np.random.default_rng([self.seed, *hashlib.sha256(own.project.encode()).digest()])
        ordered = sorted(peers, key=lambda one: (one.share, one.answered))
        picked = random.integers(0, len(ordered), (self.draws, len(ordered)))
        levels = _filled(ordered, random.random(picked.shape), picked)
        mine = [Scored((own.score or Decimal(0)) / own.full, own.answered)]
        level = _filled(mine, random.random((self.draws, 1)), np.zeros((self.draws, 1), dtype=np.int64))[:, 0]
        parts = _FIFTH + (_THIRD - _FIFTH) * random.random(self.draws)
        ahead, room = _distances(level, np.sort(levels, axis=1), parts, random.random(self.draws) < 1 / 2)
        basis = np.where(ahead >= room, "advantage", "breakthrough")
        return int(((basis == advice.basis) & (np.maximum(ahead, room) > 0)).sum())


def _filled(scores: list[Scored], filling: Floats, picked: npt.NDArray[np.int64]) -> Floats:
    """Return the levels of the picked ones, in percent, with some of the marks of what they left unanswered."""
    share = np.array([float(one.share) for one in scores])[picked]
    open_ = np.array([float(1 - one.answered) for one in scores])[picked]
    found: Floats = 100 * np.minimum(share + filling * open_, 1)
    return found


def _distances(
    level: Floats, ordered: Floats, parts: Floats, by_median: npt.NDArray[np.bool_]
) -> tuple[Floats, Floats]:
    """Return how far the own level is above the centre, and below the mark of the best, in each draw."""
    rows, count = np.arange(len(ordered)), ordered.shape[1]
    marked = np.ceil(count * parts).astype(np.int64)
    best, low = ordered[rows, count - marked], ordered[rows, marked - 1]
    middle = (ordered[:, (count - 1) // 2] + ordered[:, count // 2]) / 2
    centre = np.where(by_median, middle, ordered.mean(axis=1))
    return level - centre, np.where(level > low, best - level, 0.0)
