"""1,000 sets of weights on 416 units x 49 criteria, scores and places of each, beside scikit-criteria and pymcdm."""

from typing import Any

import numpy as np

from library.measure import Aim, Outcome, measured, timed, times

TITLE = "Composite index: many sets of weights"
UNITS, CRITERIA, SETS, PEER_SETS = 416, 49, 1000, 50
_AIM = 50


def _data(sets: int) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(20)
    weights = random.dirichlet(np.ones(CRITERIA), sets)
    return random.random((UNITS, CRITERIA)) + 0.01, weights


def ours(sets: int, repeats: int) -> dict[str, Any]:
    """Weighted sums on min-max scales, and places with ties."""
    from fivefold.method.claim.index import Table, normalise, places
    from fivefold.method.claim.index.means import mean
    from fivefold.method.claim.index.normalise import Scale

    values, weights = _data(sets)
    table = Table(tuple(map(str, range(UNITS))), tuple(map(str, range(CRITERIA))), values)
    found = {}

    def work() -> None:
        found["ranks"] = places(mean(normalise(table, Scale("minmax", (0, 1))).values, weights, "arithmetic"))

    told = timed(work, runs=repeats)
    return {**told, "first": found["ranks"][:PEER_SETS].sum(axis=0).tolist()}


def scikit_criteria(sets: int, repeats: int) -> dict[str, Any]:
    """Do the same with its pipeline: min-max scaler and weighted sum, one decision matrix per set of weights."""
    import skcriteria as skc
    from skcriteria.agg.simple import WeightedSumModel
    from skcriteria.pipeline import mkpipe
    from skcriteria.preprocessing.scalers import MinMaxScaler

    values, weights = _data(SETS)
    pipe = mkpipe(MinMaxScaler(target="matrix"), WeightedSumModel())
    found: dict[str, Any] = {}

    def work(count: int = sets) -> None:
        matrices = (skc.mkdm(values, [1] * CRITERIA, weights=one) for one in weights[:count])
        found["ranks"] = np.array([pipe.evaluate(one).rank_ for one in matrices])

    work(1)
    told = timed(work, runs=repeats, warm=False)
    return {**told, "first": found["ranks"][:PEER_SETS].sum(axis=0).tolist()}


def pymcdm(sets: int, repeats: int) -> dict[str, Any]:
    """Do the same with its weighted sum method."""
    from pymcdm.methods import WSM
    from pymcdm.normalizations import minmax_normalization

    values, weights = _data(SETS)
    method, types = WSM(minmax_normalization), np.ones(CRITERIA)
    found: dict[str, Any] = {}

    def work(count: int = sets) -> None:
        ranks = [method.rank(method(values, one / one.sum(), types)) for one in weights[:count]]
        found["ranks"] = np.array(ranks)

    work(1)
    told = timed(work, runs=repeats, warm=False)
    return {**told, "first": found["ranks"][:PEER_SETS].sum(axis=0).tolist()}


def run(quick: bool) -> list[Outcome]:  # noqa: FBT001 - every kernel is called so
    """Measure all three; the peers on the same sets, or the first of them in a smoke run."""
    sets, repeats = (PEER_SETS, 1) if quick else (SETS, 1)
    mine = measured("fivefold", "index_weights:ours", sets=SETS, repeats=9, note="one product of matrices")
    peers = [
        measured(
            name, f"index_weights:{function}", sets=sets, repeats=repeats, note=f"{sets:,} sets, one by one"
        )
        for name, function in (("scikit-criteria 0.10", "scikit_criteria"), ("pymcdm 1.4.0", "pymcdm"))
    ]
    factor = SETS / sets
    aim = Aim(f"at least {_AIM} x scikit-criteria", factor * times(peers[0], mine), _AIM)
    same = all(peer.told["first"] == mine.told["first"] for peer in peers)
    said = (
        f"The same random table and weights for all, min-max and weighted sums, places of all {UNITS} units.",
        f"Places of the first {PEER_SETS} sets, added up, are {'equal' if same else '**not** equal'} in all three.",
    )
    task = f"{SETS:,} sets of weights, {UNITS} x {CRITERIA}, scores and places"
    return [Outcome(task, (mine, *peers), (aim,), said)]
