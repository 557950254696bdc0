"""How far places depend on choices and weights: places of many draws, as an interval for every unit."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

import numpy as np

from fivefold.method.claim.index.aggregate import matched
from fivefold.method.claim.index.draws import Choices, Draws, Prepared, evaluate, from_cube, prepare
from fivefold.method.claim.index.errors import DrawsError
from fivefold.method.claim.index.framework import Framework
from fivefold.method.claim.index.ranks import Ranks, places
from fivefold.method.claim.index.recipe import Recipe, filled_in, score
from fivefold.method.claim.index.table import Array, Table
from fivefold.method.reason import Reason


@dataclass(frozen=True)
class RankInterval:
    """One unit's place as computed, and over the draws: mean, median, and the places that bound the middle part."""

    unit: str
    nominal: int
    mean: float
    median: float
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class Uncertainty:
    """`scores[draw, unit]`, `ranks[draw, unit]`, an interval per unit, and what was and was not varied."""

    units: tuple[str, ...]
    scores: Array
    ranks: Ranks
    intervals: tuple[RankInterval, ...]
    reasons: tuple[Reason, ...]

    def to_data(self) -> dict[str, object]:
        """Return intervals and reasons as JSON values; numbers as text that reads back to the same float."""
        rows = [
            {name: repr(value) if isinstance(value, float) else value for name, value in asdict(one).items()}
            for one in self.intervals
        ]
        return {"intervals": rows, "reasons": [reason.to_data() for reason in self.reasons]}


def uncertainty(
    table: Table,
    framework: Framework,
    recipe: Recipe,
    choices: Choices,
    *,
    runs: int,
    seed: int,
    groups: Mapping[str, str] | None = None,
    level: float = 0.9,
) -> Uncertainty:
    """Draw `runs` variants and return the places that the middle `level` of them give each unit.

    The same seed gives the same draws (numpy's PCG64). Raises `DrawsError` for no runs, and the steps' errors.

    >>> from fivefold.method.claim.index.normalise import Scale
    >>> table = Table(("甲", "乙"), ("a", "b"), [[1, 2], [3, 5]])
    >>> choices = Choices((None,), (Scale("minmax"),), ("arithmetic",), spread=0.5, leaves=True)
    >>> done = uncertainty(table, Framework.flat(("a", "b")), Recipe(), choices, runs=100, seed=7)
    >>> [(one.unit, one.low, one.high) for one in done.intervals]
    [('甲', 2.0, 2.0), ('乙', 1.0, 1.0)]
    """
    if runs < 1:
        raise DrawsError("runs", 1)
    own = matched(table, framework)
    filled, reasons = filled_in(own, recipe, groups)
    nominal = score(own, framework, recipe, groups).ranks
    prepared = prepare(filled, framework, choices)
    columns = 3 + len(choices.moving(framework))
    cube = np.random.default_rng(seed).random((runs, columns))
    reasons.append(Reason.of("index.uncertainty.done", runs=runs, seed=seed, units=len(own.units)))
    return told(prepared, from_cube(cube, framework, choices), nominal, reasons, level)


def told(
    prepared: Prepared, draws: Draws, nominal: Ranks, reasons: list[Reason], level: float
) -> Uncertainty:
    """Return what some draws say about the places."""
    scores = evaluate(prepared, draws)
    ranks = places(scores)
    return Uncertainty(
        prepared.units,
        scores,
        ranks,
        intervals(prepared.units, ranks, nominal, level),
        (*reasons, *varied(prepared.choices, prepared.framework)),
    )


def intervals(units: tuple[str, ...], ranks: Ranks, nominal: Ranks, level: float) -> tuple[RankInterval, ...]:
    """Return the interval of each unit from `ranks[draw, unit]`; its bounds are interpolated linearly."""
    low, median, high = np.quantile(ranks, [(1 - level) / 2, 0.5, (1 + level) / 2], axis=0)
    means = ranks.mean(axis=0)
    return tuple(
        RankInterval(unit, int(place), *(float(one) for one in row))
        for unit, place, *row in zip(units, nominal, means, median, low, high, strict=True)
    )


def varied(choices: Choices, framework: Framework) -> tuple[Reason, ...]:
    """Return a reason for each choice that was varied, and for each that was not."""
    counts = {
        "treatment": len(choices.treatments),
        "scale": len(choices.scales),
        "mean": len(choices.means),
    }
    found = [
        Reason.of(f"index.varied.{name}" if count > 1 else f"index.fixed.{name}", count=count)
        for name, count in counts.items()
    ]
    moving = len(choices.moving(framework))
    percent = round(choices.spread * 100)
    code = "index.varied.weights" if moving else "index.fixed.weights"
    return (*found, Reason.of(code, count=moving, percent=percent))
