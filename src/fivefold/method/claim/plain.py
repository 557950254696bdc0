"""A plain advisor: levels against the median and the best quarter of the class, recomputable by hand.

A *level* is score / full marks in percent, rounded half up to one decimal; all further figures are made of
these rounded ones. Peers are the regions of the same class in the own province, or, when fewer than
`min_peers` of them have a usable score, those of the whole nation; the reasons say which and how many. Of n
peers, q = n/4 rounded up: the *best mark* is the q-th highest level, the *low mark* the q-th lowest.

- advantage: own level above the median; strength = own level - median
- breakthrough: own level below the best mark but above the low mark, so that there is room and something to
  build on; strength = best mark - own level

Where both hold, the larger one counts, and the advantage if they are equal. Strongest first; ties in the
order advantage before breakthrough, then in the order of the edition. No weights between projects enter, so
none can move the advice. Nothing is said on a project whose own score is missing or incomplete, that has
too few peers, or that is neither.
"""

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from fivefold.method.claim.advice import Advice, AdviceFacts, AdviceResult, Basis, ProjectScore, Unsaid
from fivefold.method.reason import Reason

_STEP = Decimal("0.1")


@dataclass(frozen=True)
class Scored:
    """A usable score as a share of full marks, and the share of its items that are answered."""

    share: Decimal
    answered: Decimal


@dataclass(frozen=True)
class _Field:
    """The levels of the peers on one project, and where they are taken from."""

    scope: str
    levels: tuple[Decimal, ...]

    @property
    def quarter(self) -> int:
        return -(-len(self.levels) // 4)

    @property
    def median(self) -> Decimal:
        ordered, middle = sorted(self.levels), len(self.levels) // 2
        if len(ordered) % 2:
            return ordered[middle]
        return ((ordered[middle - 1] + ordered[middle]) / 2).quantize(_STEP, ROUND_HALF_UP)

    @property
    def best(self) -> Decimal:
        return sorted(self.levels)[-self.quarter]

    @property
    def low(self) -> Decimal:
        return sorted(self.levels)[self.quarter - 1]


class PlainAdvisor:
    """Advises by the rule above."""

    def advise(self, facts: AdviceFacts) -> AdviceResult:
        """Return the advice of the plain rule."""
        found = [_on_project(own, facts) for own in facts.own]
        advice = [one for one in found if isinstance(one, Advice)]
        advice.sort(key=lambda one: (-one.strength, one.basis))
        marked = tuple(replace(one, suggested=place < facts.cap) for place, one in enumerate(advice))
        return AdviceResult(marked, tuple(one for one in found if isinstance(one, Unsaid)))


def _on_project(own: ProjectScore, facts: AdviceFacts) -> Advice | Unsaid:
    level = _level(own, facts.min_answered)
    if own.score is None:
        return Unsaid(own.project, Reason("advice.unsaid.no_score"))
    if level is None:
        shares = {"answered": percent(own.answered), "needed": percent(facts.min_answered)}
        return Unsaid(own.project, Reason("advice.unsaid.incomplete", shares))
    scope, scores = peers_on(own.project, facts)
    if len(scores) < max(facts.min_peers, 1):
        count = len(scores)
        return Unsaid(own.project, Reason.of("advice.unsaid.few_peers", count=count, needed=facts.min_peers))
    return _weighed(own, level, _Field(scope, tuple(percent(one.share) for one in scores)))


def _weighed(own: ProjectScore, level: Decimal, field: _Field) -> Advice | Unsaid:
    ahead = level - field.median
    room = field.best - level if level > field.low else Decimal(0)
    basis: Basis = "advantage" if ahead >= room else "breakthrough"
    strength = max(ahead, room)
    if strength > 0:
        return Advice(
            own.project, basis, strength, _facts(own, level, field, basis, strength), suggested=False
        )
    if level <= field.low and level < field.best:
        return Unsaid(own.project, Reason.of("advice.unsaid.low", level=level, low=field.low))
    return Unsaid(own.project, Reason.of("advice.unsaid.level", level=level, best=field.best))


def _facts(
    own: ProjectScore, level: Decimal, field: _Field, basis: Basis, strength: Decimal
) -> tuple[Reason, ...]:
    count, quarter = len(field.levels), field.quarter
    return (
        Reason.of("advice.own", score=own.score, full=own.full, level=level, answered=percent(own.answered)),
        Reason.of(f"advice.peers_{field.scope}", count=count),
        Reason.of("advice.median", median=field.median),
        Reason.of("advice.best", best=field.best, quarter=quarter),
        Reason.of("advice.low", low=field.low, quarter=quarter),
        Reason.of(f"advice.{basis}", strength=strength),
    )


def peers_on(project: str, facts: AdviceFacts) -> tuple[str, tuple[Scored, ...]]:
    """Return where the comparison is taken from ("province" or "nation"), and the usable scores of its peers."""
    near = _usable(project, facts, facts.province)
    return ("province", near) if len(near) >= facts.min_peers else ("nation", _usable(project, facts, None))


def _usable(project: str, facts: AdviceFacts, province: str | None) -> tuple[Scored, ...]:
    """Return the usable scores of the peers in one province, or in all."""
    return tuple(
        Scored(score.score / score.full, score.answered)
        for peer in facts.peers
        if province in (None, peer.province)
        for score in peer.scores
        if score.project == project and score.score is not None and score.answered >= facts.min_answered
    )


def _level(score: ProjectScore, min_answered: Decimal) -> Decimal | None:
    if score.score is None or score.answered < min_answered:
        return None
    return percent(score.score / score.full)


def percent(share: Decimal) -> Decimal:
    """Return a share in percent, rounded half up to one decimal."""
    return (share * 100).quantize(_STEP, ROUND_HALF_UP)
