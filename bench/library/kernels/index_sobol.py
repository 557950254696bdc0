"""Sobol' indices of the g-function with intervals, beside SALib: time, and error against the closed form."""

from typing import Any

import numpy as np

from library.measure import Aim, Outcome, measured, timed, times

TITLE = "Sensitivity: Sobol' indices"
A = np.array([0.0, 1.0, 4.5, 9.0])
SIZE, RESAMPLES, SEEDS = 4096, 100, 20


def _model(points: np.ndarray) -> np.ndarray:
    return np.prod((np.abs(4 * points - 2) + A) / (1 + A), axis=1)


def _truth() -> np.ndarray:
    """Return the first-order indices in closed form (Saltelli and Sobol' 1995)."""
    parts = 1 / (3 * (1 + A) ** 2)
    return parts / (np.prod(1 + parts) - 1)


def ours(size: int, repeats: int) -> dict[str, Any]:
    """Estimate first and total indices with bootstrap intervals, and the mean error over some seeds."""
    from fivefold.method.claim.index import sobol

    factors = dict.fromkeys("abcd", 1)
    told = timed(lambda: sobol(_model, factors, size=size, seed=1, resamples=RESAMPLES), runs=repeats)
    found = [
        [one.first for one in sobol(_model, factors, size=size, seed=seed, resamples=2).factors]
        for seed in range(SEEDS)
    ]
    return {**told, "error": float(np.abs(np.array(found) - _truth()).mean())}


def salib(size: int, repeats: int) -> dict[str, Any]:
    """Do the same with its Sobol' sampler and analysis, first and total order."""
    from SALib.analyze import sobol as analyse
    from SALib.sample import sobol as sample

    problem = {"num_vars": len(A), "names": list("abcd"), "bounds": [[0.0, 1.0]] * len(A)}

    def work(seed: int = 1, resamples: int = RESAMPLES) -> np.ndarray:
        points = sample.sample(problem, size, calc_second_order=False, seed=seed)
        outputs = _model(points)
        done = analyse.analyze(problem, outputs, calc_second_order=False, num_resamples=resamples, seed=seed)
        return np.array(done["S1"])

    told = timed(work, runs=repeats)
    found = [work(seed, 2) for seed in range(SEEDS)]
    return {**told, "error": float(np.abs(np.array(found) - _truth()).mean())}


def run(quick: bool) -> list[Outcome]:  # noqa: FBT001 - every kernel is called so
    """Measure both."""
    size, repeats = (256, 1) if quick else (SIZE, 9)
    mine, peer = (
        measured(who, f"index_sobol:{function}", size=size, repeats=repeats, note=f"{RESAMPLES} resamples")
        for who, function in (("fivefold", "ours"), ("SALib 1.6.0", "salib"))
    )
    error, other = mine.told["error"], peer.told["error"]
    text = "mean error of the first indices below 0.0122, that of plain Monte Carlo"
    aims = (
        Aim("at least as fast as SALib", times(peer, mine), 1),
        Aim(text, error, 0.0122, at_most=True),
    )
    said = f"Mean absolute error of the first indices over {SEEDS} seeds: {error:.4f} (fivefold), {other:.4f} (SALib)."
    task = f"g-function of four factors, {size:,} rows, first and total with intervals"
    return [Outcome(task, (mine, peer), aims, (said,))]
