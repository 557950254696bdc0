"""渐进性、过程式评估: marks over stages and channels, weighed by a scheme, nothing overwritten and nothing made up.

A *stage* is a point of the process (初评前、中期、初评 ...), a *channel* a way of finding out (材料审核、暗访、满意度
测评 ...). What was not measured is absent: it is not zero, the weights of what is there are stretched, and the
result says which share of the weight it rests on. Figures are exact fractions, rounded half up once, at the end.
Source: row 5.14, "注重进行渐进性、过程式评估验收".
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from fivefold.method.create.errors import FigureError, SchemeError
from fivefold.method.draw import DuplicateNameError, UnknownItemError
from fivefold.method.reason import Reason

_STEP = Decimal("0.01")


@dataclass(frozen=True)
class Mark:
    """What one channel found at one stage, of 0..full; None: not measured."""

    stage: str
    channel: str
    score: Decimal | None


@dataclass(frozen=True)
class Scheme:
    """How marks become one figure: stages in order with their weights, channels with theirs, full marks.

    `least` is the share of the weight (0..1) that must have been measured; below it there is no figure. Stages
    of weight 0 are shown and do not count.
    """

    name: str
    stages: tuple[tuple[str, Decimal], ...]
    channels: tuple[tuple[str, Decimal], ...]
    full: Decimal = Decimal(100)
    least: Decimal = Decimal("0.5")


@dataclass(frozen=True)
class Figure:
    """A weighted mean in points (two decimals) and the measured share of the weight; None: too little measured."""

    value: Decimal | None
    measured: Decimal


@dataclass(frozen=True)
class Course:
    """The course of one region under one scheme: every stage in order, the whole, the change from first to last."""

    scheme: str
    stages: tuple[tuple[str, Figure], ...]
    whole: Figure
    change: Decimal | None
    reasons: tuple[Reason, ...]


def follow(marks: Iterable[Mark], scheme: Scheme) -> Course:
    """Return the course of one region's marks.

    Raises `SchemeError` for a scheme that names something twice or has no or negative weight, `UnknownItemError`
    for a stage or channel that is not the scheme's, `DuplicateNameError` for a channel marked twice at one stage, and
    `FigureError` for a mark outside 0..full.

    >>> stages, channels = (("中期", Decimal(1)), ("初评", Decimal(3))), (("材料", Decimal(2)), ("暗访", Decimal(1)))
    >>> scheme = Scheme("甲", stages, channels)
    >>> marks = [Mark("中期", "材料", Decimal(60)), Mark("初评", "材料", Decimal(80)), Mark("初评", "暗访", None)]
    >>> course = follow(marks, scheme)
    >>> course.whole.value, course.whole.measured, course.change
    (Decimal('75.00'), Decimal('0.67'), Decimal('20.00'))
    """
    _check_scheme(scheme)
    given = _checked(tuple(marks), scheme)
    channels = {name: Fraction(weight) for name, weight in scheme.channels}
    least = Fraction(scheme.least)
    exact = {
        stage: _mean({c: given.get((stage, c)) for c in channels}, channels) for stage, _ in scheme.stages
    }
    weights = {stage: Fraction(weight) for stage, weight in scheme.stages}
    figures = tuple((stage, _figure(*exact[stage], least)) for stage in exact)
    counted = {stage: mean for stage, (mean, share) in exact.items() if share >= least}
    value, _ = _mean({stage: counted.get(stage) for stage in weights}, weights)
    total = sum(weights.values())
    measured = sum((weights[stage] * share for stage, (_, share) in exact.items()), Fraction(0)) / total
    whole = _figure(value, measured, least)
    shown = [figure.value for _, figure in figures if figure.value is not None]
    change = shown[-1] - shown[0] if len(shown) > 1 else None
    return Course(scheme.name, figures, whole, change, tuple(_said(scheme, figures, given)))


def compare_schemes(marks: Iterable[Mark], schemes: Iterable[Scheme]) -> tuple[Course, ...]:
    """Return the course of the same marks under each scheme, side by side.

    >>> channels = (("材料", Decimal(1)),)
    >>> even = Scheme("均等", (("中期", Decimal(1)), ("初评", Decimal(1))), channels)
    >>> late = Scheme("重后", (("中期", Decimal(1)), ("初评", Decimal(3))), channels)
    >>> marks = [Mark("中期", "材料", Decimal(60)), Mark("初评", "材料", Decimal(80))]
    >>> [(course.scheme, course.whole.value) for course in compare_schemes(marks, [even, late])]
    [('均等', Decimal('70.00')), ('重后', Decimal('75.00'))]
    """
    kept = tuple(marks)
    return tuple(follow(kept, scheme) for scheme in schemes)


def _check_scheme(scheme: Scheme) -> None:
    for part in (scheme.stages, scheme.channels):
        wrong = {
            "twice": [name for name, times in Counter(name for name, _ in part).items() if times > 1],
            "not_finite": [name for name, weight in part if not weight.is_finite()],
            "negative": [name for name, weight in part if weight.is_finite() and weight < 0],
        }
        for fault, names in wrong.items():
            if names:
                raise SchemeError(Reason.of(f"evaluation.{fault}", scheme=scheme.name, names=names))
        if not sum(weight for _, weight in part):
            names = [name for name, _ in part]
            raise SchemeError(Reason.of("evaluation.no_weight", scheme=scheme.name, names=names))


def _checked(marks: tuple[Mark, ...], scheme: Scheme) -> Mapping[tuple[str, str], Fraction | None]:
    stages, channels = dict(scheme.stages), dict(scheme.channels)
    given: dict[tuple[str, str], Fraction | None] = {}
    for mark in marks:
        place = (mark.stage, mark.channel)
        if mark.stage not in stages or mark.channel not in channels:
            raise UnknownItemError(Reason.of("draw.unknown", names=place))
        if place in given:
            raise DuplicateNameError(Reason.of("draw.duplicate", names=place))
        if mark.score is not None and not (mark.score.is_finite() and 0 <= mark.score <= scheme.full):
            raise FigureError(
                Reason.of("evaluation.range", names=place, score=str(mark.score), full=scheme.full)
            )
        given[place] = None if mark.score is None else Fraction(mark.score)
    return given


def _mean(
    values: Mapping[str, Fraction | None], weights: Mapping[str, Fraction]
) -> tuple[Fraction | None, Fraction]:
    """Return the weighted mean of what is there, and the share of the weight it has."""
    present = {name: value for name, value in values.items() if value is not None}
    weight = sum((weights[name] for name in present), Fraction(0))
    share = weight / sum(weights.values())
    if not weight:
        return None, share
    return sum((weights[name] * value for name, value in present.items()), Fraction(0)) / weight, share


def _figure(value: Fraction | None, measured: Fraction, least: Fraction) -> Figure:
    enough = value is not None and measured >= least
    return Figure(rounded(value) if value is not None and enough else None, rounded(measured))


def rounded(value: Fraction, step: Decimal = _STEP) -> Decimal:
    """Return a fraction as a decimal, half up (away from zero) at the step's last place."""
    places = -int(step.as_tuple().exponent)
    whole, rest = divmod(abs(value) * 10**places, 1)
    digits = int(whole) + (2 * rest >= 1)
    return Decimal(digits if value >= 0 else -digits).scaleb(-places)


def _said(
    scheme: Scheme, figures: tuple[tuple[str, Figure], ...], given: Mapping[tuple[str, str], Fraction | None]
) -> Iterable[Reason]:
    for stage, figure in figures:
        absent = [channel for channel, _ in scheme.channels if given.get((stage, channel)) is None]
        if figure.value is None:
            yield Reason.of(
                "evaluation.too_little", stage=stage, measured=figure.measured, least=scheme.least
            )
        elif absent:
            yield Reason.of("evaluation.absent", stage=stage, channels=absent, measured=figure.measured)
