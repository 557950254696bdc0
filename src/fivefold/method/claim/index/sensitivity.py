"""Sobol' indices: how much of the variance of an output each choice explains, alone and with all others.

First order: Saltelli et al. (2010), table 2 (b): mean(y_B (y_AB - y_A))/V. Total: Jansen (1999):
mean((y_A - y_AB)^2)/(2V). V is the variance (n - 1) of the outputs on A and B together. Points are a scrambled Sobol'
sequence; intervals are bootstrap quantiles over the rows. A factor may be several columns that move together.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace

import numpy as np
from scipy.stats import qmc

from fivefold.method.claim.index.draws import Prepared, evaluate, from_cube
from fivefold.method.claim.index.errors import DrawsError
from fivefold.method.claim.index.ranks import Ranks, places, shift
from fivefold.method.claim.index.table import Array
from fivefold.method.claim.index.uncertainty import varied
from fivefold.method.reason import Reason

_LEAST = 8


@dataclass(frozen=True)
class Explained:
    """One factor's indices with their intervals. A first index below 0 is noise of the estimate, not a finding."""

    factor: str
    first: float
    first_low: float
    first_high: float
    total: float
    total_low: float
    total_high: float


@dataclass(frozen=True)
class Sensitivity:
    """The factors in the order given, the variance they explain, the rows of the sample, and reasons."""

    factors: tuple[Explained, ...]
    variance: float
    rows: int
    reasons: tuple[Reason, ...] = ()

    def to_data(self) -> dict[str, object]:
        """Return factors, variance and reasons as JSON values; numbers as text that reads back to the same float."""
        factors = [
            {name: value if isinstance(value, str) else repr(value) for name, value in asdict(one).items()}
            for one in self.factors
        ]
        return {
            "factors": factors,
            "variance": repr(self.variance),
            "rows": self.rows,
            "reasons": [reason.to_data() for reason in self.reasons],
        }


def sobol(
    model: Callable[[Array], Array],
    factors: Mapping[str, int],
    *,
    size: int,
    seed: int,
    resamples: int = 1000,
    level: float = 0.9,
) -> Sensitivity:
    """Return the indices of a model's factors, each with the number of columns it takes of the unit cube.

    `model` takes points [row, column] and returns one number for each; it is called once for A, once for B and once
    for each factor, `size` rows each. `size` is a power of two, at least 8. Raises `DrawsError`.

    >>> done = sobol(lambda x: x[:, 0] + 2 * x[:, 1], {"a": 1, "b": 1}, size=1024, seed=1, resamples=50)
    >>> [round(one.first, 2) for one in done.factors], [round(one.total, 2) for one in done.factors]
    ([0.2, 0.8], [0.2, 0.8])
    """
    if size < _LEAST or size & (size - 1):
        raise DrawsError("power_of_two", _LEAST)
    columns = sum(factors.values())
    cube = np.asarray(qmc.Sobol(2 * columns, scramble=True, rng=np.random.default_rng(seed)).random(size))
    a, b = cube[:, :columns], cube[:, columns:]
    crossed, start = [], 0
    for width in factors.values():
        mixed = a.copy()
        mixed[:, start : start + width] = b[:, start : start + width]
        crossed.append(model(mixed))
        start += width
    return estimate(tuple(factors), model(a), model(b), np.stack(crossed), seed, resamples, level)


def estimate(
    names: tuple[str, ...],
    on_a: Array,
    on_b: Array,
    crossed: Array,
    seed: int,
    resamples: int = 1000,
    level: float = 0.9,
) -> Sensitivity:
    """Return the indices from outputs: on A, on B, and `crossed[factor, row]` on A with that factor taken from B.

    Raises `DrawsError` if the output never changes.
    """
    if np.ptp(np.concatenate([on_a, on_b])) == 0:
        raise DrawsError("constant", 1)
    rows = len(on_a)
    terms = np.stack([on_b * (crossed - on_a), (on_a - crossed) ** 2 / 2])
    ends = (1 - level) / 2, (1 + level) / 2
    counts = _counts(rows, resamples, seed)
    spread = _variance(counts, on_a, on_b)
    drawn = np.einsum("rn,tfn->rtf", counts / rows, terms) / spread[:, None, None]
    low, high = np.quantile(drawn, ends, axis=0)
    variance = float(_variance(np.ones((1, rows)), on_a, on_b)[0])
    value = terms.mean(axis=2) / variance
    found = [
        Explained(name, *(float(one[kind, place]) for kind in (0, 1) for one in (value, low, high)))
        for place, name in enumerate(names)
    ]
    return Sensitivity(tuple(found), variance, rows)


def _counts(rows: int, resamples: int, seed: int) -> Array:
    """Return how often each row is in each resample."""
    picked = np.random.default_rng([seed, 1]).integers(0, rows, (resamples, rows))
    places_ = picked + rows * np.arange(resamples)[:, None]
    return np.bincount(places_.ravel(), minlength=rows * resamples).reshape(resamples, rows).astype(float)


def _variance(counts: Array, on_a: Array, on_b: Array) -> Array:
    """Return the variance (n - 1) of A and B together, each row counted as often as it was drawn."""
    n = 2 * counts.sum(axis=1)
    centre = np.concatenate([on_a, on_b]).mean()
    a, b = on_a - centre, on_b - centre
    found: Array = (counts @ (a**2 + b**2) - (counts @ (a + b)) ** 2 / n) / (n - 1)
    return found


def of_places(
    prepared: Prepared, nominal: Ranks, *, size: int, seed: int, resamples: int = 1000
) -> Sensitivity:
    """Return which choice moves the places: the output is the mean shift of places from the nominal ones.

    Factors are treatment, scale, mean and all weights together; a choice without an alternative is no factor, and
    a reason says so. Raises `DrawsError` when nothing is left to vary, or nothing moves.

    >>> from fivefold.method.claim.index import Choices, Framework, Scale, Table, prepare
    >>> table = Table(("甲市", "乙市", "丙市"), ("a", "b"), [[1, 9], [6, 5], [9, 1]])
    >>> choices = Choices((None,), (Scale("minmax"), Scale("rank")), ("arithmetic",), spread=0.25, leaves=True)
    >>> prepared = prepare(table, Framework.flat(("a", "b")), choices)
    >>> found = of_places(prepared, np.array([2, 1, 3]), size=64, seed=1, resamples=10)
    >>> [(one.factor, round(one.total, 1)) for one in found.factors]
    [('scale', 0.4), ('weights', 0.7)]
    """
    choices, framework = prepared.choices, prepared.framework
    moving = len(choices.moving(framework))
    all_ = {
        "treatment": len(choices.treatments),
        "scale": len(choices.scales),
        "mean": len(choices.means),
    }
    widths = {name: 1 for name, count in all_.items() if count > 1} | ({"weights": moving} if moving else {})
    if not widths:
        raise DrawsError("no_choice", 1)
    used = [place for place, count in enumerate(all_.values()) if count > 1]
    used += range(3, 3 + moving)

    def model(points: Array) -> Array:
        cube = np.zeros((len(points), 3 + moving))
        cube[:, used] = points
        return shift(places(evaluate(prepared, from_cube(cube, framework, choices))), nominal)

    found = sobol(model, widths, size=size, seed=seed, resamples=resamples)
    done = Reason.of("index.sensitivity.done", size=size, seed=seed, resamples=resamples)
    shares = (_share(one) for one in found.factors)
    return replace(found, reasons=(done, *shares, *varied(choices, framework)))


def _share(one: Explained) -> Reason:
    """Return one factor's indices in whole percent."""
    figures = {name: round(100 * value) for name, value in asdict(one).items() if name != "factor"}
    return Reason("index.sensitivity.factor", {"factor": Reason(f"index.factor.{one.factor}"), **figures})
