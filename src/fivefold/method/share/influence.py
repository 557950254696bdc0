"""What one judge decides: the ranking without each judge in turn. A report to the organiser, not a punishment."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fivefold.method.reason import Reason, Refused
from fivefold.method.share.marks import Mark, given
from fivefold.method.share.panel import Trim, panel_scores

Scoring = Callable[[Sequence[Mark]], Mapping[str, float | Decimal]]


@dataclass(frozen=True)
class Move:
    """A region's place with and without the judge; `after` is None where it keeps no score."""

    region: str
    before: int
    after: int | None


@dataclass(frozen=True)
class Influence:
    """What leaving one judge out changes: moved regions, the widest move, pairs turned round, the first places.

    `entered` and `left` are the regions that come into the first places, or leave them. `refused` says why there is no
    ranking without this judge.
    """

    judge: str
    moves: tuple[Move, ...]
    widest: int
    turned: int
    entered: tuple[str, ...]
    left: tuple[str, ...]
    refused: tuple[Reason, ...]


def by_panel(trim: Trim, digits: int = 2) -> Scoring:
    """Return the scoring by trimmed means.

    >>> by_panel(Trim(0, 0))([Mark("甲市", "A", Decimal(80)), Mark("甲市", "B", Decimal(91))])
    {'甲市': Decimal('85.50')}
    """
    return lambda marks: {region: one.score for region, one in panel_scores(marks, trim, digits).items()}


def by_calibration(marks: Sequence[Mark]) -> Mapping[str, float]:
    """Score by calibrated scores.

    >>> given = {"甲市": (90, 84), "乙市": (80, 75), "丙市": (70, 66)}
    >>> marks = [Mark(name, "AB"[n], Decimal(one)) for name, own in given.items() for n, one in enumerate(own)]
    >>> sorted(by_calibration(marks), key=by_calibration(marks).get)
    ['丙市', '乙市', '甲市']
    """
    from fivefold.method.share.calibration import calibrate

    return {one.region: one.score for one in calibrate(marks).scores}


def leave_one_out(marks: Iterable[Mark], scoring: Scoring, first: int = 5) -> tuple[Influence, ...]:
    """Return for each judge, by name, how the ranking changes without that judge's marks.

    `first` is the number of first places that are watched. Raises the errors of `marks.given` and of the scoring on all
    marks; a scoring that refuses without a judge is reported as `refused`.

    >>> given = {"甲市": (90, 60), "乙市": (80, 75)}
    >>> marks = [Mark(name, "AB"[n], Decimal(one)) for name, own in given.items() for n, one in enumerate(own)]
    >>> found = leave_one_out(marks, by_panel(Trim(0, 0)), first=1)
    >>> [(one.judge, one.turned, one.entered, one.left) for one in found]
    [('A', 0, (), ()), ('B', 1, ('甲市',), ('乙市',))]
    """
    found = given(marks)
    whole = scoring(found)
    return tuple(
        _influence(judge, whole, [mark for mark in found if mark.judge != judge], scoring, first)
        for judge in sorted({mark.judge for mark in found})
    )


def _influence(
    judge: str,
    whole: Mapping[str, float | Decimal],
    rest: list[Mark],
    scoring: Scoring,
    first: int,
) -> Influence:
    try:
        part = scoring(rest)
    except Refused as refusal:
        return Influence(judge, (), 0, 0, (), (), refusal.reasons)
    before, after = _ranks(whole), _ranks(part)
    moves = tuple(
        Move(region, place, after.get(region))
        for region, place in sorted(before.items(), key=lambda item: (item[1], item[0]))
        if after.get(region) != place
    )
    was, now = ({one for one, place in ranks.items() if place <= first} for ranks in (before, after))
    widest = max((abs(move.before - move.after) for move in moves if move.after is not None), default=0)
    turned = _turned(whole, part)
    return Influence(judge, moves, widest, turned, tuple(sorted(now - was)), tuple(sorted(was - now)), ())


def _ranks(scores: Mapping[str, float | Decimal]) -> dict[str, int]:
    return {region: 1 + sum(other > own for other in scores.values()) for region, own in scores.items()}


def _turned(whole: Mapping[str, float | Decimal], part: Mapping[str, float | Decimal]) -> int:
    return sum(whole[one] > whole[other] and part[one] < part[other] for one in part for other in part)
