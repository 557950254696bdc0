"""The profiled restricted likelihood of two crossed factors, with its gradient.

Everything follows from sums over regions and judges, so that a step costs nothing more for more marks. The larger
factor has a diagonal block and is eliminated; what is left (the Schur complement) has the size of the smaller one.

With theta_k = sd_k / sd_rest, Z_k the indicators of factor k and V = I + sum theta_k^2 Z_k Z_k':
criterion = log|V| + log|X'V^-1 X| + (n - p) (1 + log(2 pi r^2 / (n - p))), r^2 the weighted sum of squares of the rest
(Bates et al. 2015, equation 41); its derivative by log theta_k is 2 theta_k^2 times
tr(Z_k'V^-1 Z_k) - tr((X'V^-1 X)^-1 |Z_k'V^-1 X|^2) - (n - p) |Z_k'V^-1 (y - X beta)|^2 / r^2.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
from scipy.linalg import cho_factor, cho_solve, cholesky, solve_triangular
from scipy.linalg.lapack import dpotri
from scipy.optimize import minimize
from scipy.sparse import csr_array

from fivefold.method.share.calibration.grid import Floats, Whole

_ROWS = 4_096
_WIDEST = 11.5
"""Ratios are sought from 0.00001 to 100,000, by their logarithms."""

_LITTLE = 1e-2
_TRIED = (0.03, 0.1, 0.3, 1.0, 3.0)
_GAIN = 1e-9


@dataclass(frozen=True, eq=False)
class Sums:
    """What the likelihood needs: the larger factor first. `both` counts meetings, `seen` are sums of X and y."""

    marks: int
    counts: tuple[Floats, Floats]
    both: csr_array
    seen: tuple[Floats, Floats]
    squares: Floats


def sums(larger: Whole, smaller: Whole, sizes: tuple[int, int], columns: Floats) -> Sums:
    """Sum up marks: `columns` (marks x (p + 1)) holds the fixed part X and, last, the marks y."""
    ones = np.ones(len(columns))
    places = np.arange(len(columns))
    first = csr_array((ones, (larger, places)), (sizes[0], len(columns)))
    second = csr_array((ones, (smaller, places)), (sizes[1], len(columns)))
    return Sums(
        len(columns),
        (np.asarray(first @ ones), np.asarray(second @ ones)),
        csr_array(first @ second.T),
        (first @ columns, second @ columns),
        columns.T @ columns,
    )


class Step:
    """The model at one pair of ratios theta: criterion, gradient, estimates and their precision."""

    def __init__(self, known: Sums, theta: Floats) -> None:
        self.known, self.theta = known, theta
        one, two = theta
        self.diagonal = 1 + one**2 * known.counts[0]
        self.half = csr_array(known.both.multiply((one * two / self.diagonal)[:, None]))
        crossed = (known.both.T @ self.half).toarray() * (one * two)
        self.factor = cho_factor(np.diag(1 + two**2 * known.counts[1]) - crossed, lower=True)
        self.effects = self._solved(one * known.seen[0], two * known.seen[1])
        weighted = known.squares - sum(
            ratio * seen.T @ effect
            for ratio, seen, effect in zip(theta, known.seen, self.effects, strict=True)
        )
        self.root = cholesky((weighted + weighted.T) / 2)
        self.fixed = len(weighted) - 1

    def _solved(self, first: Floats, second: Floats) -> tuple[Floats, Floats]:
        low = cho_solve(self.factor, second - self.half.T @ first)
        scaled = (first.T / self.diagonal).T
        return scaled - self.half @ low, low

    @property
    def free(self) -> int:
        """Marks less the columns of the fixed part."""
        return self.known.marks - self.fixed

    @property
    def rest(self) -> float:
        """The variance of the rest."""
        return float(self.root[-1, -1] ** 2) / self.free

    @property
    def beta(self) -> Floats:
        """The fixed part."""
        return np.asarray(solve_triangular(self.root[:-1, :-1], self.root[:-1, -1]))

    def covariance(self) -> Floats:
        """Return (X'V^-1 X)^-1; times `rest` it is the covariance of `beta`."""
        inverse = solve_triangular(self.root[:-1, :-1], np.eye(self.fixed))
        return np.asarray(inverse @ inverse.T)

    def criterion(self) -> float:
        """Return -2 log of the restricted likelihood, profiled."""
        spread = np.log(self.diagonal).sum() + 2 * np.log(np.diag(self.factor[0])).sum()
        fixed = 2 * np.log(np.diag(self.root)[:-1]).sum()
        return float(spread + fixed + self.free * (1 + np.log(2 * np.pi * self.rest)))

    def inverse(self) -> Floats:
        """Return the block of the smaller factor of the inverse of I + Lambda Z'Z Lambda."""
        lower = np.tril(dpotri(self.factor[0], lower=1)[0])
        return np.asarray(lower + np.tril(lower, -1).T)

    def diagonals(self) -> tuple[Floats, Floats]:
        """Return the diagonals of both blocks of that inverse."""
        inverse = self.inverse()
        kept = [
            np.asarray(rows.multiply(rows @ inverse).sum(axis=1)).ravel()
            for rows in (self.half[start : start + _ROWS] for start in range(0, self.half.shape[0], _ROWS))
        ]
        return 1 / self.diagonal + np.concatenate(kept), np.diag(inverse)

    def gradient(self) -> Floats:
        """Return the derivative of the criterion by the logarithms of the two ratios."""
        inverse = self.inverse()
        lost = np.sum(1 / self.diagonal) + np.sum(inverse * (self.half.T @ self.half).toarray())
        traces = (len(self.diagonal) - lost, len(inverse) - np.trace(inverse))
        covariance = self.covariance()
        slopes = []
        for trace, effect in zip(traces, self.effects, strict=True):
            explained, left = effect[:, :-1], self.left(effect)
            fixed = np.sum(covariance * (explained.T @ explained))
            slopes.append(2 * (trace - fixed - left @ left / self.rest))
        return np.array(slopes)

    def left(self, effect: Floats) -> Floats:
        """Return a factor's spherical effects: those of the marks less those of the fixed part."""
        return np.asarray(effect[:, -1] - effect[:, :-1] @ self.beta)


def best(known: Sums) -> Step:
    """Return the model at the ratios that make the criterion least. It starts where lme4 starts, at 1 and 1.

    Near 0 the criterion is flat, and a long step may have passed over the least value. So where a ratio comes out as
    nothing, larger ones are tried, and the search goes on from the best of them while there is a better one.
    """
    theta = _descended(known, np.ones(2))
    while (other := _better(known, theta)) is not None:
        theta = _descended(known, other)
    return Step(known, theta)


def _better(known: Sums, theta: Floats) -> Floats | None:
    if theta.min() >= _LITTLE:
        return None
    tried = [(float(ratio), *_TRIED) if ratio < _LITTLE else (float(ratio),) for ratio in theta]
    least, found = min((Step(known, np.array(pair)).criterion(), pair) for pair in product(*tried))
    return np.array(found) if least < Step(known, theta).criterion() - _GAIN else None


def _descended(known: Sums, start: Floats) -> Floats:
    def both(logs: Floats) -> tuple[float, Floats]:
        step = Step(known, np.exp(logs))
        return step.criterion(), step.gradient()

    found = minimize(
        both,
        np.log(start),
        jac=True,
        method="L-BFGS-B",
        bounds=[(-_WIDEST, _WIDEST)] * 2,
        options={"ftol": 1e-16, "gtol": 1e-8},
    )
    return np.asarray(np.exp(found.x))
