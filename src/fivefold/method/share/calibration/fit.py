"""Calibrated scores of regions and severities of judges, with intervals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from fivefold.method.reason import Reason
from fivefold.method.share.calibration.grid import Floats, Grid, Whole, check, grid
from fivefold.method.share.calibration.reml import Step, best, sums
from fivefold.method.share.errors import NoSpreadError, OutOfRangeError
from fivefold.method.share.marks import Mark

_NOTHING = 1e-4
_EXACT = 1e-10


@dataclass(frozen=True)
class Score:
    """A region's score in points: `raw` is the mean of its marks, `score` what an average judge would give.

    `low` and `high` hold the true score with the stated probability.
    """

    region: str
    marks: int
    raw: float
    score: float
    low: float
    high: float


@dataclass(frozen=True)
class Severity:
    """How many points a judge gives less than the average judge; negative for a lenient one."""

    judge: str
    marks: int
    severity: float
    low: float
    high: float


@dataclass(frozen=True)
class Calibration:
    """The fitted model: mean, standard deviations in points, REML criterion, scores and severities by name."""

    mean: float
    region_sd: float
    judge_sd: float
    rest_sd: float
    criterion: float
    scores: tuple[Score, ...]
    severities: tuple[Severity, ...]
    reasons: tuple[Reason, ...]


def calibrate(marks: Iterable[Mark], level: float = 0.9) -> Calibration:
    """Fit mark = mean + region + judge + rest by restricted maximum likelihood.

    Scores and severities are best linear unbiased predictions: few marks are drawn towards the mean. Intervals
    of probability `level` hold for the fitted standard deviations, whose own error is not in them.

    Raises the errors of `marks.given`, `SingleJudgeError`, `DisconnectedError`, `TooFewMarksError`, `NoSpreadError`
    (all marks equal, or explained to the last digit), and `OutOfRangeError` for a level outside 0 to 1.

    >>> from decimal import Decimal
    >>> given = {"甲市": (90, 84), "乙市": (80, 75), "丙市": (70, 66)}
    >>> marks = [Mark(name, "AB"[n], Decimal(one)) for name, own in given.items() for n, one in enumerate(own)]
    >>> found = calibrate(marks)
    >>> [(one.judge, round(one.severity, 1)) for one in found.severities]
    [('A', -2.5), ('B', 2.5)]
    """
    table = grid(marks)
    check(table)
    model = fitted(table, np.ones((len(table.value), 1)))
    width = width_of(level)
    reasons = _reasons(model, level)
    return Calibration(
        model.mean,
        model.region.sd,
        model.judge.sd,
        model.rest_sd,
        model.criterion,
        _scores(table, model, width),
        _severities(table, model, width),
        reasons,
    )


@dataclass(frozen=True, eq=False)
class Factor:
    """One factor in points: standard deviation, effects, their errors alone and together with the mean."""

    sd: float
    effect: Floats
    error: Floats
    error_of_sum: Floats


@dataclass(frozen=True, eq=False)
class Model:
    """The fit in points: fixed part and its errors, both factors, the rest."""

    beta: Floats
    beta_error: Floats
    rest_sd: float
    criterion: float
    region: Factor
    judge: Factor
    centre: float

    @property
    def mean(self) -> float:
        """The mean mark, where the first column of the fixed part is 1."""
        return self.centre + float(self.beta[0])


def fitted(table: Grid, fixed: Floats) -> Model:
    """Fit the marks with a fixed part (marks x p, the first column 1). `NoSpreadError` for an exact fit."""
    centre, unit = float(table.value.mean()), float(table.value.std())
    columns = np.column_stack([fixed, (table.value - centre) / unit])
    order = (table.region, table.judge), (len(table.regions), len(table.judges))
    turned = order[1][0] < order[1][1]
    places, sizes = (order[0][::-1], order[1][::-1]) if turned else order
    step = best(sums(places[0], places[1], sizes, columns))
    if step.rest < _EXACT:
        raise NoSpreadError
    factors = [_factor(step, which, unit) for which in (0, 1)]
    region, judge = reversed(factors) if turned else factors
    return Model(
        step.beta * unit,
        np.sqrt(np.diag(step.covariance()) * step.rest) * unit,
        step.rest**0.5 * unit,
        step.criterion() + 2 * step.free * float(np.log(unit)),
        region,
        judge,
        centre,
    )


def _factor(step: Step, which: int, unit: float) -> Factor:
    ratio = float(step.theta[which])
    effect = step.effects[which]
    alone = ratio**2 * step.diagonals()[which]
    drawn = ratio * effect[:, 0]
    covariance = float(step.covariance()[0, 0])
    points = step.rest**0.5 * unit
    return Factor(
        ratio * points,
        ratio * step.left(effect) * unit,
        np.sqrt(alone + drawn**2 * covariance) * points,
        np.sqrt(alone + (1 - drawn) ** 2 * covariance) * points,
    )


def width_of(level: float) -> float:
    """Return how many standard errors on each side hold a normal value with probability `level`."""
    if not 0 < level < 1:
        raise OutOfRangeError(name="level", value=str(level), low=0, high=1)
    return NormalDist().inv_cdf((1 + level) / 2)


def _scores(table: Grid, model: Model, width: float) -> tuple[Score, ...]:
    counts = np.bincount(table.region)
    raw = np.bincount(table.region, table.value) / counts
    values = model.mean + model.region.effect
    return tuple(
        Score(region, count, mean, value, value - width * error, value + width * error)
        for region, count, mean, value, error in _rows(
            table.regions, counts, raw, values, model.region.error_of_sum
        )
    )


def _severities(table: Grid, model: Model, width: float) -> tuple[Severity, ...]:
    counts = np.bincount(table.judge)
    return tuple(
        Severity(judge, count, value, value - width * error, value + width * error)
        for judge, count, _, value, error in _rows(
            table.judges, counts, counts, -model.judge.effect, model.judge.error
        )
    )


def _rows(names: Sequence[str], *columns: Floats | Whole) -> Iterable[tuple[str, int, float, float, float]]:
    return zip(names, *(column.tolist() for column in columns), strict=True)


def _reasons(model: Model, level: float) -> tuple[Reason, ...]:
    spreads = (model.region.sd, model.judge.sd, model.rest_sd)
    region, judge, rest = (f"{spread:.4g}" for spread in spreads)
    reasons = [Reason.of("share.calibrate.spread", region=region, judge=judge, rest=rest)]
    for factor, code in (
        (model.judge, "share.calibrate.no_judge"),
        (model.region, "share.calibrate.no_region"),
    ):
        if factor.sd < _NOTHING * model.rest_sd:
            reasons.append(Reason(code))
    reasons.append(Reason.of("share.calibrate.interval", level=f"{100 * level:g}"))
    return tuple(reasons)
